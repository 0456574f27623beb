package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records a call.
 *
 * <p>Source: OzML language notes, section 3. In an API extension call it waits for one of its
 * limits; elsewhere it returns at once and records to the end of the call.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
@SuppressWarnings("JavaLangClash") // the name is OzML's
public final class Record extends Element implements Command {

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  @XmlAttribute(name = "Format")
  @XmlJavaTypeAdapter(ValueType.Format.class)
  private Value<RecordingFormat> format = Value.of(RecordingFormat.MP3);

  @XmlAttribute(name = "Duration")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private @Nullable Value<Duration> duration;

  @XmlAttribute(name = "Inactivity")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private @Nullable Value<Duration> inactivity;

  @XmlAttribute(name = "FinishDigits")
  @XmlJavaTypeAdapter(ValueType.Keys.class)
  private @Nullable Value<String> finishDigits;

  @XmlAttribute(name = "FinishedUrl")
  @Alias("FinishedURL")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> finishedUrl;

  @XmlAttribute(name = "RecordPath")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> recordPath;

  private Record() {}

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }

  /** Returns the format; mp3 unless given. */
  public Value<RecordingFormat> format() {
    return format;
  }

  /** Returns longest recording, in seconds; API extension calls only. */
  public @Nullable Value<Duration> duration() {
    return duration;
  }

  /** Returns seconds without a voice that end it; API extension calls only. */
  public @Nullable Value<Duration> inactivity() {
    return inactivity;
  }

  /** Returns keys any of which ends it; API extension calls only. */
  public @Nullable Value<String> finishDigits() {
    return finishDigits;
  }

  /** Returns the URL that gets RecordCompleted with RecordURL when the recording is done. */
  public @Nullable Value<String> finishedUrl() {
    return finishedUrl;
  }

  /** Returns folder for the file, under the recordings root. */
  public @Nullable Value<String> recordPath() {
    return recordPath;
  }
}
