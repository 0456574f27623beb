package org.ozml.ccgateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is to be told, until the desktop has taken it: one event at a time, in order. On
 * the loop.
 */
public final class Mailbox {
  private final Deque<AgentEvent> events = new ArrayDeque<>();
  private @Nullable Consumer<@Nullable AgentEvent> waiting;

  /** Adds an event; whoever waits for one takes it at once. */
  void add(AgentEvent event) {
    events.addLast(event);
    deliver();
  }

  /**
   * Takes the next event when there is one; whoever waited before gets null at once.
   *
   * @param taker is called once, with null when {@link #nothing} or another taker comes first
   */
  public void take(Consumer<@Nullable AgentEvent> taker) {
    nothing();
    waiting = taker;
    deliver();
  }

  /** Lets who waits go without an event. */
  public void nothing() {
    Consumer<@Nullable AgentEvent> taker = waiting;
    waiting = null;
    if (taker != null) taker.accept(null);
  }

  /** An event has not reached the desktop: it comes again before all others. */
  public void returned(AgentEvent event) {
    events.addFirst(event);
    deliver();
  }

  /** Returns how many events wait. */
  int size() {
    return events.size();
  }

  /** Forgets everything: the agent has signed out. */
  void clear() {
    events.clear();
    nothing();
  }

  private void deliver() {
    Consumer<@Nullable AgentEvent> taker = waiting;
    if (taker == null || events.isEmpty()) return;
    waiting = null;
    taker.accept(events.removeFirst());
  }
}
