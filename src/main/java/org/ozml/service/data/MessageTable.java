package org.ozml.service.data;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore;

/** Messages, in the tables {@code message} and {@code message_reference}. */
public final class MessageTable implements MessageStore {
  private static final String COLUMNS =
      """
      SELECT m.*, COALESCE(
        (SELECT ARRAY_AGG(r.reference ORDER BY r.part) FROM message_reference r WHERE r.message = m.id),
        CAST(ARRAY[] AS VARCHAR ARRAY)) AS "references"
      """;

  private static final String SELECT = COLUMNS + "FROM message m ";

  private static final String DELETE = "DELETE FROM message WHERE id = ?";

  private final Store store;

  /** The messages in a store. */
  public MessageTable(Store store) {
    this.store = store;
  }

  @Override
  public void add(Collection<Stored> messages) {
    if (messages.isEmpty()) {
      return;
    }
    store.run("store messages", handle -> add(handle, messages));
  }

  /** Returns how many were not kept already. */
  private static int add(Handle handle, Collection<Stored> messages) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            INSERT INTO message (id, mailbox, folder, kind, connection, sender, recipient, subject,
              text, attachments, report_url, extension, created, state, attempts, next, reason, downloaded)
            VALUES (:id, :mailbox, :folder, :kind, :connection, :sender, :recipient, :subject,
              :text, :attachments, :reportUrl, :extension, :created, :state, :attempts, :next, :reason, :downloaded)
            ON CONFLICT DO NOTHING""");
    messages.forEach(message -> rows.bindMethods(message).add());
    int[] added = rows.execute();
    int row = 0;
    int count = 0;
    for (Stored message : messages) {
      if (added[row++] != 0) {
        refer(handle, message.id(), message.references());
        count++;
      }
    }
    return count;
  }

  @Override
  public @Nullable Stored find(String id) {
    return first("find a message", "WHERE m.id = ?", id);
  }

  @Override
  public List<Stored> due(String connection, Instant now, int most) {
    return select(
        "find the messages that are due",
        "WHERE m.connection = ? AND m.state = 'QUEUED' AND m.next <= ? ORDER BY m.next, m.number LIMIT ?",
        connection,
        now,
        most);
  }

  @Override
  public @Nullable Instant nextDue(String connection) {
    return store
        .get(
            "find when a message is due",
            handle ->
                handle
                    .createQuery(
                        "SELECT MIN(next) FROM message WHERE connection = ? AND state = 'QUEUED'")
                    .bind(0, connection)
                    .mapTo(Instant.class)
                    .findOne())
        .orElse(null);
  }

  /** Returns how many messages of a connection are not sent yet or were given up, by state. */
  public Map<State, Long> unsent(String connection) {
    Map<State, Long> counts = new EnumMap<>(State.class);
    for (State state : List.of(State.QUEUED, State.SENDING, State.FAILED)) {
      long count =
          store.get(
              "count messages",
              handle ->
                  handle
                      .createQuery(
                          "SELECT COUNT(*) FROM message WHERE connection = ? AND state = ?")
                      .bind(0, connection)
                      .bind(1, state.name())
                      .mapTo(Long.class)
                      .one());
      counts.put(state, count);
    }
    return counts;
  }

  @Override
  public List<Stored> sending(String connection) {
    return select(
        "find the messages whose end is not known",
        "WHERE m.connection = ? AND m.state = 'SENDING' ORDER BY m.number",
        connection);
  }

  @Override
  public void begin(String id) {
    update("state = 'SENDING', attempts = attempts + 1 WHERE id = ?", id);
  }

  @Override
  public void taken(String id, List<String> references) {
    store.run(
        "store which parts of a message are taken",
        handle -> {
          handle.execute("DELETE FROM message_reference WHERE message = ?", id);
          refer(handle, id, references);
        });
  }

  @Override
  public void sent(String id, List<String> references) {
    store.run(
        "store that a message was sent",
        handle -> {
          int known =
              handle.execute(
                  "UPDATE message SET state = 'SENT', folder = 'sent', reason = '' WHERE id = ?",
                  id);
          if (known != 0) {
            handle.execute("DELETE FROM message_reference WHERE message = ?", id);
            refer(handle, id, references);
          }
        });
  }

  @Override
  public void retry(String id, Instant next, String reason) {
    update("state = 'QUEUED', next = ?, reason = ? WHERE id = ?", next, reason, id);
  }

  @Override
  public void failed(String id, String reason, String status, Instant when) {
    store.run(
        "store that a message is given up",
        handle -> {
          handle.execute(
              "UPDATE message SET state = 'FAILED', reason = ? WHERE id = ?", reason, id);
          report(handle, id, status, when);
        });
  }

  @Override
  public void delivered(String id, String books) {
    update("reason = ? WHERE id = ? AND state = 'SENT'", books, id);
  }

  @Override
  public void reported(String id, String status, Instant when) {
    store.run(
        "store a delivery report",
        handle -> {
          int known =
              handle.execute(
                  "UPDATE message SET reason = ? WHERE id = ? AND state = 'SENT'", status, id);
          if (known != 0) {
            report(handle, id, status, when);
          }
        });
  }

  /** It is to be told, if anybody wants to know. */
  private static void report(Handle handle, String id, String status, Instant when) {
    handle.execute(
        """
        INSERT INTO message_to_tell (message, status, happened)
        SELECT id, CAST(? AS VARCHAR), CAST(? AS TIMESTAMP(6) WITH TIME ZONE)
        FROM message WHERE id = ? AND report_url <> '' ON CONFLICT DO NOTHING""",
        status,
        when,
        id);
  }

  @Override
  public void arrived(Stored message, Collection<String> parts) {
    store.run(
        "store a message that has arrived",
        handle -> {
          if (add(handle, List.of(message)) != 0) {
            handle.execute(
                "INSERT INTO message_to_tell (message, status, happened) VALUES (?, '', ?)",
                message.id(),
                message.created());
          }
          each(handle, DELETE, parts);
        });
  }

  /** A row of {@link #untold}. */
  record ToTell(long tell, @Nested Stored message, String status, Instant happened) {}

  @Override
  public List<Untold> untold(long after, int most) {
    return store.get(
        "find what is to be told",
        handle ->
            handle
                .select(
                    COLUMNS
                        + """
                        , t.number AS tell, t.status, t.happened
                        FROM message_to_tell t JOIN message m ON m.id = t.message
                        WHERE t.number > ? ORDER BY t.number LIMIT ?""",
                    after,
                    most)
                .mapTo(ToTell.class)
                .map(row -> new Untold(row.tell(), row.message(), row.status(), row.happened()))
                .list());
  }

  @Override
  public void told(Collection<String> ids) {
    each("DELETE FROM message_to_tell WHERE message = ?", ids);
  }

  @Override
  public @Nullable Stored findByReference(String connection, String reference) {
    return first(
        "find the message of a report",
        """
        WHERE m.connection = ? AND m.id IN (SELECT message FROM message_reference WHERE reference = ?)
        ORDER BY m.number DESC LIMIT 1""",
        connection,
        reference);
  }

  @Override
  public List<Stored> list(String mailbox, String folder, int most, boolean onlyNew) {
    return select(
        "list messages",
        """
        WHERE m.mailbox = ? AND m.folder = ? AND (NOT m.downloaded OR NOT ?)
        ORDER BY m.created, m.number LIMIT ?""",
        mailbox,
        folder,
        onlyNew,
        most);
  }

  /** Returns messages of all mailboxes, the latest first. They are read as a whole. */
  public List<Stored> latest(Page page) {
    return select(
        "list messages",
        "ORDER BY m.number DESC LIMIT ? OFFSET ?",
        page.rows(),
        (long) page.number() * page.rows());
  }

  @Override
  public void downloaded(Collection<String> ids) {
    each("UPDATE message SET downloaded = TRUE WHERE id = ?", ids);
  }

  @Override
  public void delete(Collection<String> ids) {
    each(DELETE, ids);
  }

  private @Nullable Stored first(String what, String where, Object... parameters) {
    List<Stored> found = select(what, where, parameters);
    return found.isEmpty() ? null : found.get(0);
  }

  private List<Stored> select(String what, String where, Object... parameters) {
    return store.get(
        what, handle -> handle.select(SELECT + where, parameters).mapTo(Stored.class).list());
  }

  private void update(String change, Object... parameters) {
    store.run(
        "store what became of a message",
        handle -> handle.execute("UPDATE message SET " + change, parameters));
  }

  private void each(String statement, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    store.run("change messages", handle -> each(handle, statement, ids));
  }

  private static void each(Handle handle, String statement, Collection<String> ids) {
    if (!ids.isEmpty()) {
      PreparedBatch rows = handle.prepareBatch(statement);
      ids.forEach(id -> rows.bind(0, id).add());
      rows.execute();
    }
  }

  private static void refer(Handle handle, String id, List<String> references) {
    for (int part = 0; part < references.size(); part++) {
      handle.execute(
          "INSERT INTO message_reference (message, part, reference) VALUES (?, ?, ?)",
          id,
          part,
          references.get(part));
    }
  }
}
