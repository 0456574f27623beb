package org.ozml.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Checks;
import org.ozml.check.SchemaCheck;
import org.ozml.cli.Input.Unusable;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml validate}. */
final class ValidateCommand extends Subcommand {
  /** Below that, a second thread costs more than it brings. */
  private static final int MANY = 16;

  /** How findings are printed. */
  enum Format {
    TEXT,
    JSON,
    SARIF
  }

  private final PositionalParamSpec arguments =
      Options.parameters(
          "FILE|DIR",
          "1..*",
          "Scripts, directories (all *.xml and *.ozml below them), or - for standard input.");

  private final OptionSpec format =
      Options.choice(
          "--format",
          "FORMAT",
          Format.class,
          Options.all(Format.class),
          "text, json, or sarif (for code hosts and editors).");

  private final OptionSpec strict = Options.flag("--strict", "Warnings count as errors.");
  private final OptionSpec context = Options.context();
  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
  private final SchemaCheck schema = new SchemaCheck(reader);

  ValidateCommand(Shell shell) {
    super(
        shell,
        "validate",
        "Says everything that is wrong or suspicious in scripts, with file, line and column.",
        "",
        "Examples:",
        "  ozml validate menu.xml",
        "  ozml validate scripts/ --strict",
        "  ozml validate scripts/ --format sarif > ozml.sarif",
        "  generate-menu | ozml validate -",
        "",
        "Exit codes: 0 no errors; 1 errors; 2 wrong usage, or a file that cannot be read.");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(arguments);
    command.addOption(format);
    command.addOption(strict);
    command.addOption(context);
  }

  /**
   * One file.
   *
   * @param problem why it could not be read; null when it could
   */
  private record Checked(List<Diagnostic> diagnostics, @Nullable String problem) {}

  @Override
  public Integer call() {
    Scripts scripts = Scripts.of(Scripts.Kind.SCRIPT, Options.textsOf(arguments));
    List<String> problems = new ArrayList<>(scripts.problems());
    List<Diagnostic> diagnostics = new ArrayList<>();
    int files = 0;
    Stream<String> names = scripts.names().stream();
    if (scripts.names().size() > MANY) names = names.parallel();
    for (Checked checked : names.map(this::check).toList()) {
      diagnostics.addAll(checked.diagnostics());
      if (checked.problem() == null) files++;
      else problems.add(checked.problem());
    }
    Report report = new Report(files, diagnostics);
    print(report);
    for (String problem : problems) shell.err().println("ozml validate: " + problem);
    if (!problems.isEmpty()) return USAGE;
    return report.errors() > 0 || (Options.isGiven(strict) && report.warnings() > 0) ? BAD : GOOD;
  }

  private Checked check(String name) {
    byte[] bytes;
    try {
      bytes = Input.read(shell, name);
    } catch (Unusable e) {
      return new Checked(List.of(), e.getMessage());
    }
    String shown = name.equals(Input.STANDARD) ? Input.STANDARD_NAME : name;
    Document document = reader.read(shown, bytes);
    return new Checked(schema.check(document, Checks.check(document, context.getValue())), null);
  }

  private void print(Report report) {
    switch (Options.chosenOr(Format.TEXT, format)) {
      case TEXT -> text(report);
      case JSON -> shell.out().println(report.json());
      case SARIF -> shell.out().println(Sarif.of(report, Main.version()));
    }
    shell.out().flush();
  }

  private void text(Report report) {
    Palette palette = outPalette();
    for (Diagnostic diagnostic : report.diagnostics()) {
      shell.out().println(palette.diagnostic(diagnostic));
    }
    if (!report.diagnostics().isEmpty()) shell.out().println();
    boolean bad = report.errors() > 0;
    String summary = report.summary();
    if (Options.isGiven(strict) && !bad && report.warnings() > 0)
      summary += " (they count as errors)";
    shell.out().println(bad ? palette.error(summary) : summary);
  }
}
