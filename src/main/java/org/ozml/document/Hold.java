package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Puts both parties of a call on hold.
 *
 * <p>Source: OzML language notes, section 3; 303 in any other state than InCall.
 */
@UsedIn({Context.THIRD_PARTY, Context.EXTENSION, Context.HTTP})
public final class Hold extends Element implements Command {

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  private Hold() {}

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }
}
