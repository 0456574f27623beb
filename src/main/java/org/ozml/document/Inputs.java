package org.ozml.document;

import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** The entries that a {@link UserInput} knows. */
final class Inputs extends Element {

  @XmlElement(name = "Input")
  private List<Input> inputs = new ArrayList<>();

  private Inputs() {}

  List<Input> inputs() {
    return inputs;
  }

  @Override
  void seal() {
    inputs = List.copyOf(inputs);
  }
}
