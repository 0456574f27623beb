package org.ozml.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Sound;

/**
 * The telephones of a simulated network that people operate: which calls they have, and what they
 * hear. Use it from the network's thread.
 *
 * <p>A telephone that has a call is busy for others, but can put it on hold and dial a second one.
 */
final class HandOperated implements Chance {
  /** One that is held, one that is spoken on. */
  private static final int MOST_CALLS = 2;

  private static final String KEYS = "[0-9*#A-D]{1,64}";

  private final Timeline time;
  private final Duration grace;
  private final Map<String, Handset> handsets = new HashMap<>();
  private final Map<Leg, Line> lines = new HashMap<>();

  /** Who has not yet heard a sound to its end, by its id. */
  private final Map<Long, Set<Leg>> audiences = new HashMap<>();

  private @Nullable Simulator network;

  /** A telephone at which somebody sits. */
  private static final class Handset {
    /** Its calls, the latest one last. */
    private final List<Line> lines = new ArrayList<>(MOST_CALLS);

    private @Nullable Line latest() {
      return lines.isEmpty() ? null : lines.get(lines.size() - 1);
    }
  }

  /** One of its calls. */
  private static final class Line {
    private final Handset handset;
    private final Leg leg;
    private final boolean incoming;
    private boolean up;
    private boolean holds;

    /** When the last of the keys that were pressed is through. */
    private long keysEnd;

    private Line(Handset handset, Leg leg, boolean incoming) {
      this.handset = handset;
      this.leg = leg;
      this.incoming = incoming;
    }

    private boolean rings() {
      return incoming && !up;
    }
  }

  /**
   * Makes a network without any.
   *
   * @param grace how much longer than estimated a telephone may play a sound; three times as long
   *     it may in any case
   */
  HandOperated(Timeline time, Duration grace) {
    this.time = time;
    this.grace = grace;
  }

  /** Connects it with its network. */
  void attach(Simulator simulator) {
    network = simulator;
  }

  private Simulator network() {
    return Objects.requireNonNull(network, "attach it first");
  }

  // ---- what people do

  void register(String number) {
    handsets.put(number, new Handset());
  }

  void unregister(String number) {
    Handset handset = handsets.remove(number);
    if (handset != null) handset.lines.forEach(this::hangUp);
  }

  boolean call(String number, String to) {
    Handset handset = handsets.get(number);
    if (handset == null || to.isBlank() || handset.lines.size() == MOST_CALLS) return false;
    Line first = handset.latest();
    if (first != null) {
      if (!first.up) return false;
      hold(first, true);
    }
    add(new Line(handset, network().call(number, to), false));
    return true;
  }

  boolean answer(String number) {
    Line line = latest(number);
    if (line == null || !line.rings()) return false;
    network().answer(line.leg);
    return true;
  }

  boolean press(String number, String keys) {
    Line line = latest(number);
    if (line == null || !line.up || !keys.matches(KEYS)) return false;
    long now = time.now();
    long at = Math.max(now, line.keysEnd);
    for (int i = 0; i < keys.length(); i++) {
      World.Doing press = new World.Doing.Press(keys.substring(i, i + 1));
      time.plan(line.leg, Duration.ofNanos(at - now), () -> network().act(line.leg, press));
      at += Simulator.KEY.toNanos();
    }
    line.keysEnd = at;
    return true;
  }

  boolean hold(String number, boolean on) {
    Line line = latest(number);
    if (line == null || !line.up) return false;
    hold(line, on);
    return true;
  }

  private void hold(Line line, boolean on) {
    if (line.holds == on) return;
    line.holds = on;
    network().act(line.leg, new World.Doing.DeviceHold(on));
  }

  boolean hangUp(String number) {
    Line line = latest(number);
    if (line == null) return false;
    hangUp(line);
    return true;
  }

  private void hangUp(Line line) {
    network().hangUp(line.leg, line.rings() ? Cause.BUSY : Cause.NORMAL);
  }

  private @Nullable Line latest(String number) {
    Handset handset = handsets.get(number);
    return handset == null ? null : handset.latest();
  }

  private void add(Line line) {
    line.handset.lines.add(line);
    lines.put(line.leg, line);
  }

  // ---- what happens to them

  /** A number is dialled. */
  void dialled(Leg leg, String number) {
    Handset handset = handsets.get(number);
    if (handset != null && handset.lines.isEmpty()) add(new Line(handset, leg, true));
  }

  /** Something has been reported. */
  void told(Report report) {
    if (report instanceof Report.Answered answered) {
      Line line = lines.get(answered.leg());
      if (line != null) line.up = true;
    } else if (report instanceof Report.Ended ended) {
      ended(ended.leg());
    } else if (report instanceof Report.Played played) {
      audiences.remove(played.play());
    }
  }

  private void ended(Leg leg) {
    Line line = lines.remove(leg);
    if (line == null) return;
    line.handset.lines.remove(line);
    for (Long play : List.copyOf(audiences.keySet())) heard(play, Set.of(leg));
  }

  // ---- what they hear

  /** A sound begins. */
  void plays(long play, List<Leg> legs) {
    Set<Leg> audience = new HashSet<>(legs);
    audience.retainAll(lines.keySet());
    if (!audience.isEmpty()) audiences.put(play, audience);
  }

  /** A sound is stopped. */
  void stopped(long play) {
    audiences.remove(play);
  }

  /** A telephone has heard a sound to its end. */
  void heard(String number, long play) {
    Handset handset = handsets.get(number);
    if (handset == null) return;
    Set<Leg> its = new HashSet<>();
    handset.lines.forEach(line -> its.add(line.leg));
    heard(play, its);
  }

  private void heard(long play, Set<Leg> legs) {
    Set<Leg> audience = audiences.get(play);
    if (audience == null || !audience.removeAll(legs) || !audience.isEmpty()) return;
    audiences.remove(play);
    network().heard(play);
  }

  // ---- what the world leaves to them

  /** Nobody else's habits count where somebody sits. */
  @Override
  public World.Person person(String number, World.Person usual) {
    Handset handset = handsets.get(number);
    if (handset == null) return usual;
    World.Answering.Kind kind =
        handset.lines.isEmpty() ? World.Answering.Kind.NO_ANSWER : World.Answering.Kind.BUSY;
    return new World.Person(World.Answering.of(kind), List.of(), List.of(), true);
  }

  /** The longest: a telephone says when it has heard it. */
  @Override
  public @Nullable Duration lasts(Sound sound, List<Leg> legs, @Nullable Duration usual) {
    if (usual == null || legs.stream().noneMatch(lines::containsKey)) return usual;
    Duration longer = usual.plus(grace);
    Duration thrice = usual.multipliedBy(3);
    return longer.compareTo(thrice) > 0 ? longer : thrice;
  }
}
