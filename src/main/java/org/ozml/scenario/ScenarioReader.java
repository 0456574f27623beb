package org.ozml.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Centre;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Yaml;
import org.ozml.document.Context;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/**
 * Reads scenarios and worlds from YAML. What is wrong is said with file, line and column, what was
 * expected, and what there is to choose from. Any number of threads may use one.
 */
public final class ScenarioReader {
  private static final Pattern URL = Pattern.compile("(?i)https?://\\S+");
  private static final Pattern BEGIN = Pattern.compile("(?m)^[\"']?(script|steps)[\"']?:");

  private final DocumentReader documents = new DocumentReader(Limits.DEFAULT);

  /** Reads a scenario file; scripts that it names are looked for beside it. */
  public Scenario read(Path file) throws IOException {
    return read(file.toString(), Files.readString(file), folder(file));
  }

  /** Returns whether a file is one: worlds and configurations are YAML, too. */
  public static boolean isScenario(Path file) throws IOException {
    // In any encoding: what is no UTF-8 is found when it is read.
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return BEGIN.matcher(text).find();
  }

  /**
   * Reads a step that is complete, such as {@code 1001 hangs up}.
   *
   * @param name the file that it stands in
   * @param line its line there
   */
  public Step step(String name, int line, String sentence, Scene scene) {
    return step(name, line, (Object) sentence, scene);
  }

  /** Reads a step with something behind it, such as {@code 1001 hears} a text. */
  public Step step(String name, int line, String sentence, String value, Scene scene) {
    return step(name, line, Map.of(sentence, value), scene);
  }

  /** JSON is YAML, and above it is room for the lines before. */
  private static Step step(String name, int line, Object written, Scene scene) {
    Yaml yaml = Yaml.read(name, "\n".repeat(line - 1) + Json.line(written));
    return StepReader.step(yaml, new Sentence.Names(scene));
  }

