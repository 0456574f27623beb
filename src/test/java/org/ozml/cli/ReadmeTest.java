package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
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
  private static final Pattern CONSOLE = Pattern.compile("```console\n(\\$ (?s:.*?))```");
  private static final Pattern ORDER =
      Pattern.compile(
          "(?:printf '(?<input>[^']*)' \\| )?scripts/ozml (?<arguments>.*?)(?: > (?<file>\\S+))?");
  private static final Pattern CHANGE =
      Pattern.compile("sed 's/(?<old>[^/]+)/(?<new>[^/]+)/' (?<from>\\S+) > (?<to>\\S+)");

  /** How long something took is another time each time. */
  private static final Pattern TOOK = Pattern.compile(", \\d+\\.\\d s");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyCommandPrintsWhatTheReadmeSays() throws IOException {
    List<String> sessions =
        CONSOLE
            .matcher(Files.readString(README))
            .results()
            .map(session -> session.group(1))
            .filter(session -> !session.startsWith("$ mvn"))
            .toList();
    assertThat(sessions).hasSizeGreaterThanOrEqualTo(8);
    return sessions.stream()
        .map(session -> DynamicTest.dynamicTest(first(session), () -> compare(session)));
  }

  private static String first(String session) {
    return session.lines().findFirst().orElseThrow();
  }

  private void compare(String session) throws IOException {
    String printed = again(session);
    if (Boolean.getBoolean("readme.update")) {
      if (took(session).equals(took(printed))) return;
      Files.writeString(README, Files.readString(README).replace(session, printed));
    } else {
      assertThat(took(session)).isEqualTo(took(printed));
    }
  }

  private static String took(String text) {
    return TOOK.matcher(text).replaceAll(", TIME");
  }

  /** Does what stands behind each $, and returns the session as it goes now. */
  private String again(String session) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String order : session.lines().filter(line -> line.startsWith("$ ")).toList()) {
      all.append(order).append('\n').append(run(order.substring(2)));
    }
    return all.toString().replace(folder + "/", "");
  }

  private String run(String order) throws IOException {
    Matcher change = CHANGE.matcher(order);
    if (change.matches()) {
      String text = Files.readString(Path.of(change.group("from")));
      assertThat(text).contains(change.group("old"));
      Files.writeString(
          folder.resolve(change.group("to")),
          text.replace(change.group("old"), change.group("new")));
      return "";
    }
    Matcher command = ORDER.matcher(order);
    assertThat(command.matches()).as(order).isTrue();
    String input = command.group("input");
    String typed = input == null ? "" : input.replace("\\n", "\n");
    CommandLineRun run =
        CommandLineRun.withInput(
            typed,
            Stream.of(command.group("arguments").split(" "))
                .map(this::made)
                .toArray(String[]::new));
    String out = run.out().replace(System.lineSeparator(), "\n");
    if (command.group("file") == null) return out;
    Files.writeString(folder.resolve(command.group("file")), out);
    return "";
  }

  /** Files that the session itself has made lie elsewhere. */
  private String made(String argument) {
    Path file = folder.resolve(argument.startsWith("/") ? "none" : argument);
    return Files.isRegularFile(file) ? file.toString() : argument;
  }

  @Test
  void theTestShownIsOne() throws IOException {
    String test = Files.readString(Path.of("src/test/java/org/ozml/junit/MenuTest.java"));
    String shown = block("java", "@CallScript").strip();
    assertThat(test).contains(shown.substring(0, shown.length() - 1).strip());
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
        .contains(block("java", "Document script").replaceAll("\\s+", " ").strip());
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
