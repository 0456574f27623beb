package org.ozml.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation on who talks to whom: Dial, Join or Move. While it is in progress its calls refuse
 * another one; a hang-up always works and is told to it (call model, Concepts).
 */
abstract class CallOperation extends Operation {
  CallOperation(Switchboard board, Listener listener) {
    super(board, listener);
  }

  /** Returns the calls that it is an operation on. */
  abstract List<Call> calls();

  /** Somebody has left a seat of a call of this operation; the seat is empty. */
  abstract void left(Seat seat, Cause cause);

  /** A call of this operation is being hung up by a command; its seats are still filled. */
  abstract void hungUp(Call call);

  /**
   * Returns what a leg in a seat hears because of this operation; null: what it would hear anyway.
   */
  @Nullable Hearing hearing(Seat seat) {
    return null;
  }

  /** The mix that this operation waited for stands, or cannot be made. */
  void mixed(boolean good) {}
}
