package org.ozml.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 has it, and nothing that is only like it. Objects become maps in the order
 * in which they are written, numbers {@link BigDecimal}.
 */
public final class JsonReader {
  /** No longer than anybody needs: to calculate with a hundred thousand digits takes a while. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,999})(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,3})?");

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  /** A value that is nested deeper has not been written by us. */
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  /** What is not JSON; the message says in which column, and what was expected there. */
  public static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    private NotJson(String message) {
      super(message);
    }
  }

  private JsonReader(String text) {
    this.text = text;
  }

  /** Returns the value that a text consists of: a map, list, text, number, boolean or null. */
  public static @Nullable Object read(String text) throws NotJson {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.space();
    if (reader.at < text.length()) throw reader.wrong("the end");
    return value;
  }

  private NotJson wrong(String expected) {
    return new NotJson("not JSON: expected %s at column %d".formatted(expected, at + 1));
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private boolean take(String expected) {
    space();
    if (!text.startsWith(expected, at)) return false;
    at += expected.length();
    return true;
  }

  private void need(String expected) throws NotJson {
    if (!take(expected)) throw wrong("'" + expected + "'");
  }

  private @Nullable Object value() throws NotJson {
    if (++depth > DEEPEST) throw wrong("no more than %d levels".formatted(DEEPEST));
    try {
      if (take("{")) return map();
      if (take("[")) return list();
      if (take("\"")) return string();
      if (take("true")) return true;
      if (take("false")) return false;
      if (take("null")) return null;
      Matcher number = NUMBER.matcher(text).region(at, text.length());
      if (!number.lookingAt()) throw wrong("a value");
      at = number.end();
      return new BigDecimal(number.group());
    } finally {
      depth--;
    }
  }

  private Map<String, @Nullable Object> map() throws NotJson {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (take("}")) return map;
    do {
      need("\"");
      String name = string();
      if (map.containsKey(name)) throw wrong("another name than '%s' again".formatted(name));
      need(":");
      map.put(name, value());
    } while (take(","));
    need("}");
    return map;
  }

  private List<@Nullable Object> list() throws NotJson {
    List<@Nullable Object> list = new ArrayList<>();
    if (take("]")) return list;
    do list.add(value());
    while (take(","));
    need("]");
    return list;
  }

  private String string() throws NotJson {
    StringBuilder read = new StringBuilder();
    while (at < text.length() && text.charAt(at) >= ' ') {
      char c = text.charAt(at++);
      if (c == '"') return read.toString();
      read.append(c == '\\' ? escaped() : c);
    }
    throw wrong("'\"'");
  }

  private char escaped() throws NotJson {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    int simple = ESCAPES.indexOf(c);
    if (simple >= 0) return ESCAPED.charAt(simple);
    Matcher hex = HEX.matcher(text).region(at, text.length());
    if (c != 'u' || !hex.lookingAt()) throw wrong("an escaped character");
    at = hex.end();
    return (char) Integer.parseInt(hex.group(), 16);
  }
}
