package org.ozml.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.Reply;
import org.ozml.document.Document;

/** Tells a scenario on a host and says where it went otherwise. */
public final class ScenarioRunner {
  private static final String STOPPED = "it does not end and was stopped; ";

  private final Scenario scenario;
  private final Performance performance;

  /**
   * What has been matched: the same sentence twice means two events, two sentences may tell of one.
   */
  private final List<Match> matched = new ArrayList<>();

  private final List<Step> told = new ArrayList<>();

  private record Match(String words, TraceEvent event) {}

  /**
   * Events before this one are past. Those of one instant may be matched in any order, but what is
   * told behind something that is done happens behind it.
   */
  private int from;

  /**
   * Makes it; {@link #begin} begins.
   *
   * @param scenario whose steps need not be known yet: only those count that are told
   */
  public ScenarioRunner(Scenario scenario, Performance performance) {
    this.scenario = scenario;
    this.performance = performance;
  }

  /**
   * What came of it.
   *
   * @param failure what went otherwise; null when all was as told
   * @param events everything that happened
   */
  public record Outcome(@Nullable Failure failure, List<TraceEvent> events) {
    /** Returns everything that happened, a line each. */
    public List<String> transcript() {
      List<String> transcript = new ArrayList<>();
      for (TraceEvent event : events) transcript.addAll(Transcript.lines(event));
      return transcript;
    }
  }

  /** Tells a scenario in virtual time. */
  public static Outcome run(Scenario scenario) {
    return run(scenario, new StagePerformance(scenario.scene()));
  }

  /** Tells a scenario on any host. */
  public static Outcome run(Scenario scenario, Performance performance) {
    Failure failure = new ScenarioRunner(scenario, performance).all();
    return new Outcome(failure, List.copyOf(performance.events()));
  }

  private @Nullable Failure all() {
    begin();
    for (Step step : scenario.steps()) {
      Failure failure = tell(step);
      if (failure != null) return failure;
    }
    return finish();
  }

  /** Begins the script. */
  public void begin() {
    performance.start();
  }

  /** Tells one step; returns where it went otherwise, or null. */
  public @Nullable Failure tell(Step step) {
    told.add(step);
    return now(step);
  }

  /** Lets everything happen that will, for what must never happen; returns what did, or null. */
  public @Nullable Failure finish() {
    performance.close();
    while (performance.next()) {}
    for (Step step : told) {
      Failure failure = afterwards(step);
      if (failure != null) return failure;
    }
    return performance.endless()
        ? failure(1, "the scenario", "that it ends", STOPPED + last(), end())
        : null;
  }

  private Failure failure(Step step, String expected, String instead, int event) {
    return failure(step.line(), step.words(), expected, instead, event);
  }

  private Failure failure(int line, String words, String expected, String instead, int event) {
    Excerpt excerpt = new Excerpt(performance.events(), event);
    return new Failure(
        scenario.name(), line, words, expected, instead, excerpt.lines(), place(excerpt));
  }

  /** A document that cannot be read runs nothing, and this is why. */
  private @Nullable String place(Excerpt excerpt) {
    Document document = scenario.scene().document();
    return document != null && document.response() == null
        ? document.reason()
        : excerpt.script(scenario::place);
  }

  private @Nullable Failure now(Step step) {
    if (step instanceof Step.Expect expect) return expect(expect);
    boolean does = !(step instanceof Step.Never || step instanceof Step.NobodyLeft);
    if (does) from = performance.events().size();
    if (step instanceof Step.Act act) {
      if (performance.act(act.who(), act.what())) return null;
      return failure(step, act.who() + " is in a call", "it has none; " + last(), end());
    }
    if (step instanceof Step.Call call) performance.call(call.from(), call.to());
    if (step instanceof Step.Desktop desktop) return ordered(desktop);
    if (step instanceof Step.Pass pass) performance.pass(pass.time());
    if (step instanceof Step.NobodyLeft left && left.atOnce()) {
      performance.pass(Duration.ZERO);
      return left(step);
    }
    if (step instanceof Step.Arrives arrives) performance.arrives(arrives.message());
    if (step instanceof Step.Order order) performance.order(order.script());
    return null;
  }

  private @Nullable Failure ordered(Step.Desktop step) {
    String wanted = step.refused();
    try {
      Reply reply = performance.order(step.agent(), step.name(), step.fields());
      if (wanted == null ? reply.ok() : reply.code().code().equals(wanted)) return null;
      String instead =
          reply.ok()
              ? "it is done"
              : "it is refused with %s: %s".formatted(reply.code().code(), reply.message());
      String expected = wanted == null ? "that it is done" : "that it is refused with " + wanted;
      return failure(step, expected, instead, end());
    } catch (IllegalArgumentException e) {
      return failure(step, "an interface of the gateway", String.valueOf(e.getMessage()), end());
    }
  }

  private @Nullable Failure expect(Step.Expect step) {
    int next = from;
    while (true) {
      List<TraceEvent> events = performance.events();
      for (; next < events.size(); next++) {
        TraceEvent event = events.get(next);
        if (step.event().test(event) && !isMatched(step.words(), event)) {
          matched.add(new Match(step.words(), event));
          moveTo(events, event.at());
          return null;
        }
      }
      if (!performance.next() && performance.events().size() == next) break;
    }
    return failure(
        step,
        "that this happens" + (from == 0 ? "" : ", at" + instant(from) + " s or later"),
        performance.endless() ? STOPPED + last() : "it did not happen; " + last(),
        reached());
  }

  private String instant(int event) {
    int last = Math.min(event, end());
    return " " + Transcript.time(performance.events().get(last).at()).strip();
  }

  @SuppressWarnings("ReferenceEquality") // equal events at the same time are different events
  private boolean isMatched(String words, TraceEvent event) {
    return matched.stream().anyMatch(one -> one.event() == event && one.words().equals(words));
  }

  private void moveTo(List<TraceEvent> events, long instant) {
    while (from < events.size() && events.get(from).at() < instant) from++;
  }

  /** The last event of the instant that the story has come to. */
  private int reached() {
    List<TraceEvent> events = performance.events();
    int last = Math.min(from, end());
    while (last + 1 < events.size() && events.get(last + 1).at() == events.get(last).at()) last++;
    return last;
  }

  private @Nullable Failure afterwards(Step step) {
    if (step instanceof Step.Never never) {
      List<TraceEvent> events = performance.events();
      for (int i = 0; i < events.size(); i++) {
        if (!never.event().test(events.get(i))) continue;
        String instead = "it happened at" + instant(i) + " s";
        return failure(step, "that this does not happen", instead, i);
      }
    }
    return step instanceof Step.NobodyLeft ? left(step) : null;
  }

  private @Nullable Failure left(Step step) {
    String left = performance.leftovers();
    return left.isEmpty()
        ? null
        : failure(step, "no call, timer, sound or recording", "left are " + left, end());
  }

  private int end() {
    return performance.events().size() - 1;
  }

  private String last() {
    List<TraceEvent> events = performance.events();
    for (int i = events.size() - 1; i >= 0; i--) {
      List<String> lines = Transcript.lines(events.get(i));
      if (!lines.isEmpty()) return "the last thing was: " + lines.get(lines.size() - 1).strip();
    }
    return "nothing happened at all";
  }
}
