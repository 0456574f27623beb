package org.ozml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.exploration.Exploration;
import org.ozml.exploration.Explorer;
import org.ozml.exploration.Finding;
import org.ozml.exploration.RandomRuns;
import org.ozml.scenario.GoldenTranscript;
import org.ozml.scenario.Json;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.ozml.scenario.Scene;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ozml explore}. */
final class ExploreCommand extends Subcommand {
  /** Shown no more often than eyes can follow. */
  private static final int STEP = 500;

  private final SceneOptions options = new SceneOptions();

  private final OptionSpec limit =
      Options.text("--limit", "PATHS", "How many paths are told at most; 100000 unless given.");

  private final OptionSpec seconds =
      Options.text("--seconds", "N", "How long it takes at most; 60 unless given.");

  private final OptionSpec save =
      Options.text(
          "--save",
          "DIR",
          "Write each finding as a scenario for 'ozml test', with the transcript of what is wrong: it differs once that"
              + " is mended; then say what shall be, and --update.");

  private final OptionSpec random =
      Options.text(
          "--random",
          "N",
          "Afterwards N runs at random: keys and hang-ups at any moment. Told is what must never be, whatever people do"
              + " (aborted, on hold for ever, something left over, a call that is not there), with the fewest actions"
              + " that bring it about.");

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
    options.defineWorld(command);
    List.of(limit, seconds, save, random, seed, json).forEach(command::addOption);
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
    String name = options.script();
    Document document = options.read(shell);
    Context place = options.check(document, shell, errPalette());
    if (place == null) return BAD;
    try (Surroundings around = Surroundings.without(options.content(), true)) {
      Exploration.Bounds bounds =
          new Exploration.Bounds(
              number("--limit", limit, Exploration.Bounds.DEFAULT.paths()),
              Duration.ofSeconds(
                  number(
                      "--seconds", seconds, (int) Exploration.Bounds.DEFAULT.time().toSeconds())));
      int runs = number("--random", random, 0);
      int start = number("--seed", seed, 1);
      Path file = name.equals(Input.STANDARD) ? null : Input.path(name);
      Scene scene = options.scene(document, place, world -> world);
      Progress progress = new Progress();
      Exploration all =
          Explorer.explore(scene, file, around::file, options.settings(), bounds, progress);
      progress.end();
      List<RandomRuns.Violation> violations =
          RandomRuns.run(scene, file, around::file, options.settings(), runs, start);
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

  // ---- what is printed and written

  private List<Path> save(List<Finding> findings) throws Unusable {
    String given = Options.textOf(save);
    List<Path> files = new ArrayList<>();
    if (given == null) return files;
    Path folder = Input.path(given);
    ScenarioReader reader = new ScenarioReader();
    try {
      for (Finding finding : findings) {
        String kind = finding.kind().words().replace(' ', '-');
        Path file = folder.resolve("%02d-%s.yaml".formatted(files.size() + 1, kind));
        files.add(Output.write(file, finding.scenario().text(folder)));
        // With its transcript, so that it is told otherwise as soon as the fault is mended.
        GoldenTranscript.of(file).update(ScenarioRunner.run(reader.read(file)));
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
      out.println((never ? "  nearest: " : "  when: ") + words(finding.sequence()));
      if (i < saved.size()) out.println(palette.quiet("  saved: " + saved.get(i)));
    }
    for (RandomRuns.Violation one : violations) {
      out.println(palette.warning("at random") + ": " + one.what());
      out.println("  when: " + words(one.actions()));
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

  private static String many(int count, String thing) {
    return "%,d %s%s".formatted(count, thing, count == 1 ? "" : "s");
  }

  private static String words(List<String> sequence) {
    return sequence.isEmpty() ? "nobody does anything" : String.join(", then ", sequence);
  }

  private static String summary(Exploration all) {
    int found = all.findings().size();
    String things = found == 0 ? "nothing found" : found == 1 ? "1 finding" : found + " findings";
    String extent = all.complete() ? "complete" : "not complete: " + all.unfinished();
    return "%s, %s, %.1f s, %s; %s"
        .formatted(
            many(all.states(), "state"),
            many(all.paths(), "path"),
            all.took().toMillis() / 1000.0,
            extent,
            things);
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
