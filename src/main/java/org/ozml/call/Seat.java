package org.ozml.call;

import org.jspecify.annotations.Nullable;

/** A place in a call, and who fills it. */
public final class Seat {
  private final Call call;
  private final Role role;
  private @Nullable Occupant occupant;
  private String number = "";
  private String extension = "";

  Seat(Call call, Role role) {
    this.call = call;
    this.role = role;
  }

  /** Returns which place it is. */
  public Role role() {
    return role;
  }

  /** Returns who fills it; null when nobody does. */
  public @Nullable Occupant occupant() {
    return occupant;
  }

  /** Returns the number of who fills it, or of who did last. */
  public String number() {
    return number;
  }

  Call call() {
    return call;
  }

  /** The number that is shown before anybody sits here. */
  /** Returns the API extension whose script fills it, or did last; empty when none did. */
  String extension() {
    return extension;
  }

  void expect(String number) {
    this.number = number;
  }

  @Nullable Leg leg() {
    return occupant instanceof Leg leg ? leg : null;
  }

  void take(Occupant newcomer) {
    occupant = newcomer;
    number = newcomer.number();
    extension = newcomer instanceof Script script ? script.owner() : "";
    if (newcomer instanceof Leg leg) leg.sit(this);
  }

  /** Takes over who sits in another call; for him nothing changes but the other party. */
  void takeFrom(Seat other) {
    occupant = other.occupant;
    number = other.number;
    extension = other.extension;
    other.occupant = null;
    if (occupant instanceof Leg leg) leg.change(other, this);
  }

  @Nullable Occupant vacate() {
    Occupant gone = occupant;
    occupant = null;
    if (gone instanceof Leg leg) leg.rise(this);
    return gone;
  }
}
