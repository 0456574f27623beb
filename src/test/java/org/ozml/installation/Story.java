package org.ozml.installation;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;

/** What has been told, for somebody who waits for it. */
public final class Story implements Trace {
  private static final long PATIENCE = SECONDS.toNanos(20);

  private final List<TraceEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(TraceEvent event) {
    events.add(event);
    notifyAll();
  }

  /** Returns the first such event, which may have been told already. */
  public <E extends TraceEvent> E await(Class<E> type, Predicate<E> wanted)
      throws InterruptedException {
    return await(0, type, wanted);
  }

  /** Returns the first such event behind so many others. */
  public synchronized <E extends TraceEvent> E await(int from, Class<E> type, Predicate<E> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    for (int next = from; ; next++) {
      while (next >= events.size()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) throw new AssertionError("nothing such was told: " + events);
        wait(left);
      }
      TraceEvent event = events.get(next);
      if (type.isInstance(event) && wanted.test(type.cast(event))) return type.cast(event);
    }
  }

  /** Returns all so far. */
  public synchronized List<TraceEvent> sofar() {
    return List.copyOf(events);
  }
}
