package org.ozml.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.Cause;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Seat;
import org.ozml.call.TraceEvent;
import org.ozml.scenario.Excerpt;
import org.ozml.scenario.Failure;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;

/**
 * Plays a trace to a script and finds where it does otherwise than it did.
 *
 * <p>People do what they did when their time has come and all has happened that came before it in
 * the trace: at one instant the order of the trace counts. Where times are real, what lies within
 * the tolerance may come in any order, and a delay does not count again for all that follows.
 */
public final class Replay {
  private final TraceFile trace;
  private final Tape tape;
  private final Stage stage;
  private final long tolerance;
  private final Sameness sameness;
  private final List<TraceEvent> happened = new ArrayList<>();

  /** What happened and is not in the trace yet. */
  private final Deque<TraceEvent> ahead = new ArrayDeque<>();

  /** By how much the replay is later than the trace: now, and at the least and most so far. */
  private long drift;

  private long leastDrift;
  private long mostDrift;

  private Replay(TraceFile trace, Scene scene, Duration tolerance) {
    this.trace = trace;
    this.tolerance = tolerance.toNanos();
    drift = -trace.begin();
    leastDrift = drift;
    mostDrift = drift;
    sameness = new Sameness(trace.setting().script(), scene.name(), this.tolerance > 0);
    tape = new Tape(trace, tolerance);
    stage =
        new Stage(
            scene, this::on, new Stage.Props(null, null, null, trace.setting().settings(), tape));
  }

  /**
   * What came of it.
   *
   * @param difference the first one; null when there is none
   * @param events what happened in the replay, up to the difference
   */
  public record Outcome(@Nullable Failure difference, List<TraceEvent> events) {}

  /**
   * Replays a trace.
   *
   * @param scene see {@link TraceFile#scene}
   * @param tolerance by how much times may differ, see {@link TraceFile#tolerance}
   */
  public static Outcome run(TraceFile trace, Scene scene, Duration tolerance) {
    Replay replay = new Replay(trace, scene, tolerance);
    return new Outcome(replay.run(), replay.happened);
  }

  private void on(TraceEvent event) {
    happened.add(event);
    ahead.add(event);
  }

  private @Nullable Failure run() {
    stage.start();
    for (int i = 0; i < trace.events().size(); i++) {
      Failure failure = tape.isFromOutside(i) ? brings(i) : expects(i);
      if (failure != null) return failure;
    }
    return trace.isComplete() ? rest() : null;
  }

  /** Lets something happen that came from outside. */
  private @Nullable Failure brings(int index) {
    TraceEvent event = trace.events().get(index);
    long due = event.at() + drift;
    while (isOnTime() && stage.time().untilNext() >= 0 && next() < due) stage.time().step();
    if (isOnTime()) stage.time().pass(Math.max(0, due - stage.time().now()));
    String obstacle = isOnTime() ? bring(event) : null;
    return obstacle == null ? expects(index) : failure(index, obstacle);
  }

  /** Returns whether nothing has happened that the trace does not have next. */
  private boolean isOnTime() {
    return tolerance > 0 || ahead.isEmpty();
  }

  private long next() {
    return stage.time().now() + stage.time().untilNext();
  }

  /** Brings about what somebody did; returns why that is impossible, or null. */
  private @Nullable String bring(TraceEvent event) {
    long now = stage.time().now();
    if (event instanceof CallEvent.KeyPressed e) {
      Leg leg = leg(e.call(), e.number());
      return leg == null ? none(e.number()) : report(new Report.Key(now, leg, e.key()));
    }
    if (event instanceof CallEvent.ToneHeard e) {
      Leg leg = leg(e.call(), e.number());
      if (leg == null) return none(e.number());
      return report(new Report.ToneHeard(now, leg, e.hertz(), e.length()));
    }
    if (event instanceof CallEvent.DeviceHeld e) {
      Leg leg = stage.network().leg(e.number());
      return leg == null ? none(e.number()) : report(new Report.DeviceHold(now, leg, e.on()));
    }
    if (event instanceof CallEvent.LegEnded e) {
      Leg leg = stage.network().leg(e.number());
      if (leg == null) return none(e.number());
      if (e.cause() != Cause.NORMAL) return report(new Report.Ended(now, leg, e.cause()));
      stage.network().act(e.number(), new World.Doing.HangUp());
      return null;
    }
    tape.brings(event);
    return null;
  }

