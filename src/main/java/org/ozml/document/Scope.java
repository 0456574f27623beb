package org.ozml.document;

import org.jspecify.annotations.Nullable;

/** Where a template finds its variables. */
@FunctionalInterface
public interface Scope {
  /**
   * Finds a variable.
   *
   * @param name in lower case, because case does not matter
   * @return null when no such variable is set: the reference then stays as written
   */
  @Nullable Variable find(String name);

  /** Told of a reference that nothing stands for, as it is written. */
  default void undefined(String reference) {}
}
