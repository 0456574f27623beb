package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;
import static org.ozml.cli.CommandLineRun.ozml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips that authors make, planted in copies of the example IVR: each is found. */
@Execution(CONCURRENT)
class FaultsTest {
  private static final Path IVR = Path.of("examples/ivr");
  private static final Path FAULTS = Path.of("src/test/resources/faults");

  @TempDir private Path folder;

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private String explored(String script) {
    String file = folder.resolve(script).toString();
    return script.equals("main.xml")
        ? ozml("explore", file, "--world", folder.resolve("world.yaml").toString()).out()
        : ozml("explore", file).out();
  }

  @Test
  void shouldFindNothingWhereNothingIsWrong() throws IOException {
    copy(IVR, folder);
    assertThat(ozml("validate", folder.toString()).out()).isEqualTo("19 files, nothing found\n");
    assertThat(explored("main.xml")).contains("complete; nothing found");
    assertThat(explored("desk/consult.xml")).contains("complete; nothing found");
  }

  /** What validate says of the text, and what explore says of the call and when; either may not. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          endless-goto                | OZ319 | endless loop: this goes round         | when: 1001 presses 0
          hold-without-unhold         | OZ312 | stays on hold                         | when: nobody does anything
          key-does-nothing            |       | key that does nothing: key 4          | when: 1001 presses 4
          key-leads-nowhere           | OZ318 | run-time error: GoTo leads nowhere    | when: 1001 presses 2
          key-shadows-longer-ones     | OZ311 |                                       |
          menu-without-a-way-out      | OZ303 | endless loop: no key, silence or      | when: 1001 presses 3, then 1001 presses 2
          prompt-never-heard          | OZ303 | never heard: no path comes to this    | nearest: 1001 presses *
          record-without-a-limit      | OZ313 | never heard: no path comes to this    | nearest: 1001 presses 0, then 2000 is busy
          silence-ends-the-call       | OZ314 | dead end:                             | http://shop.example.com/check-pin answers
          transfer-loses-the-caller   | OZ315 | dead end: BlindTransfer answers 402   | when: 1001 presses 0, then 2000 is busy
          """)
  void shouldFindWhatIsWrong(String fault, String rule, String kind, String sequence)
      throws IOException {
    copy(IVR, folder);
    copy(FAULTS.resolve(fault), folder);
    CommandLineRun checked = ozml("validate", folder.toString());
    if (rule == null) assertThat(checked.out()).isEqualTo("19 files, nothing found\n");
    else assertThat(checked.out()).contains("warning " + rule);
    String script = fault.startsWith("hold") ? "desk/consult.xml" : "main.xml";
    String explored = explored(script);
    if (kind == null) assertThat(explored).contains("complete; nothing found");
    else assertThat(explored).contains("complete; ", kind, sequence);
  }

  @Test
  void shouldTryEveryFault() throws IOException {
    try (Stream<Path> all = Files.list(FAULTS)) {
      List<String> names = all.map(fault -> fault.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "endless-goto",
              "hold-without-unhold",
              "key-does-nothing",
              "key-leads-nowhere",
              "key-shadows-longer-ones",
              "menu-without-a-way-out",
              "prompt-never-heard",
              "record-without-a-limit",
              "silence-ends-the-call",
              "transfer-loses-the-caller");
    }
  }
}
