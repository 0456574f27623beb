package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Time as an input: what it is, and a call when it has come. */
public interface Time {
  /** The system's clock. */
  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void at(Instant moment, Runnable task) {
          long wait = Math.max(0, Duration.between(now(), moment).toMillis() + 1);
          CompletableFuture.delayedExecutor(wait, MILLISECONDS).execute(task);
        }
      };

  /** Returns the time. */
  Instant now();

  /** Runs a short task when a moment has come, never before this method has returned. */
  void at(Instant moment, Runnable task);
}
