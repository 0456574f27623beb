package org.ozml.interpreter;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.Connection;
import org.ozml.service.message.Messages;

/**
 * Takes the messages that arrive to whom they concern: the script that has waited longest for such
 * a one, otherwise the web application of the extension that they came for (IncomingSMS). Delivery
 * reports go to the URL that the sending script named.
 */
final class Inbox implements Messages.Listener {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Engine engine;
  private final Map<Long, Wait> waits = new LinkedHashMap<>();

  /** A script that waits. */
  private record Wait(Session session, String connection, @Nullable String address) {
    boolean wants(Messages.Incoming message) {
      return connection.equals(Connection.canonical(message.connection()))
          && (address == null || address.strip().equalsIgnoreCase(message.from().strip()));
    }
  }

  Inbox(Engine engine) {
    this.engine = engine;
  }

  long await(Session session, String connection, @Nullable String address) {
    long id = engine.board().newId();
    waits.put(id, new Wait(session, Connection.canonical(connection), address));
    return id;
  }

  void forget(long wait) {
    waits.remove(wait);
  }

  @Override
  public void arrived(Messages.Incoming message, Runnable told) {
    new Arrival<Messages.Incoming>(engine.board(), one -> deliver(one, told)).accept(message);
  }

  private void deliver(Messages.Incoming message, Runnable told) {
    engine.trace().on(new ScriptEvent.MessageArrived(engine.board().now(), 0, message));
    for (Map.Entry<Long, Wait> entry : waits.entrySet()) {
      if (!entry.getValue().wants(message)) continue;
      waits.remove(entry.getKey());
      told.run();
      entry.getValue().session().on(new Event.MessageArrived(entry.getKey(), message));
      return;
    }
    boolean sms = message.kind() == Messages.Kind.SMS && !message.extension().isEmpty();
    tell(
        sms ? engine.subscriptions().incomingSms(message.extension()) : null,
        Notification.of("IncomingSMS", null, message.extension())
            .with("MessageId", message.id())
            .with("Sender", message.from())
            .with("Recipient", message.to())
            .with("Message", message.text())
            .with("ReceivedTime", TIME.format(message.received())),
        told);
  }

  @Override
  public void reported(Messages.DeliveryReport report, Runnable told) {
    new Arrival<Messages.DeliveryReport>(engine.board(), one -> deliver(one, told)).accept(report);
  }

  private void deliver(Messages.DeliveryReport report, Runnable told) {
    engine.trace().on(new ScriptEvent.MessageReported(engine.board().now(), 0, report));
    tell(
        report.url().isEmpty() ? null : report.url(),
        Notification.of("SMSDeliveryReport", null, report.extension())
            .with("SmsId", report.id())
            .with("Recipient", report.recipient())
            .with("Status", report.status())
            .with("Time", TIME.format(report.time())),
        told);
  }

  /** Told is what a web application has answered to, in whatever way, and what nobody wants. */
  private void tell(@Nullable String url, Notification notification, Runnable told) {
    Request.Answer script = engine.alone(notification);
    Request.Answer answer =
        (request, document) -> {
          told.run();
          script.accept(request, document);
        };
    if (url == null || !engine.ask(0, url, notification, answer)) told.run();
  }
}
