package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;
import static org.ozml.cli.CommandLineRun.withInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {
  private static final String MENU = "examples/menu.xml";

  @TempDir Path folder;

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void shouldPrintAnSvg() {
    CommandLineRun run = ozml("graph", MENU);
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("<svg ").endsWith("</svg>\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldWriteWhatTheNameOfTheFileSays() throws IOException {
    assertThat(ozml("graph", MENU, "-o", at("a.svg")).out()).isEmpty();
    assertThat(ozml("graph", MENU, "-o", at("a.MMD")).code()).isZero();
    assertThat(ozml("graph", MENU, "-o", at("a.gv")).code()).isZero();
    assertThat(ozml("graph", MENU, "--format", "dot", "-o", at("a.txt")).code()).isZero();
    assertThat(folder.resolve("a.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("a.MMD")).content().startsWith("flowchart");
    assertThat(folder.resolve("a.gv")).content().startsWith("digraph");
    assertThat(folder.resolve("a.txt")).content().startsWith("digraph");
  }

  @Test
  void shouldAskForTheFormOfAFileWhoseNameDoesNotSay() {
    CommandLineRun run = ozml("graph", MENU, "-o", at("a.png"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a.png: say with --format svg, mermaid or dot");
    assertThat(ozml("graph", MENU, "--format", "png").err())
        .contains("expected svg, mermaid or dot, but was 'png'");
  }

  @Test
  void shouldSayWhichFileCannotBeUsed() throws IOException {
    CommandLineRun none = ozml("graph", at("none.xml"));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no file").contains("none.xml");
    Files.writeString(folder.resolve("no"), "a file stands in the way");
    CommandLineRun unwritable = ozml("graph", MENU, "-o", at("no/folder/a.svg"));
    assertThat(unwritable.code()).isEqualTo(2);
    assertThat(unwritable.err()).contains("a.svg cannot be written");
    Files.writeString(folder.resolve("bad.xml"), "<Response><Speak>");
    CommandLineRun bad = ozml("graph", at("bad.xml"));
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err()).contains("bad.xml:1:");
    assertThat(bad.out()).isEmpty();
  }

  @Test
  void shouldReadAScriptFromStandardInput() {
    CommandLineRun run = withInput("<Response><Beep/></Response>", "graph", "-", "--format", "dot");
    assertThat(run.out()).contains("label=\"beep\"");
  }

  @Test
  void shouldFollowLinksUnlessAskedNotTo() {
    assertThat(ozml("graph", "examples/ivr/main.xml", "--format", "dot").out())
        .contains("label=\"support.xml\"");
    assertThat(ozml("graph", "examples/ivr/main.xml", "--format", "dot", "--no-links").out())
        .doesNotContain("label=\"support.xml\"\n    color");
  }

  @Test
  void shouldDrawThePictureThatTheReadmeShows() {
    assertThat(Path.of("examples/ivr/flow.svg"))
        .as("renew it: scripts/ozml graph examples/ivr/main.xml -o examples/ivr/flow.svg")
        .content()
        .isEqualTo(ozml("graph", "examples/ivr/main.xml").out());
  }

  @Test
  void shouldDrawWhatARunTook() {
    String trace = ozml("run", MENU, "--keys", "2", "--json").out();
    CommandLineRun run = withInput(trace, "graph", MENU, "--trace", "-", "--format", "mermaid");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("|\"2 sales desk ×1\"|", "|\"answered ×1\"|")
        .contains("|\"1 opening hours", "|\"fails\"|", "|\"no key for 5 s, other key\"|")
        .doesNotContain("opening hours ×", "fails ×");
  }

  @Test
  void shouldCountTheTurnsOfALoopAndTheScriptsThatWereFetched() throws IOException {
    String json =
        ozml(
                "run",
                "examples/ivr/main.xml",
                "--world",
                "examples/ivr/world.yaml",
                "--keys",
                "1,2",
                "--json")
            .out();
    Files.writeString(folder.resolve("trace.json"), json);
    assertThat(
            ozml("graph", "examples/ivr/main.xml", "--trace", at("trace.json"), "--format", "dot")
                .out())
        .contains("each ×1", "1 sales ×1", "2 parts and clothing ×1")
        .doesNotContain("2 repairs ×");
  }

  @Test
  void shouldSayWhenATraceIsOfAnotherScript() {
    String trace = ozml("run", MENU, "--json").out();
    CommandLineRun run = withInput(trace, "graph", "examples/pin/pin.xml", "--trace", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("- tells nothing of these scripts");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldDrawWhatTestsTook() {
    String json = at("c.json");
    assertThat(ozml("test", "examples/pin", "--coverage-json", json).code()).isZero();
    CommandLineRun run =
        ozml("graph", "examples/pin/pin.xml", "--coverage", json, "--format", "mermaid");
    assertThat(run.out()).contains("runs what pin answers ×1").doesNotContain("no key for 5 s ×");
  }

  @Test
  void shouldSayWhatIsNoTrace() throws IOException {
    CommandLineRun empty = withInput("", "graph", MENU, "--trace", "-");
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err())
        .contains("<stdin>:1: there is no event in it; write one with 'ozml run --json'");
    Files.writeString(folder.resolve("t.json"), "\n{\"place\":{\"line\":7}}\n");
    CommandLineRun broken = ozml("graph", MENU, "--trace", at("t.json"));
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("t.json:2: expected an object with 'at' and 'event'");
  }
}
