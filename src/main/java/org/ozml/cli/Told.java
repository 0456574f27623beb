package org.ozml.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.scenario.Failure;

/**
 * What came of a scenario file.
 *
 * @param name the file
 * @param failure where it went otherwise; null: nowhere
 * @param problem why it could not be told at all; null: it was told
 * @param bug the fault of ours on which it failed; null: none
 * @param nanos how long it took
 * @param updated whether another transcript is kept beside it now
 */
record Told(
    String name,
    @Nullable Failure failure,
    @Nullable String problem,
    @Nullable Throwable bug,
    long nanos,
    boolean updated) {
  /** One that cannot be told. */
  static Told unusable(String name, String problem, long nanos) {
    return new Told(name, null, problem, null, nanos, false);
  }

  /** One on which we failed; with the place, as a stack trace is only shown on demand. */
  static Told failing(String name, Throwable bug, long nanos) {
    StackTraceElement[] stack = bug.getStackTrace();
    Failure failure =
        new Failure(
            name,
            1,
            "internal error, please report it: " + bug,
            "no error of ours",
            stack.length == 0 ? bug.toString() : bug + " at " + stack[0],
            List.of(),
            null);
    return new Told(name, failure, null, bug, nanos, false);
  }

  boolean good() {
    return failure == null && problem == null;
  }
}
