package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Takes both parties of a call off the hold that a Hold command put them on.
 *
 * <p>Source: OzML language notes, section 3; 303 in any other state than Hold.
 */
@UsedIn({Context.THIRD_PARTY, Context.EXTENSION, Context.HTTP})
public final class Unhold extends Element implements Command {

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  private Unhold() {}

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }
}
