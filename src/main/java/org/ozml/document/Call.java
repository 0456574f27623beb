package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Places a call that runs a script of its own once it is answered.
 *
 * <p>Source: OzML language notes, section 3; 401 for an unknown extension, 402 with the routing
 * outcome.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.MESSAGE, Context.HTTP})
public final class Call extends Element implements Command {

  @XmlAttribute(name = "Dialed", required = true)
  @Alias("Dialled")
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> dialed;

  @XmlAttribute(name = "ApiExtension")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> apiExtension;

  @XmlAttribute(name = "CallerId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerId;

  @XmlAttribute(name = "CallerDisplayName")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerDisplayName;

  @XmlAttribute(name = "Url")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> url;

  @XmlAttribute(name = "ErrorUrl")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> errorUrl;

  @XmlAttribute(name = "FinishedUrl")
  @Alias("FinishedURL")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> finishedUrl;

  @XmlAttribute(name = "ResponseOzML")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> responseOzML;

  @XmlAttribute(name = "RingTime")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> ringTime = Value.of(Duration.ofSeconds(60));

  private Call() {}

  /** Returns the number to call. */
  public Value<String> dialed() {
    return dialed;
  }

  /** Returns the API extension that places the call; absent: that of the running script. */
  public @Nullable Value<String> apiExtension() {
    return apiExtension;
  }

  /** Returns the number shown to the called party; absent: the API extension. */
  public @Nullable Value<String> callerId() {
    return callerId;
  }

  /** Returns the name shown to the called party; absent: the API extension. */
  public @Nullable Value<String> callerDisplayName() {
    return callerDisplayName;
  }

  /** Returns the URL asked with CallConnected for the script of the answered call. */
  public @Nullable Value<String> url() {
    return url;
  }

  /** Returns the URL requested when something goes wrong during the call. */
  public @Nullable Value<String> errorUrl() {
    return errorUrl;
  }

  /** Returns the URL requested once, when the answered call ends. */
  public @Nullable Value<String> finishedUrl() {
    return finishedUrl;
  }

  /** Returns the script of the answered call, as a document in itself. */
  public @Nullable Value<String> responseOzML() {
    return responseOzML;
  }

  /** Returns seconds to ring before giving up; 60 unless given. */
  public Value<Duration> ringTime() {
    return ringTime;
  }
}
