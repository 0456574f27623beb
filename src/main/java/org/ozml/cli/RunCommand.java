package org.ozml.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.call.TraceEvent;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.XmlText;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Setting;
import org.ozml.scenario.Stage;
import org.ozml.scenario.TraceJson;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ozml run}. */
final class RunCommand extends Subcommand {
  private final SceneOptions options = new SceneOptions();

  private final OptionSpec config =
      Options.text(
          "--config",
          "FILE",
          "Real connections, folders and databases: messages are really sent, files really moved, SELECTs really"
              + " run, except where --world has something else. See the README for what stands in the file.");

  private final OptionSpec json =
      Options.flag("--json", "Print the trace as JSON, one event a line.");

  private final OptionSpec fast = Options.flag("--fast", "Virtual time, even in a terminal.");

  private @Nullable Stage stage;
  private @Nullable Result routed;

  RunCommand(Shell shell) {
    super(
        shell,
        "run",
        """
        Runs a script on simulated telephones and tells what everybody hears and does.

        In a terminal it is a telephone: it runs in real time, and the keys 0-9 * # A-D that you type are those of \
        the caller; h or Ctrl-D hangs up. Otherwise, and with --fast, time is virtual: nothing waits.
        """,
        "",
        "Examples:",
        "  ozml run menu.xml",
        "  ozml run menu.xml --keys 2,1234# --hangup-at 20s",
        "  ozml run pin.xml --keys 1234 --answer http://localhost/pin=wrong.xml",
        "  ozml run pin.xml --keys 1234 --answer http://localhost/pin=slow",
        "  ozml run transfer.xml --party 1003=busy",
        "  ozml run - --json < menu.xml",
        "",
        "Exit codes: 0 it ran, whatever its commands answered; 1 nothing could run, or the run was aborted;"
            + " 2 wrong usage.");
  }

  @Override
  void define(CommandSpec command) {
    options.define(command);
    List.of(config, json, fast).forEach(command::addOption);
  }

  @Override
  public Integer call() {
    try {
      return run();
    } catch (Unusable e) {
      throw wrong(e.getMessage());
    }
  }

  private int run() throws Unusable {
    Document document = options.read(shell);
    Context place = options.check(document, shell, errPalette());
    if (document.response() == null) print(Result.parseError(document.reason()));
    if (place == null) return BAD;
    try (Surroundings around = surroundings()) {
      boolean configured = Options.textOf(config) != null;
      return run(
          options.scene(document, place, base -> configured ? real(base, around) : base), around);
    }
  }

  private boolean isJson() {
    return Options.isGiven(json);
  }

  /** Takes away what a world without a file only guesses, where there is something real. */
  private World real(World base, Surroundings around) {
    World world = options.world().file() == null ? base.voicemails(Map.of()) : base;
    return world.notifications().isEmpty() ? world.notifications(around.notifications()) : world;
  }

  private int run(Scene scene, Surroundings around) throws Unusable {
    boolean phone = shell.terminal().interactive() && !Options.isGiven(fast) && !isJson();
    Keys keys = new Keys(options.world().keys(), Keys.holder(scene));
    List<WorldOptions.HangUp> hangUps = options.world().hangUps();
    Palette palette = outPalette();
    tell(isJson() ? shell.err() : shell.out(), before(scene, phone), palette);
    Stage made =
        new Stage(
            scene,
            event -> happened(event, keys, palette, phone),
            new Stage.Props(around.services(), around::file, null, options.settings(), null));
    stage = made;
    if (isJson()) shell.out().println(TraceJson.line(Setting.of(scene, options.settings())));
    made.start();
    keys.plan(hangUps, made, shell.err()::println);
    if (phone) new Phone(made, shell.terminal(), keys::presses).run();
    else made.run();
    return closing(made, scene, keys, around);
  }

  private Surroundings surroundings() throws Unusable {
    String given = Options.textOf(config);
    boolean alone = options.offline();
    if (given == null) return Surroundings.without(options.content(), alone);
    if (alone) throw new Unusable("--config and --offline contradict each other; leave one out");
    if (options.hasContent()) {
      throw new Unusable("--content: the folder stands in the configuration, under 'folders:'");
    }
    return Surroundings.configured(given, shell.environment());
  }

  // ---- what is printed

  private List<String> before(Scene scene, boolean phone) {
    List<String> more = new ArrayList<>();
    if (options.world().file() == null) {
      more.add("(other worlds: --party, --answer, --hangup-at ... or --world FILE)");
    }
    if (phone) {
      more.add("you are %s; keys 0-9 * # A-D, h or Ctrl-D hangs up".formatted(Keys.holder(scene)));
    }
    return WorldWords.labelled(scene, more.toArray(String[]::new));
  }

  private static void tell(PrintWriter to, List<String> lines, Palette palette) {
    for (String line : lines) to.println(palette.quiet(line));
    to.println();
    to.flush();
  }

  private void happened(TraceEvent event, Keys keys, Palette palette, boolean phone) {
    if (event instanceof ScriptEvent.Finished finished) {
      if (routed == null || routed.ok()) routed = finished.result();
    }
    if (isJson()) {
      shell.out().println(TraceJson.line(event));
    } else {
      for (String line : Transcript.lines(event)) {
        shell.out().println(palette.happening(event, line));
      }
    }
    if (phone) shell.out().flush();
    if (stage != null) keys.on(event, stage);
  }

  private int closing(Stage made, Scene scene, Keys keys, Surroundings around) {
    if (!isJson()) {
      shell.out().println();
      for (String line : WorldWords.after(made.board().calls())) {
        shell.out().println(line);
      }
    }
    if (!keys.left().isEmpty()) {
      shell
          .err()
          .println(
              "note: nobody asked for the keys %s of --keys"
                  .formatted(String.join(",", keys.left())));
    }
    for (String unsent : around.settle()) shell.err().println("note: " + unsent);
    Result result = scene.context() == Context.ROUTING ? routed : made.result();
    if (result == null) {
      shell.err().println("The script did not run: the call never came to it.");
      return BAD;
    }
    print(result);
    return made.aborted() ? BAD : GOOD;
  }

  /** Prints the document that a web application would get. */
  private void print(Result result) {
    if (isJson()) return;
    PrintWriter out = shell.out();
    out.println("<Response>");
    out.println("  <Code>" + result.code() + "</Code>");
    out.println("  <Message>" + XmlText.escaped(result.message()) + "</Message>");
    out.println("</Response>");
  }
}
