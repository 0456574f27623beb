package org.ozml.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.simulator.World;

/** One line of a scenario. */
public sealed interface Step {
  /** Returns the line of the file. */
  int line();

  /** Returns the sentence, as written. */
  String words();

  /** Something has to happen, now or later. */
  record Expect(int line, String words, Predicate<TraceEvent> event) implements Step {}

  /** Something must not happen, before or after. */
  record Never(int line, String words, Predicate<TraceEvent> event) implements Step {}

  /** Somebody does something now. */
  record Act(int line, String words, String who, World.Doing what) implements Step {}

  /** Somebody calls a number. */
  record Call(int line, String words, String from, String to) implements Step {}

  /**
   * The desktop of an agent orders something.
   *
   * @param name the interface's, such as transfer
   * @param refused the code that it is refused with; null: it is done
   */
  record Desktop(
      int line,
      String words,
      String agent,
      String name,
      Map<String, String> fields,
      @Nullable String refused)
      implements Step {}

  /** Time passes. */
  record Pass(int line, String words, Duration time) implements Step {}

  /** A message arrives. */
  record Arrives(int line, String words, World.Arriving message) implements Step {}

  /** Another script acts on a call, beside the one under test. */
  record Order(int line, String words, String script) implements Step {}

  /** At the end, or as soon as this moment is over, no call is left and nothing is awaited. */
  record NobodyLeft(int line, String words, boolean atOnce) implements Step {}
}
