package org.ozml.scenario;

import java.util.List;

/**
 * A story that a script has to tell: who does what, what is heard, how it ends.
 *
 * @param name file name, for reports
 * @param scene the script and its circumstances
 * @param steps in order
 * @param racy whether the outcome depends on what of the same instant comes first, so that only
 *     virtual time can tell it
 */
public record Scenario(String name, Scene scene, List<Step> steps, boolean racy) {
  /** Copies the list. */
  public Scenario {
    steps = List.copyOf(steps);
  }
}
