package org.ozml.call;

/** State of a call, as CallChanged and ListActiveCalls report it (call model, States). */
public enum CallState {
  RINGING("Ringing"),
  /** Reported once; takes no time. */
  ANSWERED("Answered"),
  IN_CALL("InCall"),
  /** Both parties were put on hold by a command. */
  HOLD("Hold"),
  TRANSFERRED("Transferred"),
  BUSY("Busy"),
  CANCELLED("Cancelled"),
  COMPLETED("Completed"),
  ERROR("Error");

  private final String word;

  CallState(String word) {
    this.word = word;
  }

  /** Returns the documented word. */
  public String word() {
    return word;
  }

  /** Returns whether the call has ended. */
  public boolean terminal() {
    return compareTo(TRANSFERRED) >= 0;
  }
}