  /** A file without a folder lies in the working directory. */
  static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }

  /** Reads a world file: what stands under {@code world} in a scenario. */
  public World readWorld(Path file) throws IOException {
    Yaml yaml = Yaml.read(file.toString(), Files.readString(file));
    return WorldReader.read(yaml, Answering.after(3), folder(file));
  }

  /**
   * Reads a scenario.
   *
   * @param folder where scripts are looked for that it names
   */
  public Scenario read(String name, String text, @Nullable Path folder) throws IOException {
    Yaml root = Yaml.read(name, text);
    Map<String, Yaml> top =
        root.map(
            "title",
            "script",
            "context",
            "call",
            "variables",
            "extensions",
            "world",
            "steps",
            "racy");
    Yaml script = top.get("script");
    Scripts scripts = new Scripts(folder);
    Yaml worldYaml = top.get("world");
    Answering nobody = Answering.of(Answering.Kind.NOT_FOUND);
    World world =
        worldYaml == null ? World.where(nobody) : WorldReader.read(worldYaml, nobody, folder);
    if (script == null && world.traffic().centre() == null) {
      throw root.wrong("expected 'script: ' with an OzML document, a file or a URL");
    }
    Engine.Source source =
        script == null ? new Engine.Source.None() : scripts.read("script.xml", script);
    Scene scene = scene(top, source, world, scripts);
    if (script != null && scene.document() == null && !fetches(scene.context())) {
      throw script.wrong(
          "only a call that comes in fetches its script; write 'context: extension' or 'context: routing'");
    }
    List<Step> steps = new ArrayList<>();
    Yaml stepList = top.get("steps");
    if (stepList != null) {
      Sentence.Names names = new Sentence.Names(scene);
      for (Yaml step : stepList.list()) steps.add(StepReader.step(step, names));
    }
    Yaml racy = top.get("racy");
    return new Scenario(name, scene, steps, racy != null && racy.flag(), scripts.above);
  }

  private static boolean fetches(Context context) {
    return context == Context.EXTENSION || context == Context.ROUTING;
  }

  /** The scripts of one scenario. */
  private final class Scripts {
    private final @Nullable Path folder;

    /** How many lines of the scenario stand above each script that stands in it, by its name. */
    private final Map<String, Integer> above = new HashMap<>();

    Scripts(@Nullable Path folder) {
      this.folder = folder;
    }

    /**
     * Reads one: a document, a file, or a URL.
     *
     * @param name what a document is called that stands in the scenario itself
     */
    Engine.Source read(String name, Yaml yaml) throws IOException {
      String text = yaml.text();
      if (URL.matcher(text.strip()).matches()) return new Engine.Source.Url(text.strip());
      boolean inline = text.isBlank() || text.contains("<") || text.contains("\n");
      if (inline || folder == null) {
        above.put(name, yaml.textLine() - 1);
        return new Engine.Source.Given(documents.read(name, text));
      }
      Path file = folder.resolve(text.strip());
      if (!Files.isRegularFile(file)) throw yaml.wrong("there is no script " + text.strip());
      return new Engine.Source.Given(documents.read(text.strip(), Files.readAllBytes(file)));
    }

    /** Reads what an IVR begins with; what else it asks for is the world's web. */
    Engine.Source ivr(Extension ivr, Yaml world) throws IOException {
      if (ivr instanceof Extension.Web web) return new Engine.Source.Url(web.url());
      Path file =
          ivr instanceof Extension.Folder several
              ? several.folder().resolve(Extension.Folder.FIRST)
              : ((Extension.Script) ivr).file();
      if (!Files.isRegularFile(file)) {
        throw world.wrong(
            "there is no script %s, which IVR %s of its centre names"
                .formatted(file, ivr.number()));
      }
      Path here = folder == null ? Path.of("") : folder;
      Path shown = here.toAbsolutePath().relativize(file.toAbsolutePath());
      byte[] bytes = Files.readAllBytes(file);
      return new Engine.Source.Given(documents.read(shown.toString(), bytes));
    }
  }

  private static Scene scene(
      Map<String, Yaml> top, Engine.Source script, World world, Scripts scripts)
      throws IOException {
    boolean scripted = !(script instanceof Engine.Source.None);
    Context context = scripted ? context(top.get("context"), world) : alone(top.get("context"));
    String caller = Scene.CALLER;
    String dialed = scripted ? Scene.EXTENSION : ""; // nobody calls unless somebody is said to
    String callId = null;
    Yaml call = top.get("call");
    if (call != null && call.isText()) {
      callId = call.text();
      String id = callId;
      if (world.calls().stream().noneMatch(one -> one.id().equals(id))) {
        throw call.wrong("the world has no call '%s'".formatted(id));
      }
    } else if (call != null) {
      Map<String, Yaml> entries = call.map("caller", "dialed");
      if (entries.containsKey("caller")) caller = entries.get("caller").text();
      if (entries.containsKey("dialed")) dialed = entries.get("dialed").text();
    }
    Map<String, Engine.Source> extensions = new HashMap<>();
    Yaml others = top.get("extensions");
    if (others != null) {
      for (Map.Entry<String, Yaml> other : others.map().entrySet()) {
        String number = other.getKey();
        extensions.put(number, scripts.read(number + ".xml", other.getValue()));
      }
    }
    Centre centre = world.traffic().centre();
    Yaml around = top.get("world");
    if (centre != null && around != null) {
      for (Extension ivr : centre.ivr().values()) {
        extensions.put(ivr.number(), scripts.ivr(ivr, around));
      }
    }
    Map<String, String> variables = new LinkedHashMap<>();
    Yaml given = top.get("variables");
    if (given != null) given.map().forEach((key, value) -> variables.put(key, value.text()));
    return new Scene(script, context, caller, dialed, callId, world, extensions, variables);
  }

  /** A contact centre without a script: people call it. */
  private static Context alone(@Nullable Yaml context) {
    if (context == null) return Context.EXTENSION;
    throw context.wrong("without a script there is nothing that 'context' could say");
  }

  private static Context context(@Nullable Yaml yaml, World world) {
    if (yaml == null) return world.calls().isEmpty() ? Context.EXTENSION : Context.THIRD_PARTY;
    return switch (yaml.text()) {
      case "extension" -> Context.EXTENSION;
      case "third-party" -> Context.THIRD_PARTY;
      case "routing" -> Context.ROUTING;
      case "message" -> Context.MESSAGE;
      default ->
          throw yaml.wrong(
              "unknown context '%s'; expected extension, third-party, routing or message"
                  .formatted(yaml.text()));
    };
  }
}
