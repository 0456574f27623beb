package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/** One string of an {@link Array}. */
final class Item extends Element {

  @XmlAttribute(name = "Value")
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> value;

  private Item() {}

  Value<String> value() {
    return value == null ? Value.of("") : value;
  }
}
