package org.ozml.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ozml completion}. */
@Command(
    name = "completion",
    description = "Prints a script that teaches bash and zsh to complete ozml's command lines.",
    footer = {"", "Example:", "  source <(ozml completion)"})
final class CompletionCommand extends Subcommand {
  CompletionCommand(Shell shell) {
    super(shell);
  }

  @Override
  public Integer call() {
    CommandLine root = spec().root().commandLine();
    shell.out().print(AutoComplete.bash("ozml", root));
    return GOOD;
  }
}
