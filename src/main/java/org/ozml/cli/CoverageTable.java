package org.ozml.cli;

import java.util.ArrayList;
import java.util.List;
import org.ozml.coverage.Point;
import org.ozml.coverage.Report;
import org.ozml.coverage.Tally;

/** Coverage as a table of scripts, and as a list of what is missing. */
final class CoverageTable {
  /** More than this is read better in a browser. */
  private static final int MOST_GAPS = 20;

  private final Report report;
  private final Palette palette;

  CoverageTable(Report report, Palette palette) {
    this.report = report;
    this.palette = palette;
  }

  /** Returns a row for each script and one for all. */
  List<String> table() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("covered", "", "points"));
    for (Point.Kind kind : Point.Kind.values()) head.add(kind.words());
    rows.add(head);
    List<Tally> tallies = new ArrayList<>();
    for (Report.Script script : report.scripts()) {
      rows.add(row(script.name(), script.tally(), kinds(script)));
      tallies.add(script.tally());
    }
    rows.add(row("all", report.tally(), kinds()));
    tallies.add(report.tally());
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), widths);
      lines.add(i == 0 ? palette.quiet(line) : paint(line, tallies.get(i - 1)));
    }
    return lines;
  }

  private static List<Tally> kinds(Report.Script script) {
    List<Tally> kinds = new ArrayList<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.add(script.tally(kind));
    return kinds;
  }

  private List<Tally> kinds() {
    List<Tally> kinds = new ArrayList<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.add(report.tally(kind));
    return kinds;
  }

  private static List<String> row(String name, Tally tally, List<Tally> kinds) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(tally.words());
    row.add(tally.covered() + "/" + tally.all());
    for (Tally kind : kinds) row.add(kind.words());
    return row;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(i == 0 ? row.get(i) + blanks : blanks + row.get(i));
    }
    return line.toString();
  }

  private String paint(String line, Tally tally) {
    if (tally.covered() == tally.all()) return palette.good(line);
    return tally.covered() == 0 ? palette.error(line) : line;
  }

  /** Returns what is not covered, a line of a script each; nothing when all is. */
  List<String> missing() {
    List<String> all = new ArrayList<>();
    for (Report.Script script : report.scripts()) {
      if (script.tally().covered() == 0 && script.tally().all() > 0) {
        all.add("%s  nothing of it ran".formatted(script.name()));
        continue;
      }
      for (Report.Gap gap : script.gaps()) {
        all.add("%s:%d  %s".formatted(script.name(), gap.line(), gap.words()));
      }
    }
    if (all.isEmpty()) return all;
    List<String> lines = new ArrayList<>(List.of("not covered:"));
    all.stream().limit(MOST_GAPS).forEach(line -> lines.add("  " + line));
    int more = all.size() - MOST_GAPS;
    if (more > 0) lines.add("  and %d more; --coverage-html DIR shows all".formatted(more));
    return lines;
  }

  /** Returns what does not count, a line each. */
  List<String> notCounted() {
    List<String> all = new ArrayList<>(report.left());
    if (report.inline() > 0) all.add(report.inlineWords());
    if (all.isEmpty()) return all;
    List<String> lines = new ArrayList<>(List.of("not counted:"));
    for (String one : all) lines.add("  " + one);
    return lines;
  }
}
