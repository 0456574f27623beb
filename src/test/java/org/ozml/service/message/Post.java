package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.ozml.service.data.MessageTable;
import org.ozml.service.data.Store;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance;
import org.ozml.service.message.Messages.Acceptance.Accepted;
import org.ozml.service.message.Messages.Kind;
import org.ozml.service.message.Messages.Outgoing;
import org.ozml.service.web.Fetcher;

/** An outbox on an H2 file, and what tests do with it. */
final class Post implements AutoCloseable {
  static final Fetcher NO_WEB =
      (request, answer) -> {
        throw new AssertionError("nobody asked for the web");
      };

  final Told told = new Told();
  final Store database;
  final MessageStore store;
  final Path spool;
  final Outbox outbox;

  Post(Path folder, Connections connections, Attachments attachments, Fetcher web, Time time) {
    database = Store.open("jdbc:h2:" + folder.resolve("ozml"), "ozml", "");
    store = new MessageTable(database);
    spool = folder.resolve("spool");
    outbox = new Outbox(store, connections, attachments, spool, web, time);
    outbox.listen(told);
  }

  /** The connection is the one for its kind. */
  static Connections only(Connection connection) {
    String email = connection instanceof Connection.Mail ? connection.name() : "";
    String sms = connection instanceof Connection.Smpp ? connection.name() : "";
    return new Connections(List.of(connection), email, sms, Connections.A_DAY);
  }

  static Connections only(Connection connection, Duration patience) {
    Connections usual = only(connection);
    return new Connections(usual.all(), usual.email(), usual.sms(), patience);
  }

  static Outgoing mail(String recipient, String subject, String text, String... attachments) {
    return new Outgoing(
        Kind.EMAIL, "", "", recipient, subject, text, List.of(attachments), "", "9994");
  }

  static Outgoing sms(String recipient, String text, String reportUrl) {
    return new Outgoing(Kind.SMS, "", "", recipient, "", text, List.of(), reportUrl, "9994");
  }

  static Outgoing message(String connection, String address, String text) {
    return new Outgoing(Kind.CONNECTION, connection, "", address, "", text, List.of(), "", "9994");
  }

  Acceptance offer(Outgoing message) {
    CompletableFuture<Acceptance> answer = new CompletableFuture<>();
    outbox.send(message, answer::complete);
    try {
      return answer.get(10, SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  String accept(Outgoing message) {
    Acceptance answer = offer(message);
    if (answer instanceof Accepted accepted) {
      return accepted.id();
    }
    throw new AssertionError(answer.toString());
  }

  /** Waits until a message is in a state. */
  Stored await(String id, State state) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(20);
    Stored message = store.find(id);
    while (message == null || message.state() != state) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + state + ": " + message);
      }
      Thread.onSpinWait();
      message = store.find(id);
    }
    return message;
  }

  @Override
  public void close() {
    outbox.close();
    database.close();
  }
}
