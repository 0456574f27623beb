package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sounds one tone of 1,000 Hz for 0.2 s.
 *
 * <p>Source: OzML language notes, section 3.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class Beep extends Element implements Command {

  @XmlAttribute(name = "Party")
  @XmlJavaTypeAdapter(ValueType.PartyName.class)
  private Value<Party> party = Value.of(Party.ALL);

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  private Beep() {}

  /** Returns who hears it; ignored in an API extension call. */
  public Value<Party> party() {
    return party;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }
}
