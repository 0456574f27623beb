package org.ozml.service.data;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 *
 * <p>What must survive the sudden end of this process waits for {@link #whenStored} before it is
 * acknowledged. Calls that went on then are put into the history at the next start.
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

  /** Ids of the calls that are stored as begun; the thread's. */
  private final Set<String> begun = new HashSet<>();

  // All below is guarded by this.
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private long taken;
  private long stored;
  private long lost;
  private boolean away;
  private boolean closing;
  private boolean last; // the try that is being made began after closing
  private boolean said; // that answers are not held back any longer

  /** A call that begins, or ends. */
  private record Entry(PastCall call, boolean ends) {}

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

  /**
   * Takes a call over that has ended, and returns at once; from any thread.
   *
   * @param call its id is no other call's
   */
  public synchronized void write(PastCall call) {
    if (!take(new Entry(call, true))) {
      lost++;
    }
  }

  /** Returns how many calls are not stored yet. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /**
   * Takes a call over that begins: should this process end before the call does, the next one puts
   * it into the history, with the state Error. That costs nothing for a call that ends before it is
   * stored. Half of the calls that can wait are left to those that end.
   */
  public synchronized void begin(PastCall call) {
    if (waiting.size() < limit / 2) {
      take(new Entry(call, false));
    }
  }

  private boolean take(Entry entry) {
    if (closing || waiting.size() >= limit) {
      return false;
    }
    waiting.add(entry);
    taken++;
    notifyAll();
    return true;
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
    lost += waiting.stream().filter(Entry::ends).count();
    stored = taken; // there is nothing more to wait for
    waiting.clear();
    if (lost > 0) {
      LOG.log(System.Logger.Level.ERROR, lost + " calls are missing in the history");
    }
  }

  private void run() {
    try {
      boolean goesOn = done(calls::interrupted);
      while (goesOn) {
        List<Entry> group = next();
        goesOn = !group.isEmpty() && done(() -> store(group));
        if (goesOn) {
          stored(group.size());
          release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(List<Entry> group) {
    Map<String, PastCall> begins = new LinkedHashMap<>();
    List<PastCall> ends = new ArrayList<>();
    List<String> over = new ArrayList<>();
    for (Entry each : group) {
      String id = each.call().callId();
      if (!each.ends()) {
        begins.put(id, each.call());
      } else {
        ends.add(each.call());
        if (begins.remove(id) == null && begun.contains(id)) {
          over.add(id);
        }
      }
    }
    calls.change(begins.values(), ends, over);
    begun.addAll(begins.keySet());
    over.forEach(begun::remove);
  }

  /** Tries until it is stored; false when it is not, and there is no time left. */
  private boolean done(Runnable work) throws InterruptedException {
    while (true) {
      tries();
      try {
        work.run();
        back();
        return true;
      } catch (StoreException e) {
        if (!waits(e)) {
          return false;
        }
      }
    }
  }

  private synchronized void tries() {
    last = closing;
  }

  /** Waits for calls; none come any more when the list is empty. They wait on until stored. */
  private synchronized List<Entry> next() throws InterruptedException {
    while (waiting.isEmpty() && !closing) {
      wait();
    }
    List<Entry> group = new ArrayList<>();
    for (Iterator<Entry> each = waiting.iterator(); each.hasNext() && group.size() < GROUP; ) {
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
  }

  private synchronized void back() {
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
