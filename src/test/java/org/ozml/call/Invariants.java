package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true after each step, whatever happens (call model, States and Interleavings; language
 * notes, section 4).
 */
final class Invariants {
  private Invariants() {}

  static void check(Exchange x) {
    for (Call call : x.board.calls()) checkCall(x, call);
    for (Leg leg : x.host.legs) {
      if (leg.state() != Leg.State.ENDED || !x.host.ended.contains(leg)) checkLeg(x, leg);
    }
    for (Order order : x.orders) if (order.inProgress()) checkOrder(x, order);
    for (TestHost.Play play : x.host.plays.values()) {
      check(awaits(x, play.id()), "somebody waits for the end of the sound", play);
    }
    for (Order order : x.orders) {
      if (order.inProgress() && order.operation() instanceof Recording) checkRecording(x, order);
    }
    for (long recording : x.host.recordings.keySet()) {
      check(awaits(x, recording), "somebody waits for the end of the recording", recording);
    }
  }

  /** Recorded is who is in the call, and not what he says in another one. */
  private static void checkRecording(Exchange x, Order order) {
    Operation recording = order.operation();
    Call call = Objects.requireNonNull(recording.call());
    if (call.state().terminal() || x.host.stoppedRecordings.contains(recording.id())) return;
    Seat parked = call.isSuspended() ? call.seat(Role.THIRD) : null;
    List<Leg> here =
        call.seats().stream()
            .filter(seat -> seat.occupant() instanceof Leg leg && leg.active == seat)
            .filter(seat -> seat != parked)
            .map(Seat::leg)
            .toList();
    check(
        recorded((Recording) recording, here).equals(x.host.recordings.get(recording.id())),
        "those are recorded who are in the call",
        here,
        x.host.recordings.get(recording.id()),
        call);
  }

  private static boolean awaits(Exchange x, long id) {
    return x.orders.stream().anyMatch(o -> o.inProgress() && o.operation().id() == id);
  }

  private static void checkCall(Exchange x, Call call) {
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
    Set<Occupant> here = new HashSet<>();
    for (Seat seat : call.seats()) {
      Occupant occupant = seat.occupant();
      if (occupant == null) continue;
      check(here.add(occupant), "nobody talks to himself", occupant, call);
      Leg leg = seat.leg();
      if (leg == null) continue;
      check(leg.seats.contains(seat), "a leg knows its seat", leg, call);
      check(!leg.over(), "a leg that is over has no seat", leg, call);
      check(
          !seat.isAway() || leg.active != seat, "who has put a call aside is not in it", leg, call);
    }
    check(
        here.size() == call.seats().size() || call.operation != null,
        "nobody is alone, and a third one only with two others",
        call);
    check(
        call.seats().size() == 2 || call.operation == null,
        "nothing is done about who is in a call of three",
        call);
    checkHeld(x, call);
  }

  /** Held are the party of a talk forwarding and who is parked, and nobody else. */
  private static void checkHeld(Exchange x, Call call) {
    Order order = latest(x, call);
    Policy policy = order == null ? null : order.policy();
    boolean three = call.seats().size() == 3;
    Seat held = null;
    if (order != null && policy == Policy.TALK_FORWARDING && three) {
      held = call.other(order.transferor());
    } else if (policy == Policy.HANG_UP && three) {
      held = call.seat(Role.THIRD);
    }
    Order moving = inProgress(x, call);
    if (moving != null && moving.policy() != null && moving.transferor().occupant() != null) {
      boolean waits =
          moving.policy() == Policy.TALK_FORWARDING || moving.policy() == Policy.THREE_PARTY_HELD;
      if (waits) held = call.other(moving.transferor());
    }
    for (Seat seat : call.seats()) {
      check(seat.isHeld() == (seat == held), "nobody is held without a reason", seat.role(), call);
    }
    check(
        call.isSuspended() == (policy == Policy.HANG_UP && three),
        "a call is suspended while somebody is parked in it",
        call);
  }

  /** The order that has brought the last one into a call. */
  private static @Nullable Order latest(Exchange x, Call call) {
    return x.orders.stream()
        .filter(order -> order.into() == call && order.succeeded())
        .reduce((first, second) -> second)
        .orElse(null);
  }

  /** The order for what is in progress on a call; a device may have asked for that, too. */
  private static @Nullable Order inProgress(Exchange x, Call call) {
    return x.orders.stream()
        .filter(order -> order.inProgress() && order.operation() == call.operation)
        .findFirst()
        .orElse(null);
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
    check(
        leg.active != null || leg.seats.stream().allMatch(Seat::isAway),
        "a leg has one active seat, unless it has put all its calls aside",
        leg);
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
    if (seat == null) {
      if (leg.joins == null) {
        check(heard.equals(Hearing.NOTHING), "who is nowhere hears nothing", leg, heard);
      } else {
        Call call = leg.joins.call();
        Hearing expected = joining(x, call, null, leg, leg);
        check(
            expected == null || heard.equals(expected),
            "a target hears what the rules say",
            leg,
            expected,
            heard,
            call);
      }
      return;
    }
    Call call = seat.call();
    Hearing expected = expected(x, call, seat, leg);
    if (expected != null) {
      check(
          heard.equals(expected),
          "a leg hears what the rules say, and not something else",
          leg,
          expected,
          heard,
          call);
    } else {
      check(
          heard.kind() != Hearing.Kind.HOLD_MUSIC
              || seat.isHeld()
              || somebodyHolds(x, call.operation, leg),
          "nobody is forgotten on hold",
          leg,
          call);
    }
  }

