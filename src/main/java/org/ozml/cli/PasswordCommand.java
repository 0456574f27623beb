package org.ozml.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ozml.server.access.PasswordHash;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ozml password}. */
final class PasswordCommand extends Subcommand {
  private final OptionSpec generate =
      Options.flag("--generate", "Make a password, too; it is printed before its hash.");

  PasswordCommand(Shell shell) {
    super(
        shell,
        "password",
        "Prints the hash of a password, for 'access: {users: ...}' in a configuration.",
        "",
        "The password is asked for, without showing it, or read from standard input (one line).",
        "",
        "Examples:",
        "  ozml password",
        "  ozml password --generate",
        "  pass show pbx/crm | ozml password",
        "",
        "Exit codes: 0 good; 2 no password was given.");
  }

  @Override
  void define(CommandSpec command) {
    command.addOption(generate);
  }

  @Override
  public Integer call() {
    char[] password = password();
    if (password == null || password.length == 0) {
      shell.err().println("ozml password: no password was given; type one, or use --generate");
      return USAGE;
    }
    shell.out().println(PasswordHash.of(password).text());
    Arrays.fill(password, ' ');
    return GOOD;
  }

  private char @Nullable [] password() {
    if (Options.isGiven(generate)) {
      String made = PasswordHash.generatePassword();
      shell.out().println(made);
      return made.toCharArray();
    }
    Console console = shell.terminal().interactive() ? System.console() : null;
    if (console != null) return console.readPassword("Password: ");
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8));
      String line = in.readLine();
      return line == null ? null : line.toCharArray();
    } catch (IOException e) {
      return null;
    }
  }
}
