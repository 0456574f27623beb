package org.ozml.ccgateway;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Centre.Queue;

/**
 * An agent of the centre: signed in or not, ready or not, with a telephone and calls. On the loop.
 *
 * <p>{@link #state} is what the agent is ready for when there is no call. What is ordered during a
 * call is kept there and takes effect after it. So one table says what may be ordered when:
 *
 * <pre>
 *  order      | from             | to   | told
 *  sayfree    | busy, idle, work | idle | CancelNotReady_Success from busy, else Ready
 *  saybusy    | busy, idle, work | busy | SetNotReady_Success
 *  work       | busy, idle, work | work | SetWork_Success
 *  rest       | busy, idle, work | rest | SetRest_Success
 *  prolonging | rest             | rest | SetRest_Success
 *  cancelwork | work             | idle | CancelWork_Success
 *  cancelrest | rest             | idle | CancelRest_Success
 * </pre>
 *
 * Everything else is refused (100-009): whoever rests ends the rest first. The reference names the
 * events (section 1.2) and leaves the preconditions open; they are ours. After a call the agent is
 * told what is now: Ready, Work, SetNotReady_Success or SetRest_Success.
 */
public final class Agent {
  /** Reasons of {@code AgentState_SetNotReady_Success}: reference, section 4.2. */
  static final int BY_ITSELF = 0;

  static final int NO_ANSWER = 2;
  static final int PHONE_UNUSABLE = 5;
  static final int REJECTED = 7;

  private final Centre centre;
  private final Mailbox mailbox = new Mailbox();
  private final Lines lines;
  private final SkillQueue own;
  private org.ozml.configuration.Centre.Agent settings;
  private AgentState state = AgentState.SIGNED_OUT;
  private @Nullable SignIn signIn;
  private List<SkillQueue> serves = List.of();
  private boolean talkRight;
  private int reason;
  private Duration rest = Duration.ZERO;
  private long restTimer;
  private long since;

  /** When it became idle, in the order of all that happens; also while a call rings. */
  private long idleTurn;

  private boolean occupied;
  private boolean leaving;
  private boolean served;
  private @Nullable WaitingCall offer;

  Agent(Centre centre, org.ozml.configuration.Centre.Agent settings) {
    this.centre = centre;
    this.settings = settings;
    this.lines = new Lines(centre, this);
    this.own = SkillQueue.of(this);
  }

  /**
   * How an agent has signed in.
   *
   * @param phone the number of the telephone; empty: none, and no calls
   * @param autoAnswer whether a call that comes is taken as soon as the telephone is
   * @param autoEnterIdle whether the agent is idle after a call; otherwise in wrap-up
   * @param releasePhone whether the telephone is hung up at sign-in; with the last call it always
   *     is
   * @param video whether this is a video agent (agenttype 11)
   */
  public record SignIn(
      String phone,
      boolean autoAnswer,
      boolean autoEnterIdle,
      boolean releasePhone,
      boolean video) {}

  /** What an agent may order about its state: the table above. */
  enum Order {
    SAYFREE(AgentState.IDLE, "AgentState_Ready"),
    SAYBUSY(AgentState.BUSY, "AgentState_SetNotReady_Success"),
    WORK(AgentState.WORK, "AgentState_SetWork_Success"),
    REST(AgentState.REST, "AgentState_SetRest_Success"),
    PROLONG(AgentState.REST, "AgentState_SetRest_Success", AgentState.REST),
    CANCELWORK(AgentState.IDLE, "AgentState_CancelWork_Success", AgentState.WORK),
    CANCELREST(AgentState.IDLE, "AgentState_CancelRest_Success", AgentState.REST);

    private final AgentState to;
    private final String told;
    private final @Nullable AgentState from;

    Order(AgentState to, String told) {
      this(to, told, null);
    }

    Order(AgentState to, String told, @Nullable AgentState from) {
      this.to = to;
      this.told = told;
      this.from = from;
    }

    private Set<AgentState> from() {
      return from == null
          ? EnumSet.of(AgentState.BUSY, AgentState.IDLE, AgentState.WORK)
          : EnumSet.of(from);
    }
  }

