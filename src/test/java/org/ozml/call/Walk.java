package org.ozml.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.arbitraries.IntegerArbitrary;
import org.jspecify.annotations.Nullable;

/**
 * A walk through what people, scripts and the host can do, one number a step. The number says what
 * is done and to whom, among what is possible just then; so that any list of numbers is a walk, and
 * a shorter list or smaller numbers a simpler one.
 */
final class Walk {
  private static final int MOST_CALLS = 5;
  private static final int KINDS = 65;
  private static final List<String> NUMBERS = List.of("1", "2", "3", "4");

  /** No such leg, mix, sound, recording or timer was ever made. */
  private static final long UNKNOWN = 1_000_000;

  private final Exchange x;

  /** What is left of the number of this step, for further choices. */
  private int rest;

  Walk(Exchange x) {
    this.x = x;
    x.routing.waits();
    x.host.habits.removeAll(EnumSet.allOf(TestHost.Habit.class));
  }

  /** Returns numbers for steps. */
  static IntegerArbitrary numbers() {
    return Arbitraries.integers().between(0, 0xFFFFFF);
  }

  Exchange exchange() {
    return x;
  }

  /** Something that is done with a new exchange along a list of numbers. */
  interface Check {
    /** Does it; an assertion fails when something is wrong. */
    void along(Walk walk, List<Integer> numbers);
  }

  /** Does something along a list of numbers; if that fails, along the shortest that fails. */
  static void check(List<Integer> numbers, Check check) {
    if (!fails(numbers, check)) return;
    List<Integer> shortest = shortest(numbers, check);
    Exchange x = new Exchange(true);
    try {
      check.along(new Walk(x), shortest);
    } catch (AssertionError e) {
      throw new AssertionError("Along " + shortest + "\n" + e.getMessage(), e);
    }
  }

