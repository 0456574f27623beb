package org.ozml.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device's connection: the handle with which host and switchboard speak about it. A leg may
 * fill several seats (a phone with one call on hold and one active), at most one of them active.
 */
public final class Leg implements Occupant {

  /** State of a leg (call model, States). In ENDING everything but its end is ignored. */
  public enum State {
    OFFERED,
    ANSWERING,
    DIALLING,
    RINGING,
    UP,
    ENDING,
    ENDED
  }

  private final long id;
  private final String owner;
  private final String number;
  private State state;
  final List<Seat> seats = new ArrayList<>(1);
  @Nullable Seat active;
  @Nullable Hunt hunt;

  /** The transfer whose target has answered with this leg and is not yet in a seat. */
  @Nullable Move joins;

  /** Its device has put the other party on hold. */
  boolean holding;

  /** The others do not hear it. */
  boolean muted;

  private @Nullable Cause cause;
  private boolean endedByUs;

  Hearing hears = Hearing.NOTHING;

  Leg(long id, String owner, String number, State state) {
    this.id = id;
    this.owner = owner;
    this.number = number;
    this.state = state;
  }

  /** Returns a number that is unique in the switchboard. */
  public long id() {
    return id;
  }

  @Override
  public String owner() {
    return owner;
  }

  @Override
  public String number() {
    return number;
  }

  /** Returns the state as the switchboard knows it. */
  public State state() {
    return state;
  }

  /** Returns what it hears of the others. */
  public Hearing hears() {
    return hears;
  }

  /** Returns where it sits, the latest place last. */
  public List<Seat> seats() {
    return List.copyOf(seats);
  }

  /** Returns where it is on the line; null when it sits nowhere, or has put its calls aside. */
  public @Nullable Seat active() {
    return active;
  }

  /** Returns the call for which it rings, or has answered and is not yet in; null: none. */
  public @Nullable Call ringsFor() {
    if (hunt != null) return hunt.call();
    return joins == null ? null : joins.call();
  }

  /** Returns whether the others in its call do not hear it. */
  public boolean isMuted() {
    return muted;
  }

  /** Returns why it has ended, or is to end; null before. */
  public @Nullable Cause cause() {
    return cause;
  }

  void state(State next) {
    state = next;
  }

  /** Returns whether it was told to end, and has not done so by itself. */
  public boolean endedByUs() {
    return endedByUs;
  }

  /** The first reason counts: what comes later follows from it. */
  void end(State how, Cause why) {
    state = how;
    if (how == State.ENDING) endedByUs = true;
    if (cause == null) cause = why;
  }

  boolean over() {
    return state == State.ENDING || state == State.ENDED;
  }

  void sit(Seat seat) {
    seats.add(seat);
    active = seat;
  }

  void rise(Seat seat) {
    seats.remove(seat);
    if (active == seat) active = latest();
  }

  /** Returns where it turns to by itself: not to what it has put aside. */
  @Nullable Seat latest() {
    for (int i = seats.size() - 1; i >= 0; i--) {
      if (!seats.get(i).isAway()) return seats.get(i);
    }
    return null;
  }

  /** Sits in another call instead, in the foreground or background as before. */
  void change(Seat from, Seat to) {
    seats.set(seats.indexOf(from), to);
    if (active == from) active = to;
  }

  @Override
  public String toString() {
    return number + "#" + id;
  }
}
