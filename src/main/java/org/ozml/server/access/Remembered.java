package org.ozml.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Credentials that were right, by their fingerprints, until an hour after their last use. Old
 * clients send them with every request, and verifying them takes a fraction of a second.
 */
final class Remembered {
  private static final Duration IDLE = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Instant> lastUses = new Bounded<>(MOST);

  Remembered(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(String fingerprint) {
    lastUses.put(fingerprint, clock.instant());
  }

  /** Whether these were right; if so, that counts as a use. */
  synchronized boolean has(String fingerprint) {
    Instant now = clock.instant();
    return lastUses.computeIfPresent(
            fingerprint, (same, used) -> now.isBefore(used.plus(IDLE)) ? now : null)
        != null;
  }
}
