package org.ozml.cli;

import java.util.concurrent.Callable;
import org.ozml.cli.Palette.When;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands have: a shell, help, colours or none. */
abstract class Subcommand implements Callable<Integer> {
  /** Everything went well. */
  static final int GOOD = 0;

  /** The document is wrong, or its run was aborted. */
  static final int BAD = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  final Shell shell;

  @Spec private CommandSpec spec;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (in a terminal, unless NO_COLOR is set), always or never.")
  private When color = When.AUTO;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  Subcommand(Shell shell) {
    this.shell = shell;
  }

  /** Colours for standard output. */
  final Palette outPalette() {
    return Palette.of(color, shell.terminal().showsOutput(), shell.environment());
  }

  /** Colours for standard error. */
  final Palette errPalette() {
    return Palette.of(color, shell.terminal().showsErrors(), shell.environment());
  }

  /** Something on the command line that cannot be used; says what to do instead. */
  final CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  final CommandSpec spec() {
    return spec;
  }
}
