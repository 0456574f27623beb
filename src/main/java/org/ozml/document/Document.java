package org.ozml.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read: the script when there is one, and everything that was noticed on the way.
 *
 * @param source the text
 * @param response the script; null when the text is no OzML document (code 300), and then the
 *     diagnostics say why
 * @param diagnostics in the order of the text
 */
public record Document(Source source, @Nullable Response response, List<Diagnostic> diagnostics) {
  /** Copies the list. */
  public Document {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Returns whether anything is wrong, as opposed to suspicious. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.rule().severity() == Severity.ERROR);
  }

  /**
   * Returns where a parameter stands: its attribute, whichever spelling it has; the element when it
   * is not written as an attribute.
   */
  public Position place(Element element, String parameter) {
    return Spelling.place(source, element.position(), element.spellings(parameter));
  }

  /** Returns where a reference stands in a parameter; the parameter when it cannot be found. */
  public Position place(Element element, String parameter, String reference) {
    Position place = place(element, parameter);
    String text = source.text();
    int from = place.offset();
    int end = Spelling.endOfTag(text, element.position().offset());
    if (place.equals(element.position())) {
      from = end;
      end = text.indexOf("</", end);
    }
    int at = text.indexOf(reference, from);
    return at < 0 || at >= end ? place : source.at(at, place);
  }

  /** Returns the first reason why the document cannot be read, for a message; empty when it can. */
  public String reason() {
    if (response != null) return "";
    Diagnostic first = diagnostics.get(0);
    return first.message() + " (line " + first.position().line() + ")";
  }
}
