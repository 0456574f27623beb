package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sends a party of the call to another number without asking first.
 *
 * <p>Source: OzML language notes, section 4; on failure 402 with the state, and the script goes on.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class BlindTransfer extends Element implements Command {

  @XmlAttribute(name = "Target", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> target;

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  @XmlAttribute(name = "TransferorParty")
  @Alias("TranferorParty")
  @XmlJavaTypeAdapter(ValueType.OneParty.class)
  private @Nullable Value<Party> transferorParty;

  @XmlAttribute(name = "FinishedUrl")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> finishedUrl;

  private BlindTransfer() {}

  /** Returns the number to transfer to. */
  public Value<String> target() {
    return target;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }

  /**
   * Returns the party that is moved; ignored in an API extension call, caller when absent
   * elsewhere.
   */
  public @Nullable Value<Party> transferorParty() {
    return transferorParty;
  }

  /** Returns the URL requested once, when the transferred call ends; third-party control only. */
  public @Nullable Value<String> finishedUrl() {
    return finishedUrl;
  }
}
