package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/** Lists the extensions. Exists only as an HTTP command; as an element it answers 303. */
@UsedIn(Context.HTTP)
public final class ListExtensions extends Element implements Command {

  @XmlAttribute(name = "Type")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> type;

  private ListExtensions() {}

  /** Returns the type to list; absent: all. */
  public @Nullable Value<String> type() {
    return type;
  }
}
