package org.ozml.call;

import java.util.List;

/**
 * What one leg hears of a mix.
 *
 * @param kind what it is
 * @param legs whom it hears; empty unless the kind is LEGS
 */
public record Hearing(Kind kind, List<Leg> legs) {
  /** Kinds of sound that a mix gives. */
  public enum Kind {
    LEGS,
    SILENCE,
    RINGBACK,
    HOLD_MUSIC
  }

  /** What a leg hears that is in no mix. */
  static final Hearing NOTHING = new Hearing(Kind.SILENCE, List.of());

  static final Hearing RINGBACK = new Hearing(Kind.RINGBACK, List.of());
  static final Hearing HOLD_MUSIC = new Hearing(Kind.HOLD_MUSIC, List.of());
}
