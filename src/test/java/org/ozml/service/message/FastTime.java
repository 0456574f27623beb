package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The system's clock, so many times as fast. */
record FastTime(int times, Instant start) implements Time {
  FastTime(int times) {
    this(times, Instant.now());
  }

  @Override
  public Instant now() {
    return start.plus(Duration.between(start, Instant.now()).multipliedBy(times));
  }

  @Override
  public void at(Instant moment, Runnable task) {
    long wait = Math.max(0, Duration.between(now(), moment).toNanos() / times) + 1_000_000;
    CompletableFuture.delayedExecutor(wait, NANOSECONDS).execute(task);
  }
}
