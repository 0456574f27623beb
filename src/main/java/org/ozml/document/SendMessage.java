package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Hands a message to the message gateway. Exists only as an HTTP command; as an element it answers
 * 303.
 */
@UsedIn(Context.HTTP)
public final class SendMessage extends Element implements Command {

  @XmlAttribute(name = "Action")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> action;

  @XmlAttribute(name = "MessageData", required = true)
  @XmlJavaTypeAdapter(ValueType.Message.class)
  private Value<String> messageData;

  @XmlAttribute(name = "MessageType")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> messageType;

  @XmlAttribute(name = "MessageCount")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> messageCount;

  @XmlAttribute(name = "MaxResponse")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> maxResponse;

  @XmlAttribute(name = "Originator")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> originator;

  @XmlAttribute(name = "Recipient")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> recipient;

  @XmlAttribute(name = "ContinueUrl")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> continueUrl;

  @XmlAttribute(name = "ResponseFormat")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> responseFormat;

  private SendMessage() {}

  /** Returns sendmessage. */
  public @Nullable Value<String> action() {
    return action;
  }

  /** Returns the message. */
  public Value<String> messageData() {
    return messageData;
  }

  /** Returns SMS:TEXT and others. */
  public @Nullable Value<String> messageType() {
    return messageType;
  }

  /** Returns number of messages in a batch. */
  public @Nullable Value<Integer> messageCount() {
    return messageCount;
  }

  /** Returns most results to report. */
  public @Nullable Value<Integer> maxResponse() {
    return maxResponse;
  }

  /** Returns number or name shown as sender. */
  public @Nullable Value<String> originator() {
    return originator;
  }

  /** Returns phone number. */
  public @Nullable Value<String> recipient() {
    return recipient;
  }

  /** Returns link for the HTML form of the answer. */
  public @Nullable Value<String> continueUrl() {
    return continueUrl;
  }

  /** Returns xml or html. */
  public @Nullable Value<String> responseFormat() {
    return responseFormat;
  }
}
