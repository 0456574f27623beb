package org.ozml.ccgateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Centre.Queue;

/**
 * An agent of the centre: signed in or not, ready or not, with a telephone and calls. On the loop.
 */
public final class Agent {
  private final Centre centre;
  private final Mailbox mailbox = new Mailbox();
  private final Lines lines;
  private org.ozml.configuration.Centre.Agent settings;
  private AgentState state = AgentState.SIGNED_OUT;
  private @Nullable SignIn signIn;

  Agent(Centre centre, org.ozml.configuration.Centre.Agent settings) {
    this.centre = centre;
    this.settings = settings;
    this.lines = new Lines(centre, this);
  }

  /**
   * How an agent has signed in.
   *
   * @param phone the number of the telephone
   * @param autoAnswer whether a call that comes is taken as soon as the telephone is
   * @param autoEnterIdle whether the agent is idle after a call; otherwise in wrap-up
   * @param releasePhone whether the telephone is hung up with each call
   * @param video whether this is a video agent (agenttype 11)
   */
  public record SignIn(
      String phone,
      boolean autoAnswer,
      boolean autoEnterIdle,
      boolean releasePhone,
      boolean video) {}

  /** Returns the agent id. */
  public String id() {
    return settings.id();
  }

  /** Returns the configuration. */
  public org.ozml.configuration.Centre.Agent settings() {
    return settings;
  }

  /** Returns the centre. */
  Centre centre() {
    return centre;
  }

  /** Returns what waits for the desktop. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** Returns the calls. */
  Lines lines() {
    return lines;
  }

  /** Returns what the agent is ready for when there is no call. */
  public AgentState state() {
    return state;
  }

  /** Returns whether the agent is signed in. */
  public boolean signedIn() {
    return signIn != null;
  }

  /** Returns how; null when the agent is not signed in. */
  public @Nullable SignIn signIn() {
    return signIn;
  }

  /** Tells the desktop something. */
  void tell(String eventType, @Nullable Object content) {
    centre.tell(this, eventType, content);
  }

  /** Returns the queues that the agent serves, as they were set at sign-in or by resetskill. */
  List<Queue> skills() {
    return List.of();
  }

  // ---- told by the lines

  /** The agent's first call begins: not free any more. */
  void occupied() {}

  /** The agent's last call is over. */
  void free() {}

  /** The agent has let it ring, or the telephone has rejected the call: busy from now on. */
  void notReady(int reason) {}
}
