package org.ozml.exploration;

import java.util.HashSet;
import java.util.Set;

/**
 * Where somebody has hung up already: once in each situation is enough, whatever the variables hold
 * then, for a hang-up ends the script there.
 */
final class Interruptions {
  private final Set<Interruption> all = new HashSet<>();

  private record Interruption(String visible, Choice.HangsUp who) {}

  boolean contains(String visible, Choice.HangsUp who) {
    return all.contains(new Interruption(visible, who));
  }

  /** Adds one; false when it is there already. */
  boolean add(String visible, Choice.HangsUp who) {
    return all.add(new Interruption(visible, who));
  }
}
