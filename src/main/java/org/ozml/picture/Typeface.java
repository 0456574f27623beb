package org.ozml.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide a text is, without a screen: the widths of Helvetica, which Arial and Liberation Sans
 * share, in thousandths of the size.
 */
final class Typeface {
  /** From the space to the tilde. */
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /** Bold letters are about this much wider. */
  private static final double BOLD = 1.07;

  private static final String ELLIPSIS = "…";

  private final double size;
  private final double stretch;

  Typeface(double size, boolean bold) {
    this.size = size;
    stretch = bold ? BOLD : 1;
  }

  /** Returns the width of a text. */
  double width(String text) {
    return text.codePoints().mapToDouble(this::width).sum();
  }

  private double width(int character) {
    int at = character - ' ';
    int width = 600;
    if (at >= 0 && at < WIDTHS.length) width = WIDTHS[at];
    else if (character == '“' || character == '”') width = 333;
    else if (character == '…' || character >= 0x1100) width = 1000;
    return width * size / 1000 * stretch;
  }

  /** Returns as much of a text as fits. */
  String cut(String text, double room) {
    if (width(text) <= room) return text;
    int end = fitting(text, room - width(ELLIPSIS));
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** Breaks a text between words; what does not fit into the last line is cut. */
  List<String> wrap(String text, double room, int lines) {
    List<String> wrapped = new ArrayList<>();
    String rest = text;
    while (wrapped.size() < lines - 1 && width(rest) > room) {
      int end = fitting(rest, room);
      int space = rest.lastIndexOf(' ', end);
      if (space <= 0) break;
      wrapped.add(rest.substring(0, space));
      rest = rest.substring(space + 1);
    }
    wrapped.add(cut(rest, room));
    return wrapped;
  }

  private int fitting(String text, double room) {
    double used = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      used += width(character);
      if (used > room) break;
      end += Character.charCount(character);
    }
    return end;
  }
}
