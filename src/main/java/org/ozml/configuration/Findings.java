package org.ozml.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file: all of it is said at once, not one thing a try. */
final class Findings {
  private final List<String> messages = new ArrayList<>();

  /**
   * Reads a part; what is wrong with it is noted. Its value is not used then: {@link #or} throws.
   */
  @SuppressWarnings("NullAway")
  <T> T read(Supplier<T> part) {
    return maybe(part);
  }

  /** Reads a part that may be absent. */
  <T> @Nullable T maybe(Supplier<@Nullable T> part) {
    try {
      return part.get();
    } catch (YamlException e) {
      messages.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Returns whether nothing was wrong until now, so that what was read can be used. */
  boolean good() {
    return messages.isEmpty();
  }

  /** Makes a part of several parts, or anything instead when something was wrong before. */
  <T> T part(T otherwise, Supplier<T> part) {
    return good() ? part.get() : otherwise;
  }

  /** Makes the whole, unless something was wrong. */
  <T> T or(Supplier<T> whole) {
    if (good()) return whole.get();
    throw new YamlException(String.join("\n", messages));
  }
}
