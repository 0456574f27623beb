package org.ozml.call;

import org.jspecify.annotations.Nullable;

/** A place in a call, and who fills it. */
public final class Seat {
  private final Call call;
  private final Role role;
  private @Nullable Occupant occupant;
  private String number = "";
  private String extension = "";
  private boolean held;
  private boolean away;

  Seat(Call call, Role role) {
    this.call = call;
    this.role = role;
  }

  /** Returns which place it is. */
  public Role role() {
    return role;
  }

  /** Returns the call that it is in. */
  public Call call() {
    return call;
  }

  /** Returns who fills it; null when nobody does. */
  public @Nullable Occupant occupant() {
    return occupant;
  }

  /** Returns the number of who fills it, or of who did last. */
  public String number() {
    return number;
  }

  /** Returns whether who sits here is kept on hold while others in the call talk. */
  public boolean isHeld() {
    return held;
  }

  /** Returns whether who sits here has put the call aside, see {@link Switchboard#park}. */
  public boolean isAway() {
    return away;
  }

  /** Returns the API extension whose script fills it, or did last; empty when none did. */
  String extension() {
    return extension;
  }

  /** The number that is shown before anybody sits here. */
  void expect(String number) {
    this.number = number;
  }

  void held(boolean on) {
    held = on;
    call.seatsChanged();
  }

  /** The device puts the call aside, or turns to it. */
  void away(boolean on) {
    away = on;
    Leg leg = leg();
    if (leg != null) leg.active = on ? leg.latest() : this;
    call.seatsChanged();
  }

  @Nullable Leg leg() {
    return occupant instanceof Leg leg ? leg : null;
  }

  void take(Occupant newcomer) {
    occupant = newcomer;
    number = newcomer.number();
    extension = newcomer instanceof Script script ? script.owner() : "";
    if (newcomer instanceof Leg leg) leg.sit(this);
    call.seatsChanged();
  }

  /** Takes over who sits elsewhere; for him nothing changes but the other party. */
  void takeFrom(Seat other) {
    occupant = other.occupant;
    number = other.number;
    extension = other.extension;
    away = other.away;
    if (occupant instanceof Leg leg) leg.change(other, this);
    other.empty();
    call.seatsChanged();
  }

  /** Another device goes on in the place of the one that is here; the call does not notice. */
  void pass(Leg by) {
    Leg old = leg();
    if (old != null) old.rise(this);
    occupant = by;
    number = by.number();
    by.seats.add(this);
    call.seatsChanged();
  }

  @Nullable Occupant vacate() {
    Occupant gone = occupant;
    if (gone instanceof Leg leg) leg.rise(this);
    empty();
    return gone;
  }

  private void empty() {
    occupant = null;
    held = false;
    away = false;
    call.seatsChanged();
  }
}
