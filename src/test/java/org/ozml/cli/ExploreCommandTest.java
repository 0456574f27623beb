package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {
  private static final String LOST =
      """
      <Response>
        <UserInput Timeout="5">
          <InitialCommands><Speak>Press 1 for sales.</Speak></InitialCommands>
          <Inputs>
            <Input Key="1"><Speak>One moment.</Speak><BlindTransfer Target="1003"/></Input>
          </Inputs>
        </UserInput>
        <Hangup/>
      </Response>
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String withoutTime(String out) {
    return out.replaceAll("\\d+\\.\\d s", "TIME");
  }

  @Test
  void shouldSayWhatWasFoundWhereAndWhen() throws IOException {
    String script = file("sales.xml", LOST.replace("  <Hangup/>\n", ""));
    CommandLineRun run = ozml("explore", script);
    assertThat(withoutTime(run.out()))
        .isEqualTo(
            """
            %1$s:2:3: dead end: the entry has no Input, and 1001 is cut off without a word
                <UserInput Timeout="5">
              when: 1001 presses 9
            %1$s:5:48: dead end: BlindTransfer answers 402, and 1001 is cut off without a word
                <Input Key="1"><Speak>One moment.</Speak><BlindTransfer Target="1003"/></Input>
              when: 1001 presses 1, then 1003 is busy

            6 states, 15 paths, TIME, complete; 2 findings
            """
                .formatted(script));
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldSaveScenariosThatTestTells() throws IOException {
    String script = file("sales.xml", LOST.replace("  <Hangup/>\n", ""));
    String found = folder.resolve("found").toString();
    CommandLineRun run = ozml("explore", script, "--save", found, "--json");
    assertThat(run.out()).contains("\"kind\": \"dead end\"", "02-dead-end.yaml", "\"random\": []");
    assertThat(Files.readString(Path.of(found, "02-dead-end.yaml")))
        .contains("script: \"../sales.xml\"", "\"1003\": \"busy\"", "1001 presses: \"1\"");
    CommandLineRun test = ozml("test", found);
    assertThat(test.out()).startsWith("2 scenarios, all as told");
    assertThat(test.code()).isZero();
    String end = "</UserInput>\n";
    Files.writeString(Path.of(script), LOST.replace(end, end + "  <Speak>Goodbye</Speak>\n"));
    assertThat(ozml("test", found).out()).contains("the transcript differs").contains("2 failed");
  }

  @Test
  void shouldFindNothingInTheExamples() {
    CommandLineRun menu = ozml("explore", "examples/menu.xml", "--random", "50", "--seed", "3");
    assertThat(menu.out()).contains("complete; nothing found; 50 random runs, 0 wrong");
    assertThat(menu.code()).isZero();
    String pin = "http://localhost:8080/pin=examples/pin/";
    String members = "http://localhost:8080/members=examples/pin/members.xml";
    assertThat(
            ozml(
                    "explore",
                    "examples/pin/pin.xml",
                    "--answer",
                    pin + "wrong.xml",
                    "--answer",
                    pin + "right.xml",
                    "--answer",
                    members)
                .out())
        .contains("complete; nothing found");
    assertThat(
            ozml(
                    "explore",
                    "examples/voicemail/menu.xml",
                    "--world",
                    "examples/voicemail/world.yaml")
                .out())
        .contains("complete; nothing found");
    assertThat(ozml("explore", "examples/attended-transfer.xml").code()).isZero();
  }

  @Test
  void shouldSayWhenItHasNotSeenTheWhole() throws IOException {
    CommandLineRun run = ozml("explore", file("sales.xml", LOST), "--limit", "3");
    assertThat(run.out()).contains("not complete: the limit of 3 paths is reached");
  }

  @Test
  void shouldSayWhatCannotBeUsed() throws IOException {
    String script = file("sales.xml", LOST);
    assertThat(ozml("explore", script, "--limit", "none").err())
        .contains("--limit none: expected a whole number from 1");
    assertThat(ozml("explore", "nowhere.xml").code()).isEqualTo(2);
    assertThat(ozml("explore", file("bad.xml", "<Response><Speak>")).code()).isEqualTo(1);
  }
}
