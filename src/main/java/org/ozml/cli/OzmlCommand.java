package org.ozml.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ozml} without a subcommand: help. */
@Command(
    name = "ozml",
    description = "Runs, checks and explains OzML call scripts without a telephone.",
    versionProvider = OzmlCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ozml run examples/attended-transfer.xml",
      "  ozml run examples/menu.xml --keys 2",
      "  ozml validate scripts/ --strict",
      "  ozml explain OZ104",
      "",
      "Exit codes: 0 good, 1 the document has errors or its run was aborted, 2 wrong usage."
    })
final class OzmlCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: run, validate, explain or completion");
  }

  /** Returns the version of the jar that this class is in. */
  static String version() {
    String version = OzmlCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Tells picocli the version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ozml %s (Java %s)".formatted(version(), Runtime.version())};
    }
  }
}
