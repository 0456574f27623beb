package org.ozml.interpreter;

import java.time.Duration;

/**
 * What a user may want otherwise (language notes, 1.10, 4, 5 and 6).
 *
 * @param steps most commands between which no time passes
 * @param jumps most GoTo jumps of a call
 * @param betweenKeys how long a menu without a time-out waits for a further key
 * @param transferorPartyMoves true: TransferorParty names the party that is moved, as the worked
 *     examples have it; false: the party that transfers, as the parameter tables say
 */
public record Settings(int steps, int jumps, Duration betweenKeys, boolean transferorPartyMoves) {
  /** 100,000 commands, 100 jumps, 5 seconds, the party that is moved. */
  public static final Settings DEFAULT = new Settings(100_000, 100, Duration.ofSeconds(5), true);
}
