package org.ozml.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The extensions and the outside lines of a system, by number. */
public final class Numbers {
  /** None at all. */
  public static final Numbers NONE = new Numbers(List.of());

  private final Map<String, Extension> extensions = new LinkedHashMap<>();
  private final List<Extension.Line> lines = new ArrayList<>();

  /**
   * Takes extensions and lines, in order.
   *
   * @throws IllegalArgumentException if there are two with one number
   */
  public Numbers(List<? extends Extension> all) {
    for (Extension one : all) {
      if (one instanceof Extension.Line line) lines.add(line);
      else if (extensions.put(one.number(), one) != null) {
        throw new IllegalArgumentException("there are two extensions " + one.number());
      }
    }
    lines.sort(Comparator.comparing((Extension.Line line) -> line.number().length()).reversed());
  }

  /** Returns the extension with a number; null when there is none. */
  public @Nullable Extension extension(String number) {
    return extensions.get(number);
  }

  /** Returns the line that a dialled number goes out on; null when there is none. */
  public Extension.@Nullable Line line(String dialled) {
    for (Extension.Line line : lines) {
      if (dialled.startsWith(line.number()) && dialled.length() > line.number().length()) {
        return line;
      }
    }
    return null;
  }

  /** Returns the extensions, in order. */
  public List<Extension> extensions() {
    return List.copyOf(extensions.values());
  }

  /** Returns the lines, the longest prefix first. */
  public List<Extension.Line> lines() {
    return List.copyOf(lines);
  }
}
