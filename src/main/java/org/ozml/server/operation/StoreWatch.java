package org.ozml.server.operation;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * Asks the store every few seconds whether it is there, and what waits in it. So whoever wants to
 * know is answered at once, and cannot keep the database busy.
 */
public final class StoreWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StoreWatch.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** A look that takes longer finds nothing that anybody could work with. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Supplier<Map<String, Map<MessageStore.State, Long>>> question;
  private final long patience;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "store watch");
            made.setDaemon(true);
            return made;
          });
  private volatile @Nullable Map<String, Map<MessageStore.State, Long>> outbox = Map.of();
  private volatile long asking; // since when, on nanoTime; 0: nobody is

  /**
   * Begins.
   *
   * @param question how many messages of each connection are in which state; blocks, and throws
   *     {@link StoreException} when the store is away
   */
  public StoreWatch(Supplier<Map<String, Map<MessageStore.State, Long>>> question) {
    this(question, PAUSE, PATIENCE);
  }

  StoreWatch(
      Supplier<Map<String, Map<MessageStore.State, Long>>> question,
      Duration pause,
      Duration patience) {
    this.question = question;
    this.patience = patience.toNanos();
    var unused =
        thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    asking = System.nanoTime() | 1;
    try {
      Map<String, Map<MessageStore.State, Long>> found = question.get();
      if (outbox == null) LOG.log(Level.INFO, "the store is back");
      outbox = found;
    } catch (StoreException e) {
      if (outbox != null) LOG.log(Level.ERROR, "the store is away: " + e.getMessage());
      outbox = null;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "internal error", e);
      outbox = null;
    }
    asking = 0;
  }

  /** Returns whether the store answered lately. */
  public boolean up() {
    long since = asking;
    return outbox != null && (since == 0 || System.nanoTime() - since < patience);
  }

  void write(Exposition to) {
    Map<String, Map<MessageStore.State, Long>> now = outbox;
    to.gauge("ozml_store_up", "1 when the store answers.").sample(up() ? 1 : 0);
    if (now == null) return;
    to.gauge(
        "ozml_outbox_messages", "Messages not sent yet, or given up, by connection and state.");
    now.forEach(
        (connection, states) ->
            states.forEach(
                (state, count) ->
                    to.sample(
                        count,
                        "connection",
                        connection,
                        "state",
                        state.name().toLowerCase(Locale.ROOT))));
  }

  @Override
  public void close() {
    // Not interrupted: in the middle of an H2 file that would close the file.
    thread.shutdown();
    try {
      if (!thread.awaitTermination(patience, TimeUnit.NANOSECONDS)) {
        LOG.log(Level.DEBUG, "the store is still being asked");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
