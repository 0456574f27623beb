package org.ozml.server.console;

import java.time.Instant;
import java.util.List;
import org.ozml.service.data.MessageTable;
import org.ozml.service.data.Store;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Kind;

/** Messages that were kept before somebody looks. */
final class Post {
  private Post() {}

  /** Keeps an SMS that came in, an e-mail that went out, and an SMS that nobody took. */
  static void keep(String url) {
    try (Store store = Store.open(url, "ozml", "")) {
      new MessageTable(store)
          .add(
              List.of(
                  message(
                      "m1",
                      "inbox",
                      Kind.SMS,
                      "+36201234567",
                      "1001",
                      "Is my bicycle ready?",
                      State.RECEIVED,
                      ""),
                  message(
                      "m2",
                      "sent",
                      Kind.EMAIL,
                      "office@example.com",
                      "ann@example.com",
                      "Your bicycle is ready. We are open until six.",
                      State.SENT,
                      ""),
                  message(
                      "m3",
                      "outbox",
                      Kind.SMS,
                      "1001",
                      "+36209999999",
                      "Ready <b>today</b>",
                      State.FAILED,
                      "the centre does not know the number")));
    }
  }

  private static Stored message(
      String id,
      String folder,
      Kind kind,
      String from,
      String to,
      String text,
      State state,
      String reason) {
    String subject = kind == Kind.EMAIL ? "Repair" : "";
    Instant now = Instant.now();
    return new Stored(
        id,
        "",
        folder,
        kind,
        "office@localhost",
        from,
        to,
        subject,
        text,
        List.of(),
        "",
        "",
        now,
        state,
        1,
        now,
        reason,
        List.of(),
        true);
  }
}
