package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;

/**
 * Waits before the next command.
 *
 * <p>Source: OzML language notes, section 3.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class Delay extends Element implements Command {

  @XmlAttribute(name = "Time", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> time;

  private Delay() {}

  /** Returns seconds, fractions allowed. */
  public Value<Duration> time() {
    return time;
  }
}
