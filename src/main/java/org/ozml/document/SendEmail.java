package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sends an e-mail.
 *
 * <p>Source: OzML language notes, section 3; 501 when undeliverable.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE, Context.HTTP})
public final class SendEmail extends Element implements Command {

  @XmlAttribute(name = "Recipient", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> recipient;

  @XmlAttribute(name = "Message", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Message.class)
  private Value<String> message;

  @XmlAttribute(name = "Subject")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> subject;

  @XmlAttribute(name = "Sender")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> sender;

  @XmlAttribute(name = "Attachments")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> attachments;

  @XmlAttribute(name = "ApiExtension")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> apiExtension;

  private SendEmail() {}

  /** Returns e-mail address. */
  public Value<String> recipient() {
    return recipient;
  }

  /** Returns the text, line breaks kept. */
  public Value<String> message() {
    return message;
  }

  /** Returns subject line. */
  public @Nullable Value<String> subject() {
    return subject;
  }

  /** Returns e-mail address; absent: the configured one. */
  public @Nullable Value<String> sender() {
    return sender;
  }

  /** Returns files, separated by semicolons. */
  public @Nullable Value<String> attachments() {
    return attachments;
  }

  /** Returns the API extension that sends. */
  public @Nullable Value<String> apiExtension() {
    return apiExtension;
  }
}
