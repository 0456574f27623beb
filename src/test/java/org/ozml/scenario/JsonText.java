package org.ozml.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** Reads JSON strictly by RFC 8259, to judge what is written. */
public final class JsonText {
  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** Returns maps, lists, strings, numbers, booleans and nulls. */
  public static Object read(String text) {
    JsonText reader = new JsonText(text);
    Object value = reader.value();
    reader.space();
    if (reader.at < text.length()) throw reader.wrong();
    return value;
  }

  /** Returns what stands at a path such as {@code runs/0/tool}. */
  public static Object at(Object value, String path) {
    Object found = value;
    for (String name : path.split("/", -1)) {
      found =
          found instanceof List<?> list
              ? list.get(Integer.parseInt(name))
              : ((Map<?, ?>) found).get(name);
      Assertions.assertThat(found).as("%s of %s", name, path).isNotNull();
    }
    return found;
  }

  private AssertionError wrong() {
    return new AssertionError("no JSON at " + at + ": " + text);
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

  private Object value() {
    if (take("{")) {
      Map<String, Object> map = new LinkedHashMap<>();
      if (take("}")) return map;
      do {
        if (!take("\"")) throw wrong();
        String name = string();
        if (!take(":") || map.containsKey(name)) throw wrong();
        map.put(name, value());
      } while (take(","));
      if (!take("}")) throw wrong();
      return map;
    }
    if (take("[")) {
      List<Object> list = new ArrayList<>();
      if (take("]")) return list;
      do list.add(value());
      while (take(","));
      if (!take("]")) throw wrong();
      return list;
    }
    if (take("\"")) return string();
    if (take("true")) return true;
    if (take("false")) return false;
    if (take("null")) return null;
    space();
    var number =
        java.util.regex.Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
            .matcher(text);
    if (!number.region(at, text.length()).lookingAt()) throw wrong();
    at = number.end();
    return new BigDecimal(number.group());
  }

  private String string() {
    StringBuilder read = new StringBuilder();
    while (true) {
      char c = text.charAt(at++);
      if (c == '"') return read.toString();
      if (c < ' ') throw wrong();
      if (c != '\\') {
        read.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      int simple = "\"\\/bfnrt".indexOf(escaped);
      if (simple >= 0) {
        read.append("\"\\/\b\f\n\r\t".charAt(simple));
      } else if (escaped == 'u') {
        read.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
      } else {
        throw wrong();
      }
    }
  }
}
