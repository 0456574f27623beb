package org.ozml.ccgateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing.Query;
import org.ozml.call.Switchboard;
import org.ozml.configuration.Centre.Queue;

/**
 * Brings calls and agents together: an agent takes the call of the queue with the highest priority,
 * of these the one that has waited longest; a call goes to the agent who has been idle longest.
 * Each decision costs the logarithm of how many wait. On the loop.
 *
 * <p>Who is brought together is decided in a task of its own, when everything that one event brings
 * about is known.
 */
final class Queues {
  private final Centre centre;
  private final Switchboard board;
  private final Map<String, SkillQueue> queues = new LinkedHashMap<>();

  /** The place of each call in progress that was ever in a queue. */
  private final Map<Call, WaitingCall> places = new HashMap<>();

  /** Which question of the switchboard is open for which of them. */
  private final Map<Long, WaitingCall> asked = new HashMap<>();

  /** The agents who are in queues, by which turn. */
  private final Map<Agent, Long> free = new HashMap<>();

  private final Set<SkillQueue> changed = new LinkedHashSet<>();

  Queues(Centre centre, Collection<Queue> plan) {
    this.centre = centre;
    this.board = centre.board();
    plan.forEach(one -> queues.put(one.id(), new SkillQueue(one)));
  }

  /** Returns a queue; null when there is none with the id. */
  @Nullable SkillQueue queue(String id) {
    return queues.get(id);
  }

  /** Returns the place of a call that is in a queue or was; null: it never was. */
  @Nullable WaitingCall place(Call call) {
    return places.get(call);
  }

  // ---- calls come and go

  /** A call joins a queue, or comes back to its place because an agent has not taken it. */
  void join(Query query, SkillQueue queue) {
    WaitingCall one = places.get(query.call());
    if (one == null || one.queue() != queue || !comesBack(one, query)) one = newcomer(query, queue);
    Agent wantedBy = one.wantedBy();
    ask(one, query);
    Duration left = queue.plan().patience().minusNanos(board.now() - one.arrived());
    if (wantedBy != null && wantedBy.idle()) offer(one, wantedBy);
    else if (left.isNegative() || left.isZero()) dismiss(one, Failure.NO_ANSWER);
    else wait(one, left);
  }

  private void wait(WaitingCall one, Duration atMost) {
    one.timer(board.startTimer(atMost, timer -> dismiss(one, Failure.NO_ANSWER)));
    one.queue().calls().add(one);
    answer(one.query(), new Route.Queued());
    changed(one.queue());
  }

  /** A call rings an agent who is free; otherwise nobody. */
  void ring(Query query, Agent agent) {
    WaitingCall one = places.get(query.call());
    if (one == null || !comesBack(one, query)) one = newcomer(query, agent.own());
    Agent taker = one.wantedBy() == null ? agent : one.wantedBy();
    ask(one, query);
    if (query.last() != null) dismiss(one, query.last());
    else if (taker.available()) offer(one, taker);
    else dismiss(one, taker.signedIn() ? Failure.BUSY : Failure.NOT_FOUND);
  }

  private static boolean comesBack(WaitingCall one, Query query) {
    return query.last() != null || one.wantedBy() != null;
  }

  private WaitingCall newcomer(Query query, SkillQueue queue) {
    Call call = query.call();
    WaitingCall one = new WaitingCall(call, queue, query.target(), centre.turn(), board.now());
    WaitingCall before = places.put(call, one);
    if (before == null) call.whenEnded(this::ended);
    else withdraw(before); // it was transferred
    return one;
  }

  /** The switchboard asks for somebody; whom the call was given to before has not taken it. */
  private void ask(WaitingCall one, Query query) {
    asked.remove(one.query());
    Agent before = one.offeredTo();
    // Who picks a call up elsewhere does not make the agent busy whom it rang at.
    if (before != null && query.last() != null) before.notReady(reason(query.last()));
    notOffered(one);
    one.wantedBy(null);
    one.query(query.id());
    asked.put(query.id(), one);
  }

