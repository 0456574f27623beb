package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What is true after each step, whatever happens (call model, States and Interleavings; language
 * notes, section 4).
 */
final class Invariants {
  private Invariants() {}

  static void check(Exchange x) {
    for (Call call : x.board.calls()) checkCall(call);
    for (Leg leg : x.host.legs) {
      if (leg.state() != Leg.State.ENDED || !x.host.ended.contains(leg)) checkLeg(x, leg);
    }
    for (Order order : x.orders) if (order.inProgress()) checkOrder(x, order);
    for (TestHost.Play play : x.host.plays.values()) {
      check(awaits(x, play.id()), "somebody waits for the end of the sound", play);
    }
    for (long recording : x.host.recordings.keySet()) {
      check(awaits(x, recording), "somebody waits for the end of the recording", recording);
    }
  }

  private static boolean awaits(Exchange x, long id) {
    return x.orders.stream().anyMatch(o -> o.inProgress() && o.operation().id() == id);
  }

  private static void checkCall(Call call) {
    check(!call.state().terminal(), "a call of the board is in progress", call);
    check(call.state() != CallState.ANSWERED, "Answered takes no time", call);
    check(
        (call.state() == CallState.RINGING) == (call.operation instanceof Dial),
        "a call rings while its Dial is in progress, and no longer",
        call,
        call.operation);
    if (call.operation != null) {
      check(call.operation.result() == null, "the operation of a call is in progress", call);
    }
    int filled = 0;
    for (Seat seat : call.seats()) {
      if (seat.occupant() != null) filled++;
      Leg leg = seat.leg();
      if (leg == null) continue;
      check(leg.seats.contains(seat), "a leg knows its seat", leg, call);
      check(!leg.over(), "a leg that is over has no seat", leg, call);
    }
    check(
        filled == 2 || call.operation != null,
        "nobody is alone unless something is being done about it",
        call);
    check(
        call.caller().occupant() == null || call.caller().occupant() != call.callee().occupant(),
        "nobody talks to himself",
        call);
  }

  private static void checkLeg(Exchange x, Leg leg) {
    boolean told = x.host.hungUp.containsKey(leg);
    boolean ended = x.host.ended.contains(leg);
    check(
        ended == (leg.state() == Leg.State.ENDED),
        "a leg is in the state that was reported",
        leg,
        leg.state());
    if (ended) return;
    check(
        told == (leg.state() == Leg.State.ENDING),
        "a leg is in the state that was reported",
        leg,
        leg.state());
    if (told) {
      check(leg.seats.isEmpty() && leg.active == null, "a leg that is ending has no seat", leg);
      check(leg.hunt == null && leg.joins == null, "a leg that is ending is not wanted", leg);
      return;
    }
    check(
        !leg.seats.isEmpty() || leg.hunt != null || leg.joins != null,
        "no leg is without an owner",
        leg,
        leg.state());
    check(leg.seats.isEmpty() == (leg.active == null), "a leg has one active seat", leg);
    check(
        leg.active == null || leg.seats.contains(leg.active), "a leg sits where it is active", leg);
    Set<Call> calls = new HashSet<>();
    for (Seat seat : leg.seats) {
      check(seat.occupant() == leg, "a leg sits in its seats", leg);
      check(calls.add(seat.call()), "a leg has one seat in a call", leg, seat.call());
      check(
          x.board.call(seat.call().id()) == seat.call(), "the calls of a leg are in progress", leg);
    }
    if (leg.joins != null) {
      check(leg.joins.result() == null, "the transfer that a leg is to join is in progress", leg);
    }
    if (leg.state() == Leg.State.UP) checkHearing(x, leg);
  }

