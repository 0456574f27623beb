package org.ozml.document;

import org.jspecify.annotations.Nullable;

/**
 * Reads a start tag that a parser refused, and says at the first thing that is wrong in it what its
 * author probably meant.
 */
final class StartTag {
  private static final String TYPOGRAPHIC = "“”„‟‘’‚‛«»";

  /** What is wrong, where, and what to do. */
  record Mistake(int offset, String message, String advice) {}

  private final String text;
  private int at;

  private StartTag(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Looks for a mistake.
   *
   * @param tag offset of the {@code <}
   */
  static @Nullable Mistake mistake(String text, int tag) {
    return new StartTag(text, tag).read();
  }

  private @Nullable Mistake read() {
    int tag = at++;
    String element = name();
    if (element.isEmpty()) return null;
    String before = element;
    while (true) {
      boolean blank = blanks();
      int start = at;
      char next = peek();
      if (next == '=' && !blank) return glued(tag, element);
      String name = name();
      if (name.isEmpty()) return null; // the tag's end, or something else is wrong
      if (!blank) {
        return new Mistake(
            start, "no blank between two attributes", "put a blank behind " + shorten(before));
      }
      blanks();
      if (peek() != '=') return noEquals(start, name);
      at++;
      blanks();
      Mistake mistake = value(start, name);
      if (mistake != null) return mistake;
      before = text.substring(start, at);
    }
  }

  /** Reads a value; its mistake is the most frequent one. */
  private @Nullable Mistake value(int start, String name) {
    int open = at;
    char quote = peek();
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, open + 1);
      int next = text.indexOf('<', open);
      if (next >= 0 && (close < 0 || next < close)) {
        return new Mistake(
            open,
            "the attribute value that starts here is not closed before the next '<'",
            "put a quote at its end; a '<' in a value is written &lt;");
      }
      at = close < 0 ? text.length() : close + 1;
      return null;
    }
    if (quote != 0 && TYPOGRAPHIC.indexOf(quote) >= 0) {
      return new Mistake(
          open,
          "a typographic quote, which XML does not know",
          "write \" instead, and see that no word processor changes it");
    }
    if (quote == 0) return null; // cut off
    while (peek() != 0 && !Character.isWhitespace(peek()) && "<>\"'".indexOf(peek()) < 0) at++;
    String value = text.substring(open, at);
    if (peek() == '>' && value.endsWith("/")) value = value.substring(0, value.length() - 1);
    return new Mistake(
        start,
        "the value of attribute '%s' has no quotes".formatted(shorten(name)),
        "write %s=\"%s\"".formatted(shorten(name), shorten(value)));
  }

  private @Nullable Mistake noEquals(int start, String name) {
    char quote = peek();
    if (quote == 0) return null; // cut off
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, at + 1);
      String value = close < 0 ? quote + "..." + quote : text.substring(at, close + 1);
      return new Mistake(
          start,
          "attribute '%s' has no '='".formatted(shorten(name)),
          "write %s=%s".formatted(shorten(name), shorten(value)));
    }
    return new Mistake(
        start,
        "attribute '%s' has no value".formatted(shorten(name)),
        "write %s=\"...\"".formatted(shorten(name)));
  }

  /** An element and its first attribute written as one word. */
  private static @Nullable Mistake glued(int tag, String word) {
    for (int i = word.length() - 1; i > 0; i--) {
      String element = word.substring(0, i);
      ElementType type = ElementType.command(element);
      if (type == null) type = ElementType.inner(element);
      if (type != null && type.parameter(word.substring(i)) != null) {
        return new Mistake(
            tag,
            "no blank between '%s' and '%s'".formatted(element, word.substring(i)),
            "write <%s %s=\"...\">".formatted(element, word.substring(i)));
      }
    }
    return null;
  }

  private boolean blanks() {
    int start = at;
    while (Character.isWhitespace(peek())) at++;
    return at > start;
  }

  private String name() {
    int start = at;
    while (Character.isLetterOrDigit(peek()) || "_.:-".indexOf(peek()) >= 0) at++;
    return text.substring(start, at);
  }

  /** Returns the next character; 0 behind the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static String shorten(String text) {
    return Spelling.shorten(text);
  }
}
