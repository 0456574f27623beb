package org.ozml.service.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * Writes the call history without keeping anybody waiting: calls wait in memory for one thread,
 * which stores in one transaction what has come together meanwhile.
 *
 * <p>While the database is away it tries again every second. So many calls can wait as fit the
 * limit; of those that come then none is kept. How many are lost is counted and logged.
 */
public final class CallWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CallWriter.class.getName());
  private static final int LIMIT = 100_000;
  private static final int GROUP = 1_000;

  /** How long an answer is held back for a store that is away. */
  private static final Duration HELD = Duration.ofSeconds(2);

  private final CallTable calls;
  private final int limit;
  private final Duration pause;
  private final Duration patience;
  private final Thread thread = new Thread(this::run, "call history");

  // All below is guarded by this.
  private final Deque<PastCall> waiting = new ArrayDeque<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private long taken;
  private long stored;
  private long lost;
  private boolean away;
  private boolean closing;
  private boolean last; // the try that is being made began after closing
  private boolean said; // that answers are not held back any longer

  /** Something that is done when so many calls are stored; true: they are, or are given up. */
  private record Held(long calls, CompletableFuture<Boolean> over) {}

  /** Writes to a table; up to 100,000 calls can wait. */
  public CallWriter(CallTable calls) {
    this(calls, LIMIT, Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  CallWriter(CallTable calls, int limit, Duration pause, Duration patience) {
    this.calls = calls;
    this.limit = limit;
    this.pause = pause;
    this.patience = patience;
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes a call over and returns at once; from any thread. */
  public synchronized void write(PastCall call) {
    if (closing || waiting.size() >= limit) {
      lost++;
    } else {
      waiting.add(call);
      taken++;
      notifyAll();
    }
  }

  /**
   * Runs something when all calls that were handed over before are stored, or lost: so what is
   * acknowledged then is in the history, whatever happens to this process. At once, and on the
   * caller's thread, when none waits; otherwise on another, which it must not keep.
   *
   * <p>While the database is away that takes 2 seconds at most, and the log says so.
   */
  public void whenStored(Runnable then) {
    CompletableFuture<Boolean> over = over();
    if (over == null) {
      then.run();
      return;
    }
    var unused =
        over.completeOnTimeout(false, HELD.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(
                inTime -> {
                  if (!inTime) {
                    givenUpHolding();
                  }
                  guarded(then);
                });
  }

  private synchronized @Nullable CompletableFuture<Boolean> over() {
    if (waiting.isEmpty()) {
      return null;
    }
    var over = new CompletableFuture<Boolean>();
    held.add(new Held(taken, over));
    return over;
  }

  private synchronized void givenUpHolding() {
    if (!said) {
      said = true;
      LOG.log(
          System.Logger.Level.ERROR,
          "what is answered now may be missing in the history: calls wait in memory, and the"
              + " database does not take them");
    }
    while (!held.isEmpty() && held.getFirst().over().isDone()) {
      held.removeFirst();
    }
  }

  private static void guarded(Runnable then) {
    try {
      then.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "internal error", e);
    }
  }

  /** Takes out what has been held until now; to be completed without the lock. */
  private synchronized List<Held> due() {
    List<Held> due = new ArrayList<>();
    while (!held.isEmpty() && held.getFirst().calls() <= stored) {
      due.add(held.removeFirst());
    }
    return due;
  }

  private void release() {
    due().forEach(each -> each.over().complete(true));
  }

  /** Returns how many calls could not be kept. */
  public synchronized long lost() {
    return lost;
  }

  /** Returns whether calls wait because they could not be stored when that was tried last. */
  public synchronized boolean away() {
    return away;
  }

  /** Stores what is waiting, for which there are 15 seconds; what is not stored then is lost. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    giveUp();
    release();
  }

  private synchronized void giveUp() {
    lost += waiting.size();
    stored = taken; // there is nothing more to wait for
    waiting.clear();
    if (lost > 0) {
      LOG.log(System.Logger.Level.ERROR, lost + " calls are missing in the history");
    }
  }

  private void run() {
    try {
      for (List<PastCall> group = next(); !group.isEmpty(); group = next()) {
        try {
          calls.add(group);
          stored(group.size());
          release();
        } catch (StoreException e) {
          if (!waits(e)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for calls; none come any more when the list is empty. They wait on until stored. */
  private synchronized List<PastCall> next() throws InterruptedException {
    while (waiting.isEmpty() && !closing) {
      wait();
    }
    last = closing;
    List<PastCall> group = new ArrayList<>();
    for (Iterator<PastCall> each = waiting.iterator(); each.hasNext() && group.size() < GROUP; ) {
      group.add(each.next());
    }
    return group;
  }

  private synchronized void stored(int count) {
    for (int i = 0; i < count; i++) {
      if (waiting.poll() != null) { // nothing, if they were given up meanwhile
        stored++;
      }
    }
    said = false;
    if (away) {
      away = false;
      LOG.log(System.Logger.Level.INFO, "the call history is written again; lost: " + lost);
    }
  }

  /** Whether to try again, after a pause; closing cuts it short, and leaves one try. */
  private synchronized boolean waits(StoreException why) throws InterruptedException {
    if (!away) {
      away = true;
      LOG.log(System.Logger.Level.WARNING, "calls wait in memory: " + why.getMessage());
    }
    long until = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closing; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return !last;
  }
}
