package org.ozml.cli;

final class ValidateCommand extends Subcommand {
  ValidateCommand(Shell s) {
    super(s);
  }

  @Override
  public Integer call() {
    return 0;
  }
}
