package org.ozml.debugger;

import org.ozml.call.TraceEvent;

/**
 * How far a run is to go.
 *
 * @param test says at which event it stops
 * @param from the time that it is at least, even if the last thing happens before, in nanoseconds
 *     of virtual time
 * @param time when it stops at the latest, likewise
 */
record Goal(Test test, long from, long time) {
  static final long NEVER = Long.MAX_VALUE;

  /** Which event it is. */
  @FunctionalInterface
  interface Test {
    /**
     * Returns whether the run stops here.
     *
     * @param index how many events came before
     */
    boolean stopsAt(TraceEvent event, int index, Execution execution);
  }

  /** The event with a certain number of events before it. */
  static Goal event(int wanted) {
    return new Goal((event, index, execution) -> index == wanted, 0, NEVER);
  }

  /** A time, when everything has happened that is due until then. */
  static Goal time(long time) {
    return new Goal((event, index, execution) -> false, time, time);
  }
}
