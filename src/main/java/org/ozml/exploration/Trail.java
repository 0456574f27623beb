package org.ozml.exploration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path: its choices, the latest one first. Paths share their beginnings.
 *
 * @param before what was chosen before; null: this is the beginning, where nothing is chosen
 * @param moment which of the moments at which something could be chosen it was, from 1
 * @param choice what was chosen then
 * @param length how many choices there are
 * @param cost how long the sequence is in which they are told
 */
record Trail(@Nullable Trail before, int moment, Choice choice, int length, int cost) {
  static final Trail BEGIN = new Trail(null, 0, new Choice.GoesOn(), 0, 0);

  /** Returns the path that goes on with one of a fork's choices. */
  Trail with(Fork fork, int choice) {
    Choice chosen = fork.choices().get(choice);
    return new Trail(this, fork.moment(), chosen, length + 1, cost + chosen.cost());
  }

  /** Returns the choices, the first one first. */
  List<Trail> all() {
    List<Trail> all = new ArrayList<>(length);
    for (Trail one = this; one != null && one.length > 0; one = one.before) all.add(one);
    Collections.reverse(all);
    return all;
  }
}
