package org.ozml.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.ozml.scenario.Failure;
import org.ozml.scenario.GoldenTranscript;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;

/** Scenario files as dynamic tests, as {@code ozml test} tells them. */
public final class Scenarios {
  private Scenarios() {}

  /**
   * Returns a test for each scenario in a folder and below. Where a transcript NAME.txt stands
   * beside NAME.yaml, that has to be what happens, too.
   *
   * @throws IllegalArgumentException when there is none: a test that tests nothing is a mistake
   */
  public static Stream<DynamicTest> below(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Scenarios::isScenario).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there is no scenario in %s or below".formatted(folder));
    }
    ScenarioReader reader = new ScenarioReader();
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    folder.relativize(file).toString(), file.toUri(), () -> tell(reader, file)));
  }

  private static boolean isScenario(Path file) {
    try {
      return file.toString().endsWith(".yaml") && ScenarioReader.isScenario(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tell(ScenarioReader reader, Path file) throws IOException {
    ScenarioRunner.Outcome outcome = ScenarioRunner.run(reader.read(file));
    Failure failure = outcome.failure();
    if (failure == null) failure = GoldenTranscript.of(file).compare(outcome);
    if (failure == null) return;
    throw new AssertionFailedError(failure.toString(), failure.expected(), failure.instead());
  }
}
