package org.ozml.service.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are kept. Its methods block and are for worker threads only; when one has
 * returned, what it says is on disk. When a database cannot be reached they throw {@link
 * StoreException}, and nothing has changed.
 *
 * <p>The life of an outgoing message: {@link #add} (state QUEUED) → {@link #begin} (SENDING,
 * written before the first byte goes out) → {@link #sent}, {@link #retry} (QUEUED again, later) or
 * {@link #failed}; {@link #delivered} when a report says so. Whoever starts and finds a message
 * SENDING knows that an earlier process died in the middle: the message may have arrived, and its
 * reason says so, see {@link Stored#inDoubt}.
 */
public interface MessageStore {
  /** The database cannot be reached or refuses. */
  final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says in one sentence, without secrets, what could not be done. */
    public StoreException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Where a message is in its life. */
  enum State {
    /** To be sent when its time has come. */
    QUEUED,
    /** An attempt has begun, and its end is not known. */
    SENDING,
    /** A neighbour has taken it over. */
    SENT,
    /** Given up; the reason says why. */
    FAILED,
    /** Arrived here, in a mailbox. */
    RECEIVED
  }

  /**
   * A message as it is kept.
   *
   * @param id GUID
   * @param mailbox whose it is: a user's name; empty: the system's
   * @param folder inbox, outbox, sent, or any other in the mailbox
   * @param kind how it goes or came
   * @param connection the connection that takes it or that it came through
   * @param sender address or number
   * @param recipient address or number
   * @param subject of an e-mail; of an SMS its type, such as SMS:TEXT:CLASS0; may be empty
   * @param text line breaks are {@code \n}
   * @param attachments names of the files that wait in the {@link Spool}, in order
   * @param reportUrl who wants to know whether it was delivered; empty: nobody
   * @param extension the API extension concerned; empty: none
   * @param created when it was accepted or received
   * @param state where it is in its life
   * @param attempts how many attempts have begun
   * @param next when it is due; only for QUEUED
   * @param reason why the last attempt failed; empty when none did
   * @param references what the neighbour calls it, a part each (SMS message ids)
   * @param downloaded whether a client has fetched it from its mailbox
   */
  record Stored(
      String id,
      String mailbox,
      String folder,
      Messages.Kind kind,
      String connection,
      String sender,
      String recipient,
      String subject,
      String text,
      List<String> attachments,
      String reportUrl,
      String extension,
      Instant created,
      State state,
      int attempts,
      Instant next,
      String reason,
      List<String> references,
      boolean downloaded) {
    private static final String DOUBT = "in doubt: ";

    /** Copies the lists. */
    public Stored {
      attachments = List.copyOf(attachments);
      references = List.copyOf(references);
    }

    /** Returns a reason that says besides that the message may have arrived. */
    public static String doubt(String reason) {
      return DOUBT + reason;
    }

    /**
     * Whether an attempt ended so that the message may have arrived. The next one is marked, so
     * that the receiver can tell.
     */
    public boolean inDoubt() {
      return reason.startsWith(DOUBT);
    }
  }

  /**
   * What somebody must still be told of a message.
   *
   * @param number in the order in which it came to be known, from 1
   * @param status whether it was delivered, in one word; empty: it has arrived
   * @param when it was known
   */
  record Untold(long number, Stored message, String status, Instant when) {}

  /** Keeps messages, all in one transaction; one whose id is kept already is left as it is. */
  void add(Collection<Stored> messages);

  /** Returns the message with an id; null when there is none. */
  @Nullable Stored find(String id);

  /**
   * Returns messages of a connection that are due, those that have waited longest first.
   *
   * @param now QUEUED ones whose time has come until then
   * @param most at most so many
   */
  List<Stored> due(String connection, Instant now, int most);

  /** Returns when the next QUEUED message of a connection is due; null when there is none. */
  @Nullable Instant nextDue(String connection);

  /** Returns the messages of a connection whose attempt has no known end. */
  List<Stored> sending(String connection);

  /** An attempt begins: SENDING, one attempt more. */
  void begin(String id);

  /** A neighbour has taken over some parts of it; its state stays. They are not sent again. */
  void taken(String id, List<String> references);

  /** A neighbour has taken it over: SENT, in the folder sent. */
  void sent(String id, List<String> references);

  /** It is tried again: QUEUED. */
  void retry(String id, Instant next, String reason);

  /**
   * It is given up: FAILED. Whoever wants to know is still to be told.
   *
   * @param status one word for who is told
   */
  void failed(String id, String reason, String status, Instant when);

  /** It is known which parts of a SENT message were delivered; these books become its reason. */
  void delivered(String id, String books);

  /**
   * It is known whether a SENT message was delivered; the status becomes its reason. Whoever wants
   * to know is still to be told.
   */
  void reported(String id, String status, Instant when);

  /**
   * Keeps a message that has arrived, in place of its parts; it is still to be told. One whose id
   * is kept already is left as it is.
   */
  void arrived(Stored message, Collection<String> parts);

  /**
   * Returns what is still to be told, in order.
   *
   * @param after only what has a higher number
   * @param most at most so many
   */
  List<Untold> untold(long after, int most);

  /** These have been told. */
  void told(Collection<String> ids);

  /**
   * Finds the message that a delivery report is about.
   *
   * @param reference what the neighbour calls it
   * @return the latest with that reference; null when there is none
   */
  @Nullable Stored findByReference(String connection, String reference);

  /**
   * Returns messages in a mailbox's folder, oldest first.
   *
   * @param most at most so many
   * @param onlyNew leaves out what has been downloaded
   */
  List<Stored> list(String mailbox, String folder, int most, boolean onlyNew);

  /** Marks messages as downloaded. */
  void downloaded(Collection<String> ids);

  /** Deletes messages for good. */
  void delete(Collection<String> ids);
}
