package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host without media: keeps what it is told, and holds the switchboard to the contract of the
 * port. Of what it does by itself each kind can be turned off; the test then reports it, late, in
 * another order, or as a failure.
 */
final class TestHost implements Host {

  /** What the host reports without being asked. */
  enum Habit {
    /** A leg that it is told to hang up or reject ends at once. */
    ENDS,
    /** A leg that it is told to answer is up at once. */
    ANSWERS,
    /** A mix stands at once. */
    MIXES,
    /** A recording that it is told to end is stored at once. */
    STORES
  }

  /** A sound that has not been reported to have ended. */
  record Play(long id, List<Leg> legs, Sound sound, boolean repeat) {}

  /** Keys on their way to a leg. */
  record Keys(long id, Leg leg, String keys) {}

  final Set<Habit> habits = EnumSet.allOf(Habit.class);

  /** Every leg that was ever dialled or offered. */
  final Set<Leg> legs = new LinkedHashSet<>();

  /** Legs that the host was told to end, and why. */
  final Map<Leg, Cause> hungUp = new LinkedHashMap<>();

  /** Legs whose end was reported. */
  final Set<Leg> ended = new LinkedHashSet<>();

  /** What each leg was last told to hear. */
  final Map<Leg, Hearing> hears = new LinkedHashMap<>();

  /** Legs whose device holds the other party. */
  final Set<Leg> holding = new LinkedHashSet<>();

  final Map<Leg, ShownId> shown = new LinkedHashMap<>();
  final Set<Leg> alerted = new LinkedHashSet<>();
  final Set<Leg> answering = new LinkedHashSet<>();
  final Set<Long> mixes = new LinkedHashSet<>();
  final Map<Long, Play> plays = new LinkedHashMap<>();
  final List<Long> stopped = new ArrayList<>();
  final Map<Long, List<Leg>> recordings = new LinkedHashMap<>();
  final Set<Long> stoppedRecordings = new LinkedHashSet<>();
  final List<Keys> keys = new ArrayList<>();
  final Map<Long, Result> transfers = new LinkedHashMap<>();

  /** When each timer is due. */
  final Map<Long, Long> timers = new LinkedHashMap<>();

  /** How many commands have come. */
  int commands;

  private final Exchange exchange;

  TestHost(Exchange exchange) {
    this.exchange = exchange;
  }

  private void told(String command, Object... about) {
    commands++;
    exchange.journal("    " + command, about);
  }

  /** Whether something may still be done to a leg. */
  boolean alive(Leg leg) {
    return legs.contains(leg) && !hungUp.containsKey(leg) && !ended.contains(leg);
  }

  private void mustBeAlive(Leg leg) {
    assertThat(alive(leg)).as("a command for leg %s, which is there and not over", leg).isTrue();
  }

  private void mustBeUp(Leg leg) {
    mustBeAlive(leg);
    assertThat(leg.state())
        .as("state of %s, which is to hear something", leg)
        .isEqualTo(Leg.State.UP);
  }

  @Override
  public void dial(Leg leg, String to, ShownId id) {
    told("dial", leg, id);
    assertThat(legs.add(leg)).as("leg %s is dialled once", leg).isTrue();
    assertThat(leg.state()).isEqualTo(Leg.State.DIALLING);
    shown.put(leg, id);
  }

  @Override
  public void alert(Leg leg) {
    told("alert", leg);
    mustBeAlive(leg);
    assertThat(alerted.add(leg)).as("%s is alerted once", leg).isTrue();
  }

  @Override
  public void answer(Leg leg) {
    told("answer", leg);
    mustBeAlive(leg);
    assertThat(answering.add(leg)).as("%s is answered once", leg).isTrue();
    if (habits.contains(Habit.ANSWERS)) exchange.report(new Report.Answered(exchange.now(), leg));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    told("reject", leg, cause);
    assertThat(answering).as("answered legs are not rejected").doesNotContain(leg);
    end(leg, cause);
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    told("hangUp", leg, cause);
    end(leg, cause);
  }

  private void end(Leg leg, Cause cause) {
    mustBeAlive(leg);
    hungUp.put(leg, cause);
    if (habits.contains(Habit.ENDS)) exchange.end(leg, cause);
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    told("mix", mix, hearings);
    hearings.forEach(
        (leg, hearing) -> {
          mustBeUp(leg);
          hearing.legs().forEach(this::mustBeUp);
          assertThat(hearing.legs()).as("what %s hears", leg).doesNotContain(leg);
          hears.put(leg, hearing);
        });
    mixes.add(mix);
    if (habits.contains(Habit.MIXES)) {
      mixes.remove(mix);
      exchange.report(new Report.Mixed(exchange.now(), mix));
    }
  }

  @Override
  public void play(long play, List<Leg> to, Sound sound, boolean repeat) {
    told("play", play, to, sound);
    to.forEach(this::mustBeUp);
    plays.put(play, new Play(play, List.copyOf(to), sound, repeat));
  }

  @Override
  public void stop(long play) {
    told("stop", play);
    assertThat(plays.remove(play)).as("sound %d, which is to be stopped", play).isNotNull();
    stopped.add(play);
  }

  @Override
  public void record(
      long recording,
      List<Leg> of,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {
    told("record", recording, of);
    of.forEach(this::mustBeUp);
    assertThat(stoppedRecordings).doesNotContain(recording);
    recordings.put(recording, List.copyOf(of));
  }

  @Override
  public void stopRecord(long recording) {
    told("stopRecord", recording);
    assertThat(recordings).containsKey(recording);
    assertThat(stoppedRecordings.add(recording)).as("%d is stopped once", recording).isTrue();
    if (habits.contains(Habit.STORES)) exchange.stored(recording);
  }

  @Override
  public void sendKeys(long operation, Leg leg, String sent) {
    told("sendKeys", operation, leg, sent);
    mustBeUp(leg);
    keys.add(new Keys(operation, leg, sent));
  }

  @Override
  public void transferProgress(long request, Result result) {
    told("transferProgress", request, result);
    assertThat(transfers.put(request, result)).as("one answer to request %d", request).isNull();
  }

  @Override
  public void startTimer(long timer, Duration after) {
    told("startTimer", timer, after);
    timers.put(timer, exchange.now() + after.toNanos());
  }

  @Override
  public void cancelTimer(long timer) {
    told("cancelTimer", timer);
    assertThat(timers.remove(timer)).as("timer %d, which is to be cancelled", timer).isNotNull();
  }
}
