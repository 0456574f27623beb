package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/**
 * Sets a variable, replacing an earlier one of the name.
 *
 * <p>Source: OzML language notes, section 2.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class Var extends Element implements Command {

  @XmlAttribute(name = "ID", required = true)
  @XmlJavaTypeAdapter(ValueType.Name.class)
  private Value<String> id;

  @XmlAttribute(name = "Value", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> value;

  private Var() {}

  /** Returns the name, without $. */
  public Value<String> id() {
    return id;
  }

  /** Returns the value; references in it are replaced when the command runs. */
  public Value<String> value() {
    return value;
  }
}