  /** What the host was last told about a leg is what the rules say. */
  private static void checkHearing(Exchange x, Leg leg) {
    Hearing heard = x.host.hears.getOrDefault(leg, Hearing.NOTHING);
    check(leg.hears.equals(heard), "the board knows what a leg hears", leg);
    for (Leg other : heard.legs())
      check(!other.over(), "nobody hears a leg that is over", leg, other);
    check(
        heard.kind() != Hearing.Kind.LEGS || !x.host.holding.contains(leg),
        "whose device holds the others does not hear them",
        leg);
    Seat seat = leg.active;
    if (seat == null) return;
    Call call = seat.call();
    Seat other = call.other(seat);
    if (call.operation == null) {
      check(
          heard.equals(expected(x, call, seat, other)),
          "a leg hears what the rules say, and not something else",
          leg,
          expected(x, call, seat, other),
          heard,
          call);
    } else if (call.operation instanceof Dial) {
      // Only the caller of a CallSetup is there before the callee.
      boolean waits = seat == call.caller() && other.occupant() == null;
      check(
          heard.equals(waits ? Hearing.RINGBACK : Hearing.NOTHING),
          "a leg hears what it should while its call is set up",
          leg,
          heard,
          call);
    } else {
      check(
          heard.kind() != Hearing.Kind.HOLD_MUSIC || somebodyHolds(x, call.operation, leg),
          "nobody is forgotten on hold",
          leg,
          call);
    }
  }

  /** Whether a device in a transfer holds its other party, or talks in another call. */
  private static boolean somebodyHolds(Exchange x, CallOperation operation, Leg but) {
    return x.host.legs.stream()
        .filter(leg -> leg != but)
        .filter(
            leg ->
                leg.joins == operation
                    || leg.seats.stream().anyMatch(seat -> seat.call().operation == operation))
        .anyMatch(
            leg ->
                x.host.holding.contains(leg)
                    || (leg.active != null && leg.active.call().operation != operation));
  }

  private static Hearing expected(Exchange x, Call call, Seat seat, Seat other) {
    if (call.state() == CallState.HOLD) return Hearing.HOLD_MUSIC;
    if (!(other.occupant() instanceof Leg peer)) return Hearing.NOTHING;
    if (x.host.holding.contains(peer) || peer.active != other) return Hearing.HOLD_MUSIC;
    return x.host.holding.contains(seat.leg()) ? Hearing.NOTHING : Hearing.of(peer);
  }

  private static void checkOrder(Exchange x, Order order) {
    Operation operation = order.operation();
    if (operation instanceof Recording) return; // is stored after its call has ended
    Call call = operation.call();
    if (call != null) {
      check(
          x.board.call(call.id()) == call,
          "an order in progress is about a call in progress",
          order);
    }
    if (operation instanceof KeySending) {
      check(
          x.host.keys.stream()
              .anyMatch(k -> k.id() == operation.id() && !x.host.ended.contains(k.leg())),
          "keys in progress are on their way to somebody",
          order);
    }
    if (operation instanceof CallOperation) {
      check(
          x.board.calls().stream().anyMatch(c -> c.operation == operation),
          "an operation in progress is that of a call",
          order);
    }
  }

  /** After everything was hung up and every leg has ended. */
  static void checkNothingLeft(Exchange x) {
    assertThat(x.board.calls()).as("calls").isEmpty();
    assertThat(x.board.awaited()).as("what is awaited").isZero();
    assertThat(x.host.timers).as("timers").isEmpty();
    assertThat(x.host.plays).as("sounds").isEmpty();
    assertThat(x.host.recordings).as("recordings").isEmpty();
    assertThat(x.routing.open).as("questions to routing").isEmpty();
    assertThat(x.orders).as("orders without an outcome").noneMatch(Order::inProgress);
    assertThat(x.known.values()).as("calls").allMatch(call -> call.state().terminal());
    assertThat(x.host.legs).as("legs").allMatch(leg -> leg.state() == Leg.State.ENDED);
    assertThat(x.host.transfers).as("answered requests").hasSize(x.requests());
    for (TestScript script : x.scripts) {
      assertThat(script.gone() || script.told().isEmpty())
          .as("%s knows that it is over: %s", script, script.told())
          .isTrue();
    }
  }

  private static void check(boolean good, String rule, Object... broken) {
    if (!good) throw new AssertionError(rule + ": " + Arrays.toString(broken));
  }
}
