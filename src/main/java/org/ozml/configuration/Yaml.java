package org.ozml.configuration;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A piece of a YAML file that knows where it stands, so that what is wrong with it can be said with
 * line and column. Scalars are taken as they are written: 0123 is what somebody pressed, not a
 * number.
 */
public final class Yaml {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|m|h|)");

  private final String file;
  private final Node node;

  private Yaml(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /**
   * Reads a text.
   *
   * @throws YamlException when it is not YAML, or empty
   */
  public static Yaml read(String file, String text) {
    try {
      Node root = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) throw new YamlException(file + ":1:1: the file is empty");
      return new Yaml(file, root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String where = mark == null ? "1:1" : (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
      throw new YamlException("%s:%s: not YAML: %s".formatted(file, where, e.getProblem()));
    } catch (YAMLException e) { // nested too deep, or characters that no text has
      String reason = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      throw new YamlException("%s:1:1: not YAML: %s".formatted(file, reason));
    }
  }

  /**
   * Returns what is wrong with this piece, for throwing; the message is given file, line and
   * column.
   */
  public YamlException wrong(String message) {
    Mark mark = node.getStartMark();
    return new YamlException(
        "%s:%d:%d: %s".formatted(file, mark.getLine() + 1, mark.getColumn() + 1, message));
  }

  /** Returns the line, from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** Returns the line, from 1, in which its text begins: behind {@code |} that is the next. */
  public int textLine() {
    boolean block =
        node instanceof ScalarNode scalar
            && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    return block ? line() + 1 : line();
  }

  /** Returns whether it is a text, and no mapping or list. */
  public boolean isText() {
    return node instanceof ScalarNode;
  }

  /** Returns whether it consists of 'name: value' pairs. */
  public boolean isMap() {
    return node instanceof MappingNode;
  }

  /** Returns the text, as it is written. */
  public String text() {
    if (node instanceof ScalarNode scalar) return scalar.getValue();
    throw wrong("expected a text");
  }

  /** Returns the entries of a mapping, in order. */
  public Map<String, Yaml> map() {
    if (!(node instanceof MappingNode mapping)) throw wrong("expected 'name: value' pairs");
    Map<String, Yaml> map = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = new Yaml(file, tuple.getKeyNode()).text();
      if (map.put(key, new Yaml(file, tuple.getValueNode())) != null) {
        throw new Yaml(file, tuple.getKeyNode()).wrong("'%s' is there twice".formatted(key));
      }
    }
    return map;
  }

  /** Returns the entries of a mapping that may have only certain names. */
  public Map<String, Yaml> map(String... names) {
    Map<String, Yaml> map = map();
    for (Map.Entry<String, Yaml> entry : map.entrySet()) {
      if (!Set.of(names).contains(entry.getKey())) {
        throw entry
            .getValue()
            .wrong(
                "unknown entry '%s'; expected %s"
                    .formatted(entry.getKey(), String.join(", ", names)));
      }
    }
    return map;
  }

  /** Returns the entries of a list; a single entry counts as a list of one. */
  public List<Yaml> list() {
    if (!(node instanceof SequenceNode sequence)) return List.of(this);
    List<Yaml> list = new ArrayList<>();
    for (Node entry : sequence.getValue()) list.add(new Yaml(file, entry));
    return list;
  }

  /** Returns a time such as 3s, 0.5s, 200ms, 2min or 2m. */
  public Duration duration() {
    Duration duration = duration(text());
    if (duration == null)
      throw wrong("'%s' is no time; expected 3s, 0.5s, 200ms".formatted(text()));
    return duration;
  }

  /** Reads a time such as 3s, 0.5s, 200ms, 2min or 2m; null when it is none. */
  public static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) return null;
    double factor =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "min", "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1000;
        };
    return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * factor));
  }

  /** Returns true or false, also written yes or no. */
  public boolean flag() {
    return switch (text()) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw wrong("'%s' is neither true nor false".formatted(text()));
    };
  }

  /** Returns a whole number. */
  public int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw wrong("'%s' is no number".formatted(text()));
    }
  }
}
