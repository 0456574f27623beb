package org.ozml.exploration;

import java.util.List;
import org.ozml.document.Place;

/**
 * Something that is wrong on a path.
 *
 * @param what is wrong, in a sentence
 * @param place the command that it is about
 * @param line the line of the script that it stands in
 * @param sequence what has to happen, in words
 * @param scenario a scenario that shows it, for {@code ozml test}
 */
public record Finding(
    Kind kind, String what, Place place, String line, List<String> sequence, Story scenario) {
  /** What can be wrong. */
  public enum Kind {
    RUN_TIME_ERROR("run-time error"),
    DEAD_END("dead end"),
    ENDLESS_LOOP("endless loop"),
    ON_HOLD("stays on hold"),
    IDLE_KEY("key that does nothing"),
    NEVER_HEARD("never heard");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns it in words. */
    public String words() {
      return words;
    }
  }

  /** Copies the list. */
  public Finding {
    sequence = List.copyOf(sequence);
  }
}
