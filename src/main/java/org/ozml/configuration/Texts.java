package org.ozml.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes texts, numbers and paths from a configuration.
 *
 * @param folder what paths are relative to
 * @param environment where <code>${NAME}</code> is looked up
 */
record Texts(Path folder, Map<String, String> environment) {
  private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w+)}");

  String needed(Yaml yaml, Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    if (entry == null) throw yaml.wrong("'%s' is missing here".formatted(name));
    return text(entry, "");
  }

  String text(@Nullable Yaml yaml, String usual) {
    if (yaml == null) return usual;
    Matcher secret = SECRET.matcher(yaml.text());
    if (!secret.matches()) return yaml.text();
    String value = environment.get(secret.group(1));
    if (value == null) {
      throw yaml.wrong(
          "the environment has no %s; set it, or write the value here".formatted(secret.group(1)));
    }
    return value;
  }

  String url(Yaml yaml) {
    String url = text(yaml, "");
    if (url.matches("(?i)https?://.+")) return url;
    throw yaml.wrong("'%s' is no URL; expected http://... or https://...".formatted(url));
  }

  Path path(Yaml yaml) {
    String name = text(yaml, "");
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw yaml.wrong("'%s' is no path: %s".formatted(name, e.getReason()));
    }
  }

  static Duration positive(@Nullable Yaml yaml, Duration usual) {
    if (yaml == null) return usual;
    if (yaml.duration().isZero()) throw yaml.wrong("there must be some time, such as 5s");
    return yaml.duration();
  }

  static int number(@Nullable Yaml yaml, int usual, int most) {
    return number(yaml, usual, 1, most);
  }

  static int number(@Nullable Yaml yaml, int usual, int least, int most) {
    if (yaml == null) return usual;
    int number = yaml.number();
    if (number >= least && number <= most) return number;
    throw yaml.wrong("'%d' is out of range; expected %d to %d".formatted(number, least, most));
  }
}
