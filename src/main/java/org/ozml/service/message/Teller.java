package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;
import org.ozml.service.message.Messages.DeliveryReport;
import org.ozml.service.message.Messages.Incoming;
import org.ozml.service.message.Messages.Listener;

/**
 * Tells the listener what has arrived and what was reported, after that was stored and
 * acknowledged. The store remembers what is still to be told: so what an earlier process did not
 * come to is told as soon as there is a listener, a few at a time, beside what arrives meanwhile.
 * Twice is better than never.
 */
final class Teller {
  private static final System.Logger LOG = System.getLogger(Teller.class.getName());

  /** So much of what was left behind is told at a time. */
  private static final int TOGETHER = 50;

  private static final String AGAIN = "what has arrived may be told twice: ";

  private final MessageStore store;
  private final Time time;
  private final ThreadPoolExecutor worker = Workers.threads("ozml-arrivals", 1);
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile @Nullable Listener listener;

  // All below is the worker's.
  private final Set<String> telling = new HashSet<>();

  /** Those among them that were left behind. */
  private final Set<String> leftBehind = new HashSet<>();

  private long reached;
  private boolean caughtUp;

  Teller(MessageStore store, Time time) {
    this.store = store;
    this.time = time;
  }

  /** Names who is told; what nobody was told yet is told now. */
  void listen(Listener other) {
    listener = other;
    wake();
  }

  /** A message has arrived, and it is stored that it must be told. */
  void arrived(Stored message) {
    execute(() -> tell(new Untold(0, message, "", message.created())));
  }

  /** It is known whether a message was delivered, and it is stored that it must be told. */
  void reported(Untold report) {
    if (!report.message().reportUrl().isEmpty()) {
      execute(() -> tell(report));
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      execute(this::work);
    }
  }

  private void execute(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "closed; the next process tells it");
    }
  }

  private void work() {
    woken.set(false);
    try {
      settle();
      if (listener != null && !caughtUp && leftBehind.isEmpty()) {
        catchUp();
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, AGAIN + e.getMessage());
      time.at(time.now().plus(Workers.pause(1)), this::wake);
    }
  }

  private void settle() {
    List<String> ids = new ArrayList<>();
    for (String id = told.poll(); id != null; id = told.poll()) {
      ids.add(id);
    }
    try {
      store.told(ids);
    } catch (StoreException e) {
      told.addAll(ids);
      throw e;
    }
    ids.forEach(telling::remove);
    ids.forEach(leftBehind::remove);
  }

  private void catchUp() {
    List<Untold> next = store.untold(reached, TOGETHER);
    caughtUp = next.isEmpty();
    for (Untold each : next) {
      reached = each.number();
      if (tell(each)) {
        leftBehind.add(each.message().id());
      }
    }
    if (!caughtUp && leftBehind.isEmpty()) {
      wake(); // they have arrived just now, and are being told anyway
    }
  }

  /** Returns whether it is told now, and not by somebody else or later. */
  private boolean tell(Untold one) {
    Listener now = listener;
    String id = one.message().id();
    if (now == null || !telling.add(id)) {
      return false;
    }
    try {
      if (one.status().isEmpty()) {
        now.arrived(arrival(one.message()), () -> over(id));
      } else {
        now.reported(report(one), () -> over(id));
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
      over(id);
    }
    return true;
  }

  private void over(String id) {
    told.add(id);
    wake();
  }

  private static Incoming arrival(Stored message) {
    return new Incoming(
        message.id(),
        message.kind(),
        message.connection(),
        message.sender(),
        message.recipient(),
        message.text(),
        local(message.created()),
        message.extension());
  }

  private static DeliveryReport report(Untold one) {
    Stored message = one.message();
    return new DeliveryReport(
        message.id(),
        message.recipient(),
        one.status(),
        local(one.when()),
        message.reportUrl(),
        message.extension());
  }

  private static LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneId.systemDefault());
  }

  /** Tells nothing more; what is not told then is told by the next process. */
  void close(Duration most) {
    worker.shutdown();
    try {
      if (worker.awaitTermination(most.toMillis(), MILLISECONDS)) {
        settle(); // what was taken when the worker had gone
      } else {
        LOG.log(Level.WARNING, "arrivals are told for too long; the next process goes on");
      }
    } catch (StoreException e) {
      LOG.log(Level.WARNING, AGAIN + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
