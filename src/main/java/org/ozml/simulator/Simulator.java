package org.ozml.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Failure;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.call.Switchboard;

/**
 * A telephone network in virtual time: a host whose legs belong to scripted people, and a dial plan
 * in which every number is one of them or an API extension. Use it from one thread.
 */
public final class Simulator implements Host, Routing {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
  static final Duration KEY = Duration.ofMillis(200);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Timeline time;
  private final World world;
  private final SoundLength lengths;
  private final Chance chance;
  private final Map<Leg, Phone> phones = new HashMap<>();
  private final Map<Long, Timeline.Due> dues = new HashMap<>();
  private final Map<Long, Tape> tapes = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(20);
  private Function<String, @Nullable Script> extensions = number -> null;
  private @Nullable Switchboard board;
  private Consumer<Report> reports = report -> board().report(report);
  private @Nullable String nextCallId;
  private boolean instantly;
  private int recordings;

  /** Those who will call by themselves. */
  private final IdentityHashMap<World.Caller, Timeline.Due> comings = new IdentityHashMap<>();

  /** A person's connection. */
  private static final class Phone {
    final Leg leg;
    final World.Person person;
    final List<World.Act> acts;
    long since;
    @Nullable AlarmDevice device;
    boolean up;
    boolean ended;

    Phone(Leg leg, World.Person person, long since) {
      this.leg = leg;
      this.person = person;
      this.acts = new ArrayList<>(person.acts());
      this.since = since;
    }
  }

  /**
   * What the end of a sound and that of a timer are called among what is due.
   *
   * @param id the sound's or the timer's, as the switchboard gave it
   */
  public record Awaited(long id) {}

  /** A recording that runs. */
  private record Tape(long since, String url) {}

  /**
   * Makes a network.
   *
   * @param lengths how long sounds are
   * @param time virtual time, as a rule
   * @param chance decides how telephones take calls
   */
  public Simulator(World world, SoundLength lengths, Timeline time, Chance chance) {
    this.chance = chance;
    this.world = world;
    this.time = time;
    this.lengths = lengths;
  }

  /** Connects it with its switchboard, and says which numbers are API extensions. */
  public void attach(Switchboard switchboard, Function<String, @Nullable Script> scripts) {
    board = switchboard;
    extensions = scripts;
  }

  /** Lets reports take another way to the switchboard, such as one that delays them. */
  public void reportTo(Consumer<Report> way) {
    reports = way;
  }

  /** Returns the maker of call ids: five letters and digits, the same in every run. */
  public Supplier<String> callIds() {
    return () -> {
      String wanted = nextCallId;
      nextCallId = null;
      if (wanted != null) return wanted;
      return chance.callId(letters(5, random::nextInt));
    };
  }

  /** Returns letters and digits that nobody takes for others. */
  static String letters(int length, IntUnaryOperator random) {
    StringBuilder id = new StringBuilder(length);
    for (int i = 0; i < length; i++) id.append(LETTERS.charAt(random.applyAsInt(LETTERS.length())));
    return id.toString();
  }

  private void report(Report report) {
    reports.accept(report);
  }

  private Switchboard board() {
    if (board == null) throw new IllegalStateException("attach it to a switchboard first");
    return board;
  }

  // ---- what people do

  /** Somebody calls a number. */
  public Leg call(String from, String to) {
    return call(from, to, person(from));
  }

  private Leg call(String from, String to, World.Person person) {
    Leg leg = board().offer(from, from);
    phones.put(leg, new Phone(leg, person, time.now()));
    report(new Report.Offered(time.now(), leg, "", to));
    return leg;
  }

  /** Lets those begin who call by themselves. */
  public void begin() {
    for (World.Caller one : world.traffic().callers()) plan(one, one.at());
  }

  /** Nobody calls by themselves any more; calls that are up go on. */
  public void close() {
    comings.values().forEach(Timeline.Due::cancel);
    comings.clear();
  }

