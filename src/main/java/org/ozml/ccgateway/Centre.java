package org.ozml.ccgateway;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.configuration.Extension;

/**
 * A contact centre on a switchboard: its agents, its queues, and the interfaces that desktops use.
 * Everything is to be called on the switchboard's loop.
 *
 * <p>As a routing it answers for what the centre adds to the dial plan: system access codes, and
 * the names that only the gateway uses, {@code queue:20}, {@code agent:101}, {@code waits:101},
 * {@code ivr:30001}.
 */
public final class Centre implements Routing {
  private final Switchboard board;
  private final Trace trace;
  private final InstantSource clock;
  private final Function<Extension, Script> scripts;
  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final List<Interface> interfaces = new ArrayList<>();
  private org.ozml.configuration.Centre plan;

  /**
   * Opens a centre; nobody is signed in.
   *
   * @param trace is told what agents are told
   * @param clock for times of day in replies
   * @param scripts makes the script that answers for an IVR in one call
   */
  public Centre(
      org.ozml.configuration.Centre plan,
      Switchboard board,
      Trace trace,
      InstantSource clock,
      Function<Extension, Script> scripts) {
    this.plan = plan;
    this.board = board;
    this.trace = trace;
    this.clock = clock;
    this.scripts = scripts;
    plan.agents().values().forEach(one -> agents.put(one.id(), new Agent(this, one)));
  }

  /** Returns the one table of interfaces. */
  public List<Interface> interfaces() {
    return List.copyOf(interfaces);
  }

  /** Returns the interface with a name, in any letter case; null when there is none. */
  public @Nullable Interface find(String name) {
    for (Interface one : interfaces) {
      if (one.name().equalsIgnoreCase(name)) return one;
    }
    return null;
  }

  /** Returns an agent; null when none has the id. */
  public @Nullable Agent agent(String id) {
    return agents.get(id);
  }

  /** Returns how the centre is configured. */
  public org.ozml.configuration.Centre plan() {
    return plan;
  }

  Switchboard board() {
    return board;
  }

  InstantSource clock() {
    return clock;
  }

  Script script(Extension ivr) {
    return scripts.apply(ivr);
  }

  /**
   * An agent orders something.
   *
   * @param given the parameters as they came in, by name
   */
  public Reply order(String agentId, Interface wanted, Map<String, ?> given) {
    Agent agent = agents.get(agentId);
    if (agent == null || (wanted.signedIn() && !agent.signedIn())) {
      return Reply.refused(ResultCode.NOT_SIGNED_IN);
    }
    try {
      return wanted.deed().done(agent, new Fields(wanted, given));
    } catch (IllegalArgumentException e) {
      return Reply.refused(ResultCode.ILLEGAL_PARAMETER, String.valueOf(e.getMessage()));
    }
  }

  /** Tells an agent something. */
  void tell(Agent agent, String eventType, @Nullable Object content) {
    AgentEvent event = new AgentEvent(board.now(), agent.id(), eventType, content);
    trace.on(event);
    agent.mailbox().add(event);
  }

  // ---- routing

  /** Returns whether the centre answers for a target. */
  public boolean has(String target) {
    return plan.codes().containsKey(target) || target.indexOf(':') > 0;
  }

  @Override
  public void resolve(Query query) {}

  @Override
  public String toString() {
    return "centre of " + agents.size() + " agents";
  }
}
