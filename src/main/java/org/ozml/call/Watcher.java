package org.ozml.call;

import org.jspecify.annotations.Nullable;

/**
 * Is told of changes on calls and legs as they happen, also when nobody reads the trace. It must be
 * quick; orders on calls are given later, from tasks of the loop.
 */
public interface Watcher {
  /**
   * A call has changed its state.
   *
   * @param previous null for a new call
   */
  default void changed(Call call, @Nullable CallState previous) {}

  /** Somebody has sat down in a call, has left it, or is held or heard in another way. */
  default void seats(Call call) {}

  /** A leg is new, or its state has changed. */
  default void leg(Leg leg) {}
}
