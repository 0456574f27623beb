package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;
import static org.ozml.cli.CommandLineRun.withInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.scenario.JsonText;

class ValidateCommandTest {
  private static final String GOOD = "<Response><Speak>Hello</Speak></Response>";
  private static final String BAD =
      "<Response>\n  <Speek>Hello</Speek>\n  <Delay Time='soon'/>\n</Response>";
  private static final String DUBIOUS = "<Response><Speak>Hello $name</Speak></Response>";

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void shouldFindNothingInAGoodScript() throws IOException {
    CommandLineRun run = ozml("validate", file("good.xml", GOOD).toString());
    assertThat(run.out()).isEqualTo("1 file, nothing found\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldFindEverythingInOnePass() {
    CommandLineRun run = withInput(BAD, "validate", "-");
    assertThat(run.out())
        .isEqualTo(
            """
            <stdin>:2:3: error OZ101: unknown command 'Speek'; did you mean 'Speak'?
                <Speek>Hello</Speek>
                ^
            <stdin>:3:10: error OZ104: Time of Delay is 'soon'; expected a number of seconds, such as 10 or 0.5
                <Delay Time='soon'/>
                       ^

            1 file, 2 errors, 0 warnings
            """);
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldCountWarningsOnlyWhenStrict() throws IOException {
    String script = file("dubious.xml", DUBIOUS).toString();
    CommandLineRun run = ozml("validate", script);
    assertThat(run.out()).contains("warning OZ301", "1 file, 0 errors, 1 warning\n");
    assertThat(run.code()).isZero();
    CommandLineRun strict = ozml("validate", "--strict", script);
    assertThat(strict.out()).contains("1 warning (they count as errors)");
    assertThat(strict.code()).isEqualTo(1);
  }

  @Test
  void shouldCheckDirectoriesWithAllBelowThemInOrder() throws IOException {
    file("a/2.OZML", BAD);
    file("a/1.xml", DUBIOUS);
    file("b.xml", BAD);
    file("notes.txt", "no script");
    for (int i = 0; i < 40; i++) file("many/%02d.xml".formatted(i), BAD);
    CommandLineRun run = ozml("validate", folder.toString(), folder.resolve("b.xml").toString());
    assertThat(run.out()).endsWith("43 files, 84 errors, 1 warning\n");
    assertThat(
            run.out()
                .lines()
                .filter(line -> line.contains(": error OZ101") || line.contains("OZ301")))
        .isSorted()
        .hasSize(43);
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatCannotBeReadAndCheckTheRest() throws IOException {
    String good = file("good.xml", GOOD).toString();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandLineRun run = ozml("validate", "nowhere.xml", good, empty.toString());
    assertThat(run.err())
        .contains("there is no file nowhere.xml", "there is no *.xml and no *.ozml in " + empty);
    assertThat(run.out()).isEqualTo("1 file, nothing found\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(ozml("validate").code()).isEqualTo(2);
  }

  @Test
  void shouldCheckInTheContextThatIsGiven() {
    String routing = "<Response><Route Destination='1'/></Response>";
    assertThat(withInput(routing, "validate", "-").code()).isZero();
    CommandLineRun run = withInput(routing, "validate", "-", "--context", "extension");
    assertThat(run.out()).contains("error OZ106");
  }

  @Test
  void shouldSurviveAnyInput() {
    for (String noise :
        new String[] {"", "\0\1\2", "<", "<!DOCTYPE x>", "]]>", "&".repeat(2_000_000)}) {
      assertThat(withInput(noise, "validate", "-").code()).isEqualTo(1);
    }
  }

  @Test
  void shouldReportAsJson() {
    Object report = JsonText.read(withInput(BAD, "validate", "-", "--format", "json").out());
    assertThat(JsonText.at(report, "files")).hasToString("1");
    assertThat(JsonText.at(report, "errors")).hasToString("2");
    Object first = JsonText.at(report, "diagnostics/0");
    assertThat(first)
        .hasToString(
            "{file=<stdin>, line=2, column=3, severity=error, code=OZ101, title=unknown element,"
                + " message=unknown command 'Speek', advice=did you mean 'Speak'?}");
  }

  @Test
  void shouldReportAsSarif() throws IOException {
    Path script = file("with space.xml", BAD);
    CommandLineRun run = ozml("validate", script.toString(), "--format", "sarif");
    Object log = JsonText.read(run.out());
    assertThat(JsonText.at(log, "version")).isEqualTo("2.1.0");
    List<?> rules = (List<?>) JsonText.at(log, "runs/0/tool/driver/rules");
    Set<Object> ids = new HashSet<>();
    for (Object rule : rules) {
      assertThat(ids.add(JsonText.at(rule, "id"))).isTrue();
      assertThat(JsonText.at(rule, "shortDescription/text")).asString().isNotBlank();
      assertThat(JsonText.at(rule, "help/text")).asString().isNotBlank();
    }
    Object result = JsonText.at(log, "runs/0/results/0");
    int index = ((Number) JsonText.at(result, "ruleIndex")).intValue();
    assertThat(JsonText.at(rules.get(index), "id")).isEqualTo(JsonText.at(result, "ruleId"));
    assertThat(JsonText.at(result, "level")).isEqualTo("error");
    assertThat(JsonText.at(result, "message/text")).asString().contains("Speek");
    Object place = JsonText.at(result, "locations/0/physicalLocation");
    assertThat(JsonText.at(place, "artifactLocation/uri"))
        .asString()
        .startsWith("file:///")
        .endsWith("with%20space.xml");
    assertThat(JsonText.at(place, "region")).hasToString("{startLine=2, startColumn=3}");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldReportAsSarifWithRelativeNames() {
    Object log = JsonText.read(ozml("validate", "examples/pin", "--format", "sarif").out());
    assertThat((List<?>) JsonText.at(log, "runs/0/results")).isEmpty();
    assertThat(withInput(BAD, "validate", "-", "--format", "sarif").out())
        .contains("\"uri\": \"stdin\"");
  }
}
