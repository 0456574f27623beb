package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places a call whose states have command blocks.
 *
 * <p>Source: OzML language notes, section 3.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.MESSAGE, Context.HTTP})
public final class Request extends Element implements Command {

  @XmlAttribute(name = "DialedAddress", required = true)
  @XmlJavaTypeAdapter(ValueType.Address.class)
  private Value<String> dialedAddress;

  @XmlAttribute(name = "ExtensionAddress")
  @XmlJavaTypeAdapter(ValueType.Address.class)
  private @Nullable Value<String> extensionAddress;

  @XmlAttribute(name = "CallerPhoneNumber")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerPhoneNumber;

  @XmlAttribute(name = "CallerDisplayName")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerDisplayName;

  @XmlAttribute(name = "RingTime")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> ringTime = Value.of(Duration.ofSeconds(60));

  @XmlElement(name = "OnSetup")
  private @Nullable Branch onSetup;

  @XmlElement(name = "OnRinging")
  private @Nullable Branch onRinging;

  @XmlElement(name = "OnAnswered")
  private @Nullable Branch onAnswered;

  @XmlElement(name = "OnBusy")
  private @Nullable Branch onBusy;

  @XmlElement(name = "OnNoAnswer")
  private @Nullable Branch onNoAnswer;

  @XmlElement(name = "OnNotFound")
  private @Nullable Branch onNotFound;

  @XmlElement(name = "OnCompleted")
  private @Nullable Branch onCompleted;

  @XmlElement(name = "OnError")
  private @Nullable Branch onError;

  private Request() {}

  /** Returns number or address to call. */
  public Value<String> dialedAddress() {
    return dialedAddress;
  }

  /** Returns the API extension that calls. */
  public @Nullable Value<String> extensionAddress() {
    return extensionAddress;
  }

  /** Returns number shown to the called party. */
  public @Nullable Value<String> callerPhoneNumber() {
    return callerPhoneNumber;
  }

  /** Returns name shown to the called party. */
  public @Nullable Value<String> callerDisplayName() {
    return callerDisplayName;
  }

  /** Returns seconds to ring before giving up; 60 unless given. */
  public Value<Duration> ringTime() {
    return ringTime;
  }

  /** Returns the block that runs when the call is set up; null when the script has none. */
  public @Nullable Block onSetup() {
    return onSetup;
  }

  /** Returns the block that runs when it rings; null when the script has none. */
  public @Nullable Block onRinging() {
    return onRinging;
  }

  /** Returns the block that runs when it is answered; null when the script has none. */
  public @Nullable Block onAnswered() {
    return onAnswered;
  }

  /** Returns the block that runs when the called party is busy; null when the script has none. */
  public @Nullable Block onBusy() {
    return onBusy;
  }

  /** Returns the block that runs when nobody answers; null when the script has none. */
  public @Nullable Block onNoAnswer() {
    return onNoAnswer;
  }

  /** Returns the block that runs when the number does not exist; null when the script has none. */
  public @Nullable Block onNotFound() {
    return onNotFound;
  }

  /** Returns the block that runs when the call has ended; null when the script has none. */
  public @Nullable Block onCompleted() {
    return onCompleted;
  }

  /**
   * Returns the block that runs on any failure without a block of its own; null when the script has
   * none.
   */
  public @Nullable Block onError() {
    return onError;
  }

  @Override
  public List<Element> inner() {
    return present(
        onSetup, onRinging, onAnswered, onBusy, onNoAnswer, onNotFound, onCompleted, onError);
  }
}
