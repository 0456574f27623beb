package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write(
        "menu.xml",
        """
        <Response>
          <UserInput Timeout="5">
            <Inputs>
              <Input Key="1"><Speak>One</Speak></Input>
              <Input Key="2"><Speak>Two</Speak></Input>
            </Inputs>
          </UserInput>
        </Response>
        """);
    write(
        "tests/one.yaml",
        """
        script: ../menu.xml
        steps:
          - caller presses: 1
          - caller hears: One
        """);
    write(
        "tests/silence.yaml",
        """
        script: ../menu.xml
        steps:
          - script ends: 200
        """);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void shouldPrintHowMuchRanAndWhatDidNot() {
    CommandLineRun run = ozml("test", path("tests"), "--coverage");
    String name = path("menu.xml");
    String blanks = " ".repeat(name.length() - 3);
    assertThat(run.out())
        .startsWith("2 scenarios, all as told, ")
        .endsWith(
            """

            covered%s  points  commands  keys  no/other key  outcomes
            %s  57.1 %%     4/7    66.6 %%  50 %%          50 %%         -
            all%s  57.1 %%     4/7    66.6 %%  50 %%          50 %%         -
            not covered:
              %s:2  another key
              %s:5  key 2 and 1 more
            """
                .formatted(blanks + "    ", name, blanks, name, name));
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldFailWhenTooLittleIsCoveredAndSayWhatIsMissing() {
    CommandLineRun run = ozml("test", path("tests"), "--min-coverage", "90");
    assertThat(run.out())
        .contains("menu.xml:2  another key\n", "menu.xml:5  key 2 and 1 more\n")
        .endsWith("coverage is 57.1 %, 90 % wanted\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldBeContentWithWhatIsWanted() {
    CommandLineRun run = ozml("test", path("tests"), "--min-coverage", "57.1%");
    assertThat(run.out()).startsWith("2 scenarios, all as told").doesNotContain("coverage");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldCountAScriptThatNoScenarioNamesBelowADirectory() throws IOException {
    write("forgotten.xml", "<Response><Speak>Hi</Speak></Response>");
    assertThat(ozml("test", path("tests"), "--min-coverage", "57").code()).isZero();
    CommandLineRun run = ozml("test", folder.toString(), "--coverage", "--min-coverage", "57");
    assertThat(run.out())
        .contains("forgotten.xml  nothing of it ran\n")
        .endsWith("coverage is 50 %, 57 % wanted\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldNotPassAGateThatNothingWentThrough() throws IOException {
    write("inline/a.yaml", "script: <Response><Exit/></Response>\nsteps:\n  - script ends: 200\n");
    CommandLineRun run = ozml("test", path("inline"), "--min-coverage", "1");
    assertThat(run.out())
        .contains("there is no script to cover", "1 scenario holds a script itself");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldWriteAllForms() throws IOException {
    CommandLineRun run =
        ozml(
            "test",
            path("tests"),
            "--coverage-html",
            path("out/html"),
            "--coverage-json",
            path("out/c.json"),
            "--coverage-xml",
            path("out/c.xml"));
    assertThat(run.out()).as("nobody asked for a table").hasLineCount(1);
    assertThat(Files.readString(folder.resolve("out/html/index.html"))).contains("57.1 %");
    assertThat(Files.readString(folder.resolve("out/c.json"))).contains("\"percent\": 57.1");
    assertThat(Files.readString(folder.resolve("out/c.xml"))).contains("hits=\"2\"");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldSayWhatCannotBeWritten() {
    CommandLineRun run = ozml("test", path("tests"), "--coverage-html", path("menu.xml"));
    assertThat(run.err()).contains("menu.xml/index.html cannot be written").hasLineCount(1);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void shouldSayWhatAPercentageIs() {
    for (String wrong : new String[] {"many", "101", "-1", "NaN"}) {
      CommandLineRun run = ozml("test", path("tests"), "--min-coverage=" + wrong);
      assertThat(run.err()).contains("--min-coverage: expected 0 to 100, but was '" + wrong + "'");
      assertThat(run.code()).isEqualTo(2);
    }
  }
}
