package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers a routing question: where a call goes to.
 *
 * <p>Source: OzML language notes, section 3. An empty destination rejects the caller; no Route at
 * all leaves it to the dial plan.
 */
@UsedIn(Context.ROUTING)
public final class Route extends Element implements Command {

  @XmlAttribute(name = "Destination")
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Destination.class)
  private @Nullable Value<String> destination;

  @XmlAttribute(name = "RingTime")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> ringTime = Value.of(Duration.ofSeconds(90));

  @XmlAttribute(name = "CallerId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerId;

  @XmlAttribute(name = "DialedNumber")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> dialedNumber;

  private Route() {}

  /** Returns extension, or name of an outside line; empty: the caller is rejected. */
  public @Nullable Value<String> destination() {
    return destination;
  }

  /** Returns seconds to ring before giving up; 90 unless given. */
  public Value<Duration> ringTime() {
    return ringTime;
  }

  /** Returns the number shown to the called party. */
  public @Nullable Value<String> callerId() {
    return callerId;
  }

  /** Returns the number to dial through an outside line. */
  public @Nullable Value<String> dialedNumber() {
    return dialedNumber;
  }
}
