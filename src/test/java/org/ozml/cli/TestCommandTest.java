package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.scenario.ScenarioRunner;
import org.w3c.dom.Document;
import picocli.CommandLine;

class TestCommandTest {
  private static final String SCRIPT =
      """
      <Response>
        <Speak>Welcome</Speak>
        <Delay>2</Delay>
        <Speak>Goodbye</Speak>
      </Response>
      """;
  private static final String GOOD =
      """
      script: script.xml
      steps:
        - caller hears: Welcome
        - script ends: 200
      """;
  private static final String FAILING =
      """
      script: script.xml
      steps:
        - caller hears: Welcome
        - caller hears: Sales
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    if (!Files.exists(folder.resolve("script.xml"))) {
      Files.writeString(folder.resolve("script.xml"), SCRIPT);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private static String withoutTime(String out) {
    return out.replaceAll("\\d+\\.\\d s\n", "TIME\n");
  }

  @Test
  void shouldSayThatAllIsAsTold() throws IOException {
    CommandLineRun run = ozml("test", file("a.yaml", GOOD));
    assertThat(withoutTime(run.out())).isEqualTo("1 scenario, all as told, TIME\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldShowTheStepTheTranscriptAndTheLineOfTheScript() throws IOException {
    String name = file("a.yaml", FAILING);
    CommandLineRun run = ozml("test", name);
    assertThat(withoutTime(run.out()))
        .isEqualTo(
            """
            failed %s:4: caller hears: Sales
              expected: that this happens
              instead:  it did not happen; the last thing was: 2.800  1001 is hung up
              script:   script.xml:2 Speak
              | ...
              |    0.000  call d7GnN: InCall
              |    0.000  script 1 runs script.xml as an API extension call
              |    0.000  1001 hears "Welcome"
              |    0.400  script 1 line 2 Speak: 200 Command successfully executed
              |    2.400  script 1 line 3 Delay: 200 Command successfully executed
              |    2.400  1001 hears "Goodbye"
              |    2.800  script 1 line 4 Speak: 200 Command successfully executed
              |    2.800  script 1 ends with 200: end of script
              |    2.800  call d7GnN: Completed
              |    2.800  1001 is hung up

