package org.ozml.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;

/** Tells a scenario on a host and says where it went otherwise. */
public final class ScenarioRunner {
  private final Scenario scenario;
  private final Performance performance;

  /**
   * What has been matched: the same sentence twice means two events, two sentences may tell of one.
   */
  private final List<Match> matched = new ArrayList<>();

  private record Match(String words, TraceEvent event) {}

  /**
   * Events before this one are past, but those of its instant may still be matched, in any order.
   */
  private int from;

  private ScenarioRunner(Scenario scenario, Performance performance) {
    this.scenario = scenario;
    this.performance = performance;
  }

  /**
   * What came of it.
   *
   * @param failure what was expected and what happened instead, with the step's line; null when all
   *     was as told
   * @param transcript everything that happened, a line each
   */
  public record Outcome(@Nullable String failure, List<String> transcript) {}

  /** Tells a scenario in virtual time. */
  public static Outcome run(Scenario scenario) {
    return run(scenario, new StagePerformance(scenario.scene()));
  }

  /** Tells a scenario on any host. */
  public static Outcome run(Scenario scenario, Performance performance) {
    String failure = new ScenarioRunner(scenario, performance).tell();
    List<String> transcript = new ArrayList<>();
    for (TraceEvent event : List.copyOf(performance.events())) {
      transcript.addAll(Transcript.lines(event));
    }
    return new Outcome(failure, transcript);
  }

  private @Nullable String tell() {
    performance.start();
    for (Step step : scenario.steps()) {
      String wrong = tell(step);
      if (wrong != null) return at(step, wrong);
    }
    while (performance.next()) {} // to the end, for what must never happen
    for (Step step : scenario.steps()) {
      String wrong = afterwards(step);
      if (wrong != null) return at(step, wrong);
    }
    return null;
  }

  private String at(Step step, String wrong) {
    return "%s:%d: %s\n  %s".formatted(scenario.name(), step.line(), step.words(), wrong);
  }

  private @Nullable String tell(Step step) {
    if (step instanceof Step.Expect expect) {
      return expect(expect) ? null : "this did not happen; the last thing was: " + last();
    }
    if (step instanceof Step.Act act) {
      if (performance.act(act.who(), act.what())) return null;
      return act.who() + " has no call; the last thing was: " + last();
    }
    if (step instanceof Step.Pass pass) performance.pass(pass.time());
    if (step instanceof Step.NobodyLeft left && left.atOnce()) {
      performance.pass(Duration.ZERO);
      return left();
    }
    if (step instanceof Step.Arrives arrives) performance.arrives(arrives.message());
    if (step instanceof Step.Order order) performance.order(order.script());
    return null;
  }

  private boolean expect(Step.Expect step) {
    int next = from;
    while (true) {
      List<TraceEvent> events = performance.events();
      for (; next < events.size(); next++) {
        TraceEvent event = events.get(next);
        if (step.event().test(event) && !isMatched(step.words(), event)) {
          matched.add(new Match(step.words(), event));
          moveTo(events, event.at());
          return true;
        }
      }
      if (!performance.next() && performance.events().size() == next) return false;
    }
  }

  @SuppressWarnings("ReferenceEquality") // equal events at the same time are different events
  private boolean isMatched(String words, TraceEvent event) {
    return matched.stream().anyMatch(one -> one.event() == event && one.words().equals(words));
  }

  private void moveTo(List<TraceEvent> events, long instant) {
    while (from < events.size() && events.get(from).at() < instant) from++;
  }

  private @Nullable String afterwards(Step step) {
    if (step instanceof Step.Never never) {
      for (TraceEvent event : performance.events()) {
        if (never.event().test(event)) return "but it happened: " + Transcript.lines(event);
      }
    }
    return step instanceof Step.NobodyLeft ? left() : null;
  }

  private @Nullable String left() {
    String left = performance.leftovers();
    return left.isEmpty() ? null : "left are " + left;
  }

  private String last() {
    List<TraceEvent> events = performance.events();
    for (int i = events.size() - 1; i >= 0; i--) {
      List<String> lines = Transcript.lines(events.get(i));
      if (!lines.isEmpty()) return lines.get(lines.size() - 1).strip();
    }
    return "nothing";
  }
}
