package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;
import org.ozml.service.message.Sender.Outcome;

/**
 * Sends what is due on one connection, until it is sent or given up.
 *
 * <p>A message that failed waits 1 s, then twice as long each time, 5 minutes at most. When it is
 * the connection that failed, all wait, and one that waits too long for it is given up. In doubt a
 * message is sent again, marked: twice is better than never.
 *
 * <p>Its threads end when nothing is due; {@link #wake} or the time brings them back.
 */
final class Lane {
  /** Is told how a message ended. */
  interface Ends {
    /** A neighbour has taken it over; that is stored. */
    void sent(Stored message, List<String> references);

    /** It is given up; that is stored. */
    void givenUp(Untold message);
  }

  private static final System.Logger LOG = System.getLogger(Lane.class.getName());

  /** So many messages are in memory at most. */
  private static final int READY = 64;

  private final String connection;
  private final Sender sender;
  private final MessageStore store;
  private final Time time;
  private final Duration patience;
  private final Ends ends;
  private final ThreadPoolExecutor workers;
  private final Semaphore slots;
  private volatile boolean woken;
  private volatile boolean closed;

  // Guarded by this.
  private final Deque<Stored> ready = new ArrayDeque<>();
  private boolean tookOver;
  private int failures;
  private String trouble = "";
  private Instant resume = Instant.MIN;
  private Instant alarm = Instant.MIN;

  Lane(
      String connection,
      Sender sender,
      MessageStore store,
      Time time,
      Duration patience,
      Ends ends) {
    this.connection = connection;
    this.sender = sender;
    this.store = store;
    this.time = time;
    this.patience = patience;
    this.ends = ends;
    slots = new Semaphore(sender.parallel());
    workers = Workers.threads("ozml-send-" + connection, sender.parallel());
  }

  Sender sender() {
    return sender;
  }

  /** Something may be due. Returns at once. */
  void wake() {
    woken = true;
    if (!closed && slots.tryAcquire()) {
      try {
        workers.execute(this::work);
      } catch (RejectedExecutionException e) {
        slots.release(); // closed just now
      }
    }
  }

  /** The connection works again. */
  void resume() {
    synchronized (this) {
      resume = Instant.MIN;
    }
    wake();
  }

