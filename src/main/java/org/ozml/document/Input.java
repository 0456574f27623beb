package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** What a menu does for one entry: a key, or several that make one entry. */
public final class Input extends Block {

  @XmlAttribute(name = "Key", required = true)
  @XmlJavaTypeAdapter(ValueType.Keys.class)
  private Value<String> key;

  private Input() {}

  /** Returns the entry, such as {@code 1} or {@code 12#}. */
  public Value<String> key() {
    return key;
  }
}
