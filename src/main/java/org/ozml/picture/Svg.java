package org.ozml.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ozml.document.XmlText;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Kind;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Script;
import org.ozml.picture.Chart.Sort;
import org.ozml.picture.Chart.Target;
import org.ozml.picture.Drawing.Panel;
import org.ozml.picture.Drawing.Placed;
import org.ozml.picture.Drawing.Point;
import org.ozml.picture.Drawing.Road;
import org.ozml.picture.Drawing.Route;
import org.ozml.picture.Drawing.Stop;

/** Writes a chart as SVG: one file without scripts, for light and dark pages. */
public final class Svg {
  private static final double BEND = 6;
  private static final double BADGE = 8.5;

  private static final Typeface SMALL = new Typeface(10.5, false);
  private static final Typeface TITLE = new Typeface(12, true);

  /** Drawn in a field of 12 by 12, its stroke in the colour of the text. */
  private static final Map<Sort, String> ICONS =
      Map.ofEntries(
          Map.entry(Sort.SPEECH, "M1.5 2h9v6.2h-5l-2.2 2.3v-2.3h-1.8z"),
          Map.entry(Sort.SOUND, "M1.5 4.5h2l3-2.7v8.4l-3-2.7h-2zM8.6 4.2q1.5 1.8 0 3.6"),
          Map.entry(Sort.MESSAGE, "M1 2.6h10v7h-10zM1.2 2.9l4.8 3.9 4.8-3.9"),
          Map.entry(
              Sort.CALL,
              "M2.6 1.6l1.9-.3 1 2.6-1.2 1q.9 1.9 2.8 2.8l1-1.2 2.6 1-.3 1.9q-.6 1.3-2 1.1"
                  + "-5.9-.9-6.9-6.9-.2-1.4 1.1-2z"),
          Map.entry(Sort.RECORD, "M6 2a4 4 0 1 0 .01 0zM6 4.6a1.4 1.4 0 1 0 .01 0z"),
          Map.entry(Sort.FILE, "M2.5 1.2h4.6l2.4 2.4v7.2h-7zM7 1.4v2.4h2.4"),
          Map.entry(Sort.TIME, "M6 1.6a4.4 4.4 0 1 0 .01 0zM6 3.6v2.5l1.7 1.1"),
          Map.entry(
              Sort.WEB,
              "M6 1.6a4.4 4.4 0 1 0 .01 0zM1.7 6h8.6M6 1.7q-3.4 4.3 0 8.6M6 1.7q3.4 4.3 0 8.6"),
          Map.entry(Sort.SCRIPT, "M1.5 6h8M6.6 3l3 3-3 3"),
          Map.entry(Sort.VALUE, "M2 4.6h8M2 7.6h8"),
          Map.entry(Sort.END, "M3 3h6v6h-6z"),
          Map.entry(Sort.OTHER, "M2.4 6h.1M6 6h.1M9.6 6h.1"));

  private static final Map<Kind, String> KIND_ICONS =
      Map.of(
          Kind.MENU,
              "M1.8 2.6h.2M5.9 2.6h.2M10 2.6h.2M1.8 6h.2M5.9 6h.2M10 6h.2M1.8 9.4h.2M5.9 9.4h.2M10 9.4h.2",
          Kind.LOOP, "M9.8 4.4a4.2 4.2 0 1 0 .3 2.8M10.2 1.6v3h-3");

  private final Drawing drawing;
  private final boolean inPage;
  private final StringBuilder out = new StringBuilder();

  private Svg(Drawing drawing, boolean inPage) {
    this.drawing = drawing;
    this.inPage = inPage;
  }

  /** Returns the picture of a chart. */
  public static String of(Chart chart) {
    return new Svg(Layout.of(chart), false).write();
  }

  /**
   * Returns the picture as a part of a page, which brings the {@link #style} and finds by line what
   * is drawn: boxes have {@code data-from} and {@code data-to}, texts and rows {@code data-line}.
   */
  public static String inPage(Chart chart) {
    return new Svg(Layout.of(chart), true).write();
  }

  private String write() {
    String size = "%s %s".formatted(number(drawing.width()), number(drawing.height()));
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(size).append('"');
    attribute("width", number(drawing.width()));
    attribute("height", number(drawing.height()));
    attribute("role", "img");
    out.append(">\n");
    element("title", "Call flow of " + drawing.chart().scripts().get(0).name());
    if (!inPage) out.append("<style>\n").append(style()).append("</style>\n");
    rectangle("page", 0, 0, drawing.width(), drawing.height(), 0);
    for (Road road : drawing.roads()) way(road.points(), "road");
    for (Stop stop : drawing.map()) stop(stop);
    for (Panel panel : drawing.panels()) panel(panel);
    return out.append("</svg>\n").toString();
  }

