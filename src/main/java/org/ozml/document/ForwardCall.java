package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Diverts a call that is still ringing.
 *
 * <p>Source: OzML language notes, section 3; 303 in any other state than Ringing.
 */
@UsedIn({Context.THIRD_PARTY, Context.HTTP})
@Alias("Forward")
public final class ForwardCall extends Element implements Command {

  @XmlAttribute(name = "Destination", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> destination;

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  private ForwardCall() {}

  /** Returns the number to ring instead. */
  public Value<String> destination() {
    return destination;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }
}