  private void work() {
    try {
      for (Stored message = next(); message != null; message = next()) {
        settle(message, attempt(message));
      }
      sender.rest();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, connection + " pauses: " + e.getMessage());
      time.at(after(1), this::wake);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
      time.at(after(Integer.MAX_VALUE), this::wake);
    } finally {
      slots.release();
    }
    if (woken) {
      wake(); // while the last of us was about to leave
    }
  }

  /** Begins with the next message; null when there is none for now. */
  private synchronized @Nullable Stored next() {
    woken = false;
    Instant now = time.now();
    if (closed || now.isBefore(resume)) {
      return wakeAt(resume);
    }
    if (!tookOver) {
      for (Stored message : store.sending(connection)) {
        store.retry(message.id(), now, Stored.doubt("the process that was sending it ended"));
      }
      tookOver = true;
    }
    while (true) {
      if (ready.isEmpty()) {
        ready.addAll(store.due(connection, now, READY));
      }
      Stored message = ready.peek();
      if (message == null) {
        Instant due = store.nextDue(connection);
        return due == null ? null : wakeAt(due);
      }
      if (failures > 0 && isTooLate(message)) {
        giveUp(message, trouble, message.inDoubt() ? "Unknown" : "Expired");
        ready.remove();
        continue;
      }
      store.begin(message.id());
      ready.remove();
      if (!ready.isEmpty()) {
        wake();
      }
      return begun(message);
    }
  }

  private Outcome attempt(Stored message) {
    try {
      return sender.send(message);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error while sending " + message.id(), e);
      return new Outcome.Doubt("internal error", message.references());
    }
  }

  private void settle(Stored message, Outcome outcome) {
    try {
      if (outcome instanceof Outcome.Sent sent) {
        store.sent(message.id(), sent.references());
        works();
        ends.sent(message, sent.references());
      } else if (outcome instanceof Outcome.Never never) {
        works();
        giveUp(message, never.reason(), "Failed");
      } else if (outcome instanceof Outcome.Later later) {
        // Where the connection is to blame, its pause is the message's too.
        Instant next = later.all() ? pause(later.reason()) : after(message.attempts());
        again(message, next, later.reason(), later.references(), message.inDoubt());
      } else if (outcome instanceof Outcome.Doubt doubt) {
        pause(doubt.reason());
        // A message that makes the neighbour cut the link must not be the first one again.
        Instant next = after(message.attempts());
        again(message, next, doubt.reason(), doubt.references(), true);
      }
    } catch (StoreException e) {
      // What is known must not be forgotten: a message that was sent would be sent again.
      LOG.log(Level.WARNING, "the end of message " + message.id() + " waits: " + e.getMessage());
      time.at(after(1), () -> settleLater(message, outcome));
    }
  }

  private void settleLater(Stored message, Outcome outcome) {
    if (!closed) {
      workers.execute(
          () -> {
            settle(message, outcome);
            wake();
          });
    }
  }

  private void again(
      Stored message, Instant next, String reason, List<String> references, boolean doubt) {
    if (references.size() > message.references().size()) {
      store.taken(message.id(), references);
    }
    if (isTooLate(message)) {
      giveUp(message, reason, doubt ? "Unknown" : "Expired");
    } else {
      store.retry(message.id(), next, doubt ? Stored.doubt(reason) : reason);
    }
  }

  /** The connection fails, so all wait; returns now, for as soon as they go on. */
  private synchronized Instant pause(String reason) {
    failures++;
    trouble = reason;
    resume = after(failures);
    return time.now();
  }

  private void giveUp(Stored message, String reason, String status) {
    Untold end = new Untold(0, message, status, time.now());
    store.failed(message.id(), reason, status, end.when());
    // It was accepted: whoever runs the system must be able to find out.
    LOG.log(Level.WARNING, connection + " gives message " + message.id() + " up: " + reason);
    ends.givenUp(end);
  }

  private synchronized void works() {
    failures = 0;
    resume = Instant.MIN;
  }

  private boolean isTooLate(Stored message) {
    return !time.now().isBefore(message.created().plus(patience));
  }

  private Instant after(int failures) {
    return time.now().plus(Workers.pause(failures));
  }

  /** Returns null: there is nothing before that. */
  private @Nullable Stored wakeAt(Instant moment) {
    boolean set = alarm.isAfter(time.now());
    if (!closed && (!set || moment.isBefore(alarm))) {
      alarm = moment;
      time.at(moment, () -> rings(moment));
    }
    return null;
  }

  /** The alarm is over even if the clock has been put back meanwhile. */
  private void rings(Instant moment) {
    synchronized (this) {
      if (alarm.equals(moment)) {
        alarm = Instant.MIN;
      }
    }
    wake();
  }

  private static Stored begun(Stored message) {
    return new Stored(
        message.id(),
        message.mailbox(),
        message.folder(),
        message.kind(),
        message.connection(),
        message.sender(),
        message.recipient(),
        message.subject(),
        message.text(),
        message.attachments(),
        message.reportUrl(),
        message.extension(),
        message.created(),
        MessageStore.State.SENDING,
        message.attempts() + 1,
        message.next(),
        message.reason(),
        message.references(),
        message.downloaded());
  }

  /** No attempt begins any more. */
  void stop() {
    closed = true;
    workers.shutdown();
  }

  /**
   * Waits for the attempts under way, then cuts them off: they stay SENDING, in doubt. No thread is
   * interrupted: in the middle of an H2 file that would close the file.
   */
  void end(Duration most) {
    try {
      boolean done = workers.awaitTermination(most.toMillis(), MILLISECONDS);
      LOG.log(Level.DEBUG, () -> connection + (done ? " has ended" : " is cut off"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
