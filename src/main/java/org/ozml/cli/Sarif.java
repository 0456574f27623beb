package org.ozml.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ozml.check.Explanations;
import org.ozml.document.Diagnostic;
import org.ozml.document.Rule;
import org.ozml.document.Severity;
import org.ozml.scenario.Json;

/** Writes findings as SARIF 2.1.0, which code hosts and editors show beside the lines. */
final class Sarif {
  private static final List<Rule> RULES = List.of(Rule.values());

  private Sarif() {}

  /** Returns the log of one run. */
  static String of(Report report, String version) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ozml");
    driver.put("version", version);
    driver.put("rules", RULES.stream().map(Sarif::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", report.diagnostics().stream().map(Sarif::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.indented(log);
  }

  private static Map<String, Object> rule(Rule rule) {
    String text = Explanations.of(rule).text();
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("text", text);
    help.put("markdown", text);
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", rule.name());
    described.put("shortDescription", text(rule.title()));
    described.put("help", help);
    described.put("defaultConfiguration", Map.of("level", level(rule)));
    return described;
  }

  private static Map<String, Object> result(Diagnostic diagnostic) {
    String advice = diagnostic.advice() == null ? "" : "; " + diagnostic.advice();
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", diagnostic.position().line());
    region.put("startColumn", diagnostic.position().column());
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", Map.of("uri", uri(diagnostic.source().name())));
    place.put("region", region);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", diagnostic.rule().name());
    result.put("ruleIndex", RULES.indexOf(diagnostic.rule()));
    result.put("level", level(diagnostic.rule()));
    result.put("message", text(diagnostic.message() + advice));
    result.put("locations", List.of(Map.of("physicalLocation", place)));
    return result;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  private static String level(Rule rule) {
    return rule.severity() == Severity.ERROR ? "error" : "warning";
  }

  /** A relative name stays relative: whoever shows it knows where the sources are. */
  private static String uri(String name) {
    if (name.equals(Input.STANDARD_NAME)) return "stdin";
    Path path = Path.of(name);
    if (path.isAbsolute()) return path.toUri().toString();
    try {
      return new URI(null, null, name.replace(path.getFileSystem().getSeparator(), "/"), null)
          .toASCIIString();
    } catch (URISyntaxException e) {
      return path.toUri().toString();
    }
  }
}
