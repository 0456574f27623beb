package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Gives a message to a named connection of the system.
 *
 * <p>Source: OzML language notes, section 3; 501 for an unknown connection.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
@Alias("SendMessageToConn")
public final class SendMsg extends Element implements Command {

  @XmlAttribute(name = "ToConnection", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> toConnection;

  @XmlAttribute(name = "ToAddress")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> toAddress;

  @XmlAttribute(name = "Text", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Message.class)
  private Value<String> text;

  private SendMsg() {}

  /** Returns name of the connection, such as admin@localhost. */
  public Value<String> toConnection() {
    return toConnection;
  }

  /** Returns address within the connection. */
  public @Nullable Value<String> toAddress() {
    return toAddress;
  }

  /** Returns the text, line breaks kept. */
  public Value<String> text() {
    return text;
  }
}
