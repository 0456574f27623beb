package org.ozml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Links;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.YamlException;
import org.ozml.coverage.Coverage;
import org.ozml.coverage.JsonForm;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.picture.Chart;
import org.ozml.picture.Charts;
import org.ozml.picture.Dot;
import org.ozml.picture.Mermaid;
import org.ozml.picture.Svg;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml graph}. */
final class GraphCommand extends Subcommand {
  /** What a picture is written as. */
  enum Format {
    SVG("svg"),
    MERMAID("mmd|mermaid"),
    DOT("dot|gv");

    private final String endings;

    Format(String endings) {
      this.endings = endings;
    }

    private boolean fits(String file) {
      return file.toLowerCase(Locale.ROOT).matches(".*\\.(" + endings + ")");
    }
  }

  private final PositionalParamSpec scripts =
      Options.parameters(
          "SCRIPT", "1..*", "A script, or - for standard input; more where no GoTo tells of them.");

  private final OptionSpec output =
      Options.text(
          "-o", "FILE", "Write to a file (*.svg, *.mmd, *.dot) instead of standard output.");

  private final OptionSpec format =
      Options.choice(
          "--format",
          "FORMAT",
          Format.class,
          Options.all(Format.class),
          "svg, mermaid or dot; otherwise what the file's name says, or svg.");

  private final OptionSpec noLinks =
      Options.flag("--no-links", "Leave out the scripts beside it that it goes to.");

  private final OptionSpec trace =
      Options.text(
          "--trace",
          "FILE",
          "Draw over it what a run took: the output of 'ozml run --json', or - for standard input.");

  private final OptionSpec coverage =
      Options.text(
          "--coverage",
          "FILE",
          "Draw over it what tests took: what 'ozml test --coverage-json' wrote.");

  private final OptionSpec context = Options.context();

  GraphCommand(Shell shell) {
    super(
        shell,
        "graph",
        "Draws the call flow of a script and of the scripts that it goes to.",
        "",
        "Examples:",
        "  ozml graph menu.xml > menu.svg",
        "  ozml graph main.xml -o flow.svg",
        "  ozml graph main.xml --format mermaid",
        "  ozml run menu.xml --keys 2 --json | ozml graph menu.xml --trace - -o taken.svg",
        "  ozml test ivr/ --coverage-json c.json; ozml graph ivr/main.xml --coverage c.json -o ivr.svg",
        "",
        "Exit codes: 0 good; 1 the script cannot be understood; 2 wrong usage, or a file that cannot be used.");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(scripts);
    command.addOption(output);
    command.addOption(format);
    command.addOption(noLinks);
    command.addOption(trace);
    command.addOption(coverage);
    command.addOption(context);
  }

  @Override
  public Integer call() {
    String file = Options.textOf(output);
    Format form = format(file);
    try {
      List<Document> documents = new ArrayList<>();
      for (String name : Options.textsOf(scripts)) documents.add(read(name));
      for (Document document : documents) {
        if (document.response() != null) continue;
        shell.err().println(errPalette().diagnostic(document.diagnostics().get(0)));
        return BAD;
      }
      Coverage taken = taken();
      Links links = Options.isGiven(noLinks) ? null : new Links();
      Chart chart =
          Charts.of(documents, links, context.getValue(), taken == null ? null : taken::counts);
      if (taken != null && isEmpty(chart)) throw nothing();
      String picture =
          switch (form) {
            case SVG -> Svg.of(chart);
            case MERMAID -> Mermaid.of(chart);
            case DOT -> Dot.of(chart);
          };
      if (file == null) shell.out().print(picture);
      else Output.write(file, picture);
      return GOOD;
    } catch (Unusable e) {
      shell.err().println("ozml graph: " + e.getMessage());
      return USAGE;
    }
  }

  private static boolean isEmpty(Chart chart) {
    return chart.scripts().stream()
        .flatMap(script -> script.boxes().stream())
        .allMatch(box -> box.times() == 0);
  }

  private Unusable nothing() {
    String from = Options.textOf(trace) == null ? Options.textOf(coverage) : Options.textOf(trace);
    return new Unusable(
        "%s tells nothing of these scripts; their files have to be named there as they are seen from %s"
            .formatted(from, Path.of("").toAbsolutePath()));
  }

  private Format format(@Nullable String file) {
    Format chosen = format.getValue();
    if (chosen != null) return chosen;
    if (file == null) return Format.SVG;
    for (Format one : Format.values()) if (one.fits(file)) return one;
    throw wrong(
        "%s: say with --format svg, mermaid or dot what it shall be, or name it *.svg, *.mmd or *.dot"
            .formatted(file));
  }

  private Document read(String name) throws Unusable {
    String shown = name.equals(Input.STANDARD) ? Input.STANDARD_NAME : name;
    return new DocumentReader(Limits.DEFAULT).read(shown, Input.read(shell, name));
  }

  private @Nullable Coverage taken() throws Unusable {
    String run = Options.textOf(trace);
    String tests = Options.textOf(coverage);
    if (run != null && tests != null) throw wrong("--trace and --coverage: choose one");
    if (run != null) return Coverage.ofTrace(ReplayCommand.read(shell, run).events());
    if (tests == null) return null;
    try {
      String text = new String(Input.read(shell, tests, Integer.MAX_VALUE), UTF_8);
      return JsonForm.read(tests, text);
    } catch (YamlException e) {
      throw new Unusable(String.valueOf(e.getMessage()));
    }
  }
}
