package org.ozml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Checks;
import org.ozml.check.ContextOf;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.PlausibleWorld;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which script a command puts on the simulated network, and what is there when it runs. */
final class SceneOptions {
  private final PositionalParamSpec script =
      Options.parameter("SCRIPT", "The script's file; - for standard input.");

  private final OptionSpec context = Options.context();
  private final WorldOptions world = new WorldOptions();

  private final OptionSpec content =
      Options.text(
          "--content",
          "DIR",
          "Where audio files are looked for; the script's folder unless given.");

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

  /** What TransferorParty may mean. */
  enum Transferor {
    MOVES,
    TRANSFERS
  }

  /** Adds the script and the options to a command. */
  void define(CommandSpec command) {
    command.addPositional(script);
    command.addOption(context);
    world.define(command);
    List.of(content, offline, transferor).forEach(command::addOption);
  }

  /** Adds the script and what is there, but nothing that people do. */
  void defineWorld(CommandSpec command) {
    command.addPositional(script);
    command.addOption(context);
    world.defineWorld(command);
    List.of(content, transferor).forEach(command::addOption);
  }

  /** Returns the options that describe the world. */
  WorldOptions world() {
    return world;
  }

  /** Returns the script as it was named. */
  String script() {
    return script.getValue();
  }

  /** Returns whether real web applications are left alone. */
  boolean offline() {
    return Options.isGiven(offline);
  }

  /** Returns whether a content folder was named. */
  boolean hasContent() {
    return Options.textOf(content) != null;
  }

  /** Returns where audio files are looked for. */
  Path content() throws Unusable {
    String given = Options.textOf(content);
    if (given != null) {
      Path folder = Input.path(given);
      if (Files.isDirectory(folder)) return folder;
      throw new Unusable("--content %s: there is no such directory".formatted(given));
    }
    Path parent = isStandard() ? null : Input.path(script()).getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** Returns the limits and choices. */
  Settings settings() {
    Settings usual = Settings.DEFAULT;
    return new Settings(usual.steps(), usual.jumps(), usual.betweenKeys(), moves());
  }

  private boolean moves() {
    return Options.chosenOr(Transferor.MOVES, transferor) == Transferor.MOVES;
  }

  private boolean isStandard() {
    return script().equals(Input.STANDARD);
  }

  /** Reads the script. */
  Document read(Shell shell) throws Unusable {
    if (!isStandard() && Files.isDirectory(Input.path(script()))) {
      throw new Unusable(
          "%s is a directory; name one script in it, or check them all with 'ozml validate %s'"
              .formatted(script(), script()));
    }
    String name = isStandard() ? Input.STANDARD_NAME : script();
    return new DocumentReader(Limits.DEFAULT).read(name, Input.read(shell, script()));
  }

  /**
   * Checks a script before it runs, prints what is found to standard error, and says in what
   * context it runs.
   *
   * @return null when it cannot run; why has been printed
   */
  @Nullable Context check(Document document, Shell shell, Palette palette) {
    Context given = context.getValue();
    for (Diagnostic finding : Checks.check(document, given)) {
      shell.err().println(palette.diagnostic(finding));
    }
    shell.err().flush();
    if (document.response() == null) return null;
    Context place = given == null ? ContextOf.document(document).context() : given;
    if (place == null) {
      shell.err().println("Nothing was run: say with --context which of its commands count.");
    }
    return place;
  }

  /**
   * Makes the scene: the script in the world of {@code --world}, or in a plausible one, with what
   * the other options add.
   *
   * @param given changes the world before they do
   */
  Scene scene(Document document, Context place, UnaryOperator<World> given) throws Unusable {
    String dialed = world.dialed();
    if (dialed == null) dialed = place == Context.THIRD_PARTY ? "1002" : Scene.EXTENSION;
    String file = world.file();
    World base =
        file != null
            ? WorldFile.read(file)
            : PlausibleWorld.of(
                document, new PlausibleWorld.Circumstances(place, world.caller(), dialed, moves()));
    if (place == Context.THIRD_PARTY && base.calls().isEmpty()) {
      throw new Unusable(
          "--world %s: it has no call that the script could act on; add one under 'calls:'"
              .formatted(file));
    }
    World whole = world.on(given.apply(base));
    return new Scene(document, place, world.caller(), dialed, null, whole, Map.of(), Map.of());
  }
}
