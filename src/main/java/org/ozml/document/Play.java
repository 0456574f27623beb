package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Plays an audio file to parties of a call.
 *
 * <p>Source: OzML language notes, section 3; 302 when the file is missing.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class Play extends Element implements Command {

  @XmlAttribute(name = "AudioFile", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> audioFile;

  @XmlAttribute(name = "Party")
  @XmlJavaTypeAdapter(ValueType.PartyName.class)
  private Value<Party> party = Value.of(Party.ALL);

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  @XmlAttribute(name = "Repeat")
  @XmlJavaTypeAdapter(ValueType.Flag.class)
  private Value<Boolean> repeat = Value.of(false);

  @XmlAttribute(name = "Timeout")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private @Nullable Value<Duration> timeout;

  private Play() {}

  /** Returns wav or mp3: a path under the content folder, or an http(s) URL. */
  public Value<String> audioFile() {
    return audioFile;
  }

  /** Returns who hears it; ignored in an API extension call. */
  public Value<Party> party() {
    return party;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }

  /** Returns whether to start over at the end of the file. */
  public Value<Boolean> repeat() {
    return repeat;
  }

  /** Returns seconds after which playing stops; absent: never. */
  public @Nullable Value<Duration> timeout() {
    return timeout;
  }
}
