package org.ozml.call;

/** Why nobody was reached, as routing and code 402 say it (language notes, section 4). */
public enum Failure {
  /** The ring time was over. */
  NO_ANSWER("NoAnswer"),
  /** The callee rejected, or is in another call. */
  BUSY("Busy"),
  /** No such number. */
  NOT_FOUND("NotFound"),
  /** A fault: of the line, the media, the script that was to answer. */
  ERROR("Error"),
  /** The waiting side hung up, or the operation was called off. */
  CANCELLED("Cancelled"),
  /** The answering side hung up before it was joined. */
  COMPLETED("Completed");

  private final String word;

  Failure(String word) {
    this.word = word;
  }

  /** Returns the documented word. */
  public String word() {
    return word;
  }

  /** Returns what a device that called is told. */
  Cause cause() {
    return switch (this) {
      case NO_ANSWER -> Cause.NO_ANSWER;
      case BUSY -> Cause.BUSY;
      case NOT_FOUND -> Cause.NOT_FOUND;
      case ERROR -> Cause.FAILED;
      case CANCELLED -> Cause.CANCELLED;
      case COMPLETED -> Cause.NORMAL;
    };
  }

  /** Returns the state in which a call ends that could not be set up. */
  CallState callState() {
    return this == BUSY || this == NO_ANSWER
        ? CallState.BUSY
        : this == CANCELLED ? CallState.CANCELLED : CallState.ERROR;
  }
}
