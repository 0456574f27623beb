package org.ozml.simulator;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.Connection;
import org.ozml.service.message.Messages;
import org.ozml.service.message.Recipient;

/** Messages in virtual time, taken as the world says. */
public final class PostTable implements Messages {
  /** The world's names for what takes mail and SMS. */
  private static final String EMAIL = Connection.canonical("email");

  private static final String SMS = Connection.canonical("sms");

  private final LocalDateTime begin;
  private final World.Post post;
  private final Map<String, World.Taking> takings = new HashMap<>();
  private final Timeline time;
  private final Messages otherwise;
  private @Nullable Listener listener;
  private final AtomicInteger ids = new AtomicInteger();

  /**
   * Makes a post office.
   *
   * @param otherwise takes what the world does not, while virtual time stands still; {@link
   *     Messages#NONE}: nobody does
   */
  public PostTable(World world, Timeline time, Messages otherwise) {
    this.begin = world.begin();
    this.post = world.post();
    post.connections().forEach((name, taking) -> takings.put(Connection.canonical(name), taking));
    this.time = time;
    this.otherwise = otherwise;
  }

  @Override
  public void listen(Listener next) {
    listener = next;
    otherwise.listen(
        new Listener() {
          @Override
          public void arrived(Incoming message, Runnable told) {
            time.bring(() -> next.arrived(message, told));
          }

          @Override
          public void reported(DeliveryReport report, Runnable told) {
            time.bring(() -> next.reported(report, told));
          }
        });
  }

  @Override
  public void send(Outgoing message, Consumer<Acceptance> answer) {
    World.Taking named = takings.get(key(message));
    if (named == null && otherwise != NONE) {
      otherwise.send(message, RealServices.asked(time, answer));
      return;
    }
    World.Taking taking = named == null ? post.others() : named;
    String fault = Recipient.fault(message.kind(), message.recipient());
    if (taking == null || !taking.accepts() || fault != null) {
      Duration after = taking == null ? Duration.ZERO : taking.after();
      Acceptance refusal =
          fault == null ? refusal(message) : Acceptance.Refused.noDestination(fault);
      time.plan(this, after, () -> answer.accept(refusal));
      return;
    }
    String id = newId();
    String report = message.reportUrl().isEmpty() ? null : taking.report();
    time.plan(
        this,
        taking.after(),
        () -> {
          answer.accept(new Acceptance.Accepted(id));
          if (report != null) {
            time.plan(this, taking.reportAfter(), () -> report(id, message, report));
          }
        });
  }

  private String key(Outgoing message) {
    return switch (message.kind()) {
      case EMAIL -> EMAIL;
      case SMS -> SMS;
      case CONNECTION -> Connection.canonical(message.connection());
    };
  }

  /** The same GUIDs in every run. */
  private String newId() {
    return new UUID(0x4000, 0x8000000000000000L + ids.incrementAndGet()).toString();
  }

  private static Acceptance refusal(Outgoing message) {
    return Acceptance.Refused.noDestination(
        switch (message.kind()) {
          case EMAIL -> "the world takes no e-mail to " + message.recipient();
          case SMS -> "the world takes no SMS to " + message.recipient();
          case CONNECTION -> "the world has no connection " + message.connection();
        });
  }

  private void report(String id, Outgoing message, String status) {
    if (listener == null) return;
    listener.reported(
        new DeliveryReport(
            id, message.recipient(), status, now(), message.reportUrl(), message.extension()),
        () -> {});
  }

  /**
   * Begins: what arrives by itself is on its way.
   *
   * @param extension the API extension that an SMS is for
   */
  public void begin(String extension) {
    for (World.Arriving message : post.arriving()) {
      String name = "a message from %s arrives".formatted(message.connection());
      time.plan(this, message.after(), name, () -> arrives(message, extension));
    }
  }

  /** A message arrives now. */
  public void arrives(World.Arriving message, String extension) {
    if (listener == null) return;
    Kind kind = Connection.canonical(message.connection()).equals(SMS) ? Kind.SMS : Kind.CONNECTION;
    listener.arrived(
        new Incoming(
            newId(),
            kind,
            message.connection(),
            message.from(),
            message.to(),
            message.text(),
            now(),
            extension),
        () -> {});
  }

  private LocalDateTime now() {
    return begin.plus(Duration.ofNanos(time.now()));
  }
}
