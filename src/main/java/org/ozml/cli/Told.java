package org.ozml.cli;

import org.jspecify.annotations.Nullable;
import org.ozml.scenario.Failure;

/**
 * What came of a scenario file.
 *
 * @param name the file
 * @param failure where it went otherwise; null: nowhere
 * @param problem why it could not be told at all; null: it was told
 * @param nanos how long it took
 * @param updated whether another transcript is kept beside it now
 */
record Told(
    String name, @Nullable Failure failure, @Nullable String problem, long nanos, boolean updated) {
  boolean good() {
    return failure == null && problem == null;
  }
}