  /** Whether a device in a transfer holds its other party, or talks in another call, or nowhere. */
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
                    || leg.seats.stream().anyMatch(Seat::isAway)
                    || (leg.active != null && leg.active.call().operation != operation));
  }

  /** What a leg that is in a call hears by the rules; null when more than one thing is right. */
  private static @Nullable Hearing expected(Exchange x, Call call, Seat seat, Leg leg) {
    if (call.operation == null) return undisturbed(x, call, seat, leg);
    if (call.operation instanceof Dial) {
      // Only the caller is there before the callee.
      boolean waits = seat == call.caller() && call.callee().occupant() == null;
      return waits ? Hearing.RINGBACK : Hearing.NOTHING;
    }
    if (call.operation instanceof Join) return together(x, call, seat, leg);
    if (searches(x, call)) return searching(x, call, seat, leg);
    Leg target =
        x.host.legs.stream().filter(one -> one.joins == call.operation).findFirst().orElse(null);
    return joining(x, call, seat, leg, target);
  }

  /** While two calls are joined. */
  private static @Nullable Hearing together(Exchange x, Call call, Seat seat, Leg leg) {
    Order order = inProgress(x, call);
    if (order == null || order.leaves() == null) return null;
    Seat inTo = order.transferor();
    List<Seat> all = new ArrayList<>();
    all.add(order.leaves().call().other(order.leaves()));
    all.add(inTo.call().other(inTo));
    boolean stays = order.stays() && inTo.occupant() != null;
    // He hears them already where he is now, perhaps in the call that ends.
    if (stays && leg == inTo.occupant()) return of(x, leg, all, null);
    if (stays) all.add(inTo);
    return all.remove(seat) ? of(x, leg, all, null) : Hearing.NOTHING;
  }

  /** Whether somebody is still looked for, or rings. */
  private static boolean searches(Exchange x, Call call) {
    return x.routing.open.values().stream().anyMatch(query -> query.call() == call)
        || x.scripts.stream().anyMatch(script -> script.rings(call))
        || x.host.legs.stream().anyMatch(leg -> leg.hunt != null && leg.hunt.call() == call);
  }

  private static Hearing undisturbed(Exchange x, Call call, Seat seat, Leg leg) {
    if (call.state() == CallState.HOLD || seat.isHeld()) return Hearing.HOLD_MUSIC;
    return of(x, leg, call.others(seat).stream().filter(other -> !other.isHeld()).toList(), null);
  }

  private static @Nullable Hearing searching(Exchange x, Call call, Seat seat, Leg leg) {
    Order order = inProgress(x, call);
    if (order == null || order.policy() == null) return null;
    boolean moved = seat != order.transferor();
    return switch (policy(order)) {
      case THREE_PARTY -> undisturbed(x, call, seat, leg);
      case TALK_FORWARDING, THREE_PARTY_HELD -> moved ? Hearing.HOLD_MUSIC : Hearing.RINGBACK;
      default -> moved ? Hearing.RINGBACK : Hearing.NOTHING;
    };
  }

  /** By which policy somebody is moved now; who transfers may have left early. */
  private static Policy policy(Order order) {
    boolean left = order.transferor().occupant() == null;
    return left ? Policy.RELEASE_AFTER_TRANSFER : Objects.requireNonNull(order.policy());
  }

  /**
   * While the target is joined, whose leg is null when it is a script; the seat is null for the
   * target itself.
   */
  private static @Nullable Hearing joining(
      Exchange x, Call call, @Nullable Seat seat, Leg leg, @Nullable Leg target) {
    Order order = inProgress(x, call);
    if (order == null || order.policy() == null) return null;
    Policy policy = policy(order);
    Seat transferor = order.transferor();
    Seat moved = call.other(transferor);
    List<Seat> together =
        switch (policy) {
          case THREE_PARTY, THREE_PARTY_HELD -> List.of(moved, transferor);
          case TALK_FORWARDING -> List.of(transferor);
          default -> List.of(moved);
        };
    if (seat == null) return of(x, leg, together, null);
    if (!together.contains(seat)) {
      return seat == moved ? Hearing.HOLD_MUSIC : Hearing.NOTHING;
    }
    return of(x, leg, together.stream().filter(other -> other != seat).toList(), target);
  }

  /** What a leg hears of who is in some seats, and of one who is not yet in any. */
  private static Hearing of(Exchange x, Leg hearer, List<Seat> seats, @Nullable Leg more) {
    List<Leg> present = new ArrayList<>();
    boolean silent = seats.isEmpty() && more == null; // a script is there
    for (Seat seat : seats) {
      if (seat.occupant() instanceof Script) silent = true;
      if (seat.occupant() instanceof Leg leg && leg.active == seat) present.add(leg);
    }
    if (more != null) present.add(more);
    present.removeIf(x.host.holding::contains);
    silent |= present.removeIf(Leg::isMuted);
    if (present.isEmpty()) return silent ? Hearing.NOTHING : Hearing.HOLD_MUSIC;
    boolean holds = x.host.holding.contains(hearer);
    return holds ? Hearing.NOTHING : new Hearing(Hearing.Kind.LEGS, present);
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

  /** Of one party's recording: nobody, while that party is elsewhere. */
  private static List<Leg> recorded(Recording recording, List<Leg> here) {
    Leg party = recording.party();
    return party == null || here.contains(party) ? here : List.of();
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

  private static void check(boolean good, String rule, @Nullable Object... broken) {
    if (!good) throw new AssertionError(rule + ": " + Arrays.toString(broken));
  }
}
