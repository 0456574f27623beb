package org.ozml.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves one party of a call to a number, or brings a third one in. What becomes of the transferor
 * and what the moved party hears meanwhile is the {@link Policy}'s; the rest is one and the same
 * for all (call model, Concepts, and interleavings 10 to 20).
 */
final class Move extends CallOperation implements Hunt.Client {
  private final Call call;
  private final Seat moved;
  private final Seat transferor;
  private final String target;
  private final Hunt hunt;
  private Policy policy;
  private @Nullable Occupant found;

  /** How the call ends when nobody is left to return to. */
  private CallState abandoned = CallState.COMPLETED;

  Move(
      Switchboard board,
      Listener listener,
      Seat transferor,
      String target,
      Policy policy,
      ShownId shown,
      Duration ring) {
    super(board, listener);
    this.call = transferor.call();
    this.transferor = transferor;
    this.moved = call.other(transferor);
    this.target = target;
    this.policy = policy;
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
    if (policy == Policy.BLIND) {
      abandoned = CallState.ERROR;
      Occupant out = transferor.vacate();
      if (out != null) board.release(out, call, Script.Leaving.TRANSFERRED);
    }
    if (policy.holds()) moved.held(true);
    board.mix(call, null);
    hunt.start();
  }

  // ---- the target

  @Override
  public void found(Occupant occupant) {
    found = occupant;
    if (occupant instanceof Leg leg) leg.joins = this;
    board.mix(call, this);
  }

  @Override
  void mixed(boolean good) {
    Occupant target = found;
    if (target == null || result() != null) return;
    if (good) {
      join(target);
    } else {
      drop(target);
      restore(Failure.ERROR);
    }
  }

  private void join(Occupant target) {
    found = null;
    if (target instanceof Leg leg) leg.joins = null;
    call.operation = null;
    Seat place = policy.stays() ? call.seat(Role.THIRD) : transferor;
    Occupant out = null;
    if (policy == Policy.HANG_UP && transferor.occupant() != null) {
      call.seat(Role.THIRD).takeFrom(transferor);
      call.suspend(transferor);
    } else if (!policy.stays()) {
      out = transferor.vacate();
    }
    place.take(target);
    if (policy == Policy.THREE_PARTY_HELD) moved.held(false);
    complete(Result.OK); // told first: a script that is released hears of its success
    if (out != null) board.release(out, call, Script.Leaving.TRANSFERRED);
    call.state(CallState.IN_CALL);
    board.partyChanged(place);
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
    moved.held(false);
    fail(target, why);
    if (transferor.occupant() == null) board.end(call, abandoned);
    else board.mix(call, null);
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

  // ---- the others

  @Override
  void left(Seat seat, Cause cause) {
    if (seat != moved) transferorLeft(cause);
    else if (found != null && policy.stays()) movedLeftTheThree(seat, cause);
    else movedLeft(cause);
  }

  /** Who transfers may leave early: that is the release, whatever the policy. */
  private void transferorLeft(Cause cause) {
    abandoned = cause.callState();
    policy = Policy.RELEASE_AFTER_TRANSFER;
    moved.held(false);
    board.mix(call, null);
  }

  /** The target had answered: the transfer was done, and then its call lost one of three. */
  private void movedLeftTheThree(Seat seat, Cause cause) {
    Occupant target = found;
    if (target != null) join(target);
    board.leave(seat, cause);
  }

  private void movedLeft(Cause cause) {
    call.operation = null;
    boolean lost = cause == Cause.FAILED;
    if (found == null) {
      fail(target, lost ? Failure.ERROR : Failure.CANCELLED);
      hunt.cancel();
    } else {
      // The target had answered: the transfer was done, and then its call ended.
      complete(lost ? Result.connectFailed(target, Failure.ERROR) : Result.OK);
      transferor.expect(found.number());
      drop(found);
    }
    // Last: a script that is released hears of the outcome before.
    board.end(call, cause.callState());
  }

  @Override
  void hungUp(Call hungUp) {
    call.operation = null;
    if (found == null) hunt.cancel();
    else drop(found);
    fail(target, Failure.CANCELLED);
  }

  // ---- who hears whom

  @Override
  @Nullable Hearing hearing(Seat seat) {
    if (!policy.stays()) return seat == moved ? ofTarget() : Hearing.NOTHING;
    if (seat == moved) return moved.isHeld() && !joinsAll() ? Hearing.HOLD_MUSIC : withTarget(seat);
    return found == null && moved.isHeld() ? Hearing.RINGBACK : withTarget(seat);
  }

  private Hearing ofTarget() {
    return found == null ? Hearing.RINGBACK : Mix.of(List.of(), joining());
  }

  /** Of three, each hears the others, unless one is held. */
  private @Nullable Hearing withTarget(Seat seat) {
    return found == null ? null : Mix.of(present(seat), joining());
  }

  /** Who is heard beside the target. */
  private List<Seat> present(Seat hearer) {
    Seat other = call.other(hearer);
    return other == moved && moved.isHeld() && !joinsAll() ? List.of() : List.of(other);
  }

  private boolean joinsAll() {
    return found != null && policy != Policy.TALK_FORWARDING;
  }

  /** Returns the target's leg while it is being joined; null when there is none. */
  @Nullable Leg joining() {
    return found instanceof Leg leg ? leg : null;
  }

  /** Returns what it hears meanwhile. */
  Hearing targetHears() {
    if (!policy.stays()) return Mix.of(List.of(moved), null);
    return Mix.of(joinsAll() ? List.of(moved, transferor) : List.of(transferor), null);
  }
}
