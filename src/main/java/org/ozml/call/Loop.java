package org.ozml.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after another in the order of their arrival, on the threads that bring them:
 * whoever finds the loop idle runs it until it is empty. So nothing behind it needs a lock, a task
 * that is brought from inside another runs after that one, and no thread is started.
 */
public final class Loop implements Executor {
  private static final System.Logger LOG = System.getLogger(Loop.class.getName());

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() != 0) return;
    do {
      Runnable next = tasks.poll();
      try {
        if (next != null) next.run();
      } catch (RuntimeException | Error e) {
        // Ours, and of this one task: the other calls must not notice. An Error that went through
        // would leave the loop busy for ever.
        LOG.log(System.Logger.Level.ERROR, "internal error", e);
      }
    } while (waiting.decrementAndGet() != 0);
  }
}
