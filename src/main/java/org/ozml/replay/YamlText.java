package org.ozml.replay;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ozml.scenario.Json;

/** Writes maps, lists and texts as YAML that people like to read. */
final class YamlText {
  /** What needs no quotes, here and in any other YAML: it begins and ends with what is no sign. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 ,.;/()'@+*?!$=_-]|:(?! )|#(?<! #))*(?<![ :])");

  /** Lines below one another, of which the first is not indented. */
  private static final Pattern LINES =
      Pattern.compile("(?:[^ \\p{Cntrl}][^\\p{Cntrl}]*)(?:\\n[^\\p{Cntrl}]*)*\\n");

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  static String of(Map<String, ?> map) {
    YamlText yaml = new YamlText();
    yaml.map(map, 0);
    return yaml.text.toString();
  }

  private void map(Map<?, ?> map, int indent) {
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first || indent == 0) text.append("  ".repeat(indent));
      first = false;
      text.append(scalar(entry.getKey().toString())).append(':');
      value(entry.getValue(), indent + 1);
    }
  }

  private void value(Object value, int indent) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      text.append('\n').append("  ".repeat(indent));
      map(map, indent);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      text.append('\n');
      for (Object item : list) {
        text.append("  ".repeat(indent)).append("-");
        if (item instanceof Map<?, ?> map) {
          text.append(' ');
          map(map, indent + 1);
        } else {
          value(item, indent + 1);
        }
      }
    } else if (value instanceof String lines && isBlock(lines)) {
      text.append(" |\n");
      lines.lines().forEach(line -> text.append("  ".repeat(indent)).append(line).append('\n'));
    } else {
      text.append(' ')
          .append(value instanceof String one ? scalar(one) : Json.line(value))
          .append('\n');
    }
  }

  private static boolean isBlock(String value) {
    return LINES.matcher(value).matches() && value.indexOf('\n') < value.length() - 1;
  }

  private static String scalar(String value) {
    return PLAIN.matcher(value).matches() ? value : Json.line(value);
  }
}
