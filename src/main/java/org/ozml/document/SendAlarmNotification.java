package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Calls a number and delivers an Ademco Contact ID alarm.
 *
 * <p>Source: OzML language notes, section 3 (SIA DC-05).
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE, Context.HTTP})
public final class SendAlarmNotification extends Element implements Command {

  @XmlAttribute(name = "PhoneNumber", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> phoneNumber;

  @XmlAttribute(name = "AccountNumber", required = true)
  @XmlJavaTypeAdapter(ValueType.Hex4.class)
  private Value<String> accountNumber;

  @XmlAttribute(name = "EventCode", required = true)
  @XmlJavaTypeAdapter(ValueType.Hex3.class)
  private Value<String> eventCode;

  @XmlAttribute(name = "PartitionNumber", required = true)
  @XmlJavaTypeAdapter(ValueType.Hex2.class)
  private Value<String> partitionNumber;

  @XmlAttribute(name = "ZoneNumber", required = true)
  @XmlJavaTypeAdapter(ValueType.Hex3.class)
  private Value<String> zoneNumber;

  @XmlAttribute(name = "EventQualifier")
  @XmlJavaTypeAdapter(ValueType.Qualifier.class)
  private Value<EventQualifier> eventQualifier = Value.of(EventQualifier.NEW_EVENT);

  @XmlAttribute(name = "ApiExtension")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> apiExtension;

  @XmlAttribute(name = "ResultUrl")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> resultUrl;

  private SendAlarmNotification() {}

  /** Returns number of the receiving centre. */
  public Value<String> phoneNumber() {
    return phoneNumber;
  }

  /** Returns up to four hexadecimal digits. */
  public Value<String> accountNumber() {
    return accountNumber;
  }

  /** Returns up to three hexadecimal digits. */
  public Value<String> eventCode() {
    return eventCode;
  }

  /** Returns up to two hexadecimal digits. */
  public Value<String> partitionNumber() {
    return partitionNumber;
  }

  /** Returns up to three hexadecimal digits. */
  public Value<String> zoneNumber() {
    return zoneNumber;
  }

  /** Returns the qualifier; NewEvent unless given. */
  public Value<EventQualifier> eventQualifier() {
    return eventQualifier;
  }

  /** Returns the API extension that calls. */
  public @Nullable Value<String> apiExtension() {
    return apiExtension;
  }

  /** Returns the URL that gets AlarmResult after success or failure. */
  public @Nullable Value<String> resultUrl() {
    return resultUrl;
  }
}
