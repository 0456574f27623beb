package org.ozml.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets a call up: fills the seats that are empty, the caller's first, and connects. It carries
 * Call, Request, CallSetup and every incoming call, and outlives the script that ordered it.
 */
final class Dial extends CallOperation implements Hunt.Client {
  private final Call call;
  private final Duration ringTime;

  /** Seats to be filled and the numbers for them, in order. */
  private final Deque<Seat> wanted = new ArrayDeque<>(2);

  private final Deque<String> numbers = new ArrayDeque<>(2);
  private @Nullable Hunt hunt;
  private @Nullable Diversion diversion;
  private boolean alerted;

  /** A ForwardCall on this call: an outcome of its own on the same hunt. */
  private static final class Diversion extends Operation {
    private final String destination;

    Diversion(Switchboard board, Listener listener, String destination) {
      super(board, listener);
      this.destination = destination;
    }
  }

  Dial(Switchboard board, Listener listener, Call call, Duration ringTime) {
    super(board, listener);
    this.call = call;
    this.ringTime = ringTime;
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

  void want(Seat seat, String number) {
    wanted.add(seat);
    numbers.add(number);
    seat.expect(number);
  }

  void start() {
    hunt = new Hunt(board, call, this, numbers.element(), call.shown(), ringTime);
    hunt.start();
  }

  Operation divert(String destination, Listener listener) {
    if (hunt == null || diversion != null || wanted.element().role() != Role.CALLEE) {
      return refused(board, Result.inappropriate("ForwardCall"));
    }
    diversion = new Diversion(board, listener, destination);
    wanted.element().expect(destination);
    hunt.divert(destination);
    return diversion.ordered();
  }

  @Override
  public void ringing() {
    if (alerted) return;
    Occupant caller = call.caller().occupant();
    if (caller instanceof Leg leg && leg.state() == Leg.State.OFFERED) {
      alerted = true;
      board.host().alert(leg);
    } else if (caller instanceof Script script) {
      alerted = true;
      board.loop().execute(() -> script.ringing(call));
    }
  }

  @Override
  public void found(Occupant occupant) {
    hunt = null;
    wanted.remove().take(occupant);
    numbers.remove();
    if (!wanted.isEmpty()) {
      board.mix(call, null);
      start();
      return;
    }
    Leg caller = call.caller().leg();
    if (caller != null && caller.state() == Leg.State.OFFERED) {
      board.answer(caller);
    } else {
      connect();
    }
  }

  /** The calling device is up, and so is the called one. */
  void callerAnswered() {
    if (wanted.isEmpty()) connect();
  }

  private void connect() {
    call.operation = null;
    call.state(CallState.ANSWERED);
    call.state(CallState.IN_CALL);
    board.limit(call);
    board.mix(call, null);
    for (Seat seat : call.seats()) {
      if (seat.occupant() instanceof Script script) {
        board.loop().execute(() -> script.connected(call));
      }
    }
    if (diversion != null) diversion.complete(Result.OK);
    complete(Result.OK);
  }

  @Override
  public void failed(Failure why) {
    hunt = null;
    String number = numbers.element();
    finish(why, why.callState(), number);
  }

  @Override
  void left(Seat seat, Cause cause) {
    Seat first = wanted.peek();
    String number = first == null ? call.dialed() : numbers.element();
    boolean callerGaveUp = seat.role() == Role.CALLER && cause != Cause.FAILED;
    Failure why =
        callerGaveUp
            ? Failure.CANCELLED
            : cause == Cause.FAILED ? Failure.ERROR : Failure.COMPLETED;
    CallState state = callerGaveUp ? CallState.CANCELLED : cause.callState();
    finish(why, state, number);
  }

  @Override
  void hungUp(Call hungUp) {
    finish(Failure.CANCELLED, CallState.CANCELLED, call.dialed());
  }

  private void finish(Failure why, CallState state, String number) {
    if (hunt != null) hunt.cancel();
    call.operation = null;
    if (diversion != null) {
      diversion.fail(diversion.destination, why);
    }
    fail(number, why);
    board.end(call, state, why.cause());
  }

  @Override
  @Nullable Hearing hearing(Seat seat) {
    return wanted.isEmpty() ? null : Hearing.RINGBACK;
  }
}
