package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Polls stored messages of a folder. Exists only as an HTTP command; as an element it answers 303.
 */
@UsedIn(Context.HTTP)
public final class ReceiveMessage extends Element implements Command {

  @XmlAttribute(name = "Action")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> action;

  @XmlAttribute(name = "Folder")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> folder = Value.of("inbox");

  @XmlAttribute(name = "Limit")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> limit;

  @XmlAttribute(name = "AfterDownload")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> afterDownload;

  @XmlAttribute(name = "ResponseFormat")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> responseFormat;

  private ReceiveMessage() {}

  /** Returns receivemessage. */
  public @Nullable Value<String> action() {
    return action;
  }

  /** Returns the folder; inbox unless given. */
  public Value<String> folder() {
    return folder;
  }

  /** Returns most messages to return. */
  public @Nullable Value<Integer> limit() {
    return limit;
  }

  /** Returns what becomes of a message once read, such as delete. */
  public @Nullable Value<String> afterDownload() {
    return afterDownload;
  }

  /** Returns xml or html. */
  public @Nullable Value<String> responseFormat() {
    return responseFormat;
  }
}
