package org.ozml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.check.ContextOf;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.exploration.Exploration;
import org.ozml.exploration.Explorer;
import org.ozml.exploration.Finding;
import org.ozml.exploration.RandomRuns;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Json;
import org.ozml.scenario.PlausibleWorld;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml explore}. */
final class ExploreCommand extends Subcommand {
  /** Shown no more often than eyes can follow. */
  private static final int STEP = 500;

  private final PositionalParamSpec script = Options.parameter("SCRIPT", "The script's file.");
  private final OptionSpec context = Options.context();
  private final WorldOptions options = new WorldOptions();

  private final OptionSpec content =
      Options.text(
          "--content",
          "DIR",
          "Where audio files are looked for; the script's folder unless given.");

  private final OptionSpec limit =
      Options.text("--limit", "PATHS", "How many paths are told at most; 100000 unless given.");

  private final OptionSpec seconds =
      Options.text("--seconds", "N", "How long it takes at most; 60 unless given.");

  private final OptionSpec save =
      Options.text("--save", "DIR", "Write each finding as a scenario for 'ozml test'.");

  private final OptionSpec random =
      Options.text(
          "--random",
          "N",
          "Afterwards N runs at random: keys and hang-ups at any moment. What goes wrong is told with the fewest"
              + " actions that bring it about.");

  private final OptionSpec seed =
      Options.text("--seed", "S", "The same seed gives the same random runs; 1 unless given.");

  private final OptionSpec json = Options.flag("--json", "Print the findings as JSON.");

  ExploreCommand(Shell shell) {
    super(
        shell,
        "explore",
        """
        Walks every path that keys, silence, hang-ups and outcomes can take through a script, and says what is wrong \
        on them, each with the shortest sequence that shows it.

        People that the world names behave as it says; everybody else answers, is busy or does not answer. A web \
        application answers what the world has for it, or nothing usable; where the world has nothing, a URL means \
        the script beside this one that has the name of the URL's last part.
        """,
        "",
        "Examples:",
        "  ozml explore menu.xml",
        "  ozml explore menu.xml --save found/",
        "  ozml explore menu.xml --random 1000 --seed 7",
        "  ozml explore pin.xml --answer http://localhost/pin=wrong.xml --answer http://localhost/pin=right.xml",
        "",
        "Exit codes: 0 nothing is wrong; 1 something is; 2 wrong usage.");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(script);
    command.addOption(context);
    options.defineWorld(command);
    List.of(content, limit, seconds, save, random, seed, json).forEach(command::addOption);
  }

  @Override
  public Integer call() {
    try {
      return explore();
    } catch (Unusable e) {
      throw wrong(e.getMessage());
    }
  }

  private int explore() throws Unusable {
    String name = script.getValue();
    Document document = new DocumentReader(Limits.DEFAULT).read(name, Input.read(shell, name));
    Context place = context.getValue();
    if (place == null) place = ContextOf.document(document).context();
    if (place == null || document.response() == null) {
      document.diagnostics().forEach(one -> shell.err().println(errPalette().diagnostic(one)));
      shell.err().println("Nothing was explored; 'ozml validate %s' says why.".formatted(name));
      return BAD;
    }
    try (Surroundings around = Surroundings.without(content(), true)) {
      Exploration.Bounds bounds =
          new Exploration.Bounds(
              number("--limit", limit, Exploration.Bounds.DEFAULT.paths()),
              Duration.ofSeconds(
                  number(
                      "--seconds", seconds, (int) Exploration.Bounds.DEFAULT.time().toSeconds())));
      int runs = number("--random", random, 0);
      int start = number("--seed", seed, 1);
      Path file = name.equals(Input.STANDARD) ? null : Input.path(name);
      Scene scene = scene(document, place);
      Progress progress = new Progress();
      Exploration all =
          Explorer.explore(scene, file, around::file, Settings.DEFAULT, bounds, progress);
      progress.end();
      List<RandomRuns.Violation> violations =
          RandomRuns.run(scene, file, around::file, Settings.DEFAULT, runs, start);
      List<Path> saved = save(all.findings());
      if (Options.isGiven(json)) json(all, saved, violations);
      else text(all, saved, violations, runs, start);
      return all.findings().isEmpty() && violations.isEmpty() ? GOOD : BAD;
    }
  }

  private static int number(String name, OptionSpec option, int otherwise) throws Unusable {
    String given = Options.textOf(option);
    if (given == null) return otherwise;
    if (given.matches("[1-9][0-9]{0,8}")) return Integer.parseInt(given);
    throw new Unusable("%s %s: expected a whole number from 1".formatted(name, given));
  }

  private Path content() throws Unusable {
    String given = Options.textOf(content);
    if (given != null) {
      Path folder = Input.path(given);
      if (Files.isDirectory(folder)) return folder;
      throw new Unusable("--content %s: there is no such directory".formatted(given));
    }
    Path parent = Input.path(script.getValue()).getParent();
    return parent == null ? Path.of("") : parent;
  }