  private static String none(String number) {
    return number + " has no call then";
  }

  private @Nullable String report(Report report) {
    stage.board().report(report);
    return null;
  }

  /** Somebody may have several calls. */
  private @Nullable Leg leg(String id, String number) {
    Call call = stage.board().call(id);
    if (call != null) {
      for (Seat seat : List.of(call.caller(), call.callee())) {
        if (seat.occupant() instanceof Leg leg && leg.number().equals(number)) return leg;
      }
    }
    return stage.network().leg(number);
  }

  /** Waits for what has to happen. */
  private @Nullable Failure expects(int index) {
    TraceEvent expected = trace.events().get(index);
    while (true) {
      TraceEvent found = take(expected);
      if (found != null) {
        if (tolerance > 0) drift(found.at() - expected.at());
        return null;
      }
      boolean late = tolerance > 0 && next() > expected.at() + mostDrift + tolerance;
      if (!isOnTime() || late || !stage.step()) return failure(index, instead(expected));
    }
  }

  private @Nullable TraceEvent take(TraceEvent expected) {
    for (Iterator<TraceEvent> events = ahead.iterator(); events.hasNext(); ) {
      TraceEvent event = events.next();
      if (near(expected, event) && sameness.isSame(expected, event)) {
        events.remove();
        return event;
      }
      if (tolerance == 0) return null;
    }
    return null;
  }

  private void drift(long now) {
    drift = now;
    leastDrift = Math.min(leastDrift, now);
    mostDrift = Math.max(mostDrift, now);
  }

  /** A timer ends as late as it began. Times of traces are microseconds. */
  private boolean near(TraceEvent expected, TraceEvent event) {
    long apart = event.at() - expected.at();
    long allowed = Math.max(tolerance, 1000);
    return apart >= leastDrift - allowed && apart <= mostDrift + allowed;
  }

  /** Nothing may happen after all that the trace tells. */
  private @Nullable Failure rest() {
    while (ahead.isEmpty() && stage.step()) {}
    TraceEvent more = ahead.peek();
    if (more == null) return null;
    String expected = "that nothing more happens";
    return failure(trace.events().size() - 1, "the trace ends here", expected, words(more));
  }

  // ---- differences

  private String instead(TraceEvent expected) {
    TraceEvent event = ahead.peek();
    if (event == null) return "nothing more happens";
    return sameness.isSame(expected, event)
        ? "it happens at %s s".formatted(time(event.at() - drift))
        : words(event);
  }

  private Failure failure(int index, String instead) {
    TraceEvent event = trace.events().get(index);
    String expected = "that this happens at %s s".formatted(time(event.at()));
    return failure(index, sentence(event), expected, instead);
  }

  private Failure failure(int index, String sentence, String expected, String instead) {
    Excerpt excerpt = excerpt();
    return new Failure(
        trace.name(),
        trace.lines().get(index),
        sentence,
        expected,
        instead,
        excerpt.lines(),
        excerpt.script(UnaryOperator.identity()));
  }

  /** What happened around the difference. */
  private Excerpt excerpt() {
    return new Excerpt(happened, Math.min(happened.size() - ahead.size(), happened.size() - 1));
  }

  private static String time(long nanos) {
    return Transcript.time(nanos).strip();
  }

  private String words(TraceEvent event) {
    return "at %s s: %s".formatted(time(event.at() - drift), sentence(event));
  }

  /** What people are not shown is told as programs are. */
  private static String sentence(TraceEvent event) {
    List<String> lines = Transcript.lines(event);
    if (lines.isEmpty()) return Sameness.words(event);
    int time = Transcript.time(event.at()).length();
    return lines.get(0).substring(time).strip();
  }
}
