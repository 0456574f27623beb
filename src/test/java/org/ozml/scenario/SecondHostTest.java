package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The scenarios hold on any host that keeps to the port: on one with many threads, on which events
 * come late and in any order but that of their leg, they tell the same stories. Those that are
 * {@code racy} tell of what happens first when two things happen at once, which no such host can
 * promise.
 */
class SecondHostTest {
  private static final int AT_ONCE = 6;
  private static final int LONGEST_SECONDS = 25;

  /** Each time other things come late. */
  private static final int TIMES = 4;

  private final ScheduledExecutorService network = Executors.newScheduledThreadPool(4);
  private final ExecutorService stages = Executors.newFixedThreadPool(AT_ONCE);
  private final Set<String> reporters = ConcurrentHashMap.newKeySet();

  @AfterEach
  void end() {
    stages.shutdownNow();
    network.shutdownNow();
  }

  @Test
  void everyScenarioThatDoesNotRaceTellsItsStory() throws Exception {
    List<Path> files = CorpusTest.scenarios();
    List<Callable<String>> told = new ArrayList<>();
    for (int seed = 0; seed < TIMES; seed++) {
      int late = seed;
      for (Path file : files) told.add(() -> tell(file, late));
    }
    List<String> failures = new ArrayList<>();
    List<Future<String>> outcomes = stages.invokeAll(told, LONGEST_SECONDS, TimeUnit.SECONDS);
    for (int i = 0; i < outcomes.size(); i++) {
      String failure = outcome(outcomes.get(i));
      Path file = files.get(i % files.size());
      if (!failure.isEmpty()) failures.add(CorpusTest.CORPUS.relativize(file) + failure);
    }
    assertThat(failures).isEmpty();
    assertThat(reporters).as("threads that report").hasSizeGreaterThan(1);
  }

  private static String outcome(Future<String> told) throws InterruptedException {
    if (told.isCancelled()) return ": not told within %d s".formatted(LONGEST_SECONDS);
    try {
      return told.get();
    } catch (ExecutionException e) {
      return ": " + e.getCause();
    }
  }

  /** Returns what went otherwise, and how; empty when nothing did. */
  private String tell(Path file, int seed) throws IOException {
    Scenario scenario = new ScenarioReader().read(file);
    if (scenario.racy()) return "";
    SecondHost host = new SecondHost(scenario.scene(), network, seed);
    ScenarioRunner.Outcome outcome = ScenarioRunner.run(scenario, host);
    reporters.addAll(host.reporters());
    if (host.crossed()) return ": the switchboard gave two orders at the same time";
    if (outcome.failure() == null) return "";
    return "\n" + outcome.failure() + "\n" + String.join("\n", outcome.transcript()) + "\n";
  }
}
