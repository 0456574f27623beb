package org.ozml.document;

import java.util.List;

/**
 * One SELECT, ready to be given to a database: values never stand in its text.
 *
 * <p>Source: OzML language notes, section 2.2.
 *
 * @param sql the text, with a question mark for each parameter
 * @param parameters the values that are bound to the question marks, in order
 */
public record Statement(String sql, List<String> parameters) {
  /** Copies the list. */
  public Statement {
    parameters = List.copyOf(parameters);
  }
}
