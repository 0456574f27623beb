package org.ozml.call;

import org.jspecify.annotations.Nullable;

/**
 * The port that says where a number leads: dial plan, Route and skill queue are all this. It
 * answers by reporting {@link Report.Routed}, now or later.
 */
public interface Routing {
  /**
   * One question.
   *
   * @param id to be repeated in the answer
   * @param call the call that somebody is wanted for
   * @param target what was dialled
   * @param last how the previous try for the same target ended; null at first
   */
  record Query(long id, Call call, String target, @Nullable Failure last) {}

  /** Asks; must not answer from inside. */
  void resolve(Query query);

  /** The answer is no longer wanted; one that comes all the same is ignored. */
  default void cancel(long query) {}
}