            1 scenario, 1 failed, TIME
            """
                .formatted(name));
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldSayWhenSomethingHappensThatMustNot() throws IOException {
    String never = "script: script.xml\nsteps:\n  - caller never hears: goodbye\n";
    CommandLineRun run = ozml("test", file("a.yaml", never));
    assertThat(run.out())
        .contains(
            "a.yaml:3: caller never hears: goodbye\n",
            "expected: that this does not happen\n",
            "instead:  it happened at 2.400 s\n",
            "script:   script.xml:4 Speak\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldSayWhyAScriptCannotRun() throws IOException {
    String broken = "script: <Response><Speak>\nsteps:\n  - caller hears: Welcome\n";
    assertThat(ozml("test", file("a.yaml", broken)).out())
        .contains("script:   not well-formed: the document ends inside Speak");
  }

  @Test
  void shouldReportInTheOrderOfTheFilesHoweverManyRunAtOnce() throws IOException {
    for (int i = 0; i < 60; i++)
      file("%02d/a.yaml".formatted(i), FAILING.replace("script.xml", "../script.xml"));
    file("world.yaml", "others: busy\n");
    CommandLineRun run = ozml("test", folder.toString());
    assertThat(run.out().lines().filter(line -> line.startsWith("failed"))).isSorted().hasSize(60);
    assertThat(withoutTime(run.out())).endsWith("\n60 scenarios, 60 failed, TIME\n");
  }

  @Test
  void shouldPrintEveryNameWhenAsked() throws IOException {
    String name = file("a.yaml", GOOD);
    assertThat(withoutTime(ozml("test", "--verbose", folder.toString()).out()))
        .isEqualTo("good   %s\n\n1 scenario, all as told, TIME\n".formatted(name));
  }

  @Test
  void shouldSayWhatCannotBeUsedAndTellTheRest() throws IOException {
    String good = file("a.yaml", GOOD);
    String wrong = file("b.yaml", "script: script.xml\nsteps:\n  - caller sings: loudly\n");
    String noise = file("c.yaml", "script: \0\n");
    String deep = file("d.yaml", "script: " + "[".repeat(1000));
    Files.write(
        folder.resolve("e.yaml"), new byte[] {'s', 'c', 'r', 'i', 'p', 't', ':', (byte) 0xff});
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandLineRun run =
        ozml(
            "test", good, wrong, noise, deep, folder + "/e.yaml", empty.toString(), "nowhere.yaml");
    assertThat(run.err())
        .contains(
            wrong + ":3:5: 'caller sings' is no step; there are, for example:",
            noise + ":1:1: not YAML",
            deep + ":1:",
            "e.yaml or a file that it names is not UTF-8",
            "there is no scenario",
            "there is no file nowhere.yaml")
        .doesNotContain("Exception");
    assertThat(withoutTime(run.out())).isEqualTo("6 scenarios, 5 not told, TIME\n");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void shouldNotTakeWhatStandsBehindACompleteSentence() throws IOException {
    String text = "script: script.xml\nsteps:\n  - caller hangs up: after 3s\n";
    assertThat(ozml("test", file("a.yaml", text)).err())
        .contains("a.yaml:3:22: 'caller hangs up' is complete; nothing stands behind it");
  }

  @Test
  void shouldHoldScenariosAgainstTheirTranscripts() throws IOException {
    String name = file("a.yaml", GOOD);
    Path golden = folder.resolve("a.txt");
    CommandLineRun update = ozml("test", name, "--update");
    assertThat(withoutTime(update.out()))
        .isEqualTo("1 scenario, all as told, 1 transcript written, TIME\n");
    assertThat(Files.readString(golden)).contains("1001 hears \"Welcome\"\n");
    assertThat(withoutTime(ozml("test", name, "--update").out())).doesNotContain("written");
    Files.writeString(golden, Files.readString(golden).replace("\n", "\r\n"));
    assertThat(ozml("test", name).code()).isZero();
    Files.writeString(golden, Files.readString(golden).replace("Welcome", "Hello"));
    CommandLineRun run = ozml("test", name);
    assertThat(run.out())
        .contains(
            "failed " + golden + ":5: the transcript differs\n",
            "expected:    0.000  1001 hears \"Hello\"\n",
            "instead:     0.000  1001 hears \"Welcome\"\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(ozml("test", name, "--update").code()).isZero();
    assertThat(ozml("test", name).code()).isZero();
  }

  @Test
  void shouldKeepTheTranscriptOfAScenarioThatFails() throws IOException {
    String name = file("a.yaml", FAILING);
    Path golden = Files.writeString(folder.resolve("a.txt"), "old\n");
    assertThat(ozml("test", name, "--update").code()).isEqualTo(1);
    assertThat(golden).hasContent("old");
  }

  @Test
  @Timeout(60)
  void shouldStopWhatDoesNotEnd() throws IOException {
    String changing =
        """
        script: <Response><Delay>1</Delay></Response>
        world:
          notifications: {CallChanged: "http://app/changed"}
          others: answers after 1s
          web:
            http://app/changed: <Response><Call>1002</Call></Response>
        steps:
          - script ends: 200
        """;
    CommandLineRun run = ozml("test", file("c.yaml", changing));
    assertThat(run.out()).contains("instead:  it does not end and was stopped; ");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldReportToBuildServersWhateverIsInTheTexts() throws Exception {
    String odd =
        "script: script.xml\nsteps:\n  - caller hears: \"a <b> & ]]> \\x01 \\\" \uD83D\uDE00\"\n";
    String failing = file("a # b.yaml", odd);
    String good = file("b.yaml", GOOD);
    String wrong = file("c.yaml", "script: script.xml\nsteps: [a & b]\n");
    Path junit = folder.resolve("junit.xml");
    Path tap = folder.resolve("report.tap");
    CommandLineRun run =
        ozml("test", failing, good, wrong, "--junit", junit.toString(), "--tap", tap.toString());
    assertThat(run.code()).isEqualTo(2);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(junit)));
    assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(document.getDocumentElement().getAttribute("errors")).isEqualTo("1");
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
        .contains("a <b> & ]]> \uFFFD \" \uD83D\uDE00", "script.xml:");
    assertThat(document.getElementsByTagName("error").item(0).getTextContent()).contains("a & b");
    assertThat(Files.readString(tap, StandardCharsets.UTF_8))
        .startsWith("TAP version 13\n1..3\nnot ok 1 - ")
        .contains(
            "a \\# b.yaml\n  ---\n  message: |\n", "\nok 2 - " + good, "\nnot ok 3 - " + wrong);
  }

  @Test
  void shouldTellTheExamples() {
    CommandLineRun run = ozml("test", "examples");
    assertThat(withoutTime(run.out())).matches("\\d\\d+ scenarios, all as told, TIME\n");
  }

  @Test
  void shouldSayThatAReportCannotBeWritten() throws IOException {
    CommandLineRun run = ozml("test", file("a.yaml", GOOD), "--tap", folder + "/a.yaml/where.tap");
    assertThat(run.err()).contains("where.tap cannot be written");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void shouldShowProgressOnlyOnATerminal() throws IOException {
    for (int i = 0; i < 60; i++) file("%02d.yaml".formatted(i), GOOD);
    Terminal screen =
        new Terminal() {
          @Override
          public boolean showsErrors() {
            return true;
          }

          @Override
          public Listening listen(IntConsumer typed) {
            return () -> {};
          }
        };
    assertThat(CommandLineRun.in(screen, Map.of(), "test", folder.toString()).err())
        .isEqualTo("\r50 of 60\r\u001b[K");
    assertThat(ozml("test", folder.toString()).err()).isEmpty();
  }

  /** Line 4 of the scenario is line 2 of the script in it. */
  @Test
  void shouldShowTheLineOfAScriptInsideTheScenario() throws IOException {
    String text =
        """
        title: inside
        script: |
          <Response>
            <Speak>Welcome</Speak>
            <Speak>Goodbye</Speak>
          </Response>
        steps:
          - caller hears: Sales
        """;
    String name = file("a.yaml", text);
    assertThat(ozml("test", name).out()).contains("  script:   %s:4 Speak\n".formatted(name));
  }

  @Test
  void shouldSayWhyNoScriptCame() throws IOException {
    String text =
        """
        script: http://app/menu
        world:
          web:
            http://app/menu: {status: 404}
        steps:
          - caller hears: Welcome
        """;
    assertThat(ozml("test", file("a.yaml", text)).out())
        .contains("  script:   none came from http://app/menu: HTTP 404\n");
  }

  @Test
  void shouldSayThatOnlyCallsFetchTheirScript() throws IOException {
    String text = "script: http://app/menu\ncontext: message\nsteps:\n  - nobody is left\n";
    CommandLineRun run = ozml("test", file("a.yaml", text));
    assertThat(run.err()).contains("a.yaml:1:9: only a call that comes in fetches its script");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void shouldTellTheOthersWhenItFailsItself() throws IOException {
    file("a.yaml", GOOD);
    file("b.yaml", FAILING);
    file("c.yaml", GOOD);
    Run quiet = run(folder.toString());
    assertThat(withoutTime(quiet.out))
        .contains("a.yaml:1: internal error, please report it: ", "the sky has fallen")
        .contains("b.yaml:4: caller hears: Sales", "3 scenarios, 2 failed, TIME")
        .doesNotContain("\tat ");
    assertThat(quiet.code).isEqualTo(70);
    Run loud = run(folder.toString(), "--verbose");
    assertThat(loud.out).contains("\tat ", "good   " + folder.resolve("c.yaml"));
  }

  private record Run(int code, String out) {}

  /** With a fault of ours in each scenario called a.yaml. */
  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    Shell shell =
        new Shell(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(Writer.nullWriter()),
            Map.of(),
            Terminal.NONE);
    TestCommand command =
        new TestCommand(
            shell,
            scenario -> {
              if (!scenario.name().endsWith("a.yaml")) return ScenarioRunner.run(scenario);
              throw new IllegalStateException("the sky has fallen");
            });
    int code = new CommandLine(command.spec()).execute(arguments);
    return new Run(code, out.toString());
  }

  @Test
  void shouldNotLookIntoWhatIsHiddenOrBuilt() throws IOException {
    file("a.yaml", GOOD);
    for (String tool : List.of(".git", "target", "node_modules", "sub/target", ".hidden/sub")) {
      file(tool + "/b.yaml", "script: nowhere.xml\nsteps: []\n");
      file(tool + "/b.xml", "<Nonsense/>");
    }
    assertThat(withoutTime(ozml("test", folder.toString()).out()))
        .isEqualTo("1 scenario, all as told, TIME\n");
    assertThat(ozml("validate", folder.toString()).code()).isZero();
    assertThat(ozml("validate", folder.resolve("target").toString()).code())
        .as("a directory that is named is looked through, whatever it is called")
        .isEqualTo(1);
  }
}
