package org.ozml.simulator;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.alarm.Reception;
import org.ozml.alarm.Transmission;
import org.ozml.call.Sound;

/**
 * The alarm panel or receiving centre at a simulated telephone: the same state machines as the
 * scripts use, on a line with the faults that its world gives it.
 */
abstract sealed class AlarmDevice {
  /** 50 ms on, 50 ms off. */
  private static final Duration KEY = Duration.ofMillis(100);

  /** Even a machine needs a moment to hang up. */
  private static final Duration HANGING_UP = Duration.ofMillis(250);

  final Socket socket;
  private Timeline.@Nullable Due timer;

  /** What a device is plugged into. */
  interface Socket {
    Timeline.Due plan(Duration after, Runnable what);

    void press(char key);

    void sound(int hertz, Duration length);

    void hangUp();
  }

  AlarmDevice(Socket socket) {
    this.socket = socket;
  }

  static AlarmDevice of(World.Device device, Socket socket) {
    return device instanceof World.Device.Panel panel
        ? new Panel(panel, socket)
        : new Centre((World.Device.Centre) device, socket);
  }

  /** The call is up. */
  abstract void begin();

  /** A key is sent to it. */
  void pressed(char key) {}

  /** A tone that it hears has ended. */
  void heard(int hertz, Duration length) {}

  abstract void timeOver();

  /** Starts the timer of the line. */
  public void startTimer(Duration after) {
    if (timer != null) timer.cancel();
    timer = socket.plan(after, this::timeOver);
  }

  final void hangUpSoon() {
    socket.plan(HANGING_UP, socket::hangUp);
  }

  /** Returns tones one after another. */
  static List<Sound.Tone> tones(Sound sound) {
    if (sound instanceof Sound.Tones several) return several.tones();
    return sound instanceof Sound.Tone one ? List.of(one) : List.of();
  }

  /** Reports an alarm and hangs up. */
  private static final class Panel extends AlarmDevice implements Transmission.Line {
    private final World.Device.Panel person;
    private final Transmission transmission;
    private int blocks;
    private int kissOffs;

    Panel(World.Device.Panel person, Socket socket) {
      super(socket);
      this.person = person;
      this.transmission = new Transmission(person.alarm(), this);
    }

    @Override
    void begin() {
      transmission.begin();
    }

    @Override
    void heard(int hertz, Duration length) {
      boolean kissOff = blocks > 0 && length.compareTo(Duration.ofMillis(400)) >= 0;
      if (kissOff && ++kissOffs <= person.misses()) return;
      transmission.heard(hertz, length);
    }

    @Override
    void timeOver() {
      transmission.timeOver();
    }

    @Override
    public void send(String keys) {
      if (person.silent()) return;
      blocks++;
      String sent = keys;
      if (blocks <= person.corrupts()) sent = corrupted(keys);
      if (blocks <= person.loses()) sent = sent.substring(0, ContactId.LENGTH - 1);
      Duration at = Duration.ZERO;
      for (int i = 0; i < sent.length(); i++) {
        char key = sent.charAt(i);
        at = at.plus(KEY);
        socket.plan(at, () -> socket.press(key));
        if (i + 1 == person.hangsUpAfter()) {
          socket.plan(at, socket::hangUp);
          return;
        }
      }
      socket.plan(KEY.multipliedBy(keys.length()), transmission::sent);
    }

    /** Another check digit than the right one. */
    private static String corrupted(String keys) {
      int last = keys.length() - 1;
      return keys.substring(0, last) + (keys.charAt(last) == '1' ? '2' : '1');
    }

    @Override
    public void over(boolean acknowledged) {
      hangUpSoon();
    }
  }

  /** Takes alarms, and hangs up when none comes. */
  private static final class Centre extends AlarmDevice implements Reception.Line {
    private final World.Device.Centre person;
    private final Reception reception = new Reception(this);
    private int kissOffs;

    Centre(World.Device.Centre person, Socket socket) {
      super(socket);
      this.person = person;
    }

    @Override
    void begin() {
      reception.begin();
    }

    @Override
    void pressed(char key) {
      if (!person.deaf()) reception.pressed(key);
    }

    @Override
    void timeOver() {
      reception.timeOver();
    }

    @Override
    public void play(Sound sound) {
      if (person.silent()) return;
      if (sound.equals(Reception.KISS_OFF) && ++kissOffs <= person.withholds()) return;
      Duration end = Duration.ZERO;
      for (Sound.Tone tone : tones(sound)) {
        end = end.plus(tone.length());
        if (tone.hertz() == 0) continue;
        socket.plan(end, () -> socket.sound(tone.hertz(), tone.length()));
      }
    }

    @Override
    public void keep(ContactId alarm) {
      reception.kept();
    }

    @Override
    public void late() {}

    @Override
    public void received(ContactId alarm) {}

    @Override
    public void refused(String digits) {}

    @Override
    public void gaveUp() {
      hangUpSoon();
    }
  }
}
