package org.ozml.debugger;

/** What was asked cannot be done; the message says why, and what can be done instead. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  Refusal(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
