package org.ozml.call;

/** A place in a call. */
public enum Role {
  CALLER,
  CALLEE,
  /** A third party, for conferences. */
  THIRD;

  /** Returns the word that transcripts use. */
  public String word() {
    return switch (this) {
      case CALLER -> "caller";
      case CALLEE -> "callee";
      case THIRD -> "third";
    };
  }
}
