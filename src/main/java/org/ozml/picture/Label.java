package org.ozml.picture;

import org.ozml.picture.Chart.Exit;

/** Texts for the writers that leave the drawing to others. */
final class Label {
  private static final int LONGEST = 60;

  private Label() {}

  /** Returns what stands at a way out. */
  static String of(Exit exit, boolean counted) {
    String label = (exit.key() + " " + exit.label()).strip();
    if (counted && exit.times() > 0) label = (label + " ×" + exit.times()).strip();
    return cut(label);
  }

  /** Returns a text that is not too long for a box. */
  static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) return text;
    return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)).stripTrailing() + "…";
  }
}
