package org.ozml.document;

import java.util.List;

/** Helps diagnostics to name things: what was probably meant, and where it stands. */
public final class Spelling {
  private Spelling() {}

  /**
   * Returns {@code "; did you mean 'X'?"} for the nearest candidate, or an empty text when none is
   * near.
   */
  public static String didYouMean(String written, List<String> candidates) {
    String best = "";
    int least = Math.max(1, written.length() / 3) + 1;
    String given = ElementType.lower(written);
    if (given.length() > 60) return "";
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - given.length()) >= least) continue;
      int distance = distance(given, ElementType.lower(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '%s'?".formatted(best);
  }

  /** Counts the insertions, deletions, replacements and swaps that make one word of the other. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) d[i][0] = i;
    for (int j = 0; j <= b.length(); j++) d[0][j] = j;
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
    return d[a.length()][b.length()];
  }

  /** Returns a text that fits into a message. */
  public static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /** Finds an attribute in the start tag at a position; the tag itself when it is not there. */
  static Position place(Source source, Position tag, List<String> spellings) {
    int at = attribute(source.text(), tag.offset(), spellings);
    return at < 0 ? tag : source.at(at, tag);
  }

  /**
   * Returns the offset of an attribute in the start tag at an offset, or -1. One that is written
   * exactly so goes before one in another letter case.
   */
  static int attribute(String text, int tag, List<String> spellings) {
    int similar = -1;
    int at = tag + 1;
    while (at > 0 && at < text.length() && !Character.isWhitespace(text.charAt(at))) at++;
    while (at > 0 && at < text.length()) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
      int equals = text.indexOf('=', at);
      if (equals < 0) break;
      String name = text.substring(at, equals).strip();
      if (name.indexOf('>') >= 0) break; // the tag has ended
      if (spellings.contains(name)) return at;
      if (similar < 0 && spellings.stream().anyMatch(name::equalsIgnoreCase)) similar = at;
      int quote = equals + 1;
      while (quote < text.length() && Character.isWhitespace(text.charAt(quote))) quote++;
      if (quote >= text.length()) break;
      at = text.indexOf(text.charAt(quote), quote + 1) + 1; // 0 when it is not closed
    }
    return similar;
  }

  /**
   * Returns the offset of the {@code >} that ends the tag at an offset; quoted ones do not count.
   */
  public static int endOfTag(String text, int tag) {
    char quote = 0;
    for (int i = tag; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return text.length();
  }
}
