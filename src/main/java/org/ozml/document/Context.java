package org.ozml.document;

/**
 * What a script stands in for, which decides what its commands may be (OzML language notes, section
 * 3).
 */
public enum Context {
  /** The script is one party of the call (E). */
  EXTENSION("an API extension call"),
  /** The script acts on a call between two others (P). */
  THIRD_PARTY("third-party control"),
  /** The script answers where a call goes to (R). */
  ROUTING("a routing answer"),
  /**
   * There is no call (M): the answer to a message, a delivery report, or after the call has ended.
   */
  MESSAGE("an answer without a call"),
  /** The HTTP {@code command=} form, not a script (H). */
  HTTP("an HTTP request");

  private final String words;

  Context(String words) {
    this.words = words;
  }

  /** Returns the context in words that fit behind "in". */
  public String words() {
    return words;
  }
}
