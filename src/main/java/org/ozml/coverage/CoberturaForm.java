package org.ozml.coverage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of coverage that build servers read: Cobertura's (coverage-04.dtd). Scripts are classes
 * and their folders packages; commands and other points make lines, and where a script can go on in
 * several ways, these are the branches of the line.
 */
public final class CoberturaForm {
  private static final String PROLOG =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
      """;

  private CoberturaForm() {}

  /** Lines that were reached, and branches that were taken. */
  private record Rates(Tally lines, Tally branches) {
    static final Rates NONE = new Rates(new Tally(0, 0), new Tally(0, 0));

    static Rates of(List<Report.Script> scripts) {
      Rates sum = NONE;
      for (Report.Script script : scripts) {
        for (List<Report.Measured> line : script.lines().values()) sum = sum.plus(line);
      }
      return sum;
    }

    private Rates plus(List<Report.Measured> line) {
      Tally one = new Tally(hits(line) > 0 ? 1 : 0, 1);
      return new Rates(lines.plus(one), branches.plus(CoberturaForm.branches(line)));
    }

    String[] attributes(String... before) {
      List<String> all = new ArrayList<>(List.of(before));
      all.addAll(List.of("line-rate", rate(lines), "branch-rate", rate(branches)));
      all.addAll(List.of("complexity", "0"));
      return all.toArray(String[]::new);
    }

    private static String rate(Tally tally) {
      if (tally.all() == 0) return "1.0";
      double down = Math.floorDiv(10_000L * tally.covered(), tally.all()) / 10_000.0;
      return String.format(Locale.ROOT, "%.4f", down);
    }
  }

  private static long hits(List<Report.Measured> line) {
    return line.stream().mapToLong(Report.Measured::times).max().orElse(0);
  }

  private static Tally branches(List<Report.Measured> line) {
    Tally sum = new Tally(0, 0);
    for (Report.Measured one : line) {
      if (one.point().kind() == Point.Kind.COMMAND) continue;
      sum = sum.plus(new Tally(one.covered() ? 1 : 0, 1));
    }
    return sum;
  }

  /**
   * Writes a report.
   *
   * @param version of ozml
   */
  public static String write(Report report, String version, Instant when) {
    Map<String, List<Report.Script>> folders = new TreeMap<>();
    for (Report.Script script : report.scripts()) {
      folders.computeIfAbsent(folder(script.name()), one -> new ArrayList<>()).add(script);
    }
    Rates all = Rates.of(report.scripts());
    Markup xml = new Markup(PROLOG);
    xml.begin(
        "coverage",
        all.attributes(
            "lines-covered", Integer.toString(all.lines().covered()),
            "lines-valid", Integer.toString(all.lines().all()),
            "branches-covered", Integer.toString(all.branches().covered()),
            "branches-valid", Integer.toString(all.branches().all()),
            "version", version,
            "timestamp", Long.toString(when.toEpochMilli())));
    String here = Path.of("").toAbsolutePath().toString();
    xml.line().begin("sources").element("source", here).end();
    xml.line().begin("packages");
    folders.forEach((folder, scripts) -> folder(xml, folder, scripts));
    xml.line().end().line().end().line();
    return xml.toString();
  }

  private static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "." : file.substring(0, slash);
  }

  private static void folder(Markup xml, String folder, List<Report.Script> scripts) {
    xml.line().begin("package", Rates.of(scripts).attributes("name", folder)).begin("classes");
    for (Report.Script script : scripts) {
      String file = script.name();
      String name = file.substring(file.lastIndexOf('/') + 1);
      Rates rates = Rates.of(List.of(script));
      xml.line().begin("class", rates.attributes("name", name, "filename", file));
      xml.empty("methods").begin("lines");
      script.lines().forEach((number, line) -> line(xml, number, line));
      xml.line().end().end();
    }
    xml.line().end().end();
  }

  private static void line(Markup xml, int number, List<Report.Measured> line) {
    List<String> attributes = new ArrayList<>();
    attributes.addAll(List.of("number", "" + number, "hits", "" + hits(line)));
    Tally branches = branches(line);
    attributes.addAll(List.of("branch", branches.all() > 0 ? "true" : "false"));
    if (branches.all() > 0) {
      long percent = Math.floorDiv(100L * branches.covered(), branches.all());
      String words = "%d%% (%d/%d)".formatted(percent, branches.covered(), branches.all());
      attributes.addAll(List.of("condition-coverage", words));
    }
    xml.line().empty("line", attributes.toArray(String[]::new));
  }
}
