package org.ozml.service.message;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;

/**
 * Keeps the books of delivery reports: a message is delivered when all its parts are, and not when
 * one is not; reports come in any order, also before it is stored that the message was sent.
 */
final class Reports {
  private static final String DELIVERED = "Delivered";

  /** So many reports may be early; of more, the oldest are forgotten. */
  private static final int EARLY = 10_000;

  private final MessageStore store;
  private final Time time;
  private final Consumer<Untold> known;

  // Guarded by this.
  private final Map<String, String> early =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, String> eldest) {
          return size() > EARLY;
        }
      };

  /**
   * @param known told when the end of a whole message is known and stored
   */
  Reports(MessageStore store, Time time, Consumer<Untold> known) {
    this.store = store;
    this.time = time;
    this.known = known;
  }

  /**
   * A neighbour says what became of a part.
   *
   * @param status Delivered, Failed, Expired, Rejected, Unknown
   */
  synchronized void reported(String connection, String reference, String status) {
    Stored message = store.findByReference(connection, reference);
    if (message == null || message.state() != State.SENT) {
      early.put(key(connection, reference), status);
    } else {
      enter(message, reference, status);
    }
  }

  /** It is stored that a message was sent: what was reported before counts now. */
  synchronized void sent(Stored message, List<String> references) {
    for (String reference : references) {
      String status = early.remove(key(message.connection(), reference));
      if (status != null) {
        reported(message.connection(), reference, status);
      }
    }
  }

  /** The books are the message's reason: "1 Delivered, 3 Failed", in the end one word. */
  private void enter(Stored message, String reference, String status) {
    Map<Integer, String> parts = new TreeMap<>();
    if (!message.reason().isEmpty()) {
      for (String part : message.reason().split(", ", -1)) {
        String[] words = part.split(" ", 2);
        if (words.length == 1) {
          return; // the whole is known; this one comes again
        }
        parts.put(Integer.valueOf(words[0]), words[1]);
      }
    }
    parts.put(message.references().indexOf(reference) + 1, status);
    if (parts.size() < message.references().size()) {
      store.delivered(
          message.id(),
          parts.entrySet().stream()
              .map(part -> part.getKey() + " " + part.getValue())
              .collect(joining(", ")));
    } else {
      String whole =
          parts.values().stream()
              .filter(word -> !word.equals(DELIVERED))
              .findFirst()
              .orElse(DELIVERED);
      Instant now = time.now();
      store.reported(message.id(), whole, now);
      known.accept(new Untold(0, message, whole, now));
    }
  }

  private static String key(String connection, String reference) {
    return connection + " " + reference;
  }
}