  private static boolean fails(List<Integer> numbers, Check check) {
    try {
      check.along(new Walk(new Exchange(false)), numbers);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  /** Leaves out and simplifies what the failure does not need. */
  private static List<Integer> shortest(List<Integer> failing, Check check) {
    List<Integer> best = new ArrayList<>(failing);
    for (boolean better = true; better; ) {
      better = false;
      for (int size = Math.max(1, best.size() / 2); size > 0; size /= 2) {
        for (int from = best.size() - size; from >= 0; from -= size) {
          List<Integer> without = new ArrayList<>(best);
          without.subList(from, from + size).clear();
          if (without.isEmpty() || !fails(without, check)) continue;
          best = without;
          from = Math.min(from, best.size() - size + 1);
          better = true;
        }
      }
      for (int i = 0; i < best.size(); i++) {
        for (int simpler : new int[] {0, best.get(i) % KINDS, best.get(i) % (KINDS * 8)}) {
          if (simpler >= best.get(i)) continue;
          List<Integer> other = new ArrayList<>(best);
          other.set(i, simpler);
          if (!fails(other, check)) continue;
          best = other;
          better = true;
          break;
        }
      }
    }
    return best;
  }

  /** Makes a step. */
  void step(int number) {
    choose(number).run();
  }

  /** Returns what a number says now; it may be done later, when other things have happened. */
  Runnable choose(int number) {
    rest = number / KINDS;
    Runnable chosen =
        switch (number % KINDS) {
          case 0, 1, 2 -> offer();
          case 3, 4, 5, 6 -> route();
          case 7, 8, 9, 10, 11 -> answer();
          case 12, 13, 14 -> mixed(true);
          case 15 -> setUp();
          case 16 -> scriptCalls();
          case 17, 18 -> scriptDecides();
          case 19, 20 -> attendedTransfer();
          case 21, 22 -> blindTransfer();
          case 23 -> forward();
          case 24 -> onCall(x::hold);
          case 25 -> onCall(x::unhold);
          case 26 -> onCall(x::hangUp);
          case 27 -> play();
          case 28 -> onCall(x::record);
          case 29 -> sendKeys();
          case 30, 31 -> ended();
          case 32 -> hostEnds();
          case 33 -> mixed(false);
          case 34 -> rings();
          case 35 -> mediaEnds();
          case 36 -> deviceHold();
          case 37 -> takesOver();
          case 38 -> redirected();
          case 39, 40 -> transferRequested();
          case 41 -> timer();
          case 42 -> late();
          case 43 -> unknown();
          case 44 -> key();
          case 45 -> stop();
          case 46 -> replaces();
          case 47, 48, 49, 50 -> transfer();
          case 51, 52 -> conference();
          case 53, 54 -> park();
          case 55 -> retrieve();
          case 56, 57 -> callsToo();
          case 58 -> drop();
          case 59 -> mute();
          case 60, 61 -> confirm();
          case 62 -> scriptEnds();
          case 63 -> decline();
          default -> routeAgain();
        };
    return chosen != null ? chosen : otherwise();
  }

  /**
   * Returns a report that could come now, or an order that crosses one, of those that a number may
   * say; see {@link #choose}.
   */
  Runnable report(int number) {
    rest = number / 20;
    Runnable chosen =
        switch (number % 20) {
          case 0, 1 -> route();
          case 2, 3, 4 -> answer();
          case 5 -> mixed(true);
          case 6 -> mixed(false);
          case 7, 8, 9 -> hostEnds();
          case 10 -> timer();
          case 11 -> deviceHold();
          case 12 -> transferRequested();
          case 13 -> redirected();
          case 14 -> scriptDecides();
          case 15 -> drop();
          case 16 -> confirm();
          case 17 -> scriptEnds();
          case 18 -> park();
          default -> mediaEnds();
        };
    return chosen != null ? chosen : otherwise();
  }

  /** What brings calls on, when what was wanted is not possible. */
  private Runnable otherwise() {
    for (Supplier<@Nullable Runnable> next :
        List.<Supplier<@Nullable Runnable>>of(
            this::route, this::answer, () -> mixed(true), this::scriptDecides, this::offer)) {
      Runnable chosen = next.get();
      if (chosen != null) return chosen;
    }
    return onCall(x::hangUp);
  }

  // ---- choices

  private int pick(int from) {
    int choice = Math.floorMod(rest, from);
    rest /= from;
    return choice;
  }

  private <T> @Nullable T one(Collection<T> of) {
    if (of.isEmpty()) return null;
    List<T> list = new ArrayList<>(of);
    return list.get(pick(list.size()));
  }

  private <T> T any(List<T> of) {
    return of.get(pick(of.size()));
  }

  private boolean maybe() {
    return pick(2) == 0;
  }

  private @Nullable Leg leg(Leg.State... states) {
    List<Leg.State> wanted = List.of(states);
    return one(x.host.legs.stream().filter(leg -> wanted.contains(leg.state())).toList());
  }

  /** A call in progress; now and then one that has ended, or none that ever was. */
  private Call call() {
    Call call = one(pick(8) == 7 ? x.known.values() : x.board.calls());
    return call != null ? call : new Call(x.board, "never", new ShownId("", ""), "", 0);
  }

  private Role role() {
    return pick(8) == 7 ? Role.THIRD : maybe() ? Role.CALLER : Role.CALLEE;
  }

  /** A seat of a call in progress. */
  private @Nullable Seat seat(Predicate<Seat> which) {
    return one(
        x.board.calls().stream().flatMap(call -> call.seats().stream()).filter(which).toList());
  }

  private @Nullable Role anyRole() {
    return maybe() ? null : role();
  }

  // ---- what can be done

  private @Nullable Runnable offer() {
    if (x.board.calls().size() >= MOST_CALLS) return null;
    String owner = any(NUMBERS);
    String to = any(NUMBERS);
    return () -> x.offers(owner, to);
  }

  private @Nullable Runnable setUp() {
    if (x.board.calls().size() >= MOST_CALLS) return null;
    String caller = any(NUMBERS);
    String callee = any(NUMBERS);
    return () -> x.setUp(caller, callee);
  }

  private @Nullable Runnable scriptCalls() {
    if (x.board.calls().size() >= MOST_CALLS) return null;
    String owner = any(NUMBERS);
    String dialed = any(NUMBERS);
    return () -> x.calls(x.script(owner), dialed);
  }

  private @Nullable Runnable route() {
    Routing.Query query = one(x.routing.open.values());
    if (query == null) return null;
    Route route =
        switch (pick(10)) {
          case 0, 1, 2, 3 -> TestRouting.ring(query.target());
          case 7 -> TestRouting.confirmed(query.target(), any(NUMBERS));
          case 8 -> new Route.Queued();
          case 4 -> TestRouting.ring(query.target(), any(NUMBERS));
          case 5, 6 -> new Route.ToScript(x.script(query.target()));
          default -> new Route.Nothing(any(List.of(Failure.values())));
        };
    return () -> x.step("routing answers " + route, () -> x.routing.answer(query, route));
  }

  /** Routing answers a question that it was asked before, perhaps answered already. */
  private @Nullable Runnable routeAgain() {
    Routing.Query query = one(x.routing.asked);
    if (query == null) return null;
    Route route = TestRouting.ring(query.target());
    return () -> x.step("routing answers " + query, () -> x.routing.answer(query, route));
  }

  private @Nullable Runnable answer() {
    Leg leg = leg(Leg.State.DIALLING, Leg.State.RINGING, Leg.State.ANSWERING);
    return leg == null ? null : () -> unlessEnded(leg, () -> x.answers(leg));
  }

  private @Nullable Runnable rings() {
    Leg leg = leg(Leg.State.DIALLING, Leg.State.RINGING);
    return leg == null ? null : () -> unlessEnded(leg, () -> x.rings(leg));
  }

  private @Nullable Runnable scriptDecides() {
    TestScript script = one(x.scripts.stream().filter(TestScript::rings).toList());
    if (script == null) return null;
    if (pick(4) < 3) return () -> x.takes(script);
    Failure why = maybe() ? Failure.BUSY : Failure.ERROR;
    return () -> {
      if (script.rings()) x.refuses(script, why);
    };
  }

  private @Nullable Runnable mixed(boolean good) {
    Long mix = one(x.host.mixes);
    return mix == null ? null : () -> x.mix(mix, good);
  }

  private Runnable attendedTransfer() {
    Call a = call();
    Call b = call();
    Role moved = pick(3) == 2 ? role() : null;
    return () -> x.attendedTransfer(a, b, moved);
  }

  private Runnable blindTransfer() {
    Call call = call();
    Role moved = role();
    String target = any(NUMBERS);
    return () -> x.blindTransfer(call, moved, target);
  }

  private Runnable transfer() {
    Policy policy = any(List.of(Policy.values()));
    Seat seat = seat(one -> one.call().state() == CallState.IN_CALL);
    Call call = seat == null || pick(8) == 7 ? call() : seat.call();
    Role from = seat == null || pick(8) == 7 ? role() : seat.role();
    String target = any(NUMBERS);
    return () -> x.transfer(call, from, target, policy);
  }

  /** Mostly of two calls that somebody has. */
  private Runnable conference() {
    Seat seat = seat(one -> one.occupant() instanceof Leg leg && leg.seats.size() > 1);
    Leg both = seat == null ? null : seat.leg();
    if (both == null || pick(8) == 7) return conference(call(), call());
    Call a = any(both.seats).call();
    Call b = any(both.seats.stream().filter(one -> one.call() != a).toList()).call();
    return conference(a, b);
  }

  private Runnable conference(Call a, Call b) {
    return () -> x.conference(a, b);
  }

  private @Nullable Runnable park() {
    Seat seat = seat(one -> pick(4) == 3 || one.leg() != null);
    return seat == null ? null : () -> x.park(seat);
  }

  private @Nullable Runnable retrieve() {
    Seat seat = seat(Seat::isAway);
    return seat == null ? null : () -> x.retrieve(seat);
  }

  private @Nullable Runnable callsToo() {
    if (x.board.calls().size() >= MOST_CALLS) return null;
    Seat away = pick(8) == 7 ? null : seat(Seat::isAway);
    Leg leg = away == null ? leg(Leg.State.UP) : away.leg();
    String dialed = any(NUMBERS);
    return leg == null ? null : () -> x.calls(leg, dialed);
  }

  private @Nullable Runnable drop() {
    Seat seat = seat(one -> true);
    return seat == null ? null : () -> x.drop(seat);
  }

  private @Nullable Runnable mute() {
    Leg leg = leg(Leg.State.UP);
    boolean on = pick(3) < 2;
    return leg == null ? null : () -> x.mute(leg, on);
  }

  private @Nullable Runnable confirm() {
    Leg leg =
        one(
            x.host.legs.stream()
                .filter(one -> one.state() == Leg.State.UP && one.hunt != null)
                .toList());
    return leg == null ? null : () -> x.confirm(leg);
  }

  /** Mostly of a device that rings, or is about to be joined. */
  private @Nullable Runnable decline() {
    boolean any = pick(8) == 7;
    Leg leg = one(x.host.legs.stream().filter(one -> any || one.ringsFor() != null).toList());
    return leg == null ? null : () -> x.decline(leg);
  }

  private @Nullable Runnable scriptEnds() {
    Seat seat = seat(one -> one.occupant() instanceof Script);
    if (seat == null || !(seat.occupant() instanceof Script script)) return null;
    return () -> x.scriptEnds(seat.call(), script);
  }

  private Runnable forward() {
    Call call = call();
    String destination = any(NUMBERS);
    return () -> x.forward(call, destination);
  }

  private Runnable onCall(Consumer<Call> order) {
    Call call = call();
    return () -> order.accept(call);
  }

  private Runnable play() {
    Call call = call();
    Role role = anyRole();
    boolean repeat = maybe();
    return () -> x.play(call, role, repeat);
  }

  private Runnable sendKeys() {
    Call call = call();
    Role role = anyRole();
    return () -> x.sendKeys(call, role, "12#");
  }

  private @Nullable Runnable stop() {
    Order order =
        one(
            x.orders.stream()
                .filter(o -> o.inProgress() && o.operation() instanceof Media)
                .toList());
    return order == null ? null : () -> x.stop(order);
  }

  private @Nullable Runnable mediaEnds() {
    List<Runnable> ends = new ArrayList<>();
    x.host.plays.keySet().forEach(play -> ends.add(() -> x.played(play, played())));
    x.host.recordings.keySet().forEach(recording -> ends.add(() -> recorded(recording)));
    for (TestHost.Keys keys : x.host.keys) {
      ends.add(() -> unlessEnded(keys.leg(), () -> x.sent(keys)));
    }
    return one(ends);
  }

  private Report.Played.End played() {
    return any(List.of(Report.Played.End.values()));
  }

  private void recorded(long recording) {
    if (maybe()) x.stored(recording);
    else x.recordFails(recording);
  }

  private @Nullable Runnable ended() {
    Leg leg = leg(Leg.State.ENDING);
    return leg == null ? null : () -> end(leg, Cause.NORMAL);
  }

  private @Nullable Runnable hostEnds() {
    Leg leg = one(x.host.legs.stream().filter(one -> one.state() != Leg.State.ENDED).toList());
    Cause cause = any(List.of(Cause.values()));
    return leg == null ? null : () -> end(leg, cause);
  }

  private void end(Leg leg, Cause cause) {
    unlessEnded(leg, () -> x.ends(leg, cause));
  }

  /** A host says nothing of a leg after its end. */
  private void unlessEnded(Leg leg, Runnable report) {
    if (!x.host.ended.contains(leg)) report.run();
  }

  private @Nullable Runnable deviceHold() {
    Leg leg = leg(Leg.State.UP);
    boolean on = pick(3) < 2;
    return leg == null ? null : () -> unlessEnded(leg, () -> x.holds(leg, on));
  }

  private @Nullable Runnable key() {
    Leg leg = leg(Leg.State.UP);
    return leg == null ? null : () -> unlessEnded(leg, () -> x.presses(leg, '5'));
  }

  private @Nullable Runnable takesOver() {
    Leg old = leg(Leg.State.values());
    String owner = any(NUMBERS);
    return old == null ? null : () -> x.takesOver(owner, old);
  }

  private @Nullable Runnable replaces() {
    Leg old = leg(Leg.State.values());
    Leg by = leg(Leg.State.values());
    return old == null || by == null ? null : () -> x.replaces(by, old);
  }

  private @Nullable Runnable redirected() {
    Leg leg = leg(Leg.State.DIALLING, Leg.State.RINGING);
    String target = any(NUMBERS);
    return leg == null ? null : () -> unlessEnded(leg, () -> x.redirects(leg, target));
  }

  private @Nullable Runnable transferRequested() {
    Leg leg = leg(Leg.State.UP);
    Leg replaces = maybe() ? null : leg(Leg.State.values());
    String target = any(NUMBERS);
    return leg == null
        ? null
        : () -> unlessEnded(leg, () -> x.asksForTransfer(leg, target, replaces));
  }

  private @Nullable Runnable timer() {
    Long timer = one(x.dueNext());
    return timer == null
        ? null
        : () -> {
          if (x.host.timers.containsKey(timer)) x.fires(timer);
        };
  }

  /** Something about a leg that is ending or has ended. */
  private @Nullable Runnable late() {
    Leg leg = leg(Leg.State.ENDING, Leg.State.ENDED);
    if (leg == null) return null;
    return switch (pick(8)) {
      case 0 -> () -> x.answers(leg);
      case 1 -> () -> x.rings(leg);
      case 2 -> () -> x.presses(leg, '1');
      case 3 -> () -> x.holds(leg, true);
      case 4 -> () -> x.redirects(leg, "1");
      case 5 -> () -> x.asksForTransfer(leg, "1", null);
      case 6 -> () -> x.sounds(leg, 2300);
      default -> () -> x.step("again", () -> x.report(new Report.Offered(x.now(), leg, "", "1")));
    };
  }

  private Runnable unknown() {
    long at = x.now();
    Report report =
        switch (pick(7)) {
          case 0 -> new Report.Mixed(at, UNKNOWN);
          case 1 -> new Report.MixFailed(at, UNKNOWN, null);
          case 2 -> new Report.Played(at, UNKNOWN, Report.Played.End.COMPLETED);
          case 3 -> new Report.RecordFailed(at, UNKNOWN, "unknown");
          case 4 -> new Report.TimerFired(at, UNKNOWN);
          case 5 -> new Report.Routed(at, UNKNOWN, TestRouting.ring("1"));
          default -> new Report.TimerFired(at, 0);
        };
    return () -> x.step("unknown", () -> x.report(report));
  }
}
