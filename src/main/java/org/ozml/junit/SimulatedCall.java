package org.ozml.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.ozml.call.TraceEvent;
import org.ozml.scenario.Failure;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.ozml.scenario.Scene;
import org.ozml.scenario.StagePerformance;
import org.ozml.scenario.Step;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;

/**
 * A call with a script, told in virtual time: nothing waits, and the same test always goes the same
 * way. First say how the world is; the first thing that is done or expected begins the call. What
 * is expected may happen at once or later, and time passes until it does; what is expected next has
 * to happen then or later.
 *
 * <p>Everything that a scenario can say can be said here by {@link #tell}; a failure is an {@link
 * AssertionFailedError} with the lines of the transcript around it, and the line of the script.
 */
public final class SimulatedCall {
  private static final Set<Class<?>> OURS = Set.of(SimulatedCall.class, Party.class);

  private final String file;
  private final ScenarioReader reader = new ScenarioReader();
  private Scene scene;
  private @Nullable StagePerformance performance;
  private @Nullable ScenarioRunner runner;
  private boolean finished;

  SimulatedCall(String file, Scene scene) {
    this.file = file;
    this.scene = scene;
  }

  // ---- the world, before the call begins

  /**
   * Changes the world.
   *
   * @throws IllegalStateException when the call has begun
   */
  public SimulatedCall world(UnaryOperator<World> change) {
    if (runner != null) throw new IllegalStateException("the call has begun; say it before");
    scene = scene.in(change.apply(scene.world()));
    return this;
  }

  /** A web application answers with a document, at once; with the next one the next time. */
  public SimulatedCall answers(String url, String document) {
    return answers(url, World.WebAnswer.of(document));
  }

  /** A web application cannot be reached. */
  public SimulatedCall unreachable(String url) {
    return answers(url, World.WebAnswer.unreachable("no connection"));
  }

  private SimulatedCall answers(String url, World.WebAnswer answer) {
    return world(
        world -> {
          Map<String, List<World.WebAnswer>> web = new HashMap<>(world.web());
          List<World.WebAnswer> answers = new ArrayList<>(web.getOrDefault(url, List.of()));
          answers.add(answer);
          web.put(url, answers);
          return world.web(web);
        });
  }

  /** An audio file is there. */
  public SimulatedCall file(String name, Duration length) {
    return world(
        world -> {
          Map<String, Duration> files = new HashMap<>(world.files());
          files.put(name, length);
          return world.files(files);
        });
  }

  void person(String number, UnaryOperator<World.Person> change) {
    world(
        world -> {
          Map<String, World.Person> people = new LinkedHashMap<>(world.people());
          people.put(number, change.apply(world.person(number)));
          return world.people(people);
        });
  }

  // ---- who takes part

  /** Returns somebody with a telephone. */
  public Party party(String number) {
    return new Party(this, number);
  }

  /** Returns who calls; of the call that a third-party script acts on, who sits in that seat. */
  public Party caller() {
    return party("caller");
  }

  // ---- what happens

  /** The caller hears somebody say a text, or a part of it. */
  public SimulatedCall hears(String text) {
    caller().hears(text);
    return this;
  }

  /** The caller never hears a text, before or after. */
  public SimulatedCall neverHears(String text) {
    caller().neverHears(text);
    return this;
  }

  /** The caller presses keys, one every 0.2 seconds. */
  public SimulatedCall presses(String keys) {
    caller().presses(keys);
    return this;
  }

  /** The caller hangs up. */
  public SimulatedCall hangsUp() {
    caller().hangsUp();
    return this;
  }

  /** Time passes. */
  public SimulatedCall waits(Duration time) {
    return tell(new Step.Pass(line(), "wait", time));
  }

  /** The script ends: with 200, or with the first other code that a command answered. */
  public SimulatedCall ends(int code) {
    return tell("script ends", Integer.toString(code));
  }

  /** No call, timer, sound or recording is left at the end. */
  public SimulatedCall leavesNobody() {
    return tell("nobody is left");
  }

  /** Tells a sentence of a scenario that is complete, such as {@code 1003 is never called}. */
  public SimulatedCall tell(String sentence) {
    return tell(reader.step(file, line(), sentence, scene));
  }

  /** Tells a sentence of a scenario, such as {@code Speak answers} with {@code 200} behind it. */
  public SimulatedCall tell(String sentence, String value) {
    return tell(reader.step(file, line(), sentence, value, scene));
  }

  private SimulatedCall tell(Step step) {
    check(runner().tell(step));
    return this;
  }

  /** Lets the call go on to its end, where what must never happen must not have happened. */
  void finish() {
    if (finished) return;
    finished = true;
    check(runner().finish());
  }

  /** Returns what has happened so far. */
  public List<TraceEvent> events() {
    return performance == null ? List.of() : List.copyOf(performance.events());
  }

  /** Returns what has happened so far, in words. */
  public List<String> transcript() {
    return events().stream().flatMap(event -> Transcript.lines(event).stream()).toList();
  }

  private ScenarioRunner runner() {
    if (runner != null) return runner;
    StagePerformance stage = new StagePerformance(scene);
    ScenarioRunner begun =
        new ScenarioRunner(new Scenario(file, scene, List.of(), false, Map.of()), stage);
    performance = stage;
    runner = begun;
    begun.begin();
    return begun;
  }

  private static void check(@Nullable Failure failure) {
    if (failure == null) return;
    throw new AssertionFailedError(failure.toString(), failure.expected(), failure.instead());
  }

  /** Returns the line of the test. */
  private static int line() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .filter(frame -> !OURS.contains(frame.getDeclaringClass()))
                    .mapToInt(StackWalker.StackFrame::getLineNumber)
                    .filter(line -> line > 0)
                    .findFirst()
                    .orElse(1));
  }
}