  private static int reason(Failure why) {
    return switch (why) {
      case NO_ANSWER, COMPLETED, CANCELLED -> Agent.NO_ANSWER;
      case BUSY -> Agent.REJECTED;
      case NOT_FOUND, ERROR -> Agent.PHONE_UNUSABLE;
    };
  }

  private void notOffered(WaitingCall one) {
    Agent agent = one.offeredTo();
    one.offeredTo(null);
    if (agent != null) agent.offerOver(one);
  }

  /** The switchboard does not want an answer any more: the caller has gone, or looks elsewhere. */
  void cancel(long query) {
    WaitingCall one = asked.get(query);
    if (one != null) withdraw(one);
  }

  private void ended(Call call) {
    WaitingCall one = places.remove(call);
    if (one != null) withdraw(one);
  }

  private void withdraw(WaitingCall one) {
    one.queue().calls().remove(one);
    board.cancelTimer(one.timer());
    asked.remove(one.query());
    notOffered(one);
  }

  /** Nobody takes the call. */
  private void dismiss(WaitingCall one, Failure why) {
    withdraw(one);
    answer(one.query(), new Route.Nothing(why));
  }

  // ---- agents come and go

  /** Returns the queues of these that there are, for an agent; its own is always one. */
  List<SkillQueue> serving(Agent agent, Collection<String> ids) {
    List<SkillQueue> serves = new ArrayList<>();
    serves.add(agent.own());
    for (String id : ids) {
      SkillQueue queue = queues.get(id);
      if (queue != null) serves.add(queue);
    }
    return serves;
  }

  /** Something about an agent has changed: it can take a call now, or cannot any more. */
  void changed(Agent agent) {
    withdrawn(agent);
    if (!agent.available()) return;
    free.put(agent, agent.idleTurn());
    for (SkillQueue queue : agent.serves()) {
      queue.agents().put(agent.idleTurn(), agent);
      changed(queue);
    }
  }

  /** An agent takes no calls of the queues that it serves now. */
  void withdrawn(Agent agent) {
    Long turn = free.remove(agent);
    if (turn != null) agent.serves().forEach(queue -> queue.agents().remove(turn));
  }

  /** An agent has signed out: nobody else takes the calls that wait for it. */
  void left(Agent agent) {
    List.copyOf(agent.own().calls()).forEach(one -> dismiss(one, Failure.NOT_FOUND));
  }

  // ---- who gets what

  private void changed(SkillQueue queue) {
    if (queue.calls().isEmpty() || queue.agents().isEmpty()) return;
    if (changed.isEmpty()) board.loop().execute(this::bringTogether);
    changed.add(queue);
  }

  private void bringTogether() {
    List<SkillQueue> all = List.copyOf(changed);
    changed.clear();
    for (SkillQueue queue : all) {
      while (!queue.calls().isEmpty() && !queue.agents().isEmpty()) {
        Agent longestIdle = queue.agents().firstEntry().getValue();
        offer(best(longestIdle.serves(), queue).calls().first(), longestIdle);
      }
    }
  }

  /** Returns the queue whose first call an agent takes; there is at least one that has any. */
  private static SkillQueue best(List<SkillQueue> serves, SkillQueue any) {
    SkillQueue best = any;
    for (SkillQueue queue : serves) {
      if (!queue.calls().isEmpty() && queue.comesBefore(best)) best = queue;
    }
    return best;
  }

  /** Gives a call that the switchboard asks for to an agent: the telephone rings. */
  void offer(WaitingCall one, Agent agent) {
    one.queue().calls().remove(one);
    board.cancelTimer(one.timer());
    one.offeredTo(agent);
    agent.offered(one);
    Agent.SignIn how = Objects.requireNonNull(agent.signIn(), "only who is signed in is idle");
    Duration ring = one.queue().plan().ring();
    answer(one.query(), new Route.Ring(List.of(how.phone()), ring, null, !how.autoAnswer()));
  }

  private void answer(long query, Route route) {
    board.report(new Report.Routed(board.now(), query, route));
  }

  @Override
  public String toString() {
    return "%d calls known, %d questions open, %d agents free"
        .formatted(places.size(), asked.size(), free.size());
  }
}
