package org.ozml.ccgateway;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Leg;

/**
 * What the gateway notes of a call beside what the switchboard knows: its id as desktops see it,
 * what kind of call it is, and the data that travels with it.
 */
final class CallSheet {
  /** Kinds of calls, by the documented numbers (reference, section 4.2). */
  enum Feature {
    INBOUND(0),
    INTERNAL(6),
    OUTBOUND(7),
    CONSULT_OF_TWO(51),
    CONSULT_OF_THREE(52);

    private final int number;

    Feature(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * Help that an agent asks for: the third party's part of the call has an id of its own.
   *
   * @param by who asked
   * @param whom the agent or queue that was asked
   */
  record Consult(String id, Feature feature, Agent by, String whom) {}

  private final Call call;
  private final String id;
  private final long begin;
  private final Set<Agent> agents = new LinkedHashSet<>();
  private Feature feature = Feature.INBOUND;
  private @Nullable Agent orderedBy;
  private @Nullable Consult consult;
  private String caller;
  private String called;
  private String data = "";
  private String skill = "";
  private String transferredBy = "";
  private boolean video;
  private @Nullable Leg alerting;
  private final Map<String, String> outside = new HashMap<>(2);

  CallSheet(Call call, String id, long begin) {
    this.call = call;
    this.id = id;
    this.begin = begin;
    this.caller = call.shown().number();
    this.called = call.dialed();
  }

  /** What a transfer changes, and a failed one gives back. */
  record Notes(String transferredBy, String data, String skill, boolean video) {}

  Notes notes() {
    return new Notes(transferredBy, data, skill, video);
  }

  void notes(Notes before) {
    transferredBy = before.transferredBy();
    data = before.data();
    skill = before.skill();
    video = before.video();
  }

  Call call() {
    return call;
  }

  String id() {
    return id;
  }

  /** Returns when it began, in milliseconds since 1970. */
  long begin() {
    return begin;
  }

  /** Returns the agents that have a line in it. */
  Set<Agent> agents() {
    return agents;
  }

  Feature feature() {
    return feature;
  }

  /** Returns the agent who called; null: somebody else did. */
  @Nullable Agent orderedBy() {
    return orderedBy;
  }

  /** An agent has called. */
  void ordered(Agent by, Feature kind, String from, String to) {
    orderedBy = by;
    feature = kind;
    caller = from;
    called = to;
  }

  /** Returns the help that is being asked for; null: none. */
  @Nullable Consult consult() {
    return consult;
  }

  void consult(@Nullable Consult asked) {
    consult = asked;
  }

  /** Returns the telephone that rings for it; null: none does. */
  @Nullable Leg alerting() {
    return alerting != null && alerting.state() == Leg.State.RINGING ? alerting : null;
  }

  void alerting(Leg rings) {
    alerting = rings;
  }

  /** An outside number is dialled as the route there wants it. */
  void dials(String address, String dialled) {
    outside.put(dialled, address);
  }

  /**
   * Whoever was in another call comes into this one; between agents it was, and now is the
   * customer's.
   */
  void joins(CallSheet other) {
    outside.putAll(other.outside);
    if (feature != Feature.INTERNAL || other.feature == Feature.INTERNAL) return;
    feature = other.feature;
    orderedBy = other.orderedBy;
    caller = other.caller;
    called = other.called;
    notes(other.notes());
  }

  /** Returns which number was dialled. */
  String number(String dialled) {
    return outside.getOrDefault(dialled, dialled);
  }

  String caller() {
    return caller;
  }

  String called() {
    return called;
  }

  String data() {
    return data;
  }

  /** Sets the call-associated data; null leaves it as it is. */
  void data(@Nullable String given) {
    if (given != null) data = given;
  }

  /** Returns the id of the queue that it came through or is meant for; empty: none. */
  String skill() {
    return skill;
  }

  void skill(String queue) {
    skill = queue;
  }

  /** Returns the agent who has transferred it last; empty: none. */
  String transferredBy() {
    return transferredBy;
  }

  void transferredBy(String agent) {
    transferredBy = agent;
  }

  /** Returns whether it is a video call. */
  boolean video() {
    return video;
  }

  void video(boolean on) {
    video = on;
  }

  /** Returns the media ability as events and call info have it: 1 voice, 3 voice and video. */
  String mediaAbility() {
    return video ? "3" : "1";
  }
}
