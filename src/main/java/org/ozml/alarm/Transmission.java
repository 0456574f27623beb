package org.ozml.alarm;

import java.time.Duration;

/**
 * The panel's end of the line: waits for the handshake, sends the digits, and sends them again
 * until they are acknowledged (SIA DC-05-1999.09). It does nothing by itself: what happens goes in,
 * and what there is to do comes out at the {@link Line}.
 */
public final class Transmission {
  /** The two tones of the handshake, the first of which is also the kiss-off's. */
  static final int LOW = 1400;

  static final int HIGH = 2300;

  /** A centre answers calls after some rings, and may have other handshakes to try first. */
  static final Duration HANDSHAKE_WAIT = Duration.ofSeconds(30);

  static final Duration BEFORE_DIGITS = Duration.ofMillis(250);

  /** A kiss-off that is shorter is none. */
  static final Duration KISS_OFF = Duration.ofMillis(400);

  /** It begins within 1.25 s and lasts up to 1 s; a tone is heard when it ends. */
  static final Duration KISS_OFF_WAIT = Duration.ofMillis(1250 + 1000);

  static final int ATTEMPTS = 4;

  /** What a transmission does. */
  public interface Line {
    /** Sends keys; {@link Transmission#sent} follows. */
    void send(String keys);

    /** Starts the timer, instead of the one that runs; {@link Transmission#timeOver} follows. */
    void startTimer(Duration after);

    /** Nothing more follows. */
    void over(boolean acknowledged);
  }

  private enum Phase {
    CONNECTING,
    HALF_A_HANDSHAKE,
    PAUSING,
    SENDING,
    WAITING,
    OVER
  }

  private final ContactId alarm;
  private final Line line;
  private Phase phase = Phase.CONNECTING;
  private int attempts;

  /** Makes an end that has not begun. */
  public Transmission(ContactId alarm, Line line) {
    this.alarm = alarm;
    this.line = line;
  }

  /** The line is up. */
  public void begin() {
    line.startTimer(HANDSHAKE_WAIT);
  }

  /** A tone was heard and has ended. */
  public void heard(int hertz, Duration length) {
    switch (phase) {
      case CONNECTING -> {
        if (hertz == LOW) phase = Phase.HALF_A_HANDSHAKE;
      }
      case HALF_A_HANDSHAKE -> {
        if (hertz == HIGH) {
          phase = Phase.PAUSING;
          line.startTimer(BEFORE_DIGITS);
        }
      }
      case SENDING, WAITING -> {
        // Also a late one: it is for the same alarm.
        if (hertz == LOW && length.compareTo(KISS_OFF) >= 0) over(true);
      }
      case PAUSING, OVER -> {}
    }
  }

  /** The keys have been sent. */
  public void sent() {
    if (phase != Phase.SENDING) return;
    phase = Phase.WAITING;
    line.startTimer(KISS_OFF_WAIT);
  }

  /** The timer is over. */
  public void timeOver() {
    switch (phase) {
      case PAUSING -> send();
      case WAITING -> {
        if (attempts < ATTEMPTS) send();
        else over(false);
      }
      case CONNECTING, HALF_A_HANDSHAKE -> over(false);
      case SENDING, OVER -> {}
    }
  }

  private void send() {
    attempts++;
    phase = Phase.SENDING;
    line.send(alarm.keys());
  }

  private void over(boolean acknowledged) {
    phase = Phase.OVER;
    line.over(acknowledged);
  }
}
