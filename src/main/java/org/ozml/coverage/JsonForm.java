package org.ozml.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Yaml;
import org.ozml.scenario.Json;

/**
 * The form of coverage for programs, and for a picture of the call flow to read back:
 *
 * <pre>
 * {"ozml": "coverage", "version": 1,
 *  "covered": 35, "all": 40, "percent": 87.5,
 *  "kinds": {"command": {"covered": 20, "all": 20, "percent": 100.0}, "key": ..., "otherwise": ..., "outcome": ...},
 *  "scripts": [
 *    {"file": "ivr/main.xml", "covered": ..., "all": ..., "percent": ..., "kinds": ...,
 *     "points": [{"line": 12, "column": 5, "kind": "key", "what": "key 3", "times": 0}, ...],
 *     "taken": [{"line": 12, "column": 5, "mark": "entered", "times": 7}, ...]}],
 *  "notCounted": ["ivr/old.xml: it has errors, which ozml validate shows"],
 *  "inline": 0}
 * </pre>
 *
 * <p>Files are relative to the working directory; {@code taken} is everything that was counted,
 * with the {@link Mark}s in lower case.
 */
public final class JsonForm {
  private JsonForm() {}

  /** Writes a report. */
  public static String write(Report report) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("ozml", "coverage");
    root.put("version", 1);
    tally(root, report.tally());
    Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.put(word(kind), tally(report.tally(kind)));
    root.put("kinds", kinds);
    root.put("scripts", report.scripts().stream().map(JsonForm::script).toList());
    root.put("notCounted", report.left());
    root.put("inline", report.inline());
    return Json.indented(root) + "\n";
  }

  private static Map<String, @Nullable Object> script(Report.Script script) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("file", script.name());
    tally(object, script.tally());
    Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.put(word(kind), tally(script.tally(kind)));
    object.put("kinds", kinds);
    List<Object> points = new ArrayList<>();
    for (Report.Measured one : script.points()) {
      Map<String, @Nullable Object> point = place(one.point().line(), one.point().column());
      point.put("kind", word(one.point().kind()));
      point.put("what", one.point().words());
      point.put("times", one.times());
      points.add(point);
    }
    object.put("points", points);
    List<Object> taken = new ArrayList<>();
    script
        .counts()
        .all()
        .forEach(
            (spot, times) -> {
              Map<String, @Nullable Object> one = place(spot.line(), spot.column());
              one.put("mark", word(spot.mark()));
              one.put("times", times);
              taken.add(one);
            });
    object.put("taken", taken);
    return object;
  }

  private static Map<String, @Nullable Object> place(int line, int column) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("line", line);
    object.put("column", column);
    return object;
  }

  private static Map<String, @Nullable Object> tally(Tally tally) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    tally(object, tally);
    return object;
  }

  private static void tally(Map<String, @Nullable Object> object, Tally tally) {
    object.put("covered", tally.covered());
    object.put("all", tally.all());
    object.put("percent", tally.percent());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what was counted; only {@link Coverage#counts} of it are of use.
   *
   * @param name of the text's file, for messages
   * @throws org.ozml.configuration.YamlException when it is something else
   */
  public static Coverage read(String name, String text) {
    Yaml root = Yaml.read(name, text); // any JSON is YAML
    Yaml scripts = root.isMap() ? root.map().get("scripts") : null;
    if (scripts == null) {
      throw root.wrong("this is no coverage; expected what ozml test --coverage-json writes");
    }
    Coverage coverage = new Coverage();
    for (Yaml script : scripts.list()) {
      Map<String, Yaml> entries = script.map();
      Counts counts = coverage.counts(Path.of(needed(script, entries, "file").text()));
      for (Yaml taken : needed(script, entries, "taken").list()) add(counts, taken);
    }
    return coverage;
  }

  private static void add(Counts counts, Yaml taken) {
    Map<String, Yaml> entries = taken.map();
    int line = needed(taken, entries, "line").number();
    int column = needed(taken, entries, "column").number();
    Mark mark = mark(needed(taken, entries, "mark"));
    counts.add(new Counts.Spot(line, column, mark), needed(taken, entries, "times").number());
  }

  private static Mark mark(Yaml yaml) {
    for (Mark mark : Mark.values()) {
      if (word(mark).equals(yaml.text())) return mark;
    }
    throw yaml.wrong("'%s' is no mark".formatted(yaml.text()));
  }

  private static Yaml needed(Yaml yaml, Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    if (entry == null) throw yaml.wrong("'%s' is missing".formatted(name));
    return entry;
  }
}
