package org.ozml.service.message;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;
import org.ozml.service.message.Messages.Acceptance.Accepted;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.web.Fetcher;

/**
 * Sends messages for real: stored first, sent after.
 *
 * <p>Many senders share a transaction ({@link GroupCommit}): of what has come meanwhile it looks
 * whether it can go out, copies what it carries, stores it, and answers. From then on a {@link
 * Lane} for each connection sends it, also in a later process: what one leaves behind the next
 * takes over, once it is made. One process at a time may send from a store.
 *
 * <p>A message to a user of this system goes into the user's inbox and nowhere else. No {@link
 * Listener} is told: it came <em>to</em> that user, and who waits for messages waits for what comes
 * <em>from</em> one. That is {@link #arrived}.
 */
public final class Outbox implements Messages, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

  /** So many messages may wait for the store, and go into one transaction. */
  private static final int WAITING = 50_000;

  private static final int TOGETHER = 500;

  /** How long closing may take, each for what is being stored and what is being sent. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private record Pending(Outgoing message, Consumer<Acceptance> answer) {}

  private final MessageStore store;
  private final Connections connections;
  private final Spool spool;
  private final Fetcher web;
  private final Time time;
  private final Reports reports;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Map<String, Connection> named = new HashMap<>();
  private final GroupCommit<Pending> writer =
      new GroupCommit<>(
          "ozml-outbox",
          WAITING,
          TOGETHER,
          this::write,
          (pending, reason) -> pending.answer().accept(Refused.noDestination(reason)));

  private final Teller teller;

  /**
   * Begins to send what is in the store.
   *
   * @param attachments which files messages may carry
   * @param spool where they wait, on disk: a folder of its own for each store; made when needed
   * @param web posts to webhooks
   */
  public Outbox(
      MessageStore store,
      Connections connections,
      Attachments attachments,
      Path spool,
      Fetcher web) {
    this(store, connections, attachments, spool, web, Time.SYSTEM);
  }

  Outbox(
      MessageStore store,
      Connections connections,
      Attachments attachments,
      Path spool,
      Fetcher web,
      Time time) {
    this.store = store;
    this.connections = connections;
    this.spool = new Spool(spool, attachments);
    this.web = web;
    this.time = time;
    teller = new Teller(store, time);
    reports = new Reports(store, time, teller::reported);
    for (Connection connection : connections.all()) {
      named.put(connection.name(), connection);
      Sender sender = sender(connection);
      if (sender != null) {
        lanes.put(connection.name(), lane(connection.name(), sender));
      }
    }
    writer.run(this::clearSpool); // before anything is kept in it
    lanes.values().forEach(lane -> lane.wake());
  }

  /** A process may have died after it kept files and before it stored their message. */
  private void clearSpool() {
    try {
      spool.clear(this::waits);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the spool is not cleared: " + e.getMessage());
    }
  }

  private boolean waits(String id) {
    Stored message = store.find(id);
    return message != null && (message.state() == State.QUEUED || message.state() == State.SENDING);
  }

  private @Nullable Sender sender(Connection connection) {
    if (connection instanceof Connection.Mail mail) {
      return new MailSender(mail, spool);
    } else if (connection instanceof Connection.Smpp smpp) {
      Inbox inbox =
          new Inbox(
              smpp.name(),
              Kind.SMS,
              smpp.mailbox(),
              smpp.extension(),
              store,
              time,
              teller::arrived);
      return new SmsSender(
          smpp,
          inbox,
          (reference, status) -> reports.reported(smpp.name(), reference, status),
          () -> resume(smpp.name()),
          time);
    } else if (connection instanceof Connection.Webhook webhook) {
      return new WebhookSender(webhook, web);
    }
    return null; // a user's messages are not sent anywhere
  }

  private Lane lane(String connection, Sender sender) {
    return new Lane(
        connection,
        sender,
        store,
        time,
        connections.patience(),
        new Lane.Ends() {
          @Override
          public void sent(Stored message, List<String> references) {
            spool.drop(message.id());
            reports.sent(message, references);
          }

          @Override
          public void givenUp(Untold end) {
            spool.drop(end.message().id());
            teller.reported(end);
          }
        });
  }

  private void resume(String connection) {
    Lane lane = lanes.get(connection);
    if (lane != null) {
      lane.resume();
    }
  }

  @Override
  public void listen(Listener other) {
    teller.listen(other);
  }

  @Override
  public void send(Outgoing message, Consumer<Acceptance> answer) {
    writer.add(new Pending(message, answer));
  }

  private void write(List<Pending> batch) {
    List<Stored> taken = new ArrayList<>();
    List<Acceptance> answers = new ArrayList<>();
    Set<Lane> woken = new HashSet<>();
    for (Pending pending : batch) {
      Acceptance answer;
      try {
        answer = take(pending.message(), taken, woken);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "internal error", e);
        answer = Refused.noDestination("internal error");
      }
      answers.add(answer);
    }
    try {
      store.add(taken);
    } catch (StoreException e) {
      refuse(taken, answers, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
      refuse(taken, answers, "internal error");
    }
    woken.forEach(Lane::wake);
    for (int i = 0; i < batch.size(); i++) {
      try {
        batch.get(i).answer().accept(answers.get(i));
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "internal error", e);
      }
    }
  }

  private void refuse(List<Stored> taken, List<Acceptance> answers, String reason) {
    taken.forEach(message -> spool.drop(message.id()));
    answers.replaceAll(
        answer -> answer instanceof Refused ? answer : Refused.noDestination(reason));
  }

  private Acceptance take(Outgoing message, List<Stored> taken, Set<Lane> woken) {
    String name = destination(message);
    Connection connection = named.get(name);
    Refused refusal = refusal(message);
    if (name.isEmpty()) {
      return Refused.noDestination("no connection takes messages of kind " + message.kind());
    } else if (connection == null) {
      return Refused.noDestination("there is no connection " + name);
    } else if (refusal != null) {
      return refusal;
    }
    String id = UUID.randomUUID().toString();
    if (connection instanceof Connection.User user) {
      taken.add(
          stored(
              id,
              message,
              name,
              user.user(),
              user.user(),
              Inbox.FOLDER,
              message.attachments(),
              State.RECEIVED));
      return new Accepted(id);
    }
    Lane lane = lanes.get(name);
    if (lane == null) {
      throw new IllegalStateException("no lane for " + name);
    }
    refusal = lane.sender().refusal(message);
    if (refusal != null) {
      return refusal;
    }
    List<String> kept;
    try {
      kept = spool.keep(id, message.attachments());
    } catch (IOException e) {
      return new Refused("Attachments", String.valueOf(e.getMessage()));
    }
    taken.add(stored(id, message, name, "", message.recipient(), "outbox", kept, State.QUEUED));
    woken.add(lane);
    return new Accepted(id);
  }

  private String destination(Outgoing message) {
    String name = Connection.canonical(message.connection());
    if (!name.isEmpty()) {
      return name;
    }
    return switch (message.kind()) {
      case EMAIL -> connections.email();
      case SMS -> connections.sms();
      case CONNECTION -> "";
    };
  }

  /** A line break in a header would be the start of another (RFC 5322, section 2.2). */
  private static @Nullable Refused refusal(Outgoing message) {
    if (hasControls(message.recipient())) {
      return Refused.noDestination("the recipient contains control characters");
    } else if (hasControls(message.sender())) {
      return new Refused("Sender", "the sender contains control characters");
    } else if (hasControls(message.subject())) {
      return new Refused("Subject", "the subject contains control characters");
    }
    return null;
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private Stored stored(
      String id,
      Outgoing message,
      String connection,
      String mailbox,
      String recipient,
      String folder,
      List<String> attachments,
      State state) {
    Instant now = time.now();
    return new Stored(
        id,
        mailbox,
        folder,
        message.kind(),
        connection,
        message.sender(),
        recipient,
        message.subject(),
        message.text(),
        attachments,
        message.reportUrl(),
        message.extension(),
        now,
        state,
        0,
        now,
        "",
        List.of(),
        false);
  }

  /**
   * A user of this system, or whoever stands behind a connection, hands a message in. Blocks until
   * it is stored, then tells the listener: so {@code WaitForMsg FromConnection="admin@localhost"}
   * hears what admin says.
   *
   * @param connection whom it is from, such as admin@localhost
   * @param from address of the sender; may be empty
   * @param to address it is sent to; may be empty
   * @throws StoreException if it cannot be stored
   */
  public void arrived(String connection, String from, String to, String text) {
    String name = Connection.canonical(connection);
    new Inbox(name, Kind.CONNECTION, "", "", store, time, teller::arrived).arrived(from, to, text);
  }

  /**
   * Takes nothing more, stores what it was given, waits a few seconds for what is being sent. What
   * is not sent then stays in the store for the next process.
   */
  @Override
  public void close() {
    writer.close();
    lanes.values().forEach(Lane::stop);
    Instant until = Instant.now().plus(FAREWELL);
    for (Lane lane : lanes.values()) {
      Duration left = Duration.between(Instant.now(), until);
      lane.end(left.isNegative() ? Duration.ZERO : left);
    }
    teller.close(FAREWELL);
  }
}
