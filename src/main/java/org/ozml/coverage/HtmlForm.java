package org.ozml.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Source;

/**
 * The form of coverage for people: an index, and a page for each script with its text, what was
 * covered and what not. Pages need nothing but a browser, and no script runs in them; they are
 * well-formed XML as well.
 */
public final class HtmlForm {
  private static final String INDEX = "index.html";

  private final Report report;
  private final String css;
  private final Map<Report.Script, String> files = new LinkedHashMap<>();

  private HtmlForm(Report report) {
    this.report = report;
    this.css = css();
    Set<String> taken = new HashSet<>(Set.of(INDEX));
    for (Report.Script script : report.scripts()) files.put(script, file(script.name(), taken));
  }

  private static String css() {
    try (InputStream in = HtmlForm.class.getResourceAsStream("coverage.css")) {
      if (in == null) throw new IllegalStateException("coverage.css is not in the jar");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two names must not become one, also not where case does not matter. */
  private static String file(String name, Set<String> taken) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^[._]+", "");
    String file = plain + ".html";
    for (int i = 2; !taken.add(file.toLowerCase(Locale.ROOT)); i++)
      file = plain + "-" + i + ".html";
    return file;
  }

  /** Returns the pages by their file names; {@code index.html} is the first. */
  public static Map<String, String> write(Report report) {
    HtmlForm form = new HtmlForm(report);
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(INDEX, form.index());
    form.files.forEach((script, file) -> pages.put(file, form.page(script)));
    return pages;
  }

  private Markup begin(String title) {
    Markup html = new Markup("<!DOCTYPE html>\n");
    html.begin("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").line();
    html.begin("head").line().empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.element("title", title).line();
    html.element("style", css).end().line(); // it holds nothing that would be escaped
    return html.begin("body").line();
  }

  private static String end(Markup html) {
    return html.line().end().end().line().toString();
  }

  // ---- the index

  private String index() {
    Markup html = begin("OzML coverage " + report.tally().words());
    html.element("h1", "OzML coverage");
    Map<String, Tally> tallies = new LinkedHashMap<>();
    tallies.put("points", report.tally());
    for (Point.Kind kind : Point.Kind.values()) tallies.put(kind.words(), report.tally(kind));
    tallies(html, tallies);
    html.element("h2", "Scripts");
    html.begin("div", "class", "scroll").begin("table", "class", "files").line();
    html.begin("thead").begin("tr").element("th", "script", "scope", "col");
    html.element("th", "", "scope", "col").element("th", "covered", "scope", "col");
    html.element("th", "points", "scope", "col");
    for (Point.Kind kind : Point.Kind.values()) html.element("th", kind.words(), "scope", "col");
    html.end().end().line().begin("tbody").line();
    files.forEach((script, file) -> row(html, script, file));
    html.end().line().begin("tfoot");
    List<Tally> kinds = new ArrayList<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.add(report.tally(kind));
    html.begin("tr").element("td", "all scripts");
    figures(html, report.tally(), kinds);
    html.end().end().end().end().line();
    gaps(html);
    notCounted(html);
    return end(html);
  }

  private static void row(Markup html, Report.Script script, String file) {
    List<Tally> kinds = new ArrayList<>();
    for (Point.Kind kind : Point.Kind.values()) kinds.add(script.tally(kind));
    html.begin("tr").begin("td").element("a", script.name(), "href", file).end();
    figures(html, script.tally(), kinds);
    html.end().line();
  }

  private static void figures(Markup html, Tally tally, List<Tally> kinds) {
    html.begin("td");
    bar(html, tally);
    html.end().element("td", tally.words());
    html.element("td", tally.covered() + " of " + tally.all());
    for (Tally kind : kinds) {
      String title = kind.all() == 0 ? "none" : kind.covered() + " of " + kind.all();
      html.element("td", kind.words(), "title", title);
    }
  }

  private void gaps(Markup html) {
    html.element("h2", "Not covered");
    if (report.tally().covered() == report.tally().all()) {
      html.element("p", "Everything that counts is covered.", "class", "quiet");
    }
    files.forEach(
        (script, file) -> {
          if (script.gaps().isEmpty()) return;
          html.element("h3", script.name());
          gaps(html, script, file);
        });
  }

  private static void gaps(Markup html, Report.Script script, String file) {
    html.line().begin("ul", "class", "gaps");
    for (Report.Gap gap : script.gaps()) {
      html.line().begin("li");
      html.element("a", "line " + gap.line(), "href", file + "#L" + gap.line());
      html.text(" " + gap.words()).end();
    }
    html.line().end();
  }

  private void notCounted(Markup html) {
    if (report.left().isEmpty() && report.inline() == 0) return;
    html.element("h2", "Not counted").begin("ul");
    for (String left : report.left()) html.line().element("li", left);
    if (report.inline() > 0) html.line().element("li", report.inlineWords());
    html.line().end();
  }

  // ---- a script

  private String page(Report.Script script) {
    Markup html = begin(script.name() + " - OzML coverage");
    html.begin("p").element("a", "All scripts", "href", INDEX).end().line();
    html.element("h1", script.name());
    Map<String, Tally> tallies = new LinkedHashMap<>();
    tallies.put("points", script.tally());
    for (Point.Kind kind : Point.Kind.values()) {
      if (script.tally(kind).all() > 0) tallies.put(kind.words(), script.tally(kind));
    }
    tallies(html, tallies);
    if (!script.gaps().isEmpty()) {
      html.element("h2", "Not covered");
      gaps(html, script, "");
    }
    html.element("h2", "Source");
    legend(html);
    source(html, script);
    return end(html);
  }

  private static void legend(Markup html) {
    html.begin("p", "class", "legend").element("b", Cover.FULL.sign, "class", "full");
    html.text(" covered, with how often   ").element("b", Cover.PART.sign, "class", "part");
    html.text(" in part   ").element("b", Cover.NONE.sign, "class", "none");
    html.text(" not at all; what is missing stands at the right, all counts under the mouse").end();
    html.line();
  }

  private static void source(Markup html, Report.Script script) {
    Source source = script.document().source();
    Map<Integer, List<Report.Measured>> points = script.lines();
    html.begin("table", "class", "source").begin("tbody").line();
    int last = (int) source.text().lines().count();
    for (int number = 1; number <= last; number++) {
      List<Report.Measured> here = points.getOrDefault(number, List.of());
      line(html, number, source.line(number), here);
    }
    html.end().end();
  }

  private static void line(Markup html, int number, String text, List<Report.Measured> points) {
    Cover cover = Cover.of(points);
    String id = "L" + number;
    if (cover == null) {
      html.begin("tr", "id", id);
    } else {
      String all =
          points.stream()
              .map(one -> one.point().words() + ": " + times(one.times()))
              .collect(Collectors.joining("\n"));
      html.begin("tr", "id", id, "class", cover.word, "title", all);
    }
    html.element("td", Integer.toString(number), "class", "number");
    html.element("td", cover == null ? "" : cover.sign, "class", "sign");
    html.element("td", cover == null ? "" : most(points), "class", "times");
    html.element("td", text, "class", "code");
    html.element("td", missing(cover, points), "class", "missing");
    html.end().line();
  }

  private static String most(List<Report.Measured> points) {
    long most = points.stream().mapToLong(Report.Measured::times).max().orElse(0);
    return Long.toString(most);
  }

  /** Of a line that never ran the colour says it all. */
  private static String missing(@Nullable Cover cover, List<Report.Measured> points) {
    if (cover != Cover.PART) return "";
    return points.stream()
        .filter(one -> !one.covered())
        .map(one -> one.point().words())
        .collect(Collectors.joining(", ", "never: ", ""));
  }

  private static String times(long times) {
    return times == 0 ? "never" : times == 1 ? "once" : times + " times";
  }

  // ---- both

  /** How much of a line is covered; also a shape, for those who do not see the colours. */
  private enum Cover {
    FULL("full", "\u2713"),
    PART("part", "\u25D0"),
    NONE("none", "\u2717");

    private final String word;
    private final String sign;

    Cover(String word, String sign) {
      this.word = word;
      this.sign = sign;
    }

    /** Returns null where there is nothing to cover. */
    static @Nullable Cover of(List<Report.Measured> points) {
      if (points.isEmpty()) return null;
      if (points.stream().allMatch(Report.Measured::covered)) return FULL;
      return points.stream().anyMatch(Report.Measured::covered) ? PART : NONE;
    }

    static Cover of(Tally tally) {
      if (tally.covered() == tally.all()) return FULL;
      return tally.percent() < 50 ? NONE : PART;
    }
  }

  private static void tallies(Markup html, Map<String, Tally> tallies) {
    html.begin("ul", "class", "tallies");
    tallies.forEach(
        (what, tally) -> {
          html.line().begin("li").element("span", tally.words(), "class", "figure");
          String of = tally.covered() + " of " + tally.all() + " " + what;
          html.element("span", tally.all() == 0 ? "no " + what : of, "class", "what");
          bar(html, tally);
          html.end();
        });
    html.line().end().line();
  }

  private static void bar(Markup html, Tally tally) {
    if (tally.all() == 0) return;
    String width = "width: %s%%".formatted(tally.percent());
    html.begin("span", "class", "bar");
    html.element("span", "", "class", Cover.of(tally).word, "style", width).end();
  }
}
