package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.InternalErrors;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.TraceEvent;
import org.ozml.configuration.Centre.Code;
import org.ozml.configuration.Centre.Gateway;
import org.ozml.configuration.Centre.Queue;
import org.ozml.configuration.Extension;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/**
 * A contact centre in virtual time, for tests. Queues 20 (priority 1), 21 (priority 2) and 22
 * (priority 2) ring 20 seconds and keep calls 5 minutes; behind 10086 is 20, behind 10087 is 21.
 * Agents 101-103 and 105 have the skills 20 and 21, 104 has 21 and 22, and the telephone of 101 is
 * 2101. Everybody answers after three seconds unless the world says otherwise.
 */
final class Floor implements Routing {
  static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

  final VirtualTime time = new VirtualTime();
  final Simulator network;
  final Switchboard board;
  final Centre centre;

  /** Every call there ever was, in the order in which they began. */
  final Map<String, Call> calls = new LinkedHashMap<>();

  /** Which telephones rang, in order. */
  final List<String> rang = new ArrayList<>();

  /** Sees all that happens. */
  Consumer<TraceEvent> watcher = event -> {};

  private final Map<String, List<AgentEvent>> told = new HashMap<>();

  Floor() {
    this(World.friendly());
  }

  Floor(World world) {
    this(world, agents(105));
  }

  Floor(World world, Map<String, org.ozml.configuration.Centre.Agent> agents) {
    this(world, plan(agents), board -> ivr -> new Welcome(board));
  }

  /** Opens another centre; the scripts that answer for its IVRs run on its switchboard. */
  Floor(
      World world,
      org.ozml.configuration.Centre plan,
      Function<Switchboard, Function<Extension, Script>> scripts) {
    InternalErrors.forget(); // those of other tests are theirs
    network = new Simulator(world, new SoundLength(name -> null, name -> null), time, Chance.NONE);
    board =
        new Switchboard(network, this, this::trace, network.callIds(), Switchboard.Limits.DEFAULT);
    network.attach(board, number -> null);
    centre =
        new Centre(
            plan,
            board,
            this::trace,
            clock(),
            scripts.apply(board),
            number -> number.startsWith("2"));
  }

  private InstantSource clock() {
    return () -> BEGIN.plusNanos(time.now());
  }

  static Map<String, org.ozml.configuration.Centre.Agent> agents(int last) {
    Map<String, org.ozml.configuration.Centre.Agent> agents = new LinkedHashMap<>();
    for (int id = 101; id <= last; id++) {
      Set<String> skills =
          new LinkedHashSet<>(id == 104 ? List.of("22", "21") : List.of("20", "21"));
      String group = id == 105 ? "other" : "sales";
      agents.put(
          "" + id,
          new org.ozml.configuration.Centre.Agent(
              "" + id, "Agent " + id, "", skills, group, id == 102));
    }
    return agents;
  }

  private static org.ozml.configuration.Centre plan(
      Map<String, org.ozml.configuration.Centre.Agent> agents) {
    Map<String, Queue> queues = new LinkedHashMap<>();
    queues.put("20", new Queue("20", "voice", 1, Queue.RING, Queue.WAIT));
    queues.put("21", new Queue("21", "sales", 2, Queue.RING, Queue.WAIT));
    queues.put("22", new Queue("22", "video", 2, Queue.RING, Queue.WAIT));
    Map<String, Code> codes = new LinkedHashMap<>();
    codes.put("10086", new Code("10086", Code.Kind.QUEUE, "20", false));
    codes.put("10087", new Code("10087", Code.Kind.QUEUE, "21", false));
    codes.put("10101", new Code("10101", Code.Kind.AGENT, "101", false));
    codes.put("10010", new Code("10010", Code.Kind.IVR, "30001", false));
    Map<String, Extension> ivr = Map.of("30001", new Extension.Echo("30001"));
    return new org.ozml.configuration.Centre(
        "40040", null, queues, agents, ivr, codes, Map.of(), Gateway.DEFAULT);
  }

  /** What answers for an IVR: it takes the call and says nothing. */
  private record Welcome(Switchboard board) implements Script {
    @Override
    public String owner() {
      return "30001";
    }

    @Override
    public String number() {
      return "30001";
    }

    @Override
    public void ring(Call call) {
      board.answer(this);
    }

    @Override
    public void connected(Call call) {}

    @Override
    public void key(Call call, char key) {}

    @Override
    public void left(Call call, Leaving why) {}
  }

  @Override
  public void resolve(Query query) {
    if (centre.has(query.target())) centre.resolve(query);
    else network.resolve(query);
  }

  @Override
  public void cancel(long query) {
    centre.cancel(query);
  }

