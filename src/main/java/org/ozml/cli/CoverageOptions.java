package org.ozml.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.coverage.CoberturaForm;
import org.ozml.coverage.Coverage;
import org.ozml.coverage.HtmlForm;
import org.ozml.coverage.JsonForm;
import org.ozml.coverage.Report;
import org.ozml.coverage.Tally;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code test} that say what of the scripts has been run. */
final class CoverageOptions {
  private final OptionSpec table =
      Options.flag("--coverage", "Print how much of each script has run, and what has not.");
  private final OptionSpec html =
      Options.text("--coverage-html", "DIR", "Write pages that show it in the scripts' text.");
  private final OptionSpec json =
      Options.text("--coverage-json", "FILE", "Write it for programs, as JSON.");
  private final OptionSpec xml =
      Options.text("--coverage-xml", "FILE", "Write it for build servers, in Cobertura's form.");
  private final OptionSpec minimum =
      Options.text(
          "--min-coverage",
          "PERCENT",
          "Fail when less than this has run, and say what is missing.");

  private final Subcommand command;

  CoverageOptions(Subcommand command) {
    this.command = command;
  }

  void define(CommandSpec spec) {
    for (OptionSpec option : List.of(table, html, json, xml, minimum)) spec.addOption(option);
  }

  /** Returns where scenarios are counted; null when nobody wants to know. */
  @Nullable Coverage begin() {
    boolean wanted = Options.isGiven(table) || minimum() != null;
    for (OptionSpec file : List.of(html, json, xml)) wanted |= Options.textOf(file) != null;
    return wanted ? new Coverage() : null;
  }

  private @Nullable Double minimum() {
    String written = Options.textOf(minimum);
    if (written == null) return null;
    try {
      double percent = Double.parseDouble(written.replaceFirst("\\s*%$", ""));
      if (percent >= 0 && percent <= 100) return percent;
    } catch (NumberFormatException e) {
      // said below
    }
    throw command.wrong("--min-coverage: expected 0 to 100, but was '%s'".formatted(written));
  }

  /**
   * Says and writes what is wanted.
   *
   * @param paths where scenarios were looked for: scripts below directories count as well
   * @return whether there is enough of it
   */
  boolean tell(Coverage coverage, List<String> paths, List<String> problems) {
    for (String script : Scripts.below(Scripts.Kind.SCRIPT, paths)) {
      coverage.add(Path.of(script));
    }
    Report report = coverage.report();
    CoverageTable lines = new CoverageTable(report, command.outPalette());
    if (Options.isGiven(table)) {
      print(List.of(""), lines.table(), lines.missing(), lines.notCounted());
    }
    write(report, problems);
    Double wanted = minimum();
    if (wanted == null) return true;
    if (report.tally().all() > 0 && report.tally().percent() >= wanted) return true;
    if (!Options.isGiven(table)) print(List.of(""), lines.missing(), lines.notCounted());
    command.shell.out().println(command.outPalette().error(tooLittle(report.tally(), wanted)));
    return false;
  }

  private static String tooLittle(Tally tally, double wanted) {
    return tally.all() == 0
        ? "coverage: there is no script to cover; scenarios name none that is a file"
        : "coverage is %s, %s wanted".formatted(tally.words(), Tally.words(wanted));
  }

  @SafeVarargs
  private void print(List<String>... parts) {
    PrintWriter out = command.shell.out();
    for (List<String> part : parts) part.forEach(out::println);
  }

  private void write(Report report, List<String> problems) {
    String pages = Options.textOf(html);
    if (pages != null) {
      for (Map.Entry<String, String> page : HtmlForm.write(report).entrySet()) {
        if (!write(pages + "/" + page.getKey(), page.getValue(), problems)) break;
      }
    }
    String object = Options.textOf(json);
    if (object != null) write(object, JsonForm.write(report), problems);
    String cobertura = Options.textOf(xml);
    if (cobertura != null) {
      write(cobertura, CoberturaForm.write(report, Main.version(), Instant.now()), problems);
    }
  }

  private static boolean write(String name, String text, List<String> problems) {
    try {
      Output.write(name, text);
      return true;
    } catch (Unusable e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return false;
  }
}
