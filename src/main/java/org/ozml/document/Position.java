package org.ozml.document;

/**
 * A place in a document.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param offset characters from the start of the document
 */
public record Position(int line, int column, int offset) {
  static final Position START = new Position(1, 1, 0);

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
