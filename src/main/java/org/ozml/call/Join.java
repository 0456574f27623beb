package org.ozml.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the party of one call (A) with a second call (B) that the transferor has set up: the moved
 * party comes into B, which goes on; A ends as Transferred. As a rule the transferor is out of both
 * and the moved party takes the seat (AttendedTransfer, connect-held); in a three-party join the
 * transferor stays. When it fails, everything is as it was (call model, interleavings 1 to 9).
 */
final class Join extends CallOperation {
  private final Call from;
  private final Call to;
  private final Seat moved;
  private final Seat transferorInFrom;
  private final Seat transferorInTo;
  private final Seat target;
  private boolean stays;

  /** How a call ends to which the transferor can no longer return. */
  private CallState abandoned = CallState.COMPLETED;

  /**
   * Prepares a transfer.
   *
   * @param transferorInFrom the common party's seat in A; the other one is moved
   * @param transferorInTo the common party's seat in B; the other one is the target
   * @param stays whether the common party stays, and three are in B
   */
  Join(
      Switchboard board,
      Listener listener,
      Seat transferorInFrom,
      Seat transferorInTo,
      boolean stays) {
    super(board, listener);
    this.stays = stays;
    this.from = transferorInFrom.call();
    this.to = transferorInTo.call();
    this.transferorInFrom = transferorInFrom;
    this.transferorInTo = transferorInTo;
    this.moved = from.other(transferorInFrom);
    this.target = to.other(transferorInTo);
    from.operation = this;
    to.operation = this;
  }

  void start() {
    board.mix(from, this);
  }

  @Override
  List<Call> calls() {
    return List.of(from, to);
  }

  @Override
  void mixed(boolean good) {
    if (result() != null) return;
    free();
    if (!good) {
      fail(Failure.ERROR);
      restore(from, transferorInFrom);
      restore(to, transferorInTo);
      return;
    }
    boolean turns = stays && turns();
    Occupant first = transferorInFrom.vacate();
    Seat place = stays ? to.seat(Role.THIRD) : transferorInTo;
    Occupant second = stays ? null : transferorInTo.vacate();
    place.takeFrom(moved);
    Occupant party = place.occupant();
    if (turns) transferorInTo.away(false);
    complete(Result.OK); // told first: a script that is released hears of its success
    if (first != null && !(stays && first == transferorInTo.occupant())) {
      board.release(first, from, Script.Leaving.TRANSFERRED);
    }
    if (second != null) board.release(second, to, Script.Leaving.TRANSFERRED);
    board.end(from, CallState.TRANSFERRED);
    to.state(CallState.IN_CALL);
    board.partyChanged(place);
    board.mix(to, null);
    if (party instanceof Script script) board.loop().execute(() -> script.connected(to));
  }

  @Override
  void left(Seat seat, Cause cause) {
    if (seat == moved) {
      free();
      fail(cause == Cause.FAILED ? Failure.ERROR : Failure.CANCELLED);
      board.end(from, cause.callState());
      restore(to, transferorInTo);
    } else if (seat == target) {
      free();
      fail(cause == Cause.FAILED ? Failure.ERROR : Failure.COMPLETED);
      board.end(to, cause.callState());
      restore(from, transferorInFrom);
    } else {
      abandoned = cause.callState(); // the transferor may leave early: that is the release
      if (seat != transferorInTo || !stays) return;
      stays = false;
      board.mix(to, null);
    }
  }

  /** Whoever stays is among the three from now on, unless he talks in yet another call. */
  private boolean turns() {
    Leg leg = transferorInTo.leg();
    return leg != null && (leg.active == null || calls().contains(leg.active.call()));
  }

  @Override
  void hungUp(Call call) {
    free();
    fail(Failure.CANCELLED);
    restore(call == from ? to : from, call == from ? transferorInTo : transferorInFrom);
  }

  /** Puts a call back as it was; without the transferor nobody is left to return to. */
  private void restore(Call call, Seat transferor) {
    if (transferor.occupant() == null) board.end(call, abandoned);
    else board.mix(call, null);
  }

  private void free() {
    from.operation = null;
    to.operation = null;
  }

  private void fail(Failure why) {
    fail(to.id(), why);
  }

  @Override
  @Nullable Hearing hearing(Seat seat) {
    if (seat == moved)
      return Mix.of(stays ? List.of(target, transferorInTo) : List.of(target), null);
    if (seat == target)
      return Mix.of(stays ? List.of(moved, transferorInTo) : List.of(moved), null);
    boolean here = stays && seat.occupant() == transferorInTo.occupant();
    return here ? Mix.of(List.of(moved, target), null) : Hearing.NOTHING;
  }
}
