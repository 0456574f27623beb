package org.ozml.coverage;

import org.jspecify.annotations.Nullable;

/**
 * Something in a script that a test should make happen.
 *
 * @param line of the element that it belongs to, from 1
 * @param column of that element, from 1
 * @param mark what a trace has to tell of the element
 * @param words such as {@code key 2}, {@code no key}, {@code BlindTransfer fails}
 * @param within the point without which this one cannot be: of its command, or of the Input or
 *     other block in which it stands; null: of none
 */
public record Point(
    Kind kind, int line, int column, Mark mark, String words, @Nullable Point within) {
  /** What tests are wanted for. */
  public enum Kind {
    /** A command runs. */
    COMMAND("commands"),
    /** A key of a menu is pressed, its back key too. */
    KEY("keys"),
    /** No key is pressed, or one that the menu does not know. */
    OTHERWISE("no/other key"),
    /**
     * A transfer, call or jump succeeds or fails, a message comes or not, a web application answers
     * or not.
     */
    OUTCOME("outcomes");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns its plural. */
    public String words() {
      return words;
    }
  }
}