  private void trace(TraceEvent event) {
    watcher.accept(event);
    if (event instanceof AgentEvent one) {
      told.computeIfAbsent(one.workNo(), id -> new ArrayList<>()).add(one);
    } else if (event instanceof CallEvent.Dialled dialled) {
      rang.add(dialled.number());
    } else if (event instanceof CallEvent.StateChanged change) {
      calls.put(
          change.call(), Objects.requireNonNullElse(board.call(change.call()), ended(change)));
    }
  }

  private Call ended(CallEvent.StateChanged change) {
    return Objects.requireNonNull(calls.getOrDefault(change.call(), board.call(change.call())));
  }

  // ---- what people do

  /** A customer calls; returns the call. */
  Call customer(String from, String to) {
    Set<String> before = Set.copyOf(calls.keySet());
    network.call(from, to);
    settle();
    String id =
        calls.keySet().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow();
    return Objects.requireNonNull(calls.get(id));
  }

  void hangsUp(String number) {
    assertThat(network.act(number, new World.Doing.HangUp())).as(number + " has a call").isTrue();
    settle();
  }

  /** An agent signs in at its telephone, 2101 for 101, and takes calls as the telephone does. */
  Agent signIn(String id) {
    return signIn(id, Map.of());
  }

  Agent signIn(String id, Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(Map.of("phonenum", "2" + id));
    fields.putAll(more);
    assertThat(order(id, "login", fields).code()).isEqualTo(ResultCode.SUCCESS);
    return agent(id);
  }

  Agent agent(String id) {
    return Objects.requireNonNull(centre.agent(id));
  }

  Reply order(String id, String name) {
    return order(id, name, Map.of());
  }

  /** An agent's desktop orders something, at the time that it is. */
  Reply order(String id, String name, Map<String, ?> fields) {
    AtomicReference<Reply> reply = new AtomicReference<>();
    onLoop(() -> reply.set(now(id, name, fields)));
    return Objects.requireNonNull(reply.get());
  }

  /** The same, on the loop. */
  Reply now(String id, String name, Map<String, ?> fields) {
    return centre.order(id, row(name), fields);
  }

  /** Returns an interface by its name in logs. */
  Interface row(String name) {
    return centre.interfaces().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A desktop polls until it is told nothing; returns what it is told, as that comes. */
  List<String> desktop(String id) {
    List<String> heard = new ArrayList<>();
    onLoop(() -> poll(agent(id).mailbox(), heard));
    return heard;
  }

  private static void poll(Mailbox mailbox, List<String> heard) {
    mailbox.take(
        event -> {
          heard.add(event == null ? "nothing" : words(event));
          if (event != null) poll(mailbox, heard);
        });
  }

  void onLoop(Runnable task) {
    board.loop().execute(() -> board.startTimer(Duration.ZERO, timer -> task.run()));
    settle();
  }

  // ---- time

  /** Lets happen what is due now. */
  void settle() {
    while (time.untilNext() == 0) time.step();
    assertNoInternalError();
  }

  void pass(Duration duration) {
    long until = time.now() + duration.toNanos();
    while (time.untilNext() >= 0 && time.now() + time.untilNext() <= until) time.step();
    time.pass(until - time.now());
    assertNoInternalError();
  }

  private static void assertNoInternalError() {
    List<Throwable> errors = InternalErrors.all();
    InternalErrors.forget();
    assertThat(errors).isEmpty();
  }

  void seconds(int seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  // ---- what there is to see

  /**
   * Returns what an agent was told of its state since it was asked last, in short: Ready,
   * SetNotReady 2.
   */
  List<String> told(String id) {
    List<AgentEvent> events = told.getOrDefault(id, new ArrayList<>());
    List<String> words = events.stream().filter(Floor::isOfState).map(Floor::words).toList();
    told.remove(id);
    return words;
  }

  static boolean isOfState(AgentEvent event) {
    String type = event.eventType();
    return type.startsWith("AgentState_") || type.endsWith("Service");
  }

  static String words(AgentEvent event) {
    String name = event.eventType().replaceAll("Agent[A-Za-z]*_|_Success", "");
    return event.content() instanceof Map<?, ?> content ? name + " " + content.get("reason") : name;
  }

  /** Returns which numbers a customer talks with; empty when it still waits. */
  static String with(Call call) {
    return call.state() == CallState.IN_CALL ? call.callee().number() : "";
  }

  Queues queues() {
    return centre.queues();
  }

  /** Returns how many calls wait in a queue. */
  int waiting(String queue) {
    return Objects.requireNonNull(queues().queue(queue)).calls().size();
  }

  /** Returns which agents a queue has, longest idle first. */
  List<String> free(String queue) {
    return Objects.requireNonNull(queues().queue(queue)).agents().values().stream()
        .map(Agent::id)
        .toList();
  }
}
