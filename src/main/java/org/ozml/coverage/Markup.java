package org.ozml.coverage;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ozml.document.XmlText;

/** Writes elements, well-formed and escaped, that are XML and HTML alike. */
final class Markup {
  private final StringBuilder text;
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins a document.
   *
   * @param prolog stands before the first element
   */
  Markup(String prolog) {
    text = new StringBuilder(prolog);
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn
   */
  Markup begin(String name, String... attributes) {
    tag(name, attributes);
    text.append('>');
    open.push(name);
    return this;
  }

  private void tag(String name, String... attributes) {
    text.append('<').append(name);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(XmlText.escaped(attributes[i + 1]));
      text.append('"');
    }
  }

  /** Ends the element that began last. */
  Markup end() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element that holds nothing, such as {@code meta}. */
  Markup empty(String name, String... attributes) {
    tag(name, attributes);
    text.append("/>");
    return this;
  }

  /** Writes an element that holds a text. */
  Markup element(String name, String content, String... attributes) {
    return begin(name, attributes).text(content).end();
  }

  Markup text(String content) {
    text.append(XmlText.escaped(content));
    return this;
  }

  /** Begins a line in what is written, for people who read it. */
  Markup line() {
    text.append('\n');
    return this;
  }

  /** Returns what was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
