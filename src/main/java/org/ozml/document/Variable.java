package org.ozml.document;

import java.util.Map;

/**
 * What a {@code $name} stands for.
 *
 * @param text what {@code $name} alone is replaced by
 * @param members what {@code $name.member} is replaced by, by lower-case name; usually empty
 */
public record Variable(String text, Map<String, String> members) {
  /** A variable without members. */
  public Variable(String text) {
    this(text, Map.of());
  }
}