  /** Returns the style sheet of pictures, for light and dark pages. */
  public static String style() {
    try (InputStream resource = Svg.class.getResourceAsStream("style.css")) {
      if (resource == null) throw new IllegalStateException("style.css is missing");
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop(Stop stop) {
    Script script = stop.script();
    out.append("<a href=\"#script").append(script.number()).append('"');
    boolean taken = script.boxes().stream().anyMatch(box -> box.times() > 0);
    if (drawing.chart().counted() && !taken) attribute("class", "faint");
    out.append('>');
    rectangle("stop", stop.x(), stop.y(), stop.width(), stop.height(), stop.height() / 2);
    double middle = stop.y() + stop.height() / 2;
    badge(script.number(), stop.x() + stop.height() / 2, middle);
    text("name", stop.x() + stop.height() + 2, middle + 4, script.name());
    out.append("</a>\n");
  }

  private void panel(Panel panel) {
    Script script = panel.script();
    out.append("<g id=\"script").append(script.number()).append("\">\n");
    rectangle("panel", panel.x(), panel.y(), panel.width(), panel.height(), 10);
    badge(script.number(), panel.x() + 20, panel.y() + 17);
    text("name", panel.x() + 34, panel.y() + 21, script.name());
    for (Route route : panel.routes()) if (weight(route.exit()) == 0) way(route);
    for (Route route : panel.routes()) if (weight(route.exit()) > 0) way(route);
    if (!panel.entrance().isEmpty()) {
      Point begin = panel.entrance().get(0);
      out.append("<circle class=\"over\"");
      attribute("cx", number(begin.x() - 4));
      attribute("cy", number(begin.y()));
      out.append(" r=\"4\"/>\n");
      way(panel.entrance(), "");
    }
    for (Placed placed : panel.boxes()) box(placed);
    out.append("</g>\n");
  }

  private long weight(Exit exit) {
    return drawing.chart().counted() ? exit.times() : 0;
  }

  private void way(Route route) {
    way(route.points(), manner(route.exit()));
  }

  private String manner(Exit exit) {
    if (!drawing.chart().counted()) return tone(exit);
    return tone(exit) + (exit.times() > 0 ? " taken" : " faint");
  }

  private static String tone(Exit exit) {
    return exit.tone().name().toLowerCase(Locale.ROOT);
  }

  /** A line with round corners and a tip at its end. */
  private void way(List<Point> points, String manner) {
    if (points.size() < 2) return;
    StringBuilder path = new StringBuilder();
    Point last = points.get(points.size() - 1).plus(-5, 0);
    List<Point> all = new ArrayList<>(points);
    all.set(all.size() - 1, last);
    path.append('M').append(pair(all.get(0)));
    for (int i = 1; i < all.size() - 1; i++) {
      Point corner = all.get(i);
      path.append('L').append(pair(towards(corner, all.get(i - 1))));
      path.append('Q')
          .append(pair(corner))
          .append(' ')
          .append(pair(towards(corner, all.get(i + 1))));
    }
    path.append('L').append(pair(last));
    out.append("<path class=\"way ").append(manner).append('"');
    attribute("d", path.toString());
    out.append("/>");
    out.append("<path class=\"tip ").append(manner).append('"');
    attribute("d", "M" + pair(last.plus(5, 0)) + "l-7-3.5v7z");
    out.append("/>\n");
  }

  private static Point towards(Point corner, Point other) {
    double right = other.x() - corner.x();
    double down = other.y() - corner.y();
    double length = Math.max(Math.abs(right), Math.abs(down));
    if (length == 0) return corner;
    double step = Math.min(BEND, length / 2) / length;
    return corner.plus(right * step, down * step);
  }

  private void box(Placed placed) {
    Shape shape = placed.shape();
    Box box = shape.box();
    boolean counted = drawing.chart().counted();
    out.append("<g");
    if (counted && box.times() == 0) attribute("class", "faint");
    data("from", box.from());
    data("to", box.to());
    attribute("transform", "translate(" + number(placed.x()) + " " + number(placed.y()) + ")");
    out.append(">\n");
    element("title", tooltip(box));
    rectangle(
        counted && box.times() > 0 ? "box taken" : "box", 0, 0, Shape.WIDTH, shape.height(), 7);
    if (shape.head() >= 0) head(shape);
    for (Shape.Words words : shape.words()) words(words);
    for (Shape.Row row : shape.rows()) row(shape, row);
    for (Exit exit : box.exits()) {
      if (exit.target() instanceof Target.Over) over(shape, exit);
    }
    String lines = box.from() == box.to() ? "" + box.from() : box.from() + "–" + box.to();
    end("lines", Shape.WIDTH - 4, -3, lines);
    if (counted && box.times() > 0) text("count", 4, -3, "×" + box.times());
    out.append("</g>\n");
  }

  private static String tooltip(Box box) {
    StringBuilder text = new StringBuilder();
    for (Line line : box.before())
      text.append(line.line()).append(": ").append(line.text()).append('\n');
    if (!box.title().isEmpty()) text.append(box.title()).append('\n');
    for (Line line : box.lines())
      text.append(line.line()).append(": ").append(line.text()).append('\n');
    return text.toString().stripTrailing();
  }

  private void head(Shape shape) {
    Kind kind = shape.box().kind();
    String name = kind.name().toLowerCase(Locale.ROOT);
    double top = shape.head();
    double bottom = top + Shape.HEAD;
    boolean first = top == 0;
    boolean last = bottom >= shape.height();
    out.append("<g class=\"head\"><path class=\"").append(name).append('"');
    attribute("d", band(top, bottom, first, last));
    out.append("/>");
    String icon = KIND_ICONS.getOrDefault(kind, ICONS.getOrDefault(sort(kind), ""));
    icon(icon, Shape.PAD, top + 6.5, (kind == Kind.MENU ? "dots " : "") + name + "-icon");
    double room = Shape.WIDTH - 2 * Shape.PAD - Shape.ICON;
    for (Exit exit : shape.box().exits()) {
      if (exit.target() instanceof Target.Into into && !Shape.hasRow(exit)) {
        badge(into.script(), Shape.WIDTH - Shape.PAD - BADGE + 1, top + Shape.HEAD / 2);
        room -= 2 * BADGE + 4;
      }
    }
    text("", Shape.PAD + Shape.ICON, top + 17, TITLE.cut(shape.box().title(), room));
    out.append("</g>\n");
  }

  private static Sort sort(Kind kind) {
    return switch (kind) {
      case CALL -> Sort.CALL;
      case RECORD -> Sort.RECORD;
      case SCRIPT -> Sort.SCRIPT;
      case WAIT -> Sort.MESSAGE;
      case STEPS, MENU, LOOP, OTHER -> Sort.OTHER;
    };
  }

  /** The part of the box that is coloured, inside its border. */
  private static String band(double top, double bottom, boolean first, boolean last) {
    double left = .5;
    double right = Shape.WIDTH - .5;
    String upper =
        first
            ? "M%s 7a6.5 6.5 0 0 1 6.5-6.5H%sa6.5 6.5 0 0 1 6.5 6.5"
                .formatted(number(left), number(right - 6.5))
            : "M%s %sH%s".formatted(number(left), number(top), number(right));
    String lower =
        last
            ? "V%sa6.5 6.5 0 0 1-6.5 6.5H%sa6.5 6.5 0 0 1-6.5-6.5z"
                .formatted(number(bottom - 7), number(left + 6.5))
            : "V%sH%sz".formatted(number(bottom), number(left));
    return upper + lower;
  }

  private void words(Shape.Words words) {
    if (words.first()) {
      Sort sort = words.line().sort();
      String style = sort == Sort.OTHER ? "dots" : "";
      icon(ICONS.getOrDefault(sort, ""), Shape.PAD, words.base() - 9.5, style);
    }
    text("", Shape.PAD + Shape.ICON, words.base(), words.text(), "", words.line().line());
  }

  private void row(Shape shape, Shape.Row row) {
    Exit exit = row.exit();
    boolean faint = drawing.chart().counted() && exit.times() == 0 && shape.box().times() > 0;
    out.append("<g class=\"").append(tone(exit)).append(faint ? " faint" : "").append('"');
    data("line", exit.line());
    out.append('>');
    if (!exit.details().isEmpty()) element("title", exit.details());
    double top = row.middle() - Shape.ROW / 2;
    if (top > 0 && top != shape.head() + Shape.HEAD) {
      out.append("<path class=\"rule\" d=\"M1 ").append(number(top)).append("h");
      out.append(number(Shape.WIDTH - 2)).append("\"/>");
    }
    double base = row.middle() + 4;
    double x = Shape.PAD;
    if (!exit.key().isEmpty()) {
      double width = Math.max(15, new Typeface(11, true).width(exit.key()) + 8);
      rectangle("key", x - 1, row.middle() - 7.5, width, 15, 4);
      text("keytext", x - 1 + width / 2, row.middle() + 4, exit.key());
      x += width + 6;
    } else {
      x += Shape.ICON;
    }
    double right = Shape.WIDTH - Shape.PAD;
    if (drawing.chart().counted() && exit.times() > 0) {
      String times = "×" + exit.times();
      end("count", right, base, times);
      right -= SMALL.width(times) + 6;
    }
    label(shape, exit, x, right, base, row.middle());
    out.append("</g>\n");
  }

  private void label(Shape shape, Exit exit, double x, double right, double base, double middle) {
    double room = right - x;
    Target target = exit.target();
    if (target instanceof Target.Into into) {
      String label = exit.label().isEmpty() ? into.name() : exit.label();
      text("label", x, base, Shape.TEXT.cut(label, room - 2 * BADGE - 4));
      badge(into.script(), right - BADGE + 1, middle);
    } else if (target instanceof Target.Again back) {
      String label = exit.label();
      text("label", x, base, Shape.TEXT.cut(label, room - 14));
      double used = label.isEmpty() ? 0 : Shape.TEXT.width(label) + 8;
      String name = SMALL.cut(back.name(), Math.max(room - used - 16, 0));
      icon("M3 4.2h4.5a2.4 2.4 0 0 1 0 4.8h-3M5 2l-2.2 2.2 2.2 2.2", right - 12, middle - 6, "");
      if (name.length() > 6 && !back.box().equals(shape.box().id()))
        end("note", right - 15, base - .5, name);
    } else if (target instanceof Target.Away away) {
      String where = Wording.place(away.url());
      String text = exit.label().isEmpty() ? away.url() : exit.label() + " → " + where;
      rectangle("away", x - 4, middle - 8, room + 6, 16, 4);
      text("label", x + 1, base, Shape.TEXT.cut(text, room - 4));
    } else {
      text("label", x, base, Shape.TEXT.cut(exit.label(), room));
    }
  }

  private void over(Shape shape, Exit exit) {
    boolean faint = drawing.chart().counted() && exit.times() == 0 && shape.box().times() > 0;
    double middle = shape.door(exit);
    out.append("<g").append(faint ? " class=\"faint\"" : "").append("><path class=\"way ");
    out.append(tone(exit)).append(drawing.chart().counted() && exit.times() > 0 ? " taken" : "");
    out.append("\" d=\"M").append(number(Shape.WIDTH)).append(' ').append(number(middle));
    out.append("h5\"/><circle class=\"over\" r=\"4\"");
    attribute("cx", number(Shape.WIDTH + 9));
    attribute("cy", number(middle));
    out.append("/></g>\n");
  }

  private void badge(int number, double x, double y) {
    out.append("<circle class=\"badge\"");
    attribute("cx", number(x));
    attribute("cy", number(y));
    attribute("r", number(BADGE));
    out.append("/>");
    text("badgetext", x, y + 3.6, Integer.toString(number));
  }

  private void icon(String path, double x, double y, String style) {
    out.append("<path class=\"icon ").append(style).append('"');
    attribute("transform", "translate(" + number(x) + " " + number(y) + ")");
    attribute("d", path);
    out.append("/>");
  }

  private void rectangle(
      String style, double x, double y, double width, double height, double round) {
    out.append("<rect");
    attribute("class", style);
    attribute("x", number(x));
    attribute("y", number(y));
    attribute("width", number(width));
    attribute("height", number(height));
    if (round > 0) attribute("rx", number(round));
    out.append("/>");
  }

  private void text(String style, double x, double y, String text) {
    text(style, x, y, text, "", 0);
  }

  private void end(String style, double x, double y, String text) {
    text(style, x, y, text, "end", 0);
  }

  private void text(String style, double x, double y, String text, String anchor, int line) {
    if (text.isEmpty()) return;
    out.append("<text");
    if (!style.isEmpty()) attribute("class", style);
    if (!anchor.isEmpty()) attribute("text-anchor", anchor);
    data("line", line);
    attribute("x", number(x));
    attribute("y", number(y));
    out.append('>').append(XmlText.escaped(text)).append("</text>");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(XmlText.escaped(text));
    out.append("</").append(name).append(">\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(XmlText.escaped(value)).append('"');
  }

  /** A line of the document; 0 is none. */
  private void data(String name, int line) {
    if (inPage && line > 0) attribute("data-" + name, Integer.toString(line));
  }

  private static String pair(Point point) {
    return number(point.x()) + " " + number(point.y());
  }

  /** A tenth of a pixel is exact enough. */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
