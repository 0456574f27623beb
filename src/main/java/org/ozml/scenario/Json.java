package org.ozml.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON: maps, lists, texts, numbers, booleans and null. A trace and a report need
 * no more, and a short command has no time to load a library.
 */
public final class Json {
  private Json() {}

  /** Returns a value on one line. */
  public static String line(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text, -1);
    return text.toString();
  }

  /** Returns a value on many lines, indented. */
  public static String indented(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text, 0);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text, int indent) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      String comma = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(comma);
        comma = ",";
        newLine(text, indent, 1);
        quote(String.valueOf(entry.getKey()), text);
        text.append(indent < 0 ? ":" : ": ");
        write(entry.getValue(), text, indent < 0 ? indent : indent + 1);
      }
      if (!map.isEmpty()) newLine(text, indent, 0);
      text.append('}');
    } else if (value instanceof Iterable<?> list) {
      text.append('[');
      String comma = "";
      for (Object item : list) {
        text.append(comma);
        comma = ",";
        newLine(text, indent, 1);
        write(item, text, indent < 0 ? indent : indent + 1);
      }
      if (!comma.isEmpty()) newLine(text, indent, 0);
      text.append(']');
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      quote(value.toString(), text);
    }
  }

  private static void newLine(StringBuilder text, int indent, int deeper) {
    if (indent >= 0) text.append('\n').append("  ".repeat(indent + deeper));
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(value, i))) {
            text.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** Half a character has no place in UTF-8. */
  private static boolean paired(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }
}
