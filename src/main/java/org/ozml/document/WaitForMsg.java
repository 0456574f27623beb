package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a message from a connection.
 *
 * <p>Source: OzML language notes, section 3; after OnTimeout the call ends.
 */
@UsedIn(Context.EXTENSION)
public final class WaitForMsg extends Element implements Command {

  @XmlAttribute(name = "FromConnection", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> fromConnection;

  @XmlAttribute(name = "FromAddress")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> fromAddress;

  @XmlAttribute(name = "Timeout")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> timeout = Value.of(Duration.ofSeconds(90));

  @XmlElement(name = "Execute")
  private @Nullable Branch execute;

  @XmlElement(name = "OnMessage")
  @Alias("OnMessge")
  private @Nullable Branch onMessage;

  @XmlElement(name = "OnTimeout")
  private @Nullable Branch onTimeout;

  private WaitForMsg() {}

  /** Returns name of the connection. */
  public Value<String> fromConnection() {
    return fromConnection;
  }

  /** Returns address within the connection. */
  public @Nullable Value<String> fromAddress() {
    return fromAddress;
  }

  /** Returns seconds to wait; 90 unless given. */
  public Value<Duration> timeout() {
    return timeout;
  }

  /** Returns the block that runs while waiting; null when the script has none. */
  public @Nullable Block execute() {
    return execute;
  }

  /** Returns the block that runs when the message arrives; null when the script has none. */
  public @Nullable Block onMessage() {
    return onMessage;
  }

  /** Returns the block that runs when none arrived in time; null when the script has none. */
  public @Nullable Block onTimeout() {
    return onTimeout;
  }

  @Override
  public List<Element> inner() {
    return present(execute, onMessage, onTimeout);
  }
}
