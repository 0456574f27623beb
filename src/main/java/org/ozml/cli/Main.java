package org.ozml.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entrance. */
public final class Main {
  /** We are wrong. Neither the document nor the command line is, so it is a code of its own. */
  private static final int INTERNAL = 70;

  private final Shell shell;
  private final Map<String, Supplier<Subcommand>> subcommands = new LinkedHashMap<>();

  Main(Shell shell) {
    this.shell = shell;
    subcommands.put("run", () -> new RunCommand(shell));
    subcommands.put("validate", () -> new ValidateCommand(shell));
    subcommands.put("explain", () -> new ExplainCommand(shell));
    subcommands.put("completion", () -> new CompletionCommand(shell));
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    int code = new Main(Shell.ofProcess()).run(arguments);
    System.exit(code);
  }

  /** Runs a command line and returns its exit code. */
  int run(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } finally {
      shell.flush();
    }
  }

  /**
   * Makes only the subcommand that is asked for, and picocli without its readers of dates,
   * databases and the like: reading annotations takes longer than many a script.
   */
  private CommandLine commandLine(String... arguments) {
    if (System.getProperty("picocli.converters.excludes") == null) {
      System.setProperty("picocli.converters.excludes", "java\\..*");
    }
    CommandLine line = new CommandLine(new OzmlCommand());
    String first = arguments.length == 0 ? "" : arguments[0];
    if (subcommands.containsKey(first) && !first.equals("completion")) {
      line.addSubcommand(first, subcommands.get(first).get());
    } else {
      subcommands.forEach((name, make) -> line.addSubcommand(name, make.get()));
    }
    Palette palette =
        Palette.of(Palette.When.AUTO, shell.terminal().showsOutput(), shell.environment());
    Help.Ansi ansi = palette.on() ? Help.Ansi.ON : Help.Ansi.OFF;
    return line.setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::wrongUsage)
        .setExecutionExceptionHandler(this::ourFault);
  }

  private int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    shell.err().println(name + ": " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      for (String suggestion : unmatched.getSuggestions()) {
        shell.err().println("  did you mean " + suggestion + "?");
      }
    }
    shell.err().println("Try '" + name + " --help'.");
    return Subcommand.USAGE;
  }

  private int ourFault(Exception e, CommandLine command, CommandLine.ParseResult result) {
    shell.err().println("ozml: internal error, please report it:");
    e.printStackTrace(shell.err());
    return INTERNAL;
  }
}
