package org.ozml.scenario;

import java.time.Duration;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.ozml.simulator.Timeline;

/**
 * Time for a host with many threads. What is due at about the same time is done by several threads
 * at once, in any order, but in order for each leg. The clock runs as fast as the host can follow:
 * where nothing happens it jumps, and it never leaves behind what is still under way, so that a
 * busy machine changes nothing but the duration of the test.
 */
final class ThreadedTime implements Timeline {
  /** How far apart things may be that happen at about the same time. */
  private static final long TOGETHER = Duration.ofMillis(20).toNanos();

  /** Nothing that a host does takes so long, however busy the machine is. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Executor threads;
  private final BiConsumer<Object, Runnable> doing;
  private final PriorityQueue<Entry> queue = new PriorityQueue<>();

  /** How many things are under way, by the time when they began. */
  private final TreeMap<Long, Integer> underWay = new TreeMap<>();

  /** To whom belongs what is being done. */
  private final Set<Object> busy = new HashSet<>();

  private volatile long now;
  private long planned;
  private int changes;

  /** Something that will be done. */
  private static final class Entry implements Due, Comparable<Entry> {
    private final Object whose;
    private final long at;
    private final long order;
    private final Runnable what;
    private volatile boolean off;

    private Entry(Object whose, long at, long order, Runnable what) {
      this.whose = whose;
      this.at = at;
      this.order = order;
      this.what = what;
    }

    @Override
    public void cancel() {
      off = true; // it may have begun; then it is too late
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * Makes a clock that stands at 0.
   *
   * @param threads do what is due
   * @param doing how something is done that belongs to somebody
   */
  ThreadedTime(Executor threads, BiConsumer<Object, Runnable> doing) {
    this.threads = threads;
    this.doing = doing;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public synchronized Due plan(Object whose, Duration after, Runnable what) {
    Entry due = new Entry(whose, now + after.toNanos(), planned++, what);
    queue.add(due);
    changed();
    return due;
  }

  @Override
  public void ask() {
    throw new UnsupportedOperationException("nothing outside is asked here");
  }

  @Override
  public void answer(Runnable what) {
    throw new UnsupportedOperationException("nothing outside is asked here");
  }

  @Override
  public void bring(Runnable what) {
    throw new UnsupportedOperationException("nothing comes from outside here");
  }

  /** Something is under way, and time must not go far until it has arrived. */
  synchronized void begun(long at) {
    underWay.merge(at, 1, Integer::sum);
    changed();
  }

  /** What was under way has arrived, and all that came of it at once has been done. */
  synchronized void arrived(long at) {
    underWay.computeIfPresent(at, (time, count) -> count == 1 ? null : count - 1);
    changed();
  }

  /**
   * Begins what is due next, or awaits something that is under way; false when there is neither.
   *
   * @param until later things do not count
   */
  synchronized boolean step(long until) {
    while (!queue.isEmpty() && queue.peek().off) queue.poll();
    Entry due = queue.peek();
    if (due != null && due.at <= until && mayBegin(due)) {
      begin(queue.remove());
      return true;
    }
    if (underWay.isEmpty()) return false;
    awaitChange();
    return true;
  }

  private boolean mayBegin(Entry due) {
    boolean followed = underWay.isEmpty() || due.at <= underWay.firstKey() + TOGETHER;
    return followed && !busy.contains(due.whose);
  }

  private void begin(Entry due) {
    now = Math.max(now, due.at);
    busy.add(due.whose);
    begun(due.at);
    threads.execute(() -> run(due));
  }

  private void run(Entry due) {
    try {
      if (!due.off) doing.accept(due.whose, due.what);
    } finally {
      synchronized (this) {
        busy.remove(due.whose);
        arrived(due.at);
      }
    }
  }

  /** Lets the clock go on to a time at which nothing is due. */
  synchronized void moveTo(long time) {
    now = Math.max(now, time);
  }

  private void changed() {
    changes++;
    notifyAll();
  }

  private void awaitChange() {
    int before = changes;
    long deadline = System.nanoTime() + PATIENCE;
    while (changes == before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) throw new AssertionError("still under way after 10 s: " + underWay);
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while under way: " + underWay, e);
      }
    }
  }
}
