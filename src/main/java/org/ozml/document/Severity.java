package org.ozml.document;

/** How bad a finding is. */
public enum Severity {
  /**
   * The script is wrong there: a command will answer an error code, a part can never work, or
   * nothing runs at all.
   */
  ERROR,
  /** The script can run, but probably not as its author means it. */
  WARNING;

  /** Returns the word that diagnostics print. */
  public String word() {
    return this == ERROR ? "error" : "warning";
  }
}
