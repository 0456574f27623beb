package org.ozml.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who hears whom: computed from the seats each time that something has changed, and told to the
 * host as far as it is different. There is no bridge or conference behind it (call model,
 * Concepts).
 */
final class Mix {
  private final Switchboard board;

  Mix(Switchboard board) {
    this.board = board;
  }

  /**
   * Tells the host who hears whom now in a call, and in those that are being joined with it.
   *
   * @param waits told whether the mix stands; null when nobody needs to know
   */
  void tell(Call call, @Nullable CallOperation waits) {
    Map<Leg, Hearing> changed = new LinkedHashMap<>();
    List<Call> together = call.operation == null ? List.of(call) : call.operation.calls();
    together.forEach(one -> collect(one, changed));
    together.forEach(Call::legsChanged);
    if (changed.isEmpty()) {
      if (waits != null) board.loop().execute(() -> waits.mixed(true));
      return;
    }
    long id = board.newId();
    board.await(
        id,
        report -> {
          board.forget(id);
          boolean good = report instanceof Report.Mixed;
          if (!good) board.trace(new CallEvent.MixFailed(board.now(), call.id()));
          if (waits != null && waits.result() == null) waits.mixed(good);
        });
    board.host().mix(id, changed);
  }

  private void collect(Call call, Map<Leg, Hearing> changed) {
    for (Seat seat : call.seats()) {
      Leg leg = seat.leg();
      if (leg == null || leg.state() != Leg.State.UP) continue;
      if (leg.active == seat) change(leg, hearing(call, seat), changed);
      else if (leg.active == null) change(leg, Hearing.NOTHING, changed);
    }
    if (call.operation instanceof Move move && move.joining() != null) {
      change(move.joining(), move.targetHears(), changed);
    }
  }

  /** Notes what a leg hears from now on; whose device holds the others does not hear them. */
  private void change(Leg leg, Hearing given, Map<Leg, Hearing> changed) {
    boolean holds = leg.holding && given.kind() == Hearing.Kind.LEGS;
    Hearing hears = holds ? Hearing.NOTHING : given;
    if (leg.hears.equals(hears)) return;
    leg.hears = hears;
    changed.put(leg, hears);
    if (board.traces()) {
      List<String> others = hears.legs().stream().map(Leg::number).toList();
      board.trace(new CallEvent.Hears(board.now(), leg.number(), hears.kind(), others));
    }
  }

  private static Hearing hearing(Call call, Seat seat) {
    if (call.operation != null) {
      Hearing special = call.operation.hearing(seat);
      if (special != null) return special;
    }
    if (call.state() == CallState.RINGING) return Hearing.NOTHING;
    if (call.state() == CallState.HOLD || seat.isHeld()) return Hearing.HOLD_MUSIC;
    List<Seat> others = new ArrayList<>(2);
    for (Seat other : call.others(seat)) if (!other.isHeld()) others.add(other);
    return others.isEmpty() ? Hearing.HOLD_MUSIC : of(others, null);
  }

  /**
   * Returns what is heard of those who sit in some seats.
   *
   * @param more a leg that sits nowhere yet
   */
  static Hearing of(List<Seat> others, @Nullable Leg more) {
    List<Leg> speaking = new ArrayList<>(2);
    boolean away = false;
    boolean silent = false;
    for (Seat other : others) {
      Leg leg = other.leg();
      if (leg == null) silent |= other.occupant() != null;
      else if (leg.active == other) speaking.add(leg);
      else away = true;
    }
    if (more != null) speaking.add(more);
    away |= speaking.removeIf(leg -> leg.holding);
    silent |= speaking.removeIf(Leg::isMuted);
    if (!speaking.isEmpty()) return new Hearing(Hearing.Kind.LEGS, List.copyOf(speaking));
    return away && !silent ? Hearing.HOLD_MUSIC : Hearing.NOTHING;
  }
}
