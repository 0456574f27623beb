package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/**
 * Runs its commands once for each item of an array; {@code $item} is the current one.
 *
 * <p>Source: OzML language notes, sections 2 and 3; 302 for an unknown array.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class ForEach extends Block implements Command {

  @XmlAttribute(name = "Source", required = true)
  @XmlJavaTypeAdapter(ValueType.Name.class)
  private Value<String> source;

  private ForEach() {}

  /** Returns the array's name, without $. */
  public Value<String> source() {
    return source;
  }
}
