package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Kind;

/**
 * Takes what arrives through a connection: stored first, told then. When a method returns, the
 * message or part is stored and may be acknowledged.
 *
 * <p>Parts of a long message wait in a folder of their own until all are there. When that takes
 * more than 10 minutes, or 1,000 parts wait, what is there goes on, with an ellipsis for each gap.
 */
final class Inbox {
  static final String FOLDER = "inbox";
  private static final String PARTS = "parts";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST = 1000;

  private final String connection;
  private final Kind kind;
  private final String mailbox;
  private final String extension;
  private final MessageStore store;
  private final Time time;
  private final Consumer<Stored> arrivals;

  /**
   * @param mailbox the user's who gets it; empty: the system's
   * @param extension the API extension that is told; empty: none
   * @param arrivals told of each message when it is stored
   */
  Inbox(
      String connection,
      Kind kind,
      String mailbox,
      String extension,
      MessageStore store,
      Time time,
      Consumer<Stored> arrivals) {
    this.connection = connection;
    this.kind = kind;
    this.mailbox = mailbox;
    this.extension = extension;
    this.store = store;
    this.time = time;
    this.arrivals = arrivals;
  }

  /** A message has arrived. */
  void arrived(String from, String to, String text) {
    String id = UUID.randomUUID().toString();
    Stored message = received(id, FOLDER, from, to, "", text, time.now());
    store.arrived(message, List.of());
    arrivals.accept(message);
  }

  /** A part of a long message has arrived. */
  void arrived(String from, String to, String text, Segment segment) {
    String place = segment.reference() + "/" + segment.total() + "/" + segment.number();
    Stored part = received(UUID.randomUUID().toString(), PARTS, from, to, place, text, time.now());
    store.add(List.of(part));
    assemble();
    time.at(part.created().plus(PATIENCE), this::assemble);
  }

  /** Puts long messages together; also those that an earlier process left in parts. */
  synchronized void assemble() {
    List<Stored> parts = store.list(mailbox, PARTS, MOST, false);
    boolean full = parts.size() == MOST;
    for (List<Stored> message :
        parts.stream()
            .filter(part -> part.connection().equals(connection))
            .collect(groupingBy(Inbox::message, LinkedHashMap::new, toList()))
            .values()) {
      boolean stale = !time.now().isBefore(message.get(0).created().plus(PATIENCE));
      if (assemble(message, full || stale)) {
        full = false;
      }
    }
  }

  private boolean assemble(List<Stored> parts, boolean asItIs) {
    TreeMap<Integer, Stored> numbered = new TreeMap<>();
    parts.forEach(part -> numbered.put(place(part, 2), part));
    Stored first = parts.get(0);
    int total = place(first, 1);
    if (numbered.size() < total && !asItIs) {
      return false;
    }
    String text =
        IntStream.rangeClosed(1, total)
            .mapToObj(n -> numbered.containsKey(n) ? numbered.get(n).text() : "\u2026")
            .collect(joining());
    List<String> ids = parts.stream().map(Stored::id).toList();
    // The same parts are the same message: once they were deleted in a transaction of their own.
    String id = UUID.nameUUIDFromBytes(ids.get(0).getBytes(UTF_8)).toString();
    Stored whole =
        received(id, FOLDER, first.sender(), first.recipient(), "", text, first.created());
    store.arrived(whole, ids);
    arrivals.accept(whole);
    return true;
  }

  private static List<Object> message(Stored part) {
    return List.of(part.sender(), part.recipient(), place(part, 0), place(part, 1));
  }

  private static int place(Stored part, int which) {
    return Integer.parseInt(part.subject().split("/", -1)[which]);
  }

  private Stored received(
      String id,
      String folder,
      String from,
      String to,
      String subject,
      String text,
      Instant created) {
    return new Stored(
        id,
        mailbox,
        folder,
        kind,
        connection,
        from,
        to,
        subject,
        text,
        List.of(),
        "",
        extension,
        created,
        State.RECEIVED,
        0,
        created,
        "",
        List.of(),
        false);
  }
}
