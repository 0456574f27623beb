package org.ozml.ccgateway;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of one order, read and checked; those that nobody knows are left aside. */
public final class Fields {
  private final Map<String, Object> values = new HashMap<>();

  /**
   * Reads parameters.
   *
   * @param given from path, query and body, as they came in
   * @throws IllegalArgumentException when one is not as defined; names it
   */
  public Fields(Interface wanted, Map<String, ?> given) {
    for (Field field : wanted.fields()) {
      Object value = given.get(field.name());
      if (value == null || (value.equals("") && field.kind() != Field.Kind.DATA)) {
        if (field.needed()) {
          throw new IllegalArgumentException(
              "%s is missing; expected %s".formatted(field.name(), field.expected()));
        }
      } else {
        values.put(field.name(), field.read(value));
      }
    }
  }

  /** Returns whether a parameter was given, and not empty. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns a text; empty when it was not given. */
  public String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  /** Returns a text; null when it was not given, which for data differs from an empty one. */
  public @Nullable String optional(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  /** Returns a number; the usual one when it was not given. */
  public int number(String name, int usual) {
    return values.get(name) instanceof Long number ? number.intValue() : usual;
  }

  /** Returns a flag; the usual one when it was not given. */
  public boolean flag(String name, boolean usual) {
    return values.get(name) instanceof Boolean flag ? flag : usual;
  }
}
