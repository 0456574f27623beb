package org.ozml.picture;

import java.util.ArrayList;
import java.util.List;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Sort;
import org.ozml.picture.Chart.Target;

/**
 * What stands where in a box, from its upper left corner, in pixels: lines of text, what it is
 * about, a row for each way out.
 *
 * @param box the box
 * @param height of all
 * @param words the lines of text
 * @param head where the title's band begins; negative: there is none
 * @param rows the ways out that have a row
 */
record Shape(Box box, double height, List<Words> words, double head, List<Row> rows) {
  static final double WIDTH = 196;
  static final double HEAD = 25;
  static final double ROW = 21;

  /** Where ways in arrive, and the only way out leaves. */
  static final double DOOR = 15;

  static final double PAD = 9;
  static final double ICON = 17;

  private static final double LINE = 15;
  private static final double GAP = 6;
  private static final int MOST = 5;

  static final Typeface TEXT = new Typeface(11.5, false);

  /**
   * One line of text.
   *
   * @param line what it is of; its icon stands before the first line of text
   * @param base where the letters stand
   */
  record Words(Line line, boolean first, String text, double base) {}

  /**
   * A way out.
   *
   * @param middle where the way leaves
   */
  record Row(Exit exit, double middle) {}

  static Shape of(Box box) {
    List<Words> words = new ArrayList<>();
    double y = text(box.before(), 2, 0, words);
    double head = -1;
    if (!box.title().isEmpty()) {
      head = y;
      y += HEAD;
    }
    y = text(box.lines(), 2, y, words);
    List<Row> rows = new ArrayList<>();
    for (Exit exit : box.exits()) {
      if (!hasRow(exit)) continue;
      rows.add(new Row(exit, y + ROW / 2));
      y += ROW;
    }
    return new Shape(box, Math.max(y, 2 * DOOR), words, head, rows);
  }

  /** Whether a way out has to say something. */
  static boolean hasRow(Exit exit) {
    boolean quiet = exit.key().isEmpty() && exit.label().isEmpty();
    return !quiet || exit.target() instanceof Target.Again || exit.target() instanceof Target.Away;
  }

  /** Whether a row can say so much. */
  static boolean fits(String label) {
    return TEXT.width(label) <= WIDTH - 2 * PAD - ICON;
  }

  private static double text(List<Line> lines, int most, double top, List<Words> words) {
    if (lines.isEmpty()) return top;
    double base = top + GAP + 11;
    for (Line line : shown(lines)) {
      boolean first = true;
      for (String text : TEXT.wrap(line.text(), WIDTH - 2 * PAD - ICON, most)) {
        words.add(new Words(line, first, text, base));
        first = false;
        base += LINE;
      }
    }
    return base - 11 + GAP - 2;
  }

  private static List<Line> shown(List<Line> lines) {
    if (lines.size() <= MOST) return lines;
    List<Line> shown = new ArrayList<>(lines.subList(0, MOST - 1));
    int more = lines.size() - shown.size();
    shown.add(new Line(Sort.OTHER, "and " + more + " more", lines.get(MOST - 1).line()));
    return shown;
  }

  /** Returns where a way out leaves. */
  double door(Exit exit) {
    for (Row row : rows) if (row.exit().equals(exit)) return row.middle();
    return DOOR;
  }
}
