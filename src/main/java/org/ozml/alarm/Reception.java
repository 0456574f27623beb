package org.ozml.alarm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Sound;

/**
 * The centre's end of the line: gives the handshake, collects sixteen digits, acknowledges them
 * when they are right and kept, and keeps silent otherwise, so that the panel sends them again (SIA
 * DC-05-1999.09). It does nothing by itself: what happens goes in, and what there is to do comes
 * out at the {@link Line}. Each attempt is bounded, and there are four: so the whole is.
 */
public final class Reception {
  /** Half a second to two seconds after the answer. */
  static final Duration SETTLING = Duration.ofSeconds(1);

  /** 1400 Hz, a pause and 2300 Hz. */
  public static final Sound HANDSHAKE =
      new Sound.Tones(
          List.of(
              new Sound.Tone(Transmission.LOW, Duration.ofMillis(100)),
              Sound.Tone.pause(Duration.ofMillis(100)),
              new Sound.Tone(Transmission.HIGH, Duration.ofMillis(100))));

  /** Longer than panels wait before they send again. */
  static final Duration FIRST_DIGIT = Duration.ofSeconds(5);

  /** Shorter than panels wait before they send again, so that two attempts are never mixed up. */
  static final Duration BETWEEN_DIGITS = Duration.ofSeconds(1);

  static final Duration BEFORE_KISS_OFF = Duration.ofMillis(250);

  /**
   * So long after that an alarm may still be on its way to the disk. Together that is one second:
   * shorter than panels wait, so that no kiss-off falls into digits that are sent again.
   */
  static final Duration KEEPING = Duration.ofMillis(750);

  /** 1400 Hz for three quarters of a second to one. */
  public static final Sound KISS_OFF = new Sound.Tone(Transmission.LOW, Duration.ofMillis(850));

  static final int ATTEMPTS = 4;

  /** What a reception does. */
  public interface Line {
    /** Plays to the panel. */
    void play(Sound sound);

    /** Starts the timer, instead of the one that runs; {@link Reception#timeOver} follows. */
    void startTimer(Duration after);

    /**
     * An alarm is there. It must be on disk before it is acknowledged: {@link Reception#kept} or
     * {@link Reception#unkept} follows, perhaps at once. At most once, until it was unkept.
     */
    void keep(ContactId alarm);

    /** It takes too long until the alarm is kept: it is not acknowledged this time. */
    void late();

    /**
     * The alarm is kept, and its kiss-off begins: from now on the panel may hang up and rely on it.
     * At most once; the same alarm again is acknowledged again, another one is not.
     */
    void received(ContactId alarm);

    /** Digits were wrong, or not all there. */
    void refused(String digits);

    /** No alarm came; nothing more follows. */
    void gaveUp();
  }

  private enum Phase {
    SETTLING,
    LISTENING,
    CONFIRMING,
    KEEPING,
    OVER
  }

  private final Line line;
  private final StringBuilder keys = new StringBuilder(ContactId.LENGTH);
  private Phase phase = Phase.SETTLING;
  private @Nullable ContactId alarm;
  private boolean keeping;
  private boolean kept;
  private boolean acknowledged;
  private boolean heard;
  private int attempts;

  /** Makes an end that has not begun. */
  public Reception(Line line) {
    this.line = line;
  }

  /** The line is up. */
  public void begin() {
    line.startTimer(SETTLING);
  }

  /** A key was heard. */
  public void pressed(char key) {
    if (phase != Phase.LISTENING) return;
    heard = true;
    keys.append(key);
    if (keys.length() == ContactId.LENGTH) check();
    else line.startTimer(BETWEEN_DIGITS);
  }

  private void check() {
    ContactId read = ContactId.parse(ContactId.digitsOf(keys.toString()));
    if (read == null || (alarm != null && !alarm.equals(read))) {
      failed();
      return;
    }
    alarm = read;
    keys.setLength(0);
    phase = Phase.CONFIRMING;
    line.startTimer(BEFORE_KISS_OFF);
    if (keeping || kept) return;
    keeping = true;
    line.keep(read);
  }

  /** The alarm is kept; that may come at any time. */
  public void kept() {
    kept = true;
    if (phase == Phase.KEEPING) confirm();
  }

  /** The alarm cannot be kept; the panel will send it again, and then that is tried again. */
  public void unkept() {
    keeping = false;
    if (phase == Phase.KEEPING) failed();
  }

  /** The timer is over. */
  public void timeOver() {
    switch (phase) {
      case SETTLING -> listen();
      case LISTENING -> failed();
      case CONFIRMING -> confirmOnceKept();
      case KEEPING -> late();
      case OVER -> {}
    }
  }

  /** Waits for the first digit; a panel that has not sent any may have missed the handshake. */
  private void listen() {
    phase = Phase.LISTENING;
    if (!heard) line.play(HANDSHAKE);
    line.startTimer(FIRST_DIGIT);
  }

  private void confirmOnceKept() {
    if (kept) {
      confirm();
    } else if (keeping) {
      phase = Phase.KEEPING;
      line.startTimer(KEEPING);
    } else {
      failed();
    }
  }

  private void late() {
    line.late();
    failed();
  }

  private void confirm() {
    phase = Phase.LISTENING;
    line.play(KISS_OFF);
    if (!acknowledged && alarm != null) {
      acknowledged = true;
      line.received(alarm);
    }
  }

  private void failed() {
    if (!keys.isEmpty()) line.refused(ContactId.digitsOf(keys.toString()));
    keys.setLength(0);
    if (acknowledged) return; // the panel knows what it needs to know
    if (++attempts < ATTEMPTS) {
      listen();
    } else {
      phase = Phase.OVER;
      line.gaveUp();
    }
  }
}
