package org.ozml.exploration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;

/**
 * Something that is wrong, as a walk shows it.
 *
 * @param what is wrong, in a sentence
 * @param place the command that it is about
 * @param shows the steps of a scenario that show it
 * @param event the number of the event that they tell; -1: it is at the end
 */
record Evidence(Finding.Kind kind, String what, Place place, List<Shown> shows, int event) {
  /**
   * A step of a scenario.
   *
   * @param text null: the sentence is complete without
   */
  record Shown(String sentence, @Nullable String text) {}

  static Evidence of(Finding.Kind kind, String what, Place place, Shown... shows) {
    return new Evidence(kind, what, place, List.of(shows), -1);
  }

  /** Returns the same, shown by an event before the end. */
  Evidence at(int number) {
    return new Evidence(kind, what, place, shows, number);
  }
}
