package org.ozml.document;

/**
 * Where a document came from, and its text.
 *
 * @param name file name or URL, as diagnostics print it
 * @param text the decoded text
 */
public record Source(String name, String text) {

  /** Of elements that stand in no document. */
  static final Source NONE = new Source("", "");

  /** Returns a line without its end; empty beyond the last. */
  public String line(int number) {
    int start = offset(number);
    return start < 0 ? "" : line(start, text.length());
  }

  /** Returns what stands in a line from a character on, and no more than so many. */
  String line(int from, int most) {
    int start = Math.max(0, Math.min(from, text.length()));
    int end = start;
    while (end < text.length() && end - start < most && !isEnd(text.charAt(end))) end++;
    return text.substring(start, end);
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private int offset(int line) {
    int start = 0;
    for (int at = 1; at < line; at++) {
      start = nextLine(start);
      if (start < 0) return -1;
    }
    return start;
  }

  private int nextLine(int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') return i + 1;
      if (c == '\r') return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
    }
    return -1;
  }

  /** Returns the place of a character. */
  public Position at(int offset) {
    int line = 1;
    int start = 0;
    int end = Math.max(0, Math.min(offset, text.length()));
    for (int next = nextLine(0); next >= 0 && next <= end; next = nextLine(next)) {
      start = next;
      line++;
    }
    return new Position(line, end - start + 1, end);
  }

  /**
   * Returns the place of a character behind a known place; in a large text with many findings
   * counting from the start each time would take minutes.
   */
  Position at(int offset, Position from) {
    int line = from.line();
    int start = from.offset() - from.column() + 1;
    int end = Math.max(from.offset(), Math.min(offset, text.length()));
    for (int i = from.offset(); i < end; i++) {
      char c = text.charAt(i);
      if (c != '\n' && (c != '\r' || (i + 1 < end && text.charAt(i + 1) == '\n'))) continue;
      start = i + 1;
      line++;
    }
    return new Position(line, end - start + 1, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