  private void plan(World.Caller one, Duration after) {
    comings.put(one, time.plan(one, after, "calls " + one.to(), () -> calls(one)));
  }

  private void calls(World.Caller one) {
    if (leg(one.from()) == null) {
      World.Person person = person(one.from());
      Duration stays = one.stays();
      World.Act leaves =
          stays == null ? null : new World.Act(null, stays, new World.Doing.HangUp());
      call(one.from(), one.to(), leaves == null ? person : person.and(leaves));
    }
    Duration every = one.every();
    if (every != null) plan(one, every);
  }

  private World.Person person(String number) {
    return chance.person(number, world.person(number));
  }

  /**
   * Sets up a call that stands before the script begins.
   *
   * @param settle lets everything happen that is due at once
   */
  public void setUp(World.Standing call, Runnable settle) {
    nextCallId = call.id();
    instantly = !call.ringing();
    call(call.caller(), call.callee());
    settle.run();
    instantly = false;
    if (call.held()) board().loop().execute(() -> board().hold(call.id()));
    settle.run();
  }

  /** Finds the leg that a number has active; null when it has none. */
  public @Nullable Leg leg(String number) {
    Phone found = null;
    for (Phone phone : phones.values()) {
      boolean later = found == null || phone.leg.id() > found.leg.id();
      if (!phone.ended && phone.leg.number().equals(number) && later) found = phone;
    }
    return found == null ? null : found.leg;
  }

  /** A person does something now; false when it has no call. */
  public boolean act(String number, World.Doing what) {
    Leg leg = leg(number);
    return leg != null && act(leg, what);
  }

  /** A person does something now in one of several calls; false when that has ended. */
  boolean act(Leg leg, World.Doing what) {
    Phone phone = phones.get(leg);
    if (phone == null) return false;
    act(phone, what);
    return true;
  }

  private void act(Phone phone, World.Doing what) {
    if (phone.ended) return;
    if (what instanceof World.Doing.Press press) {
      Duration at = AT_ONCE;
      for (char key : press.keys().toCharArray()) {
        time.plan(phone.leg, at, "presses " + key, () -> key(phone, key));
        at = at.plus(KEY);
      }
    } else if (what instanceof World.Doing.HangUp) {
      end(phone, Cause.NORMAL);
    } else if (what instanceof World.Doing.DeviceHold hold) {
      report(new Report.DeviceHold(time.now(), phone.leg, hold.on()));
    }
  }

  private void plan(Phone phone, World.Act act) {
    time.plan(phone.leg, act.after(), act.what().words(), () -> act(phone, act.what()));
  }

  private void key(Phone phone, char key) {
    if (!phone.ended && phone.up) report(new Report.Key(time.now(), phone.leg, key));
  }

  private void end(Phone phone, Cause cause) {
    if (phone.ended) return;
    phone.ended = true;
    phones.remove(phone.leg);
    report(new Report.Ended(time.now(), phone.leg, cause));
  }

  private void up(Phone phone) {
    if (phone.ended || phone.up) return;
    phone.up = true;
    phone.since = time.now();
    report(new Report.Answered(time.now(), phone.leg));
    for (World.Act act : phone.acts) {
      if (act.hears() == null) plan(phone, act);
    }
    World.Device device = phone.person.device();
    if (device == null) return;
    phone.device = AlarmDevice.of(device, socket(phone));
    phone.device.begin();
  }

  private AlarmDevice.Socket socket(Phone phone) {
    return new AlarmDevice.Socket() {
      @Override
      public Timeline.Due plan(Duration after, Runnable what) {
        return time.plan(
            phone.leg,
            after,
            () -> {
              if (!phone.ended) what.run();
            });
      }

      @Override
      public void press(char key) {
        key(phone, key);
      }

      @Override
      public void sound(int hertz, Duration length) {
        report(new Report.ToneHeard(time.now(), phone.leg, hertz, length));
      }

      @Override
      public void hangUp() {
        end(phone, Cause.NORMAL);
      }
    };
  }

