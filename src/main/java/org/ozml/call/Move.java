package org.ozml.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves one party of a call to a number, as BlindTransfer does: the other party is released when
 * the target answers, and when nobody does everything is as it was. The gateway's ways of
 * transferring are other policies of the same operation (call model, Concepts).
 */
final class Move extends CallOperation implements Hunt.Client {
  private final Call call;
  private final Seat moved;
  private final Seat leaving;
  private final String target;
  private final Hunt hunt;
  private @Nullable Occupant found;

  /** How the call ends when nobody is left to return to. */
  private CallState abandoned = CallState.COMPLETED;

  Move(Switchboard board, Listener listener, Call call, Seat moved, String target, Duration ring) {
    super(board, listener);
    this.call = call;
    this.moved = moved;
    this.leaving = call.other(moved);
    this.target = target;
    ShownId shown = new ShownId(moved.number(), "");
    this.hunt = new Hunt(board, call, this, target, shown, ring);
    call.operation = this;
  }

  @Override
  public Call call() {
    return call;
  }

  @Override
  List<Call> calls() {
    return List.of(call);
  }

  void start() {
    board.mix(call, null);
    hunt.start();
  }

  @Override
  public void found(Occupant occupant) {
    found = occupant;
    if (occupant instanceof Leg leg) leg.joins = this;
    board.mix(call, this);
  }

  @Override
  void mixed(boolean good) {
    Occupant target = found;
    if (target == null) return;
    if (!good) {
      drop(target);
      restore(Failure.ERROR);
      return;
    }
    found = null;
    if (target instanceof Leg leg) leg.joins = null;
    call.operation = null;
    Occupant left = leaving.vacate();
    leaving.take(target);
    complete(Result.OK); // told first: a script that is released hears of its success
    if (left != null) board.release(left, call, Script.Leaving.TRANSFERRED);
    call.state(CallState.IN_CALL);
    board.partyChanged(leaving);
    board.mix(call, null);
    if (target instanceof Script script) {
      board.loop().execute(() -> script.connected(call));
    }
  }

  @Override
  public void failed(Failure why) {
    restore(why);
  }

  /** Whoever ordered it does not want it any more. */
  void callOff() {
    if (result() != null || found != null) return;
    hunt.cancel();
    restore(Failure.CANCELLED);
  }

  private void restore(Failure why) {
    found = null;
    call.operation = null;
    fail(target, why);
    if (leaving.occupant() == null) board.end(call, abandoned);
    else board.mix(call, null);
  }

  @Override
  void left(Seat seat, Cause cause) {
    if (seat != moved) {
      abandoned = cause.callState(); // who transfers may leave early: that is the release
      return;
    }
    call.operation = null;
    boolean lost = cause == Cause.FAILED;
    if (found == null) {
      fail(target, lost ? Failure.ERROR : Failure.CANCELLED);
      hunt.cancel();
    } else {
      // The target had answered: the transfer was done, and then its call ended.
      complete(lost ? Result.connectFailed(target, Failure.ERROR) : Result.OK);
      leaving.expect(found.number());
      drop(found);
    }
    // Last: a script that is released hears of the outcome before.
    board.end(call, cause.callState());
  }

  /** The target's leg, which has answered and sits nowhere yet, is over. */
  void targetLost(Cause cause) {
    restore(cause == Cause.FAILED ? Failure.ERROR : Failure.COMPLETED);
  }

  /** The target goes on with another device. */
  void replaced(Leg old, Leg by) {
    old.joins = null;
    by.joins = this;
    found = by;
    board.mix(call, null);
  }

  private void drop(Occupant occupant) {
    found = null;
    if (occupant instanceof Leg leg) leg.joins = null;
    board.release(occupant, call, Script.Leaving.HUNG_UP);
  }

  @Override
  void hungUp(Call hungUp) {
    call.operation = null;
    if (found == null) hunt.cancel();
    else drop(found);
    fail(target, Failure.CANCELLED);
  }

  @Override
  @Nullable Hearing hearing(Seat seat) {
    if (seat != moved) return Hearing.NOTHING;
    if (found instanceof Leg leg) return Hearing.of(leg);
    return found == null ? Hearing.RINGBACK : Hearing.NOTHING;
  }

  /** Returns the target's leg and what it hears while it is being joined. */
  @Nullable Leg joining() {
    return found instanceof Leg leg ? leg : null;
  }

  Hearing targetHears() {
    return Hearing.of(moved);
  }
}
