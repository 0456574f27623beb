package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.FileTypeMap;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Outgoing;

/**
 * Sends e-mail over SMTP (RFC 5321), one mail to one address after the other on one connection that
 * is left when nothing is due.
 *
 * <p>In doubt is a mail whose final dot was sent and not answered (RFC 5321, section 4.5.3.2.6).
 * Each attempt has the same Message-ID and Date; after doubt a header {@code Ozml-Attempt} says
 * which it is.
 */
final class MailSender implements Sender {
  private final Connection.Mail settings;
  private final Spool spool;
  private final Session session;
  private @Nullable Line line; // of the one thread that sends

  MailSender(Connection.Mail settings, Spool spool) {
    this(settings, spool, null);
  }

  /** For tests: with another idea of whom to trust. */
  MailSender(Connection.Mail settings, Spool spool, @Nullable SSLSocketFactory sockets) {
    this.settings = settings;
    this.spool = spool;
    Properties properties = new Properties();
    boolean tls = settings.security() == Connection.Mail.Security.TLS;
    boolean startTls = settings.security() == Connection.Mail.Security.STARTTLS;
    properties.put("mail.smtp.ssl.enable", String.valueOf(tls));
    properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.auth", String.valueOf(!settings.user().isEmpty()));
    String connect = String.valueOf(settings.connect().toMillis());
    String answer = String.valueOf(settings.answer().toMillis());
    properties.put("mail.smtp.connectiontimeout", connect);
    properties.put("mail.smtp.timeout", answer);
    properties.put("mail.smtp.writetimeout", answer);
    // What is said in EHLO; asking the resolver for our name could take long.
    properties.put("mail.smtp.localhost", domain(settings.sender()));
    // Waiting for the answer to QUIT would be for nothing.
    properties.put("mail.smtp.quitwait", "false");
    if (sockets != null) {
      properties.put("mail.smtp.ssl.socketFactory", sockets);
    }
    session = Session.getInstance(properties);
  }

  @Override
  public @Nullable Refused refusal(Outgoing message) {
    String fault = Recipient.fault(Messages.Kind.EMAIL, message.recipient());
    if (fault != null) {
      return Refused.noDestination(fault);
    } else if (!message.sender().isEmpty() && !Recipient.isAddress(message.sender())) {
      return new Refused("Sender", "'" + message.sender() + "' is no e-mail address");
    }
    return null;
  }

  @Override
  public Outcome send(Stored message) {
    MimeMessage mail;
    try {
      mail = mail(message);
    } catch (IOException | MessagingException e) {
      return new Outcome.Never("the mail cannot be written: " + e.getMessage());
    }
    Line open;
    try {
      open = open();
    } catch (AuthenticationFailedException e) {
      return new Outcome.Later("the mail server refuses the login", true, List.of());
    } catch (MessagingException e) {
      String reason = "no connection to the mail server: " + e.getMessage();
      return new Outcome.Later(reason, true, List.of());
    }
    open.dotSent = false;
    try {
      open.sendMessage(mail, mail.getAllRecipients());
      return new Outcome.Sent(List.of(mail.getMessageID()));
    } catch (MessagingException e) {
      return outcome(e, open.dotSent);
    }
  }

  private static Outcome outcome(MessagingException e, boolean dotSent) {
    // What the server said may be some exceptions down.
    for (Exception each = e;
        each instanceof MessagingException one;
        each = one.getNextException()) {
      int code = code(one);
      String said = "the mail server says: " + String.valueOf(one.getMessage()).strip();
      if (code >= 500) {
        return new Outcome.Never(said);
      } else if (code >= 400) {
        // 421: the service is closing down; the others speak of this mail.
        return new Outcome.Later(said, code == 421, List.of());
      }
    }
    return dotSent
        ? new Outcome.Doubt("the mail server was cut off before it answered", List.of())
        : new Outcome.Later("the mail server was cut off", true, List.of());
  }

  /** Returns 0 for an exception that is no answer of the server. */
  private static int code(MessagingException e) {
    if (e instanceof SMTPAddressFailedException failed) {
      return failed.getReturnCode();
    } else if (e instanceof SMTPSenderFailedException failed) {
      return failed.getReturnCode();
    }
    return e instanceof SMTPSendFailedException failed ? failed.getReturnCode() : 0;
  }

  private Line open() throws MessagingException {
    if (line != null && line.isConnected()) {
      return line;
    }
    rest();
    Line fresh = new Line(session);
    boolean login = !settings.user().isEmpty();
    // Without a password the library does not try to log in as the user of this process.
    fresh.connect(
        settings.host(),
        settings.port(),
        login ? settings.user() : null,
        login ? settings.password() : null);
    line = fresh;
    return fresh;
  }

  private MimeMessage mail(Stored message) throws MessagingException, IOException {
    String sender = message.sender().isEmpty() ? settings.sender() : message.sender();
    MimeMessage mail = new IdentifiedMail(session, message.id() + "@" + domain(sender));
    mail.setFrom(new InternetAddress(sender));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(message.recipient()));
    mail.setSubject(message.subject(), UTF_8.name());
    mail.setSentDate(Date.from(message.created()));
    if (message.inDoubt()) {
      mail.setHeader("Ozml-Attempt", String.valueOf(message.attempts()));
    }
    if (message.attachments().isEmpty()) {
      mail.setText(message.text(), UTF_8.name());
    } else {
      MimeMultipart parts = new MimeMultipart();
      MimeBodyPart text = new MimeBodyPart();
      text.setText(message.text(), UTF_8.name());
      parts.addBodyPart(text);
      int number = 0;
      for (String name : message.attachments()) {
        parts.addBodyPart(attachment(name, spool.file(message.id(), ++number)));
      }
      mail.setContent(parts);
    }
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart attachment(String name, Path kept)
      throws MessagingException, IOException {
    // The library would notice only when half of the mail is sent.
    if (!Files.isReadable(kept)) {
      throw new IOException(name + " is not in the spool any more");
    }
    MimeBodyPart part = new MimeBodyPart();
    part.attachFile(kept.toFile(), FileTypeMap.getDefaultFileTypeMap().getContentType(name), null);
    // The library writes a line break in a name as it is, and what follows would be a header.
    part.setFileName(name.replaceAll("\\p{Cntrl}", "_"));
    return part;
  }

  private static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }

  @Override
  public void rest() {
    if (line != null) {
      try {
        line.close();
      } catch (MessagingException e) {
        // It was broken anyway.
      }
      line = null;
    }
  }

  /** A mail with the Message-ID that it is given. */
  private static final class IdentifiedMail extends MimeMessage {
    private final String id;

    IdentifiedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  /** Knows whether the final dot has been sent, which no exception tells. */
  private static final class Line extends SMTPTransport {
    boolean dotSent;

    Line(Session session) {
      super(session, new URLName("smtp", null, -1, null, null, null));
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
      dotSent = true;
      super.finishData();
    }
  }
}
