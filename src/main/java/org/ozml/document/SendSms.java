package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sends a text message to a mobile phone.
 *
 * <p>Source: OzML language notes, section 3; 501 when undeliverable.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE, Context.HTTP})
@Alias("SendSMS")
public final class SendSms extends Element implements Command {

  @XmlAttribute(name = "Recipient", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> recipient;

  @XmlAttribute(name = "Message", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Message.class)
  private Value<String> message;

  @XmlAttribute(name = "Sender")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> sender;

  @XmlAttribute(name = "DeliveryReportURL")
  @Alias("DelivaryReportURL")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> deliveryReportUrl;

  @XmlAttribute(name = "ApiExtension")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> apiExtension;

  private SendSms() {}

  /** Returns phone number. */
  public Value<String> recipient() {
    return recipient;
  }

  /** Returns the text, line breaks kept. */
  public Value<String> message() {
    return message;
  }

  /** Returns number shown; absent: the configured one. */
  public @Nullable Value<String> sender() {
    return sender;
  }

  /** Returns the URL that gets SMSDeliveryReport when the outcome is known. */
  public @Nullable Value<String> deliveryReportUrl() {
    return deliveryReportUrl;
  }

  /** Returns the API extension that sends. */
  public @Nullable Value<String> apiExtension() {
    return apiExtension;
  }
}
