package org.ozml.server.operation;

/**
 * A parameter of a log entry that has a name: people read its value in the message, programs find
 * it as a field of the line.
 *
 * @param value a number, or a text
 */
record Field(String name, Object value) {
  /** Returns the value, as it stands in the message. */
  @Override
  public String toString() {
    return value.toString();
  }
}