  // ---- what others ask

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

  /** Returns whether the agent has a call, or one rings or is about to. */
  public boolean occupiedNow() {
    return occupied || offer != null;
  }

  /** Returns since when the agent is in its state, in nanoseconds on the host's clock. */
  long since() {
    return since;
  }

  /** Returns whether the agent is signed in. */
  public boolean signedIn() {
    return signIn != null;
  }

  /** Returns how; null when the agent is not signed in. */
  public @Nullable SignIn signIn() {
    return signIn;
  }

  /** Returns the telephone's number; empty when there is none. */
  String phone() {
    return signIn == null ? "" : signIn.phone();
  }

  /** Returns whether the agent has nothing to do and could take a call now. */
  boolean idle() {
    boolean ready = state == AgentState.IDLE && !occupiedNow();
    return ready && lines.none() && !phone().isEmpty();
  }

  /** Returns whether calls are given to the agent now. */
  boolean available() {
    return idle() && talkRight;
  }

  /** Returns what keeps the agent from calls, for messages. */
  String occupation() {
    if (occupiedNow()) return "in a call";
    return state == AgentState.IDLE ? "has said so (settalkright)" : state.words();
  }

  long idleTurn() {
    return idleTurn;
  }

  /** Returns the queues that the agent serves, as they were set at sign-in or by resetskill. */
  List<Queue> skills() {
    return serves.stream().filter(queue -> queue != own).map(SkillQueue::plan).toList();
  }

  /** Returns the same, and the calls that wait for nobody else. */
  List<SkillQueue> serves() {
    return serves;
  }

  /** Returns the queue of calls that wait for this agent alone. */
  SkillQueue own() {
    return own;
  }

  /** Returns the call of a queue that was given to the agent last, until it is over; null: none. */
  @Nullable WaitingCall offer() {
    return offer;
  }

  /** Tells the desktop something. */
  void tell(String eventType, @Nullable Object content) {
    centre.tell(this, eventType, content);
  }

  // ---- signing in and out

  /**
   * Signs the agent in; who was signed in before is not any more. Calls go on, unless the telephone
   * is to be released.
   *
   * @param status what it is ready for at first: busy, idle or work
   */
  void signIn(SignIn how, AgentState status) {
    if (how.releasePhone()) lines.hangUp();
    leave();
    signIn = how;
    centre.seat(this, how.phone());
    talkRight = true;
    serves = centre.queues().serving(this, settings.skills());
    tell("AgentOther_InService", null);
    reason = BY_ITSELF;
    enter(status);
    if (occupiedNow()) {
      tell("AgentState_Busy", null);
    } else {
      tell("AgentState_Ready", null);
      if (status == AgentState.BUSY) tellNotReady();
      if (status == AgentState.WORK) tell("AgentState_Work", null);
    }
    centre.queues().changed(this);
  }

  /** Signs the agent out and ends its calls, as nobody is there any more. */
  public void signOut() {
    afterOffer(this::signOutNow);
  }

  /** A telephone that is about to ring does so first: then it is known what is to be ended. */
  void afterOffer(Runnable what) {
    if (offer == null || occupied) what.run();
    else centre.board().loop().execute(what);
  }

  private void signOutNow() {
    if (signIn == null) return;
    lines.hangUp();
    tell("AgentOther_ShutdownService", null);
    leave();
    centre.queues().left(this);
  }

  /** Whoever was signed in hears nothing any more. */
  private void leave() {
    mailbox.clear();
    if (signIn != null) centre.vacate(this, signIn.phone());
    signIn = null;
    enter(AgentState.SIGNED_OUT);
    centre.queues().changed(this);
    serves = List.of();
  }

  // ---- states

  /** The agent wants another state; during a call that takes effect after it. */
  Reply order(Order order, int why, Duration time) {
    if (!order.from().contains(state)) return refused(order, state);
    AgentState before = state;
    reason = why;
    rest = time;
    enter(order.to);
    if (!occupiedNow()) {
      if (order.to == AgentState.BUSY) tellNotReady();
      else tell(order == Order.SAYFREE ? freed(before) : order.told, null);
      startRest();
    }
    centre.queues().changed(this);
    return Reply.SUCCESS;
  }

