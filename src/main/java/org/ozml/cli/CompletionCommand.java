package org.ozml.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ozml completion}. */
final class CompletionCommand extends Subcommand {
  CompletionCommand(Shell shell) {
    super(
        shell,
        "completion",
        "Prints a script that teaches bash and zsh to complete ozml's command lines.",
        "",
        "Example:",
        "  source <(ozml completion)");
  }

  @Override
  void define(CommandSpec command) {}

  @Override
  public Integer call() {
    shell.out().print(AutoComplete.bash("ozml", spec().root().commandLine()));
    return GOOD;
  }
}
