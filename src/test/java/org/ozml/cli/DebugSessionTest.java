package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file in {@code sessions} is a session with {@code ozml debug}, as it stands on the screen.
 * After a change that is meant, {@code mvn test -Dtest=DebugSessionTest -Dsessions.update=true}
 * writes them anew.
 */
class DebugSessionTest {
  private static final Path SESSIONS = Path.of("src/test/resources/sessions");
  private static final String COMMAND = "$ ozml ";
  private static final String ORDER = ">";

  @TestFactory
  Stream<DynamicTest> everySessionGoesAsItIsWritten() throws IOException {
    try (Stream<Path> files = Files.list(SESSIONS)) {
      List<Path> sessions =
          files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
      assertThat(sessions).hasSizeGreaterThanOrEqualTo(11);
      return sessions.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  private static void compare(Path file) throws IOException {
    String written = Files.readString(file);
    List<String> lines = written.lines().toList();
    String orders =
        lines.stream()
            .filter(line -> line.startsWith(ORDER))
            .map(line -> line.substring(ORDER.length()).strip() + "\n")
            .collect(Collectors.joining());
    String[] arguments = lines.get(0).substring(COMMAND.length()).split(" ");
    CommandLineRun run = CommandLineRun.withInput(orders, arguments);
    assertThat(run.code()).as(run.err()).isZero();
    String session = lines.get(0) + "\n" + run.out().replace(System.lineSeparator(), "\n");
    if (Boolean.getBoolean("sessions.update")) Files.writeString(file, session);
    else assertThat(session).isEqualTo(written);
  }
}
