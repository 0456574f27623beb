package org.ozml.ccgateway.http;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.Agent;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Field;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.Reply;
import org.ozml.ccgateway.ResultCode;

/**
 * The desktops that agents have signed in with over HTTP, at most one each: which GUID they show,
 * and how they are told events. Agents who have signed in otherwise, such as scripted ones, have
 * none, and nobody misses their polls. On the loop.
 */
final class Desktops {
  private static final System.Logger LOG = System.getLogger(Desktops.class.getName());

  private final Centre centre;
  private final Switchboard board;
  private final Executor loop;
  private final Push.Post post;
  private final boolean dynamic;
  private final Consumer<Agent> signOut;
  private final Map<String, Desktop> desktops = new HashMap<>();

  /** The row of event polling: its answer comes later, so it is not done as others are. */
  final Interface polling =
      Interface.of(
          Interface.Verb.GET,
          "agentevent/{agentid}",
          "getAgentEvent",
          "Waits for the next event, for up to 10 s; to be asked again at once",
          (agent, fields) -> Reply.refused(ResultCode.WRONG_WAY_OF_EVENTS),
          Field.text("calldata", Field.Place.QUERY, ".*", 100, "anything; it changes nothing"));

  private final Interface updateGuid =
      Interface.of(
          Interface.Verb.PUT,
          "onlineagent/{agentid}/updateGuid",
          "updateGuid",
          "Renews the GUID, after a page was loaded again",
          (agent, fields) -> renewed(agent));

  /**
   * One of them.
   *
   * @param signedIn how the agent signed in then
   */
  private record Desktop(Agent agent, Agent.SignIn signedIn, Guid guid, Delivery delivery) {
    /** Returns whether the agent has not signed out or in otherwise since. */
    @SuppressWarnings("ReferenceEquality") // each sign-in has its own, which may be equal
    boolean isCurrent() {
      return agent.signIn() == signedIn;
    }
  }

  /**
   * Makes an empty set.
   *
   * @param loop where things are done at the host's time
   * @param post what events are pushed with
   * @param signOut signs an agent out whose desktop is lost
   */
  Desktops(
      Centre centre, Switchboard board, Executor loop, Push.Post post, Consumer<Agent> signOut) {
    this.centre = centre;
    this.board = board;
    this.loop = loop;
    this.post = post;
    this.dynamic = centre.plan().gateway().dynamic();
    this.signOut = signOut;
  }

  /** Returns the rows that are HTTP's own. */
  List<Interface> interfaces() {
    return List.of(polling, updateGuid);
  }

  /** Does something when what has been ordered is done: some of it takes a turn of the loop. */
  void settled(Runnable task) {
    board.loop().execute(task);
  }

  /**
   * An agent has signed in; an earlier desktop is not good any more.
   *
   * @param push null: the desktop polls
   * @return what Set-GUID says; null when the agent is signed out already
   */
  @Nullable String signedIn(String agentId, Push.@Nullable Target push) {
    forget(agentId);
    Agent agent = centre.agent(agentId);
    Agent.SignIn how = agent == null ? null : agent.signIn();
    if (agent == null || how == null) return null;
    Runnable lost = () -> lost(agent);
    Delivery delivery =
        push == null
            ? new Polling(board, agent.mailbox(), lost)
            : new Push(board, agent.mailbox(), post, loop, push, lost);
    Guid guid = new Guid(dynamic, board.now());
    desktops.put(agentId, new Desktop(agent, how, guid, delivery));
    return guid.header();
  }

  private void lost(Agent agent) {
    if (current(agent.id()) == null) return;
    LOG.log(Level.INFO, "agent " + agent.id() + " is signed out: no desktop for two minutes");
    signOut.accept(agent);
    settled(() -> tidy(agent.id()));
  }

  private void forget(String agentId) {
    Desktop before = desktops.remove(agentId);
    if (before != null) before.delivery().end();
  }

  /** Forgets the desktop of somebody who has signed out. */
  void tidy(String agentId) {
    if (current(agentId) == null) forget(agentId);
  }

  private @Nullable Desktop current(String agentId) {
    Desktop desktop = desktops.get(agentId);
    return desktop != null && desktop.isCurrent() ? desktop : null;
  }

  /** Returns why a request is not taken that shows a GUID; null when it is. */
  @Nullable Reply refusal(String agentId, String guid) {
    Agent agent = centre.agent(agentId);
    if (agent == null || !agent.signedIn()) return Reply.refused(ResultCode.NOT_SIGNED_IN);
    Desktop desktop = current(agentId);
    return desktop != null && desktop.guid().accepts(guid, board.now())
        ? null
        : Reply.refused(ResultCode.NO_RIGHT);
  }

  private Reply renewed(Agent agent) {
    Desktop desktop = current(agent.id());
    if (desktop == null) return Reply.refused(ResultCode.NO_RIGHT);
    desktop.guid().renew(board.now());
    return Reply.success(Map.of("guid", desktop.guid().current()));
  }

  /** Returns where the desktop polls; null when events are pushed to it. */
  @Nullable Polling polling(String agentId) {
    Desktop desktop = current(agentId);
    return desktop != null && desktop.delivery() instanceof Polling its ? its : null;
  }

  /** Returns what the reply of a poll says in Set-GUID; null: nothing. */
  @Nullable String withPollingReply(String agentId, String shown) {
    Desktop desktop = current(agentId);
    return desktop == null ? null : desktop.guid().withPollingReply(shown, board.now());
  }
}
