package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Joins the party of one call with a second call; the transferor leaves both.
 *
 * <p>Source: OzML language notes, section 4; code 601 for an unknown call, 303 in a wrong state,
 * 402 when joining fails.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class AttendedTransfer extends Element implements Command {

  @XmlAttribute(name = "TransferredCallId")
  @Alias("TranferredCallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> transferredCallId;

  @XmlAttribute(name = "TargetCallId", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> targetCallId;

  @XmlAttribute(name = "TransferorParty")
  @Alias("TranferorParty")
  @XmlJavaTypeAdapter(ValueType.OneParty.class)
  private @Nullable Value<Party> transferorParty;

  private AttendedTransfer() {}

  /**
   * Returns call A, the transferor with the party to be moved; absent: the call of the
   * notification.
   */
  public @Nullable Value<String> transferredCallId() {
    return transferredCallId;
  }

  /** Returns call B, the transferor with the target; it goes on under its id. */
  public Value<String> targetCallId() {
    return targetCallId;
  }

  /** Returns the party of call A that is moved; absent: inferred from the common party. */
  public @Nullable Value<Party> transferorParty() {
    return transferorParty;
  }
}