  /** Tones come to a device that listens, each when it has ended. */
  private void hears(Phone phone, List<Sound.Tone> tones) {
    AlarmDevice device = phone.device;
    if (device == null) return;
    Duration end = AT_ONCE;
    for (Sound.Tone tone : tones) {
      end = end.plus(tone.length());
      time.plan(phone.leg, end, () -> device.heard(tone.hertz(), tone.length()));
    }
  }

  private void hears(Phone phone, String text) {
    String heard = text.toLowerCase(Locale.ROOT);
    for (World.Act act : List.copyOf(phone.acts)) {
      if (act.hears() != null && heard.contains(act.hears().toLowerCase(Locale.ROOT))) {
        phone.acts.remove(act); // each is done once
        plan(phone, act);
        return;
      }
    }
  }

  // ---- the host

  @Override
  public void dial(Leg leg, String to, ShownId shown) {
    Phone phone = new Phone(leg, person(to), time.now());
    phones.put(leg, phone);
    World.Answering answering =
        instantly
            ? new World.Answering(World.Answering.Kind.ANSWERS, AT_ONCE)
            : chance.takes(to, phone.person);
    Duration after = answering.after();
    boolean rings =
        switch (answering.kind()) {
          case ANSWERS, REJECTS, NO_ANSWER -> true;
          case BUSY, NOT_FOUND, FAILS -> false;
        };
    if (rings) {
      time.plan(leg, AT_ONCE, () -> report(new Report.Progress(time.now(), leg, true)));
    }
    switch (answering.kind()) {
      case ANSWERS -> time.plan(leg, after, "answers", () -> up(phone));
      case REJECTS, BUSY -> time.plan(leg, after, "is busy", () -> end(phone, Cause.BUSY));
      case NOT_FOUND -> time.plan(leg, after, () -> end(phone, Cause.NOT_FOUND));
      case FAILS -> time.plan(leg, after, () -> end(phone, Cause.FAILED));
      case NO_ANSWER -> {}
    }
  }

  @Override
  public void alert(Leg leg) {}

  @Override
  public void answer(Leg leg) {
    Phone phone = phones.get(leg);
    if (phone != null) time.plan(leg, AT_ONCE, () -> up(phone));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    hangUp(leg, cause);
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    Phone phone = phones.get(leg);
    if (phone != null) time.plan(leg, AT_ONCE, () -> end(phone, cause));
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    Leg deaf = null;
    for (Map.Entry<Leg, Hearing> hearing : new LinkedHashMap<>(hearings).entrySet()) {
      Phone phone = phones.get(hearing.getKey());
      boolean joined = hearing.getValue().kind() == Hearing.Kind.LEGS;
      if (joined && (phone == null || !phone.person.media())) deaf = hearing.getKey();
    }
    Leg failed = deaf;
    time.plan(
        this,
        AT_ONCE,
        () ->
            report(
                failed == null
                    ? new Report.Mixed(time.now(), mix)
                    : new Report.MixFailed(time.now(), mix, failed)));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    Duration length = chance.lasts(sound, legs, lengths.of(sound));
    if (length == null) {
      time.plan(this, AT_ONCE, () -> played(play, Report.Played.End.FAILED));
      return;
    }
    for (Leg leg : legs) {
      Phone phone = phones.get(leg);
      if (phone == null) continue;
      if (sound instanceof Sound.Speech speech) hears(phone, speech.text());
      else hears(phone, AlarmDevice.tones(sound));
    }
    if (repeat) return; // it ends when it is stopped
    Runnable end = () -> played(play, Report.Played.End.COMPLETED);
    dues.put(play, time.plan(this, length, new Awaited(play), end));
  }

