package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/**
 * Declares a list of strings for {@link ForEach}, replacing an earlier one of the name.
 *
 * <p>Source: OzML language notes, section 2.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class Array extends Element implements Command {

  @XmlAttribute(name = "ID", required = true)
  @XmlJavaTypeAdapter(ValueType.Name.class)
  private Value<String> id;

  @XmlElement(name = "Item")
  private List<Item> items = new ArrayList<>();

  private Array() {}

  /** Returns the name, without $. */
  public Value<String> id() {
    return id;
  }

  /** Returns the items in document order; references in them are replaced when the command runs. */
  public List<Value<String>> items() {
    return items.stream().map(Item::value).toList();
  }

  @Override
  public List<Element> inner() {
    return List.copyOf(items);
  }

  @Override
  void seal() {
    items = List.copyOf(items);
  }
}
