package org.ozml.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Explanations;
import org.ozml.document.Rule;
import org.ozml.document.Severity;
import org.ozml.document.Spelling;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml explain}. */
final class ExplainCommand extends Subcommand {
  private final PositionalParamSpec codes =
      Options.parameters("CODE", "0..*", "Codes such as OZ101.");

  ExplainCommand(Shell shell) {
    super(
        shell,
        "explain",
        "Tells more about the codes of diagnostics; without a code, lists them all.",
        "",
        "Examples:",
        "  ozml explain",
        "  ozml explain OZ104",
        "  ozml explain oz101 oz102");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(codes);
  }

  @Override
  public Integer call() {
    List<String> given = Options.textsOf(codes);
    if (given.isEmpty()) list();
    List<Rule> rules = given.stream().map(this::rule).toList();
    String between = "";
    for (Rule rule : rules) {
      shell.out().print(between);
      between = System.lineSeparator();
      explain(rule);
    }
    return GOOD;
  }

  private void list() {
    Palette palette = outPalette();
    for (Rule rule : Rule.values()) {
      shell
          .out()
          .printf("%s  %s  %s%n", palette.strong(rule.name()), kind(palette, rule), rule.title());
    }
  }

  private void explain(Rule rule) {
    Palette palette = outPalette();
    shell
        .out()
        .printf(
            "%s, %s: %s%n%n",
            palette.strong(rule.name()), kind(palette, rule).strip(), rule.title());
    shell.out().print(Explanations.of(rule).text());
  }

  private static String kind(Palette palette, Rule rule) {
    return rule.severity() == Severity.ERROR
        ? palette.error("error  ")
        : palette.warning("warning");
  }

  private Rule rule(String code) {
    Rule rule = known(code);
    if (rule != null) return rule;
    List<String> names = Arrays.stream(Rule.values()).map(Rule::name).toList();
    throw wrong(
        "there is no code '%s'%s 'ozml explain' lists all codes"
            .formatted(code, hint(Spelling.didYouMean(code, names))));
  }

  private static String hint(String didYouMean) {
    return didYouMean.isEmpty() ? ";" : didYouMean;
  }

  private static @Nullable Rule known(String code) {
    String name = code.strip().toUpperCase(Locale.ROOT);
    for (Rule rule : Rule.values()) if (rule.name().equals(name)) return rule;
    return null;
  }
}
