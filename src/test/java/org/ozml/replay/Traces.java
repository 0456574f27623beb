package org.ozml.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.ozml.scenario.Setting;
import org.ozml.scenario.StagePerformance;
import org.ozml.scenario.Step;
import org.ozml.scenario.TraceJson;
import org.ozml.simulator.World;

/** Makes traces of scenarios. */
final class Traces {
  static final Path CORPUS = Path.of("src", "test", "resources", "scenarios");

  private Traces() {}

  /** Returns the scenarios of the corpus. */
  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static Scenario scenario(Path file) throws IOException {
    return new ScenarioReader().read(file);
  }

  /**
   * A trace does not hold the script of an order, which somebody gave beside the one under test.
   */
  static boolean isOrdered(Scenario scenario) {
    return scenario.steps().stream().anyMatch(Step.Order.class::isInstance);
  }

  /** Tells a scenario and returns the lines of its trace. */
  static List<String> of(Scenario scenario) {
    StagePerformance performance = new StagePerformance(scenario.scene());
    ScenarioRunner.run(scenario, performance);
    List<String> lines = new ArrayList<>();
    lines.add(TraceJson.line(Setting.of(scenario.scene(), Settings.DEFAULT)));
    for (TraceEvent event : performance.events()) lines.add(TraceJson.line(event));
    return lines;
  }

  static TraceFile read(List<String> lines) throws TraceFile.Unreadable {
    return TraceFile.read("trace.jsonl", lines);
  }

  /** Replays against the scripts of a scenario, whose world says no more than a trace cannot. */
  static Replay.Outcome replay(TraceFile trace, Scenario scenario) {
    World world = World.friendly().people(scenario.scene().world().people());
    return Replay.run(
        trace,
        trace.scene(scenario.scene().script(), scenario.scene().others(), world),
        trace.tolerance());
  }
}
