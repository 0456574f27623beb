package org.ozml.ccgateway;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;

/**
 * A call's place in a queue, from when it came until it is over: a call that an agent does not take
 * comes back to where it was. On the loop.
 */
final class WaitingCall {
  private final Call call;
  private final SkillQueue queue;
  private final String target;
  private final long turn;
  private final long arrived;

  private long query;

  private long timer;
  private @Nullable Agent offeredTo;
  private @Nullable Agent wantedBy;

  /**
   * Takes a place.
   *
   * @param target what was dialled
   * @param turn when it came, in the order of all that happens
   * @param arrived the same in nanoseconds on the host's clock
   */
  WaitingCall(Call call, SkillQueue queue, String target, long turn, long arrived) {
    this.call = call;
    this.queue = queue;
    this.target = target;
    this.turn = turn;
    this.arrived = arrived;
  }

  Call call() {
    return call;
  }

  SkillQueue queue() {
    return queue;
  }

  String target() {
    return target;
  }

  long turn() {
    return turn;
  }

  long arrived() {
    return arrived;
  }

  /** Returns the switchboard's latest question for somebody. */
  long query() {
    return query;
  }

  void query(long latest) {
    query = latest;
  }

  /** Returns the timer of how long it may wait. */
  long timer() {
    return timer;
  }

  void timer(long running) {
    timer = running;
  }

  /** Returns who it was given to last, until that is over; null: nobody. */
  @Nullable Agent offeredTo() {
    return offeredTo;
  }

  void offeredTo(@Nullable Agent agent) {
    offeredTo = agent;
  }

  /** Returns who picks it up although it rings at somebody else; null: nobody. */
  @Nullable Agent wantedBy() {
    return wantedBy;
  }

  void wantedBy(@Nullable Agent agent) {
    wantedBy = agent;
  }

  @Override
  public String toString() {
    return call + " in " + queue;
  }
}