  /** A sound is over now; harmless when it is already. */
  void heard(long play) {
    Timeline.Due due = dues.get(play);
    if (due == null) return;
    due.cancel();
    played(play, Report.Played.End.COMPLETED);
  }

  private void played(long play, Report.Played.End end) {
    dues.remove(play);
    report(new Report.Played(time.now(), play, end));
  }

  @Override
  public void stop(long play) {
    off(play);
  }

  private void off(long id) {
    Timeline.Due due = dues.remove(id);
    if (due != null) due.cancel();
  }

  @Override
  public void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {
    if (tapes.containsKey(recording)) return; // other legs on the same tape
    String path = folder == null ? "" : folder + "/";
    String url = chance.stored("recordings/%s%03d.%s".formatted(path, ++recordings, format));
    tapes.put(recording, new Tape(time.now(), url));
    if (inactivity != null) {
      Duration quiet = chance.silent(untilQuiet(legs, inactivity));
      Runnable end = () -> stopRecord(recording);
      dues.put(recording, time.plan(this, quiet, "the recording ends: nobody speaks", end));
    }
  }

  /** Returns how long from now until nobody has spoken for a while. */
  private Duration untilQuiet(List<Leg> legs, Duration inactivity) {
    TreeMap<Long, Long> voices = new TreeMap<>(); // from, to
    for (Leg leg : legs) {
      Phone phone = phones.get(leg);
      if (phone == null) continue;
      for (World.Talk talk : phone.person.talks()) {
        long to = phone.since + talk.to().toNanos();
        voices.merge(phone.since + talk.from().toNanos(), to, Math::max);
      }
    }
    long end = time.now() + inactivity.toNanos();
    for (Map.Entry<Long, Long> voice : voices.entrySet()) {
      if (voice.getKey() >= end) break;
      end = Math.max(end, voice.getValue() + inactivity.toNanos());
    }
    return Duration.ofNanos(end - time.now());
  }

  @Override
  public void stopRecord(long recording) {
    Tape tape = tapes.remove(recording);
    if (tape == null) return;
    off(recording);
    Duration length = Duration.ofNanos(time.now() - tape.since());
    time.plan(
        this,
        AT_ONCE,
        () ->
            report(
                tape.url().isEmpty()
                    ? new Report.RecordFailed(time.now(), recording, "it is not stored")
                    : new Report.Recorded(time.now(), recording, tape.url(), length)));
  }

  @Override
  public void sendKeys(long operation, Leg leg, String keys) {
    Phone phone = phones.get(leg);
    if (phone != null && phone.device != null) pressed(phone.device, leg, keys);
    time.plan(
        leg,
        KEY.multipliedBy(keys.length()),
        "has been sent the keys " + keys,
        () -> report(new Report.KeysSent(time.now(), operation, leg)));
  }

  private void pressed(AlarmDevice device, Leg leg, String keys) {
    for (int i = 0; i < keys.length(); i++) {
      char key = keys.charAt(i);
      time.plan(leg, KEY.multipliedBy(i + 1), () -> device.pressed(key));
    }
  }

  @Override
  public void startTimer(long timer, Duration after) {
    dues.put(
        timer,
        time.plan(
            this,
            after,
            new Awaited(timer),
            () -> {
              dues.remove(timer);
              report(new Report.TimerFired(time.now(), timer));
            }));
  }

  @Override
  public void cancelTimer(long timer) {
    off(timer);
  }

  // ---- the dial plan

  @Override
  public void resolve(Query query) {
    report(new Report.Routed(time.now(), query.id(), route(query)));
  }

  /** Returns where a number leads: an API extension, a telephone; nothing a second time. */
  public Route route(Query query) {
    if (query.last() != null) return new Route.Nothing(query.last());
    Script script = extensions.apply(query.target());
    if (script != null) return new Route.ToScript(script);
    return query.target().isBlank()
        ? new Route.Nothing(Failure.NOT_FOUND)
        : new Route.Ring(List.of(query.target()), null, null);
  }
}
