package org.ozml.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.call.TraceEvent;
import org.ozml.check.Checks;
import org.ozml.check.ContextOf;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.PlausibleWorld;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Setting;
import org.ozml.scenario.Stage;
import org.ozml.scenario.TraceJson;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml run}. */
final class RunCommand extends Subcommand {
  private final PositionalParamSpec script =
      Options.parameter("SCRIPT", "The script's file; - for standard input.");

  private final OptionSpec context = Options.context();
  private final WorldOptions options = new WorldOptions();

  private final OptionSpec content =
      Options.text(
          "--content",
          "DIR",
          "Where audio files are looked for; the script's folder unless given.");

  private final OptionSpec config =
      Options.text(
          "--config",
          "FILE",
          "Real connections, folders and databases: messages are really sent, files really moved, SELECTs really"
              + " run, except where --world has something else. See the README for what stands in the file.");

  private final OptionSpec offline =
      Options.flag(
          "--offline", "Ask no real web application: URLs without --answer cannot be reached.");

  private final OptionSpec transferor =
      Options.choice(
          "--transferor-party",
          "MEANING",
          Transferor.class,
          Options.all(Transferor.class),
          "Whom TransferorParty names: the party that 'moves' (as in the examples of the manual; this is so unless"
              + " given) or the one that 'transfers' (as in its tables).");

  private final OptionSpec json =
      Options.flag("--json", "Print the trace as JSON, one event a line.");

  private final OptionSpec fast = Options.flag("--fast", "Virtual time, even in a terminal.");

  private @Nullable Stage stage;
  private @Nullable Result routed;

