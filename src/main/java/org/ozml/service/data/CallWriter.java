package org.ozml.service.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private final CallTable calls;
  private final int limit;
  private final Duration pause;
  private final Duration patience;
  private final Thread thread = new Thread(this::run, "call history");

  // All below is guarded by this.
  private final Deque<PastCall> waiting = new ArrayDeque<>();
  private long lost;
  private boolean away;
  private boolean closing;
  private boolean last; // the try that is being made began after closing

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
      notifyAll();
    }
  }

  /** Returns how many calls are not stored yet. */
  public synchronized int waiting() {
    return waiting.size();
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
  }

  private synchronized void giveUp() {
    lost += waiting.size();
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
      waiting.poll(); // nothing, if they were given up meanwhile
    }
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
