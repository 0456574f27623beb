package org.ozml.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.Agent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.AgentState;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.Reply;
import org.ozml.simulator.World;

/**
 * Agents who work without a desktop: they order what people order at theirs, through the same table
 * of interfaces, and take the events that wait for one. When a desktop signs in by force, the agent
 * is its own from then on. On the switchboard's loop.
 */
public final class ScriptedAgents {
  /** The agent is not in the call any more. */
  private static final Set<String> LEFT =
      Set.of("AgentEvent_Call_Release", "AgentEvent_Customer_Release");

  private final Centre centre;
  private final Switchboard board;
  private final Consumer<String> complaints;
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private boolean closing;

  /**
   * Makes them; {@link #begin} lets them sign in.
   *
   * @param complaints is told in words what an agent could not do
   */
  public ScriptedAgents(
      Centre centre,
      Switchboard board,
      Map<String, World.Agent> agents,
      Consumer<String> complaints) {
    this.centre = centre;
    this.board = board;
    this.complaints = complaints;
    agents.forEach((id, script) -> workers.put(id, new Worker(id, script)));
  }

  /** Lets them sign in, each at their time. */
  public void begin() {
    for (Worker one : workers.values()) {
      board.startTimer(one.script.signsIn(), timer -> one.signIn());
    }
  }

  /** They go on with the calls that they have, and begin nothing else. */
  public void close() {
    closing = true;
    workers.values().forEach(one -> one.callOff(""));
  }

  /** One of them. */
  private final class Worker {
    private final String id;
    private final World.Agent script;

    /** Timers of what is about to be ordered, by the call that it is about; empty: none. */
    private final Map<String, List<Long>> waiting = new HashMap<>();

    private Agent.@Nullable SignIn own;

    Worker(String id, World.Agent script) {
      this.id = id;
      this.script = script;
    }

    void signIn() {
      int status =
          switch (script.status()) {
            case BUSY -> AgentState.BUSY.number();
            case IDLE -> AgentState.IDLE.number();
            case WORK -> AgentState.WORK.number();
          };
      boolean good =
          order(
              "login",
              Map.of(
                  "phonenum", script.phone(), "status", status, "autoanswer", script.autoAnswer()));
      Agent agent = centre.agent(id);
      if (!good || agent == null) return; // a desktop is there already, perhaps
      own = agent.signIn();
      listen(agent);
      for (World.Order order : script.does()) {
        if (order.on() == null) plan(order, "");
      }
    }

    /** Takes the next event, as a desktop does, until a desktop is there. */
    private void listen(Agent agent) {
      agent
          .mailbox()
          .take(
              event -> {
                if (event == null) return;
                // Nobody orders anything while others are still being told.
                board.loop().execute(() -> hears(event));
                listen(agent);
              });
    }

    private void hears(AgentEvent event) {
      boolean left = LEFT.contains(event.eventType());
      if (left) callOff(event.callId());
      String call = left ? "" : event.callId();
      for (World.Order order : script.does()) {
        if (event.eventType().equals(order.on())) plan(order, call);
      }
    }

    void callOff(String call) {
      List<Long> timers = waiting.remove(call);
      if (timers != null) timers.forEach(board::cancelTimer);
    }

    private void plan(World.Order order, String call) {
      if (!isAtWork() || (closing && call.isEmpty())) return;
      long timer =
          board.startTimer(
              order.after(),
              fired -> {
                done(call, fired);
                if (isAtWork()) order(order.order(), order.with());
              });
      waiting.computeIfAbsent(call, one -> new ArrayList<>()).add(timer);
    }

    private void done(String call, long timer) {
      List<Long> timers = waiting.get(call);
      if (timers == null) return;
      timers.remove(Long.valueOf(timer));
      if (timers.isEmpty()) waiting.remove(call);
    }

    /** A desktop that has signed in by force has taken the place. */
    @SuppressWarnings("ReferenceEquality") // the same words may stand in another sign-in
    private boolean isAtWork() {
      Agent agent = centre.agent(id);
      return agent != null && own != null && agent.signIn() == own;
    }

    private boolean order(String name, Map<String, ?> fields) {
      Interface wanted = centre.find(name);
      Reply reply = wanted == null ? null : centre.order(id, wanted, fields);
      if (reply != null && reply.ok()) return true;
      String why =
          reply == null
              ? "there is no interface " + name
              : "%s is refused with %s %s".formatted(name, reply.code().code(), reply.message());
      complaints.accept("agent %s: %s".formatted(id, why));
      return false;
    }
  }
}
