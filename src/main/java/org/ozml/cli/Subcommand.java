package org.ozml.cli;

import java.util.concurrent.Callable;
import org.ozml.cli.Palette.When;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What all subcommands have: a shell, help, colours or none. */
abstract class Subcommand implements Callable<Integer> {
  /** Everything went well. */
  static final int GOOD = 0;

  /** The document is wrong, or its run was aborted. */
  static final int BAD = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  final Shell shell;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final OptionSpec color =
      Options.choice(
          "--color",
          "WHEN",
          When.class,
          Options.all(When.class),
          "auto (in a terminal, unless NO_COLOR is set), always or never.");

  /**
   * Makes a command without options but those that all have.
   *
   * @param footer examples and exit codes
   */
  Subcommand(Shell shell, String name, String description, String... footer) {
    this.shell = shell;
    spec.name(name);
    spec.usageMessage().sortOptions(false).description(description).footer(footer);
  }

  /** Adds the options and parameters, in the order of the help. */
  abstract void define(CommandSpec command);

  /** Returns the definition for picocli. */
  final CommandSpec spec() {
    if (spec.options().isEmpty()) {
      define(spec);
      spec.addOption(color);
      spec.addOption(help());
    }
    return spec;
  }

  /** The option that shows the help. */
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Show this help and exit.")
        .build();
  }

  /** Colours for standard output. */
  final Palette outPalette() {
    return palette(shell.terminal().showsOutput());
  }

  /** Colours for standard error. */
  final Palette errPalette() {
    return palette(shell.terminal().showsErrors());
  }

  private Palette palette(boolean terminal) {
    return Palette.of(Options.chosenOr(When.AUTO, color), terminal, shell.environment());
  }

  /** Something on the command line that cannot be used; says what to do instead. */
  final CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
