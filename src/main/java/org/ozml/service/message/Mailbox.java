package org.ozml.service.message;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance;
import org.ozml.service.message.Messages.Acceptance.Accepted;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Kind;
import org.ozml.service.message.Messages.Outgoing;

/**
 * What SendMessage and ReceiveMessage do, without their HTTP form.
 *
 * <p>Source: OzML, SendMessage and ReceiveMessage, and the vendor's SMS gateway, from which they
 * come.
 */
public final class Mailbox {
  /** A batch may have so many messages, as the gateway allows. */
  private static final int BATCH = 20_000;

  /** The gateway's manual: keep the limit below 1000. */
  private static final int ROWS = 1000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Messages messages;
  private final MessageStore store;

  public Mailbox(Messages messages, MessageStore store) {
    this.messages = messages;
    this.store = store;
  }

  /** What comes of SendMessage. */
  public sealed interface Submission {
    /** A report for each message and recipient, in order, but not more than MaxResponse. */
    record Reported(List<AcceptReport> reports) implements Submission {}

    /**
     * Nothing was sent.
     *
     * @param parameter the parameter at fault (code 302)
     */
    record Invalid(String parameter) implements Submission {}
  }

  /**
   * What became of one message to one recipient.
   *
   * @param statusCode 0: accepted; 302: a parameter is wrong; 501: no destination
   * @param statusMessage one sentence
   * @param messageId a GUID; empty unless accepted
   */
  public record AcceptReport(
      int statusCode, String statusMessage, String messageId, String recipient) {}

  /** What becomes of a message that was fetched. */
  public enum AfterDownload {
    /** It is gone. */
    DELETE,
    /** It stays, and is not fetched again. */
    MARK,
    /** It stays, and is fetched again. */
    LEAVE;

    /** Reads delete, mark or leave; empty is mark, so that nothing is lost or comes twice. */
    public static @Nullable AfterDownload of(String word) {
      return switch (word.strip().toLowerCase(Locale.ROOT)) {
        case "delete" -> DELETE;
        case "", "mark" -> MARK;
        case "leave" -> LEAVE;
        default -> null;
      };
    }
  }

  /**
   * A message as ReceiveMessage returns it.
   *
   * @param messageType SMS:TEXT and so on; EMAIL or TEXT for others
   * @param sentTime YYYY-MM-DD HH:MM:SS, local
   * @param receivedTime the same
   */
  public record Row(
      String messageId,
      String originator,
      String recipient,
      String messageType,
      String messageData,
      String sentTime,
      String receivedTime) {}

  /**
   * SendMessage: hands SMS in. The fields are MessageData, MessageType, Recipient (several with
   * comma, semicolon or colon between them), Originator, MaxResponse; with MessageCount the first
   * four have a number from 0 behind their names, and one that lacks it is every message's.
   *
   * @param fields of the request, in any letter case
   * @param answer told once, on any thread, when all are stored or refused
   */
  public void send(Map<String, String> fields, Consumer<Submission> answer) {
    Map<String, String> names =
        fields.entrySet().stream()
            .collect(
                toMap(
                    field -> field.getKey().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue,
                    (first, again) -> first));
    int count = number(names, "messagecount", 1);
    int most = number(names, "maxresponse", Integer.MAX_VALUE);
    if (count < 1 || count > BATCH) {
      answer.accept(new Submission.Invalid("MessageCount"));
      return;
    } else if (most < 0) {
      answer.accept(new Submission.Invalid("MaxResponse"));
      return;
    }
    boolean batch = names.containsKey("messagecount");
    List<Outgoing> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String index = batch ? String.valueOf(i) : "";
      String text = field(names, "messagedata", index);
      List<String> recipients = recipients(field(names, "recipient", index));
      if (text.isEmpty()) {
        answer.accept(new Submission.Invalid("MessageData" + index));
        return;
      } else if (recipients.isEmpty() || all.size() + recipients.size() > BATCH) {
        answer.accept(new Submission.Invalid("Recipient" + index));
        return;
      }
      String originator = field(names, "originator", index);
      String type = field(names, "messagetype", index);
      for (String recipient : recipients) {
        all.add(new Outgoing(Kind.SMS, "", originator, recipient, type, text, List.of(), "", ""));
      }
    }
    send(all, Math.min(most, all.size()), answer);
  }

  private void send(List<Outgoing> all, int most, Consumer<Submission> answer) {
    AtomicReferenceArray<AcceptReport> reports = new AtomicReferenceArray<>(all.size());
    AtomicInteger open = new AtomicInteger(all.size());
    for (int i = 0; i < all.size(); i++) {
      int place = i;
      String recipient = all.get(i).recipient();
      messages.send(
          all.get(i),
          acceptance -> {
            reports.set(place, report(acceptance, recipient));
            if (open.decrementAndGet() == 0) {
              List<AcceptReport> told = new ArrayList<>();
              for (int j = 0; j < most; j++) {
                told.add(reports.get(j));
              }
              answer.accept(new Submission.Reported(told));
            }
          });
    }
  }

  private static AcceptReport report(Acceptance acceptance, String recipient) {
    if (acceptance instanceof Accepted accepted) {
      return new AcceptReport(0, "Message accepted for delivery", accepted.id(), recipient);
    }
    Refused refused = (Refused) acceptance;
    int code = refused.parameter().isEmpty() ? 501 : 302;
    return new AcceptReport(code, refused.reason(), "", recipient);
  }

  private static List<String> recipients(String list) {
    return Arrays.stream(list.split("[,;:]"))
        .map(String::strip)
        .filter(recipient -> !recipient.isEmpty())
        .toList();
  }

  private static String field(Map<String, String> names, String name, String index) {
    String own = names.get(name + index);
    return own != null ? own : names.getOrDefault(name, "");
  }

  /** Returns -1 for what is no number. */
  private static int number(Map<String, String> names, String name, int otherwise) {
    String text = names.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  /**
   * ReceiveMessage: fetches messages from a user's folder, oldest first. Blocks.
   *
   * @param folder such as inbox
   * @param limit at most so many, 1000 in any case
   * @throws MessageStore.StoreException if the store cannot be reached; then nothing is lost
   */
  public synchronized List<Row> receive(
      String user, String folder, int limit, AfterDownload after) {
    List<Stored> found =
        store.list(
            user.toLowerCase(Locale.ROOT),
            folder.strip().toLowerCase(Locale.ROOT),
            Math.min(limit, ROWS),
            true);
    List<String> ids = found.stream().map(Stored::id).toList();
    switch (after) {
      case DELETE -> store.delete(ids);
      case MARK -> store.downloaded(ids);
      case LEAVE -> {}
    }
    return found.stream().map(Mailbox::row).toList();
  }

  private static Row row(Stored message) {
    String type =
        switch (message.kind()) {
          case SMS -> message.subject().isEmpty() ? "SMS:TEXT" : message.subject();
          case EMAIL -> "EMAIL";
          case CONNECTION -> "TEXT";
        };
    String time = time(message.created());
    return new Row(
        message.id(), message.sender(), message.recipient(), type, message.text(), time, time);
  }

  private static String time(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneId.systemDefault()).format(TIME);
  }
}
