package org.ozml.ccgateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Failure;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.ShownId;
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
  /** A desktop that lets so many events wait is none. */
  private static final int MOST_EVENTS = 10_000;

  /** How long desktops may take to ask for what they were told, when the centre closes. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofMillis(100);

  private static final Pattern NAME = Pattern.compile("(queue|agent|waits|ivr):.*");

  private final Switchboard board;
  private final Trace trace;
  private final InstantSource clock;
  private final Function<Extension, Script> scripts;
  private final Predicate<String> phones;
  private final Queues queues;
  private final CallSheets sheets = new CallSheets(this);
  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final Map<String, Agent> seats = new HashMap<>();
  private final List<Interface> interfaces = new ArrayList<>();
  private final org.ozml.configuration.Centre plan;
  private long turn;
  private boolean closing;

  /**
   * Opens a centre; nobody is signed in.
   *
   * @param trace is told what agents are told
   * @param clock for times of day in replies
   * @param scripts makes the script that answers for an IVR in one call
   * @param phones whether a number is a telephone that the system may ring
   */
  public Centre(
      org.ozml.configuration.Centre plan,
      Switchboard board,
      Trace trace,
      InstantSource clock,
      Function<Extension, Script> scripts,
      Predicate<String> phones) {
    this.plan = plan;
    this.board = board;
    this.trace = trace;
    this.clock = clock;
    this.scripts = scripts;
    this.phones = phones;
    this.queues = new Queues(this, plan.queues().values());
    plan.agents().values().forEach(one -> agents.put(one.id(), new Agent(this, one)));
    interfaces.addAll(new Presence(this).interfaces());
    interfaces.addAll(new Pickup(this).interfaces());
    interfaces.addAll(new VoiceCalls(this).interfaces());
    interfaces.addAll(new Transfers(this).interfaces());
    interfaces.addAll(new CallData(this).interfaces());
    board.watch(new Outlook(this));
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

  /**
   * An agent orders something.
   *
   * @param given the parameters as they came in, by name
   */
  public Reply order(String agentId, Interface wanted, Map<String, ?> given) {
    Agent agent = agents.get(agentId);
    if (closing && !wanted.signedIn()) {
      return Reply.refused(ResultCode.REFUSED, "the centre closes");
    }
    if (agent == null || (wanted.signedIn() && !agent.signedIn())) {
      return Reply.refused(ResultCode.NOT_SIGNED_IN);
    }
    try {
      return wanted.deed().done(agent, new Fields(wanted, given));
    } catch (IllegalArgumentException e) {
      return Reply.refused(wanted.illegal(), String.valueOf(e.getMessage()));
    }
  }

  Queues queues() {
    return queues;
  }

  CallSheets sheets() {
    return sheets;
  }

  /** Returns the next number in the order of all that happens. */
  long turn() {
    return ++turn;
  }

  // ---- telephones

  /** Returns whether a number is a telephone that the system may ring. */
  boolean isPhone(String number) {
    return phones.test(number);
  }

  /** Returns who is signed in at a telephone; null: nobody. */
  @Nullable Agent at(String phone) {
    return seats.get(phone);
  }

  void seat(Agent agent, String phone) {
    if (!phone.isEmpty()) seats.put(phone, agent);
  }

  void vacate(Agent agent, String phone) {
    seats.remove(phone, agent);
  }

  /** Returns a number as desktops know it: an agent's telephone is the agent. */
  String shown(String number) {
    Agent agent = seats.get(number);
    return agent == null ? number : agent.id();
  }

  // ---- what there is

  /** Returns what is dialled for an outside number; null: no route leads there. */
  @Nullable String outside(String number) {
    if (plan.outbound().isEmpty()) return number;
    String best = null;
    for (String begin : plan.outbound().keySet()) {
      boolean longer = best == null || begin.length() > best.length();
      if (number.startsWith(begin) && longer) best = begin;
    }
    return best == null ? null : plan.outbound().get(best) + number;
  }

  /** Returns what outside numbers see: the number that is given, or the platform's. */
  ShownId callingNumber(String given) {
    return new ShownId(given.isEmpty() ? plan.callingNumber() : given, "");
  }

  /** Returns the name of a queue; empty when there is none with the id. */
  String skillName(String id) {
    org.ozml.configuration.Centre.Queue queue = plan.queues().get(id);
    return queue == null ? "" : queue.name();
  }

  /** Returns whether calls to a system access code are video calls. */
  boolean isVideo(String dialed) {
    org.ozml.configuration.Centre.Code code = plan.codes().get(dialed);
    return code != null && code.video();
  }

  /**
   * Returns why an agent cannot be called; null: it can.
   *
   * @param later whether it is enough that the call can wait for the agent
   */
  @Nullable String unreachable(String id, boolean later) {
    Agent agent = agents.get(id);
    if (agent == null) return "there is no agent " + id;
    if (!agent.signedIn()) return "agent %s is not signed in".formatted(id);
    if (agent.phone().isEmpty()) return "agent %s has no telephone".formatted(id);
    if (later || agent.available()) return null;
    return "agent %s takes no calls now: %s".formatted(id, agent.occupation());
  }

  // ---- what is told

  /** Tells an agent something. */
  void tell(Agent agent, String eventType, @Nullable Object content) {
    AgentEvent event = new AgentEvent(board.now(), agent.id(), eventType, content);
    trace.on(event);
    agent.mailbox().add(event);
    if (agent.mailbox().size() == MOST_EVENTS) board.loop().execute(agent::signOut);
  }

  /**
   * The centre closes: when desktops have taken what they were told, at the latest after some
   * seconds, all agents are signed out.
   *
   * @param done is told when all are
   */
  public void close(Runnable done) {
    closing = true;
    close(board.now() + PATIENCE.toNanos(), done);
  }

  private void close(long latest, Runnable done) {
    boolean taken = agents.values().stream().allMatch(one -> one.mailbox().size() == 0);
    if (!taken && board.now() < latest) {
      board.startTimer(LOOK, timer -> close(latest, done));
      return;
    }
    agents.values().forEach(Agent::signOut);
    board.startTimer(LOOK, timer -> done.run());
  }

  // ---- routing

  /** Returns whether the centre answers for a target. */
  public boolean has(String target) {
    return plan.codes().containsKey(target) || NAME.matcher(target).matches();
  }

  @Override
  public void resolve(Query query) {
    String name = named(query.target());
    int colon = name.indexOf(':');
    String id = name.substring(colon + 1);
    Agent agent = agents.get(id);
    switch (name.substring(0, Math.max(colon, 0))) {
      case "queue" -> {
        sheets.of(query.call()).skill(id);
        join(query, queues.queue(id));
      }
      case "waits" -> join(query, agent == null || !agent.signedIn() ? null : agent.own());
      case "agent" -> {
        if (agent == null) answer(query, new Route.Nothing(Failure.NOT_FOUND));
        else queues.ring(query, agent);
      }
      case "ivr" -> answer(query, ivr(query, plan.ivr().get(id)));
      default -> answer(query, new Route.Nothing(Failure.NOT_FOUND));
    }
  }

  /** Returns what is behind a system access code; everything else is itself. */
  private String named(String target) {
    org.ozml.configuration.Centre.Code code = plan.codes().get(target);
    if (code == null) return target;
    return switch (code.kind()) {
      case QUEUE -> "queue:" + code.target();
      case IVR -> "ivr:" + code.target();
      case AGENT -> "agent:" + code.target();
    };
  }

  private void join(Query query, @Nullable SkillQueue queue) {
    if (queue == null) answer(query, new Route.Nothing(Failure.NOT_FOUND));
    else queues.join(query, queue);
  }

  private Route ivr(Query query, @Nullable Extension extension) {
    if (query.last() != null) return new Route.Nothing(query.last());
    return extension == null
        ? new Route.Nothing(Failure.NOT_FOUND)
        : new Route.ToScript(scripts.apply(extension));
  }

  private void answer(Query query, Route route) {
    board.report(new Report.Routed(board.now(), query.id(), route));
  }

  @Override
  public void cancel(long query) {
    queues.cancel(query);
  }

  @Override
  public String toString() {
    return "centre of " + agents.size() + " agents";
  }
}
