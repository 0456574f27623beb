package org.ozml.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ozml.document.Diagnostic;
import org.ozml.document.Severity;
import org.ozml.scenario.Json;

/**
 * What {@code validate} found.
 *
 * @param files how many were checked
 * @param diagnostics of all of them, in order
 */
record Report(int files, List<Diagnostic> diagnostics) {

  int errors() {
    return (int) diagnostics.stream().filter(Report::isError).count();
  }

  int warnings() {
    return diagnostics.size() - errors();
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.rule().severity() == Severity.ERROR;
  }

  /** Returns one line: how many files, how many findings. */
  String summary() {
    String checked = count(files, "file");
    if (diagnostics.isEmpty()) return checked + ", nothing found";
    return "%s, %s, %s".formatted(checked, count(errors(), "error"), count(warnings(), "warning"));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Returns everything, with positions as numbers. */
  String json() {
    List<Object> findings = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      Map<String, Object> finding = new LinkedHashMap<>();
      finding.put("file", diagnostic.source().name());
      finding.put("line", diagnostic.position().line());
      finding.put("column", diagnostic.position().column());
      finding.put("severity", diagnostic.rule().severity().word());
      finding.put("code", diagnostic.rule().name());
      finding.put("title", diagnostic.rule().title());
      finding.put("message", diagnostic.message());
      if (diagnostic.advice() != null) finding.put("advice", diagnostic.advice());
      findings.add(finding);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("files", files);
    report.put("errors", errors());
    report.put("warnings", warnings());
    report.put("diagnostics", findings);
    return Json.indented(report);
  }
}
