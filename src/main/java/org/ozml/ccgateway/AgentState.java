package org.ozml.ccgateway;

import java.util.Locale;

/** What an agent is ready for, with the numbers that clients know. Calls are not part of it. */
public enum AgentState {
  SIGNED_OUT(2),
  BUSY(3),
  IDLE(4),
  /** Wrap-up after a call. */
  WORK(5),
  REST(8);

  /** The number of an agent who has a call, whatever comes after it. */
  public static final int TALKING = 7;

  private final int number;

  AgentState(int number) {
    this.number = number;
  }

  /** Returns the number in replies. */
  public int number() {
    return number;
  }

  /** Returns it for messages. */
  String words() {
    return name().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
