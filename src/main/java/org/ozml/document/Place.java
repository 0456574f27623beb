package org.ozml.document;

/**
 * Where an element stands, among all documents: what happened to it can be told by it.
 *
 * @param document the name of its {@link Source}: a file or a URL
 * @param line counted from 1
 * @param column counted from 1, in characters
 */
public record Place(String document, int line, int column) {
  @Override
  public String toString() {
    return document + ":" + line;
  }
}
