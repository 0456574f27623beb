package org.ozml.simulator;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what is due is done in the order of its time, and at the same time in the order in
 * which it was planned. Nothing waits, unless the world outside has been asked something: then time
 * stands still until it has answered.
 */
public final class VirtualTime implements Timeline {
  /** Longer than any budget of a fetch: a fetcher that never answers must not hang a run. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So many called off among what is planned are not worth sweeping. */
  private static final int FEW = 1000;

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private final BlockingDeque<Runnable> outside = new LinkedBlockingDeque<>();
  private long now;

  /** Where real time is that virtual time follows; ahead of it until all that is due is done. */
  private long clock;

  private long planned;
  private int off;
  private int asked;

  /** Something that will be done. */
  private final class Entry implements Due, Comparable<Entry> {
    private final long at;
    private final long order;
    private final Object whose;
    private final Object name;
    private final Runnable what;
    private boolean gone;

    private Entry(long at, long order, Object whose, Object name, Runnable what) {
      this.at = at;
      this.order = order;
      this.whose = whose;
      this.name = name;
      this.what = what;
    }

    private Planned planned() {
      return new Planned(at, whose, name);
    }

    @Override
    public void cancel() {
      if (gone) return;
      gone = true;
      off++;
      sweep();
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Due plan(Object whose, Duration after, Runnable what) {
    return plan(whose, after, "", what);
  }

  @Override
  public Due plan(Object whose, Duration after, Object name, Runnable what) {
    Entry due = new Entry(now + after.toNanos(), planned++, whose, name, what);
    queue.add(due);
    return due;
  }

  /** What is called off lies far ahead, as a rule: it would pile up until its time comes. */
  private void sweep() {
    if (off < FEW || off < queue.size() / 2) return;
    queue.removeIf(due -> due.gone);
    off = 0;
  }

  /**
   * Something that is due.
   *
   * @param at when
   * @param whose the leg, or other object, that it was planned for
   * @param name what it was called when it was planned; empty: nothing
   */
  public record Planned(long at, Object whose, Object name) {}

  /** Returns what is due, in the order in which it will be done. */
  public List<Planned> planned() {
    return queue.stream().filter(due -> !due.gone).sorted().map(Entry::planned).toList();
  }

  /** Waits until the world outside has answered what it was asked. */
  public void settle() {
    while (asked > 0) {
      if (!takeOutside(PATIENCE.toNanos())) asked = 0;
    }
  }

  /** Does the next thing that is due; false when there is nothing. */
  public boolean step() {
    settle();
    Entry due = next();
    if (due == null) return false;
    act(due);
    return true;
  }

  private @Nullable Entry next() {
    while (!queue.isEmpty() && queue.peek().gone) {
      queue.poll();
      off--;
    }
    return queue.peek();
  }

  private void act(Entry due) {
    queue.poll();
    due.gone = true;
    now = due.at;
    due.what.run();
  }

  /**
   * Returns how long it is to the next thing that is due, in nanoseconds; -1 when there is nothing.
   */
  public long untilNext() {
    Entry due = next();
    return due == null ? -1 : due.at - now;
  }

  /** Returns how far ahead everything lies that is planned, in nanoseconds, nearest first. */
  public long[] ahead() {
    return queue.stream()
        .filter(due -> !due.gone)
        .mapToLong(due -> due.at - now)
        .sorted()
        .toArray();
  }

  /** Lets virtual time go on without doing anything; not beyond what is due. */
  public void pass(long nanos) {
    long next = untilNext();
    now += next < 0 ? nanos : Math.min(next, nanos);
  }

  @Override
  public void ask() {
    asked++;
  }

  @Override
  public void answer(Runnable what) {
    outside.add(
        () -> {
          if (asked > 0) asked--;
          what.run();
        });
  }

  /** How long people wait, where virtual time passes as real time does. */
  public interface Pace {
    /**
     * Waits until something stands in the queue, or for so long; leaves it there.
     *
     * @return how much time has passed since it was asked before, in nanoseconds
     */
    long await(BlockingDeque<Runnable> outside, long nanos) throws InterruptedException;

    /** The clock's from now on: what is done between two waits takes its time, too. */
    static Pace real() {
      return new Pace() {
        private long seen = System.nanoTime();

        @Override
        public long await(BlockingDeque<Runnable> outside, long nanos) throws InterruptedException {
          long left = nanos - (System.nanoTime() - seen);
          Runnable what = outside.poll(left, TimeUnit.NANOSECONDS);
          if (what != null) outside.addFirst(what);
          long before = seen;
          seen = System.nanoTime();
          return seen - before;
        }
      };
    }
  }

  /**
   * Waits until the next thing is due, or comes from outside, and does it; what is due goes first.
   * False when interrupted.
   */
  public boolean step(Pace pace) {
    Entry due = next();
    clock = Math.max(clock, now);
    try {
      if (due == null) clock += pace.await(outside, Long.MAX_VALUE);
      else if (due.at > clock) clock += pace.await(outside, due.at - clock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (due != null && due.at <= clock) {
      act(due);
      return true;
    }
    now = clock;
    Runnable what = outside.poll();
    if (what != null) what.run();
    return true;
  }

  /** Such as a key that somebody typed. */
  @Override
  public void bring(Runnable what) {
    outside.add(what);
  }

  /** Returns whether something has come from outside that is not done yet. */
  boolean brings() {
    return !outside.isEmpty();
  }

  /** Waits in real time for something from outside and does it; false when nothing came. */
  public boolean takeOutside(long nanos) {
    try {
      Runnable what = outside.poll(nanos, TimeUnit.NANOSECONDS);
      if (what == null) return false;
      what.run();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
