package org.ozml.service.message;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;

/**
 * The port to messages: what a script sends is accepted or refused, what arrives is told.
 *
 * <p>Accepted means stored: from then on the message goes out, whatever happens to this process.
 * Nothing here blocks and nothing is thrown for a neighbour that misbehaves; answers and reports
 * come on any thread.
 *
 * <p>Source: OzML language notes, sections 3 (SendEmail, SendSms, SendMsg, WaitForMsg) and 6
 * (IncomingSMS, SMSDeliveryReport).
 */
public interface Messages {
  /** No connection is configured: everything is refused, nothing arrives. */
  Messages NONE =
      new Messages() {
        @Override
        public void send(Outgoing message, Consumer<Acceptance> answer) {
          answer.accept(Acceptance.Refused.noDestination("no connection is configured"));
        }

        @Override
        public void listen(Listener listener) {}
      };

  /**
   * Takes a message over and returns at once.
   *
   * @param answer told exactly once, when the message is stored or refused
   */
  void send(Outgoing message, Consumer<Acceptance> answer);

  /** Names who is told of what arrives; the latest listener counts. */
  void listen(Listener listener);

  /** How a message goes. */
  enum Kind {
    EMAIL,
    SMS,
    /** To a named connection, whatever that is. */
    CONNECTION
  }

  /**
   * A message to be sent.
   *
   * @param kind how it goes
   * @param connection the connection that takes it, as the script names it, such as
   *     admin@localhost; empty: the one that is configured for the kind
   * @param sender address or number shown; empty: the connection's own
   * @param recipient address or number; empty where the connection needs none
   * @param subject of an e-mail; of an SMS its type, such as SMS:TEXT:CLASS0; may be empty
   * @param text line breaks are {@code \n}
   * @param attachments files as the script names them, in order
   * @param reportUrl who wants to know whether it was delivered; empty: nobody
   * @param extension the API extension that sends; empty: none
   */
  record Outgoing(
      Kind kind,
      String connection,
      String sender,
      String recipient,
      String subject,
      String text,
      List<String> attachments,
      String reportUrl,
      String extension) {
    public Outgoing {
      attachments = List.copyOf(attachments);
    }
  }

  /** What becomes of a message when it is handed over. */
  sealed interface Acceptance {
    /**
     * It is stored and will go out.
     *
     * @param id a GUID: EmailId, SmsId
     */
    record Accepted(String id) implements Acceptance {}

    /**
     * It is not taken, and nothing was stored.
     *
     * @param parameter the parameter at fault (code 302); empty: there is no destination for it
     *     (code 501)
     * @param reason one sentence for trace and log, without secrets
     */
    record Refused(String parameter, String reason) implements Acceptance {
      /** Nobody takes it: unknown connection, none for the kind, no such address. */
      public static Refused noDestination(String reason) {
        return new Refused("", reason);
      }
    }
  }

  /**
   * Is told of what arrives; what it is told is stored already. Each time it says when that is
   * dealt with, at the latest when a web application has answered or failed to; until then the next
   * process would tell it again.
   */
  interface Listener {
    /**
     * A message has arrived.
     *
     * @param told to be run when it is dealt with, on any thread
     */
    void arrived(Incoming message, Runnable told);

    /**
     * It is known whether a message was delivered.
     *
     * @param told to be run when it is dealt with, on any thread
     */
    void reported(DeliveryReport report, Runnable told);
  }

  /**
   * A message that has arrived.
   *
   * @param id a GUID
   * @param kind SMS for one from a mobile network
   * @param connection the connection it came through, such as admin@localhost
   * @param from address or number of the sender; may be empty
   * @param to address or number it was sent to; may be empty
   * @param received local time
   * @param extension the API extension that is told IncomingSMS; empty: none
   */
  record Incoming(
      String id,
      Kind kind,
      String connection,
      String from,
      String to,
      String text,
      LocalDateTime received,
      String extension) {}

  /**
   * Whether a message was delivered.
   *
   * @param id of the message
   * @param recipient whom it was sent to
   * @param status one word: Delivered, Failed, Expired, Rejected, Unknown
   * @param time local time
   * @param url where this is to be told
   * @param extension the API extension that sent it; empty: none
   */
  record DeliveryReport(
      String id,
      String recipient,
      String status,
      LocalDateTime time,
      String url,
      String extension) {}
}
