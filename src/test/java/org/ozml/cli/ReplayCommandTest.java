package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir private Path folder;

  private String trace(String... arguments) throws IOException {
    CommandLineRun run = CommandLineRun.ozml(arguments);
    assertThat(run.out()).startsWith("{\"at\":0,\"event\":\"Setting\"");
    return Files.writeString(folder.resolve("trace.jsonl"), run.out()).toString();
  }

  @TestFactory
  Stream<DynamicTest> everyExamplesTraceReplays() {
    String pin = "http://localhost/pin=examples/pin/";
    return Stream.of(
            List.of("examples/menu.xml", "--keys", "1"),
            List.of("examples/menu.xml", "--keys", "2", "--party", "1003=no-answer"),
            List.of("examples/menu.xml", "--hangup-at", "2.5s"),
            List.of("examples/attended-transfer.xml"),
            List.of("examples/attended-transfer.xml", "--transferor-party", "transfers"),
            List.of("examples/pin/pin.xml", "--keys", "1234", "--answer", pin + "right.xml"),
            List.of("examples/pin/pin.xml", "--keys", "1234", "--answer", pin + "wrong.xml"),
            List.of("examples/pin/pin.xml", "--keys", "1234", "--offline"),
            List.of("examples/voicemail/menu.xml", "--keys", "1,1,3"),
            List.of("examples/alarm/centre.xml", "--world", "examples/alarm/world.yaml"))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    String.join(" ", one),
                    () -> {
                      Stream<String> run = Stream.concat(Stream.of("run"), one.stream());
                      String trace =
                          trace(Stream.concat(run, Stream.of("--json")).toArray(String[]::new));
                      CommandLineRun replay = CommandLineRun.ozml("replay", trace);
                      assertThat(replay.out()).startsWith(one.get(0) + " does the same: ");
                      assertThat(replay.code()).isZero();
                      // A scenario cannot say what TransferorParty means.
                      if (one.contains("--transferor-party")) return;
                      String made = folder.resolve("made.yaml").toString();
                      CommandLineRun making =
                          CommandLineRun.ozml("test", "--from-trace", trace, "-o", made);
                      assertThat(making.err()).isEmpty();
                      assertThat(making.code()).isZero();
                      CommandLineRun told = CommandLineRun.ozml("test", made);
                      assertThat(told.out()).contains("1 scenario, all as told");
                      assertThat(told.code()).isZero();
                    }));
  }

  @Test
  void shouldSayWhenTheTraceEndsBeforeTheScriptDoes() throws IOException {
    Path trace = Path.of(trace("run", "examples/menu.xml", "--keys", "2", "--json"));
    Files.write(trace, Files.readAllLines(trace).subList(0, 10));
    assertThat(CommandLineRun.ozml("replay", trace.toString()).out())
        .isEqualTo(
            "examples/menu.xml does the same as far as the trace goes, 9 events; it ends before the script does\n");
  }

  @Test
  void shouldSayWhatComesBetween() throws IOException {
    String trace = trace("run", "examples/menu.xml", "--json");
    String text = Files.readString(Path.of("examples/menu.xml"));
    Path changed = folder.resolve("changed.xml");
    Files.writeString(
        changed, text.replace("<Speak>Goodbye", "<Var Id=\"a\" Value=\"b\"/><Speak>Goodbye"));
    assertThat(CommandLineRun.ozml("replay", trace, changed.toString()).out())
        .contains("  instead:  at 9.800 s: Var begins");
  }

  @Test
  void shouldShowTheFirstDifference() throws IOException {
    String trace = trace("run", "examples/menu.xml", "--keys", "2", "--json");
    String text = Files.readString(Path.of("examples/menu.xml"));
    Path changed = folder.resolve("changed.xml");
    Files.writeString(changed, text.replace("One moment please", "Hold the line"));
    CommandLineRun replay = CommandLineRun.ozml("replay", trace, changed.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out())
        .startsWith("differs " + trace + ":16: 1001 hears \"One moment please.\"\n")
        .contains("  instead:  at 1.000 s: 1001 hears \"Hold the line.\"\n")
        .contains("  script:   " + changed + ":12 Speak\n");
  }

  @Test
  void shouldSayWhatCannotBeUsed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{}\n");
    CommandLineRun replay = CommandLineRun.ozml("replay", broken.toString());
    assertThat(replay.code()).isEqualTo(2);
    assertThat(replay.err()).contains("broken.jsonl:1: expected an object with 'at' and 'event'");
    String trace = trace("run", "examples/menu.xml", "--json");
    assertThat(CommandLineRun.ozml("replay", trace, "nowhere.xml").err())
        .contains("there is no file nowhere.xml");
    assertThat(CommandLineRun.ozml("replay", trace, "--tolerance", "soon").err())
        .contains("--tolerance: 'soon' is no time");
  }

  @Test
  void shouldSayWhatAScenarioOfATraceLacks() throws IOException {
    String script = folder.resolve("find.xml").toString();
    String document = "<Response><GoTo Url='SELECT page FROM pages'/></Response>";
    Files.writeString(Path.of(script), document);
    Path world = folder.resolve("world.yaml");
    Files.writeString(world, "sql: {pages: [{page: <Response><Speak>Found</Speak></Response>}]}");
    String trace = trace("run", script, "--world", world.toString(), "--json");
    assertThat(CommandLineRun.ozml("replay", trace).code()).isZero();
    CommandLineRun made = CommandLineRun.ozml("test", "--from-trace", trace);
    assertThat(made.code()).isEqualTo(1);
    assertThat(made.out()).contains("  - the database is asked:\n").contains("hears: Found\n");
    assertThat(made.err()).contains("hears: Found").contains("note: it tells what the trace tells");
  }

  @Test
  void shouldMakeNoScenarioBesideOthers() throws IOException {
    String trace = trace("run", "examples/menu.xml", "--json");
    CommandLineRun both = CommandLineRun.ozml("test", "--from-trace", trace, "examples");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--from-trace makes a scenario");
  }
}
