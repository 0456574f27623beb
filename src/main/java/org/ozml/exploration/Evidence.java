package org.ozml.exploration;

import java.util.List;
import org.ozml.document.Place;

/**
 * Something that is wrong, as a walk shows it.
 *
 * @param what is wrong, in a sentence
 * @param place the command that it is about
 * @param shows the steps of a scenario that show it, behind those of the path
 */
record Evidence(Finding.Kind kind, String what, Place place, List<Shown> shows) {
  /**
   * A step of a scenario.
   *
   * @param text null: the sentence is complete without
   */
  record Shown(String sentence, @org.jspecify.annotations.Nullable String text) {}

  static Evidence of(Finding.Kind kind, String what, Place place, Shown... shows) {
    return new Evidence(kind, what, place, List.of(shows));
  }
}