  /** What TransferorParty may mean. */
  enum Transferor {
    MOVES,
    TRANSFERS
  }

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
    command.addPositional(script);
    command.addOption(context);
    options.define(command);
    List.of(content, config, offline, transferor, json, fast).forEach(command::addOption);
  }

  private String script() {
    return script.getValue();
  }

  private boolean moves() {
    return Options.chosenOr(Transferor.MOVES, transferor) == Transferor.MOVES;
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
    Document document = read();
    Context place = context.getValue();
    for (Diagnostic finding : Checks.check(document, place)) {
      shell.err().println(errPalette().diagnostic(finding));
    }
    shell.err().flush();
    if (place == null && document.response() != null) {
      place = ContextOf.document(document).context();
      if (place == null) {
        shell.err().println("Nothing was run: say with --context which of its commands count.");
        return BAD;
      }
    }
    if (place == null || document.response() == null) {
      print(Result.parseError(document.reason()));
      return BAD;
    }
    try (Surroundings around = surroundings()) {
      return run(scene(document, place, around), around);
    }
  }

  private boolean isJson() {
    return Options.isGiven(json);
  }

  private Document read() throws Unusable {
    boolean standard = script().equals(Input.STANDARD);
    if (!standard && Files.isDirectory(Input.path(script()))) {
      throw new Unusable(
          "%s is a directory; name one script in it, or check them all with 'ozml validate %s'"
              .formatted(script(), script()));
    }
    String name = standard ? Input.STANDARD_NAME : script();
    return new DocumentReader(Limits.DEFAULT).read(name, Input.read(shell, script()));
  }

  private Scene scene(Document document, Context place, Surroundings around) throws Unusable {
    String dialed = options.dialed();
    if (dialed == null) dialed = place == Context.THIRD_PARTY ? "1002" : Scene.EXTENSION;
    String file = options.file();
    World base =
        file != null
            ? WorldFile.read(file)
            : PlausibleWorld.of(
                document,
                new PlausibleWorld.Circumstances(place, options.caller(), dialed, moves()));
    if (place == Context.THIRD_PARTY && base.calls().isEmpty()) {
      throw new Unusable(
          "--world %s: it has no call that the script could act on; add one under 'calls:'"
              .formatted(file));
    }
    World world = options.on(Options.textOf(config) == null ? base : real(base, around));
    return new Scene(document, place, options.caller(), dialed, null, world, Map.of(), Map.of());
  }

  /** Takes away what a world without a file only guesses, where there is something real. */
  private World real(World base, Surroundings around) {
    World world = options.file() == null ? base.voicemails(Map.of()) : base;
    return world.notifications().isEmpty() ? world.notifications(around.notifications()) : world;
  }

  private int run(Scene scene, Surroundings around) throws Unusable {
    boolean phone = shell.terminal().interactive() && !Options.isGiven(fast) && !isJson();
    Keys keys = new Keys(options.keys(), holder(scene));
    List<WorldOptions.HangUp> hangUps = options.hangUps();
    Palette palette = outPalette();
    tell(isJson() ? shell.err() : shell.out(), before(scene, phone), palette);
    Settings usual = Settings.DEFAULT;
    Settings settings = new Settings(usual.steps(), usual.jumps(), usual.betweenKeys(), moves());
    Stage made =
        new Stage(
            scene,
            event -> happened(event, keys, palette, phone),
            new Stage.Props(around.services(), around::file, null, settings, null));
    stage = made;
    if (isJson()) shell.out().println(TraceJson.line(Setting.of(scene, settings)));
    made.start();
    for (WorldOptions.HangUp hangUp : hangUps) plan(hangUp, made, keys);
    if (phone) new Phone(made, shell.terminal(), keys::presses).run();
    else made.run();
    return closing(made, scene, keys, around);
  }

  private static @Nullable String holder(Scene scene) {
    return switch (scene.context()) {
      case EXTENSION, ROUTING -> scene.caller();
      case THIRD_PARTY ->
          scene.world().calls().isEmpty() ? null : scene.world().calls().get(0).caller();
      case MESSAGE, HTTP -> null;
    };
  }

  private void plan(WorldOptions.HangUp hangUp, Stage made, Keys keys) {
    made.time()
        .plan(
            this,
            hangUp.at(),
            () -> {
              String number = hangUp.number() == null ? keys.presses() : hangUp.number();
              boolean done = number != null && made.network().act(number, new World.Doing.HangUp());
              if (!done) {
                String who = number == null ? "nobody" : number;
                shell.err().println("note: --hangup-at: %s has no call then".formatted(who));
              }
            });
  }

  private Surroundings surroundings() throws Unusable {
    String given = Options.textOf(config);
    boolean alone = Options.isGiven(offline);
    if (given == null) return Surroundings.without(content(), alone);
    if (alone) throw new Unusable("--config and --offline contradict each other; leave one out");
    if (Options.textOf(content) != null) {
      throw new Unusable("--content: the folder stands in the configuration, under 'folders:'");
    }
    return Surroundings.configured(given, shell.environment());
  }

  private Path content() throws Unusable {
    String given = Options.textOf(content);
    if (given != null) {
      Path folder = Input.path(given);
      if (Files.isDirectory(folder)) return folder;
      throw new Unusable("--content %s: there is no such directory".formatted(given));
    }
    Path parent = script().equals(Input.STANDARD) ? null : Input.path(script()).getParent();
    return parent == null ? Path.of("") : parent;
  }

  // ---- what is printed

  private List<String> before(Scene scene, boolean phone) {
    List<String> lines = new ArrayList<>();
    String label = "World: ";
    for (String line : WorldWords.before(scene)) {
      lines.add(label + line);
      label = "       ";
    }
    if (options.file() == null) {
      lines.add(label + "(other worlds: --party, --answer, --hangup-at ... or --world FILE)");
    }
    if (phone) {
      lines.add(
          label + "you are %s; keys 0-9 * # A-D, h or Ctrl-D hangs up".formatted(holder(scene)));
    }
    return lines;
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
    out.println("  <Message>" + escaped(result.message()) + "</Message>");
    out.println("</Response>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
