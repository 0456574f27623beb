package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Lets many share a transaction: one thread takes what has come meanwhile and commits it together.
 * The thread ends when nothing comes.
 *
 * @param <T> what is handed over, with whom to tell what became of it
 */
public final class GroupCommit<T> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

  /** How long closing may take. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final String name;
  private final int together;
  private final Consumer<List<T>> commit;
  private final BiConsumer<T, String> refuse;
  private final BlockingQueue<T> waiting;
  private final Semaphore writing = new Semaphore(1);
  private final ThreadPoolExecutor writer;
  private volatile boolean closed;

  /**
   * @param name of the thread
   * @param most so many can wait
   * @param together so many go into one transaction
   * @param commit stores them and says what became of each; may block, must not throw
   * @param refuse told of one that is not taken, and why
   */
  public GroupCommit(
      String name, int most, int together, Consumer<List<T>> commit, BiConsumer<T, String> refuse) {
    this.name = name;
    this.together = together;
    this.commit = commit;
    this.refuse = refuse;
    waiting = new ArrayBlockingQueue<>(most);
    writer = Workers.threads(name, 1);
  }

  /** Takes one over, or refuses it; returns at once. */
  public void add(T one) {
    if (closed) {
      refuse(one);
    } else if (!waiting.offer(one)) {
      refuse.accept(one, "too many wait for the store");
    } else if (!start() && waiting.remove(one)) {
      refuse(one);
    }
  }

  private void refuse(T one) {
    refuse.accept(one, name + " is closed");
  }

  /** Runs something on the thread that commits, before what is added later. */
  void run(Runnable task) {
    writer.execute(task);
  }

  /** Returns false when it is too late for that. */
  private boolean start() {
    if (writing.tryAcquire()) {
      try {
        writer.execute(this::write);
      } catch (RejectedExecutionException e) {
        writing.release();
        return false;
      }
    }
    return true;
  }

  private void write() {
    List<T> group = new ArrayList<>();
    while (waiting.drainTo(group, together) > 0) {
      commit.accept(group);
      group.clear();
    }
    writing.release();
    // What came while this one was about to leave.
    if (!waiting.isEmpty() && !start()) {
      waiting.drainTo(group);
      group.forEach(this::refuse);
    }
  }

  /** Takes nothing more, and commits what it was given. */
  @Override
  public void close() {
    closed = true;
    writer.shutdown();
    try {
      if (!writer.awaitTermination(FAREWELL.toMillis(), MILLISECONDS)) {
        LOG.log(Level.WARNING, name + " did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
