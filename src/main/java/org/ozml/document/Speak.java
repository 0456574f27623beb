package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Speaks a text to parties of a call.
 *
 * <p>Source: OzML language notes, sections 1.7 and 3.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.HTTP})
public final class Speak extends Element implements Command {

  @XmlAttribute(name = "Text", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Speech.class)
  private Value<String> text;

  @XmlAttribute(name = "Party")
  @XmlJavaTypeAdapter(ValueType.PartyName.class)
  private Value<Party> party = Value.of(Party.ALL);

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  @XmlAttribute(name = "Language")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> language;

  @XmlAttribute(name = "Voice")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> voice;

  private Speak() {}

  /** Returns what is spoken, white space collapsed. */
  public Value<String> text() {
    return text;
  }

  /** Returns who hears it; ignored in an API extension call. */
  public Value<Party> party() {
    return party;
  }

  /** Returns the call to act on; absent: the call of the notification that this script answers. */
  public @Nullable Value<String> callId() {
    return callId;
  }

  /** Returns language code such as en-US; absent: the default voice. */
  public @Nullable Value<String> language() {
    return language;
  }

  /** Returns name of a voice. */
  public @Nullable Value<String> voice() {
    return voice;
  }
}