  private static String freed(AgentState before) {
    return before == AgentState.BUSY ? "AgentState_CancelNotReady_Success" : Order.SAYFREE.told;
  }

  private void tellNotReady() {
    tell("AgentState_SetNotReady_Success", Map.of("reason", Integer.toString(reason)));
  }

  private void enter(AgentState next) {
    centre.board().cancelTimer(restTimer);
    if (next == state) return;
    state = next;
    since = centre.board().now();
    if (next == AgentState.IDLE) idleTurn = centre.turn();
  }

  /** A rest that lasts too long only reminds; it is the agent who ends it. */
  private void startRest() {
    centre.board().cancelTimer(restTimer);
    if (state != AgentState.REST) return;
    restTimer = centre.board().startTimer(rest, timer -> tell("AgentState_Rest_Timeout", null));
  }

  private static Reply refused(Order order, AgentState state) {
    return Reply.refused(
        ResultCode.STATE_NOT_SET,
        "%s is not possible in state %s; it is in %s"
            .formatted(order, state, order.from())
            .toLowerCase(Locale.ROOT));
  }

  /** Serves other queues from now on. */
  void skills(Set<String> queues) {
    centre.queues().withdrawn(this);
    serves = centre.queues().serving(this, queues);
    centre.queues().changed(this);
  }

  /** Whether calls are given to the agent. */
  void talkRight(boolean given) {
    talkRight = given;
    centre.queues().changed(this);
  }

  // ---- calls that are given

  /** A call is given to the agent: from now on there is no other one. */
  void offered(WaitingCall call) {
    offer = call;
    centre.queues().changed(this);
  }

  /** The call does not come any more: nothing is lost of the time of being idle. */
  void offerOver(WaitingCall call) {
    if (offer != call) return;
    offer = null;
    if (!occupied && state != AgentState.IDLE) announce(); // what was ordered meanwhile
    centre.queues().changed(this);
  }

  // ---- told by the lines

  /** The agent's first call begins, by ringing as a rule: not free any more. */
  void occupied() {
    leaving = false;
    if (occupied) return;
    occupied = true;
    tell("AgentState_Busy", null);
    centre.queues().changed(this);
  }

  /** The agent's last call is over, after somebody has talked. */
  void free() {
    over(true);
  }

  /**
   * What rang does not ring any more, and nobody has taken it: the agent is as before, and the time
   * of being idle goes on.
   */
  void calledOff() {
    over(false);
  }

  /** Why a call has ended is told next, perhaps: only then what comes after it is settled. */
  private void over(boolean talked) {
    served = talked;
    leaving = true;
    centre.board().loop().execute(this::settle);
  }

  private void settle() {
    if (!leaving) return;
    leaving = false;
    if (occupied) afterCall();
    centre.queues().changed(this);
  }

  private void afterCall() {
    occupied = false;
    offer = null;
    if (signIn == null) return;
    if (state == AgentState.IDLE && served) {
      if (signIn.autoEnterIdle()) idleTurn = centre.turn();
      else enter(AgentState.WORK);
    }
    since = centre.board().now();
    announce();
  }

  /** Tells what the agent is ready for, now that there is no call. */
  private void announce() {
    switch (state) {
      case IDLE -> tell("AgentState_Ready", null);
      case BUSY -> tellNotReady();
      case WORK -> tell("AgentState_Work", null);
      case REST -> {
        tell(Order.REST.told, null);
        startRest();
      }
      case SIGNED_OUT -> {}
    }
  }

  /**
   * The agent has let it ring, or the telephone has rejected the call: busy from now on. To be told
   * twice is harmless.
   */
  void notReady(int why) {
    if (state != AgentState.IDLE && state != AgentState.WORK) return;
    reason = why;
    enter(AgentState.BUSY);
    if (!occupiedNow()) tellNotReady();
    centre.queues().changed(this);
  }

  @Override
  public String toString() {
    return id() + " " + state;
  }
}
