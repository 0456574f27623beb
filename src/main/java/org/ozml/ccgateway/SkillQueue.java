package org.ozml.ccgateway;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ozml.configuration.Centre.Queue;

/**
 * One queue: the calls that wait in it, longest first, and the agents that could take one, longest
 * idle first. At rest it has calls or agents, never both. On the loop.
 */
final class SkillQueue {
  private static final Comparator<WaitingCall> LONGEST =
      Comparator.comparingLong(WaitingCall::turn);

  private final Queue plan;
  private final NavigableSet<WaitingCall> calls = new TreeSet<>(LONGEST);
  private final NavigableMap<Long, Agent> agents = new TreeMap<>();

  SkillQueue(Queue plan) {
    this.plan = plan;
  }

  /** Makes the queue of calls that wait for one agent alone; they come before all others. */
  static SkillQueue of(Agent agent) {
    String id = "waits:" + agent.id();
    return new SkillQueue(new Queue(id, agent.id(), 0, Queue.RING, Queue.WAIT));
  }

  Queue plan() {
    return plan;
  }

  /** Returns the calls that wait. */
  NavigableSet<WaitingCall> calls() {
    return calls;
  }

  /** Returns the agents who could take one, by when they became idle. */
  NavigableMap<Long, Agent> agents() {
    return agents;
  }

  /** Returns whether a call of this one is served before a call of another one. */
  boolean comesBefore(SkillQueue other) {
    int byPriority = Integer.compare(plan.priority(), other.plan.priority());
    return byPriority != 0
        ? byPriority < 0
        : LONGEST.compare(calls.first(), other.calls.first()) < 0;
  }

  @Override
  public String toString() {
    return plan.id();
  }
}
