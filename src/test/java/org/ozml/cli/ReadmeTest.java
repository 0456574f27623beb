package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.ozml.simulator.World;

/**
 * Every example in the README is true. After a change that is meant, {@code mvn test
 * -Dtest=ReadmeTest -Dreadme.update=true} writes the outputs anew.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern CONSOLE =
      Pattern.compile("```console\n\\$ scripts/ozml (.*)\n((?s:.*?))```");

  @TestFactory
  Stream<DynamicTest> everyCommandPrintsWhatTheReadmeSays() throws IOException {
    List<MatchResult> commands = CONSOLE.matcher(Files.readString(README)).results().toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
    return commands.stream()
        .map(command -> DynamicTest.dynamicTest(command.group(1), () -> compare(command)));
  }

  private static void compare(MatchResult command) throws IOException {
    String printed = run(command.group(1).split(" "));
    if (Boolean.getBoolean("readme.update")) {
      String before = "$ scripts/ozml " + command.group(1) + "\n";
      String readme = Files.readString(README);
      Files.writeString(README, readme.replace(before + command.group(2), before + printed));
    } else {
      assertThat(command.group(2)).isEqualTo(printed);
    }
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    Shell shell =
        new Shell(
            InputStream.nullInputStream(),
            writer,
            new PrintWriter(new StringWriter()),
            Map.of(),
            Terminal.NONE);
    new Main(shell).run(arguments);
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void theScriptShownIsTheExample() throws IOException {
    String example = Files.readString(Path.of("examples", "attended-transfer.xml"));
    assertThat(block("xml", "").replaceAll("\\s+", " ").strip())
        .isEqualTo(example.replaceAll("\\s+", " ").strip());
  }

  @Test
  void theScenarioShownTellsItsStory() throws IOException {
    ScenarioRunner.Outcome outcome =
        ScenarioRunner.run(new ScenarioReader().read("README.md", block("yaml", "script:"), null));
    assertThat(outcome.failure()).as(() -> String.join("\n", outcome.transcript())).isNull();
  }

  @Test
  void theScenarioOfTheExamplesIsTheOneShown() throws IOException {
    Path example = Path.of("examples", "pin", "pin.yaml");
    assertThat(block("yaml", "title:")).isEqualTo(Files.readString(example));
    assertThat(ScenarioRunner.run(new ScenarioReader().read(example)).failure()).isNull();
  }

  @Test
  void theWorldShownIsOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("world.yaml"), block("yaml", "# world.yaml"));
    World world = new ScenarioReader().readWorld(file);
    assertThat(world.people()).hasSize(4);
    assertThat(world.calls()).hasSize(1);
    assertThat(world.web()).hasSize(1);
    assertThat(world.post().connections()).hasSize(3);
    assertThat(world.post().arriving()).hasSize(2);
    assertThat(world.voicemails().get("9994")).hasSize(2);
    assertThat(world.files()).hasSize(1);
    assertThat(world.tables()).hasSize(1);
    assertThat(world.notifications()).hasSize(2);
  }

  @Test
  void theProgramShownIsTheExample() throws IOException {
    StringBuilder programs = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("examples", "embed"))) {
      for (Path file : files.sorted().toList()) programs.append(Files.readString(file));
    }
    assertThat(programs.toString().replaceAll("\\s+", " "))
        .contains(block("java", "").replaceAll("\\s+", " ").strip());
  }

  /** Returns the first block in a language that begins so. */
  private static String block(String language, String begin) throws IOException {
    return Pattern.compile("```" + language + "\n(" + begin + "(?s:.*?))```")
        .matcher(Files.readString(README))
        .results()
        .map(block -> block.group(1))
        .findFirst()
        .orElseThrow();
  }
}
