package org.ozml.document;

/** Text for XML that is written. */
public final class XmlText {
  private static final int REPLACEMENT = 0xFFFD;

  private XmlText() {}

  /**
   * Returns text as it can stand in an element or an attribute. What XML has no way to write, most
   * control characters and halves of characters, becomes the replacement character.
   *
   * <p>Source: XML 1.0, sections 2.2 and 2.4.
   */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(c, escaped));
    return escaped.toString();
  }

  private static void append(int c, StringBuilder to) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      default -> {
        boolean control = c < ' ' && c != '\n' && c != '\t';
        boolean none = c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF);
        to.appendCodePoint(control || none ? REPLACEMENT : c);
      }
    }
  }
}
