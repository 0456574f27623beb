package org.ozml.scenario;

import java.util.List;
import java.util.Map;
import org.ozml.document.Place;

/**
 * A story that a script has to tell: who does what, what is heard, how it ends.
 *
 * @param name file name, for reports
 * @param scene the script and its circumstances
 * @param steps in order
 * @param racy whether the outcome depends on what of the same instant comes first, so that only
 *     virtual time can tell it
 * @param above how many lines of the file stand above each script that stands in it, by its name
 */
public record Scenario(
    String name, Scene scene, List<Step> steps, boolean racy, Map<String, Integer> above) {
  /** Copies what it is given. */
  public Scenario {
    steps = List.copyOf(steps);
    above = Map.copyOf(above);
  }

  /** Returns where a place is for an editor: a script may stand in this file. */
  Place place(Place place) {
    Integer lines = above.get(place.document());
    return lines == null ? place : new Place(name, lines + place.line(), place.column());
  }
}
