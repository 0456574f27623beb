package org.ozml.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.replay.Replay;
import org.ozml.replay.TraceFile;
import org.ozml.scenario.Failure;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Setting;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml replay}. */
final class ReplayCommand extends Subcommand {
  private final PositionalParamSpec trace =
      Options.parameter("TRACE", "What 'ozml run --json' wrote; - for standard input.");

  private final PositionalParamSpec script =
      Options.optional("SCRIPT", "The script's file; the one that the trace names unless given.");

  private final OptionSpec world =
      Options.text(
          "--world",
          "FILE",
          "A YAML file with what no trace tells: voicemails, files, telephones whose media fail.");

  private final OptionSpec tolerance =
      Options.text(
          "--tolerance",
          "TIME",
          "By how much times may differ: nothing unless given, and 50ms where the trace is of no simulation.");

  ReplayCommand(Shell shell) {
    super(
        shell,
        "replay",
        """
        Lets everybody do again what they did in a trace, and says where the script does otherwise.

        Virtual time passes. Keys, hang-ups, answers of telephones, web applications and databases are those of the \
        trace; what the script does is compared with it, event by event, up to the first difference. Where \
        a command stands in the file makes none.
        """,
        "",
        "Examples:",
        "  ozml run menu.xml --keys 2 --json > trace.jsonl",
        "  ozml replay trace.jsonl",
        "  ozml replay trace.jsonl changed.xml",
        "",
        "Exit codes: 0 the script does what it did; 1 it does otherwise; 2 wrong usage, or a file that cannot be used.");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(trace);
    command.addPositional(script);
    command.addOption(world);
    command.addOption(tolerance);
  }

  @Override
  public Integer call() {
    try {
      return replay();
    } catch (Unusable e) {
      throw wrong(e.getMessage());
    }
  }

  private int replay() throws Unusable {
    TraceFile file = read(shell, trace.getValue());
    if (file.events().stream().anyMatch(AgentEvent.class::isInstance)) {
      throw new Unusable(
          "%s is of a contact centre, and does not say what its agents ordered; 'ozml test' tells such stories"
              .formatted(file.name()));
    }
    String around = Options.textOf(world);
    World base = around == null ? World.friendly() : WorldFile.read(around);
    Scene scene = scene(shell, file, Options.textOf(script), base);
    Failure difference = Replay.run(file, scene, tolerance(file)).difference();
    if (difference == null) {
      String same =
          file.isComplete()
              ? "%s does the same: %d events"
              : "%s does the same as far as the trace goes, %d events; it ends before the script does";
      same = same.formatted(scene.name(), file.events().size());
      shell.out().println(outPalette().good(same));
      return GOOD;
    }
    outPalette().failure("differs ", difference).forEach(shell.out()::println);
    return BAD;
  }

  private Duration tolerance(TraceFile file) throws Unusable {
    String given = Options.textOf(tolerance);
    return given == null ? file.tolerance() : WorldOptions.seconds("--tolerance", given);
  }

  /** Reads a trace. */
  static TraceFile read(Shell shell, String name) throws Unusable {
    boolean standard = name.equals(Input.STANDARD);
    String text = new String(Input.read(shell, name, Integer.MAX_VALUE), StandardCharsets.UTF_8);
    try {
      return TraceFile.read(standard ? Input.STANDARD_NAME : name, text.lines().toList());
    } catch (TraceFile.Unreadable e) {
      throw new Unusable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads the scripts of a trace.
   *
   * @param script the file of the script under test; null: the one that the trace names
   */
  static Scene scene(Shell shell, TraceFile trace, @Nullable String script, World base)
      throws Unusable {
    Setting setting = trace.setting();
    Map<String, Engine.Source> others = new HashMap<>();
    for (Map.Entry<String, String> other : setting.extensions().entrySet()) {
      others.put(other.getKey(), source(shell, other.getValue()));
    }
    String file = script == null ? setting.script() : script;
    if (file.equals(Input.STANDARD_NAME)) {
      throw new Unusable(trace.name() + " does not name its script; add the file behind it");
    }
    return trace.scene(source(shell, file), others, base);
  }

  /** A script that was fetched is fetched again: the trace has what came. */
  private static Engine.Source source(Shell shell, String name) throws Unusable {
    if (name.matches("(?i)https?://.*")) return new Engine.Source.Url(name);
    return new Engine.Source.Given(
        new DocumentReader(Limits.DEFAULT).read(name, Input.read(shell, name)));
  }
}
