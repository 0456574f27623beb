package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.ozml.command.Commands;
import org.ozml.document.Command;
import org.ozml.document.OtherCommand;
import org.ozml.junit.Scenarios;

/**
 * Every scenario under {@code scenarios/<command>/} tells its story, and its transcript is the
 * recorded one beside it. Record anew with {@code mvn test -Dtest=CorpusTest
 * -Dscenario.update=true}, and commit the difference only if you understand it.
 */
@Execution(CONCURRENT)
class CorpusTest {
  static final Path CORPUS = Path.of("src", "test", "resources", "scenarios");
  private static final boolean UPDATE = Boolean.getBoolean("scenario.update");

  @TestFactory
  Stream<DynamicTest> everyScenarioTellsItsStory() {
    return Scenarios.below(CORPUS);
  }

  @TestFactory
  Stream<DynamicTest> everyTranscriptIsRecordedAndTheSameEachTime() throws IOException {
    return scenarios().stream()
        .map(file -> DynamicTest.dynamicTest(CORPUS.relativize(file).toString(), () -> tell(file)));
  }

  private static void tell(Path file) throws IOException {
    ScenarioRunner.Outcome outcome = ScenarioRunner.run(new ScenarioReader().read(file));
    GoldenTranscript golden = GoldenTranscript.of(file);
    if (UPDATE) golden.update(outcome);
    assertThat(Path.of(file.toString().replaceAll("\\.yaml$", ".txt"))).exists();
    assertThat(golden.compare(outcome)).isNull();
  }

  @Test
  void everyCommandThatIsDoneHasSixScenarios() throws IOException {
    Map<String, Long> counts =
        scenarios().stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.getParent().getFileName().toString(), Collectors.counting()));
    for (Class<? extends Command> type : new Commands().done()) {
      if (type == OtherCommand.class) continue;
      String folder = type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
      assertThat(counts.getOrDefault(folder, 0L)).as(folder).isGreaterThanOrEqualTo(6);
    }
  }

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
