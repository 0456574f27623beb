package org.ozml.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.Element;
import org.ozml.document.Position;
import org.ozml.document.Rule;

/** Where checks put what they find. */
final class Findings {
  private final Document document;
  private final List<Diagnostic> found = new ArrayList<>();

  Findings(Document document) {
    this.document = document;
  }

  List<Diagnostic> found() {
    return found;
  }

  /** Something about a whole element. */
  void add(Rule rule, Element element, String message, @Nullable String advice) {
    add(rule, element.position(), message, advice);
  }

  /** Something about one parameter. */
  void add(Rule rule, Element element, String parameter, String message, @Nullable String advice) {
    add(rule, document.place(element, parameter), message, advice);
  }

  /** Something about a reference in a parameter. */
  void add(
      Rule rule,
      Element element,
      String parameter,
      String reference,
      String message,
      @Nullable String advice) {
    add(rule, document.place(element, parameter, reference), message, advice);
  }

  private void add(Rule rule, Position position, String message, @Nullable String advice) {
    found.add(new Diagnostic(rule, document.source(), position, message, advice));
  }
}