  private Scene scene(Document document, Context place) throws Unusable {
    String dialed = options.dialed();
    if (dialed == null) dialed = place == Context.THIRD_PARTY ? "1002" : Scene.EXTENSION;
    String file = options.file();
    World base =
        file != null
            ? WorldFile.read(file)
            : PlausibleWorld.of(
                document, new PlausibleWorld.Circumstances(place, options.caller(), dialed, true));
    if (place == Context.THIRD_PARTY && base.calls().isEmpty()) {
      throw new Unusable(
          "--world %s: it has no call that the script could act on; add one under 'calls:'"
              .formatted(file));
    }
    World world = options.on(base);
    return new Scene(document, place, options.caller(), dialed, null, world, Map.of(), Map.of());
  }

  // ---- what is printed and written

  private List<Path> save(List<Finding> findings) throws Unusable {
    String given = Options.textOf(save);
    List<Path> files = new ArrayList<>();
    if (given == null) return files;
    Path folder = Input.path(given);
    try {
      Files.createDirectories(folder);
      for (Finding finding : findings) {
        String kind = finding.kind().words().replace(' ', '-');
        Path file = folder.resolve("%02d-%s.yaml".formatted(files.size() + 1, kind));
        files.add(Files.writeString(file, finding.scenario().text(folder)));
      }
      return files;
    } catch (IOException e) {
      throw new Unusable("--save %s: cannot be written: %s".formatted(given, e.getMessage()));
    }
  }

  private void text(
      Exploration all,
      List<Path> saved,
      List<RandomRuns.Violation> violations,
      int runs,
      int start) {
    Palette palette = outPalette();
    PrintWriter out = shell.out();
    for (int i = 0; i < all.findings().size(); i++) {
      Finding finding = all.findings().get(i);
      String place = "%s:%d: ".formatted(finding.place(), finding.place().column());
      out.println(
          palette.strong(place) + palette.warning(finding.kind().words()) + ": " + finding.what());
      out.println("    " + finding.line().strip());
      boolean never = finding.kind() == Finding.Kind.NEVER_HEARD;
      String sequence =
          finding.sequence().isEmpty()
              ? "nobody does anything"
              : String.join(", then ", finding.sequence());
      out.println((never ? "  nearest: " : "  when: ") + sequence);
      if (i < saved.size()) out.println(palette.quiet("  saved: " + saved.get(i)));
    }
    for (RandomRuns.Violation one : violations) {
      out.println(palette.warning("at random") + ": " + one.what());
      out.println("  when: " + String.join(", then ", one.actions()));
      out.println("  run %d with --seed %d".formatted(one.run(), start));
    }
    for (String note : all.notes()) out.println("note: " + note);
    boolean good = all.findings().isEmpty() && violations.isEmpty();
    if (!good || !all.notes().isEmpty()) out.println();
    String summary = summary(all);
    if (runs > 0) summary += "; %,d random runs, %d wrong".formatted(runs, violations.size());
    out.println(good ? summary : palette.error(summary));
    out.flush();
  }

  private static String summary(Exploration all) {
    int found = all.findings().size();
    String things = found == 0 ? "nothing found" : found == 1 ? "1 finding" : found + " findings";
    String extent = all.complete() ? "complete" : "not complete: " + all.unfinished();
    return "%,d states, %,d paths, %.1f s, %s; %s"
        .formatted(all.states(), all.paths(), all.took().toMillis() / 1000.0, extent, things);
  }

  private void json(Exploration all, List<Path> saved, List<RandomRuns.Violation> violations) {
    List<Object> findings = new ArrayList<>();
    for (int i = 0; i < all.findings().size(); i++) {
      Finding one = all.findings().get(i);
      Map<String, Object> finding = new LinkedHashMap<>();
      finding.put("kind", one.kind().words());
      finding.put("message", one.what());
      finding.put("file", one.place().document());
      finding.put("line", one.place().line());
      finding.put("column", one.place().column());
      finding.put("sequence", one.sequence());
      if (i < saved.size()) finding.put("scenario", saved.get(i).toString());
      findings.add(finding);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("states", all.states());
    report.put("paths", all.paths());
    report.put("milliseconds", all.took().toMillis());
    report.put("complete", all.complete());
    if (!all.complete()) report.put("unfinished", all.unfinished());
    report.put("findings", findings);
    List<Object> atRandom = new ArrayList<>();
    for (RandomRuns.Violation one : violations) {
      atRandom.add(Map.of("message", one.what(), "actions", one.actions(), "run", one.run()));
    }
    report.put("random", atRandom);
    report.put("notes", all.notes());
    shell.out().println(Json.indented(report));
  }

  /** How far it has come, for somebody who waits. */
  private final class Progress implements Exploration.Progress {
    private final boolean shown = shell.terminal().showsErrors();
    private @Nullable String last;

    @Override
    public void told(int states, int paths) {
      if (!shown || paths % STEP != 0) return;
      last = "\r%,d states, %,d paths".formatted(states, paths);
      shell.err().print(last);
      shell.err().flush();
    }

    void end() {
      if (last == null) return;
      shell.err().print("\r\u001b[K");
      shell.err().flush();
    }
  }
}
