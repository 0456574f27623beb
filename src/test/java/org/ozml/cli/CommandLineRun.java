package org.ozml.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The command line, with everything that it is given and everything that came of it. */
final class CommandLineRun {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final int code;

  private CommandLineRun(
      String input, Map<String, String> environment, Terminal terminal, String... arguments) {
    Shell shell =
        new Shell(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            terminal);
    code = new Main(shell).run(arguments);
  }

  static CommandLineRun ozml(String... arguments) {
    return new CommandLineRun("", Map.of(), Terminal.NONE, arguments);
  }

  static CommandLineRun withInput(String input, String... arguments) {
    return new CommandLineRun(input, Map.of(), Terminal.NONE, arguments);
  }

  static CommandLineRun typing(String input, Terminal terminal, String... arguments) {
    return new CommandLineRun(input, Map.of("NO_COLOR", "1"), terminal, arguments);
  }

  static CommandLineRun in(
      Terminal terminal, Map<String, String> environment, String... arguments) {
    return new CommandLineRun("", environment, terminal, arguments);
  }

  int code() {
    return code;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
