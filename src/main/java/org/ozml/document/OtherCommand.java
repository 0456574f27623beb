package org.ozml.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An element that is no OzML command at this place. Without a handler for its name it answers 301;
 * a known element in a place where it cannot stand answers 303.
 */
public final class OtherCommand extends Block implements Command {
  private transient String name = "";
  private transient String text = "";
  private transient boolean misplaced;
  private transient Map<String, Value<String>> attributes = Map.of();

  private OtherCommand() {}

  /** Returns the element's name as written. */
  @Override
  public String name() {
    return name;
  }

  /** Returns whether the name is one of OzML's, but not of a command that may stand here. */
  public boolean misplaced() {
    return misplaced;
  }

  /** Returns the attributes by their names as written, in order. */
  public Map<String, Value<String>> attributes() {
    return attributes;
  }

  /** Returns the element's own text, trimmed; empty when it has none. */
  public String text() {
    return text;
  }

  void read(String name, boolean misplaced, Map<String, Value<String>> attributes) {
    this.name = name;
    this.misplaced = misplaced;
    this.attributes = new LinkedHashMap<>(attributes);
  }

  void text(String text) {
    this.text = text.strip();
  }
}
