package org.ozml.service.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Time that a test moves by hand. */
final class HandTime implements Time {
  private record Plan(Instant moment, Runnable task) {}

  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final List<Plan> plans = new ArrayList<>();

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void at(Instant moment, Runnable task) {
    if (moment.isAfter(now)) {
      plans.add(new Plan(moment, task));
      notifyAll();
    } else {
      var unused = CompletableFuture.runAsync(task);
    }
  }

  /** Waits until something is planned, goes there, and returns how far that was. */
  Duration step() throws InterruptedException {
    return stepAndPutBack(Duration.ZERO);
  }

  /** The same; but when it comes, somebody has put the clock back. */
  Duration stepAndPutBack(Duration back) throws InterruptedException {
    Plan next;
    Duration far;
    synchronized (this) {
      awaitPlan();
      next = plans.stream().min(Comparator.comparing(Plan::moment)).orElseThrow();
      plans.remove(next);
      far = Duration.between(now, next.moment());
      if (!far.isNegative()) {
        now = next.moment();
      }
      now = now.minus(back);
    }
    next.task().run();
    return far;
  }

  /** Waits until something is planned. */
  synchronized void awaitPlan() throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (plans.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("nothing was planned");
      }
      wait(left);
    }
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
