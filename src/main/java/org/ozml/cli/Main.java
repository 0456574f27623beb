package org.ozml.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entrance. */
public final class Main {
  /** We are wrong. Neither the document nor the command line is, so it is a code of its own. */
  static final int INTERNAL = 70;

  private final Shell shell;
  private final Map<String, Supplier<Subcommand>> subcommands = new LinkedHashMap<>();

  Main(Shell shell) {
    this.shell = shell;
    subcommands.put("run", () -> new RunCommand(shell));
    subcommands.put("validate", () -> new ValidateCommand(shell));
    subcommands.put("test", () -> new TestCommand(shell));
    subcommands.put("explore", () -> new ExploreCommand(shell));
    subcommands.put("graph", () -> new GraphCommand(shell));
    subcommands.put("debug", () -> new DebugCommand(shell));
    subcommands.put("replay", () -> new ReplayCommand(shell));
    subcommands.put("serve", () -> new ServeCommand(shell));
    subcommands.put("password", () -> new PasswordCommand(shell));
    subcommands.put("explain", () -> new ExplainCommand(shell));
    subcommands.put("completion", () -> new CompletionCommand(shell));
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    chooseLog(arguments);
    WarmUp.begin(arguments);
    int code = new Main(Shell.ofProcess()).run(arguments);
    System.exit(code);
  }

  /** What libraries log: a server keeps it, everybody else is silent. No time is lost looking. */
  private static void chooseLog(String... arguments) {
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    String provider =
        serves ? "org.slf4j.jul.JULServiceProvider" : "org.slf4j.nop.NOPServiceProvider";
    System.setProperty("slf4j.provider", provider);
    System.setProperty("slf4j.internal.verbosity", "WARN"); // it would say what it does
  }

  /** Returns the version of the jar that this class is in. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Runs a command line and returns its exit code. */
  int run(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } finally {
      shell.flush();
    }
  }

  /** Makes only the subcommand that is asked for; all of them for the help. */
  private CommandLine commandLine(String... arguments) {
    // picocli's readers of dates, databases and the like would be loaded, and nobody needs them.
    if (System.getProperty("picocli.converters.excludes") == null) {
      System.setProperty("picocli.converters.excludes", "java\\..*");
    }
    CommandLine line = new CommandLine(root());
    String first = arguments.length == 0 ? "" : arguments[0];
    if (subcommands.containsKey(first) && !first.equals("completion")) {
      line.addSubcommand(subcommands.get(first).get().spec());
    } else {
      subcommands.values().forEach(make -> line.addSubcommand(make.get().spec()));
    }
    Palette palette =
        Palette.of(Palette.When.AUTO, shell.terminal().showsOutput(), shell.environment());
    return line.setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(Help.defaultColorScheme(palette.on() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(this::wrongUsage)
        .setExecutionExceptionHandler(this::ourFault);
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.wrapWithoutInspection((Runnable) this::nothingAsked);
    root.name("ozml");
    root.version("ozml " + version() + " (Java " + Runtime.version() + ")");
    root.addOption(Subcommand.help());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Show the version and exit.")
            .build());
    root.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .description(
            "Runs, checks, tests, explores, draws, debugs and explains OzML call scripts without a telephone, and serves them.")
        .footer(
            "",
            "Examples:",
            "  ozml run examples/attended-transfer.xml",
            "  ozml run examples/menu.xml --keys 2",
            "  ozml validate scripts/ --strict",
            "  ozml test tests/",
            "  ozml explore menu.xml",
            "  ozml graph examples/menu.xml -o menu.svg",
            "  ozml debug examples/menu.xml",
            "  ozml replay trace.jsonl",
            "  ozml serve --simulate examples/menu.xml",
            "  ozml explain OZ104",
            "",
            "Exit codes: 0 good, 1 the document has errors, its run was aborted or a scenario failed, 2 wrong usage.");
    return root;
  }

  private void nothingAsked() {
    List<String> words = new ArrayList<>(subcommands.keySet());
    words.remove("completion");
    throw new ParameterException(
        new CommandLine(root()),
        "say what to do: %s or completion".formatted(String.join(", ", words)));
  }

  private int wrongUsage(ParameterException e, String[] arguments) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
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
