package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sends keys to parties of a call, for instance to operate another menu.
 *
 * <p>Source: OzML language notes, section 3; 302 for other characters than keys.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class SendDTMF extends Element implements Command {

  @XmlAttribute(name = "Keys", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Keys.class)
  private Value<String> keys;

  @XmlAttribute(name = "Party")
  @XmlJavaTypeAdapter(ValueType.PartyName.class)
  private Value<Party> party = Value.of(Party.ALL);

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  private SendDTMF() {}

  /** Returns keys 0-9, *, #, A-D in the order sent. */
  public Value<String> keys() {
    return keys;
  }

  /** Returns who hears it; ignored in an API extension call. */
  public Value<Party> party() {
    return party;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }
}
