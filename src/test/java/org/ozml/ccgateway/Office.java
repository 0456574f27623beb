package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Leg;
import org.ozml.call.Script;
import org.ozml.call.Seat;
import org.ozml.call.Switchboard;
import org.ozml.call.TraceEvent;
import org.ozml.command.Commands;
import org.ozml.configuration.Centre;
import org.ozml.configuration.Centre.Code;
import org.ozml.configuration.Centre.Gateway;
import org.ozml.configuration.Centre.Queue;
import org.ozml.configuration.Extension;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Settings;
import org.ozml.service.Services;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import org.ozml.simulator.World.Person;

/**
 * A centre with all that a call can be transferred to, for tests. Agent 101 serves queue 20, which
 * is behind 10086, behind 10088 with video; 102 and 103 serve queue 21, behind 10087; nobody serves
 * 22. 10102 is agent 102, 10010 the IVR 30001, which plays for a minute; 30002 is over at once,
 * 30003 hangs up. Outside numbers begin with 7 and are dialled behind a 0. What agents say is
 * recorded. Everybody answers after three seconds.
 */
final class Office {
  /** Who transfers. */
  static final String AGENT = "101";

  /** Who is transferred to. */
  static final String COLLEAGUE = "102";

  static final String CUSTOMER = "70001";
  static final String OUTSIDE = "70093";

  private static final String MINUTE = "<Delay>60</Delay>";
  private static final Map<String, String> IVRS =
      Map.of("30001", MINUTE, "30002", "", "30003", "<Delay>5</Delay><Hangup/>");
  private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT).remembering();
  private static final Commands COMMANDS = new Commands();

  final Floor floor;

  /** Numbers that were dialled, each with what it was shown. */
  final List<String> dialled = new ArrayList<>();

  private final Map<String, List<AgentEvent>> told = new HashMap<>();
  private final Map<String, List<AgentEvent>> stories = new HashMap<>();
  private final Map<Object, String> names = new HashMap<>();
  private final Set<Long> recordings = new TreeSet<>();
  private @Nullable Engine engine;

  Office() {
    this(Map.of());
  }

  /**
   * Opens an office.
   *
   * @param people who answers in another way, by agent or number
   */
  Office(Map<String, Answering> people) {
    Map<String, Person> all = new HashMap<>();
    people.forEach(
        (who, answers) -> all.put(phone(who), new Person(answers, List.of(), List.of(), true)));
    floor = new Floor(World.friendly().people(all), plan(), this::scripts);
    floor.watcher = this::saw;
  }

  /** Returns the telephone of an agent, or what is dialled for an outside number. */
  static String phone(String who) {
    return who.startsWith("7") ? "0" + who : "2" + who;
  }

  private static Centre plan() {
    Map<String, Queue> queues = new LinkedHashMap<>();
    Stream.of("20", "21", "22")
        .forEach(id -> queues.put(id, new Queue(id, "skill" + id, 1, Queue.RING, Queue.WAIT)));
    Map<String, Centre.Agent> agents = new LinkedHashMap<>();
    agents.put("101", agent("101", "20"));
    agents.put("102", agent("102", "21"));
    agents.put("103", agent("103", "21"));
    agents.put("49998", agent("49998"));
    Map<String, Code> codes = new LinkedHashMap<>();
    codes.put("10086", new Code("10086", Code.Kind.QUEUE, "20", false));
    codes.put("10087", new Code("10087", Code.Kind.QUEUE, "21", false));
    codes.put("10088", new Code("10088", Code.Kind.QUEUE, "20", true));
    codes.put("10102", new Code("10102", Code.Kind.AGENT, "102", false));
    codes.put("10010", new Code("10010", Code.Kind.IVR, "30001", false));
    Map<String, Extension> ivr = new LinkedHashMap<>();
    IVRS.keySet().forEach(code -> ivr.put(code, new Extension.Web(code, "http://ivr", "")));
    return new Centre(
        "40040", "wav", queues, agents, ivr, codes, Map.of("7", "0"), Gateway.DEFAULT);
  }

  private static Centre.Agent agent(String id, String... skills) {
    return new Centre.Agent(id, "Agent " + id, "", Set.of(skills), "sales", true);
  }

  private Function<Extension, Script> scripts(Switchboard board) {
    Services services =
        Services.of(
            (request, answer) -> {
              throw new AssertionError("nothing is fetched");
            });
    Engine made =
        new Engine(board, services, READER, COMMANDS, this::saw, Settings.DEFAULT, number -> false);
    engine = made;
    return ivr -> made.extension(ivr.number(), new Engine.Source.Given(document(ivr.number())));
  }

  private Engine engine() {
    return Objects.requireNonNull(engine);
  }

  private org.ozml.document.Document document(String ivr) {
    return engine().read(ivr, response(Objects.requireNonNull(IVRS.get(ivr))));
  }

  private static String response(String commands) {
    return "<Response>" + commands + "</Response>";
  }

  private void saw(TraceEvent event) {
    if (event instanceof AgentEvent one) {
      told.computeIfAbsent(one.workNo(), id -> new ArrayList<>()).add(one);
      stories.computeIfAbsent(one.workNo(), id -> new ArrayList<>()).add(one);
      words(one); // gives names in the order in which things happen
    } else if (event instanceof CallEvent.Dialled one) {
      dialled.add(one.number() + " by " + one.shown().number());
    } else if (event instanceof CallEvent.RecordStarted one) {
      recordings.add(one.recording());
    } else if (event instanceof CallEvent.RecordEnded one) {
      recordings.remove(one.recording());
    }
  }

  // ---- what people do

  /** Agents sign in. */
  Office with(String... agents) {
    for (String id : agents) floor.signIn(id);
    return this;
  }

  /** An agent signs in who answers by hand. */
  Office byHand(String agent) {
    floor.signIn(agent, Map.of("autoanswer", false));
    return this;
  }

  /** The agent talks to the customer, and everything that was told is forgotten. */
  Office talking() {
    return talking("10086");
  }

  /** The same, and the customer has dialled this. */
  Office talking(String dialed) {
    if (!floor.agent(AGENT).signedIn()) with(AGENT);
    floor.customer(CUSTOMER, dialed);
    floor.seconds(4);
    assertThat(calls()).containsExactly("101 70001");
    forget();
    return this;
  }

  /** The agent has called somebody, and they talk. */
  Office calling(String order, String called) {
    if (!floor.agent(AGENT).signedIn()) with(AGENT);
    accepted(order(order, Map.of("called", called)));
    floor.seconds(7);
    assertThat(calls()).containsExactly(sorted(Stream.of("101", called)));
    forget();
    return this;
  }

  void forget() {
    told.clear();
    dialled.clear();
  }

  /** The agent who transfers orders something. */
  Reply order(String name, Map<String, ?> fields) {
    return floor.order(AGENT, name, fields);
  }

  Reply order(String name) {
    return order(name, Map.of());
  }

  Reply transfer(int devicetype, int mode, String address) {
    return order("transfer", request(devicetype, mode, address));
  }

  static Map<String, Object> request(int devicetype, int mode, String address) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("devicetype", devicetype);
    fields.put("mode", mode);
    fields.put("address", address);
    return fields;
  }

  static void accepted(Reply reply) {
    assertThat(reply.code()).as(reply.message()).isEqualTo(ResultCode.SUCCESS);
  }

  /** Somebody hangs up; false when there is no call to hang up. */
  boolean hangsUp(String who) {
    boolean done = hangUp(who);
    floor.settle();
    return done;
  }

  /** The same while other things of this instant are still to come. */
  boolean hangUp(String who) {
    String number = who.equals(CUSTOMER) ? who : phone(who);
    return floor.network.act(number, new World.Doing.HangUp());
  }

  /** Somebody hangs up when the order is done, before anything follows from it. */
  Reply orderAndHangUp(String name, Map<String, ?> fields, Runnable hangUp) {
    AtomicReference<Reply> reply = new AtomicReference<>();
    floor
        .board
        .loop()
        .execute(
            () ->
                floor.board.startTimer(
                    Duration.ZERO, timer -> reply.set(floor.now(AGENT, name, fields))));
    floor.time.plan(this, Duration.ZERO, hangUp);
    floor.settle();
    return Objects.requireNonNull(reply.get());
  }

  /** Plans something; what is planned for the same time already comes before it. */
  void plan(int seconds, Runnable what) {
    floor.time.plan(this, Duration.ofSeconds(seconds), what);
  }

  /** A script that acts on a call between others. */
  void script(Call call, String commands) {
    floor.onLoop(
        () -> engine().thirdParty(engine().read("script", response(commands)), call, done -> {}));
  }

  /** Returns the only call that there is. */
  Call call() {
    assertThat(floor.board.calls()).hasSize(1);
    return floor.board.calls().iterator().next();
  }

  // ---- what there is to see

  /**
   * Returns the calls, each as who is in it: {@code 101 70001}. Who is held stands in parentheses,
   * who has put it aside in brackets; a script is its IVR. What is not connected says so.
   */
  List<String> calls() {
    return floor.board.calls().stream().map(this::words).sorted().toList();
  }

  private String words(Call call) {
    List<String> words = new ArrayList<>();
    for (Seat seat : call.seats()) {
      if (seat.occupant() == null) continue;
      String who = who(seat);
      words.add(seat.isAway() ? "[" + who + "]" : seat.isHeld() ? "(" + who + ")" : who);
    }
    String all = sorted(words.stream());
    return call.state() == CallState.IN_CALL ? all : call.state().word() + " " + all;
  }

  private static String sorted(Stream<String> words) {
    return String.join(
        " ",
        words
            .sorted((a, b) -> a.replaceAll("\\D", "").compareTo(b.replaceAll("\\D", "")))
            .toList());
  }

  private String who(Seat seat) {
    if (!(seat.occupant() instanceof Leg leg)) {
      return Objects.requireNonNull(seat.occupant()).owner();
    }
    String shown = floor.centre.shown(leg.number());
    return shown.startsWith("07") ? shown.substring(1) : shown;
  }

  /** Who talks hears all the others, and nobody who is on the line is alone. */
  void assertNobodyIsAlone() {
    for (Call call : floor.board.calls()) {
      assertThat(call.state()).as(words(call)).isEqualTo(CallState.IN_CALL);
      assertThat(call.seats()).as(words(call)).hasSize(2);
      for (Seat seat : call.seats()) {
        assertThat(seat.occupant()).as(words(call)).isNotNull();
        assertThat(seat.isHeld() || seat.isAway()).as(words(call)).isFalse();
        if (!(seat.occupant() instanceof Leg leg)) continue;
        boolean script = call.seats().stream().anyMatch(one -> one.occupant() instanceof Script);
        assertThat(leg.seats()).as(words(call)).hasSize(1);
        if (!script) assertThat(leg.hears().kind()).as(words(call)).isEqualTo(Hearing.Kind.LEGS);
      }
    }
  }

  /** All that runs on for a call is over with it. */
  void assertNothingIsLeft() {
    assertThat(calls()).isEmpty();
    assertThat(recordings).as("recordings that go on").isEmpty();
    assertThat(floor.centre.sheets().all()).as("sheets of calls that are over").isEmpty();
    assertThat(floor.queues().toString()).startsWith("0 calls known, 0 questions open");
    for (String id : floor.centre.plan().agents().keySet()) {
      assertThat(floor.agent(id).lines().none()).as("telephone of %s is on the hook", id).isTrue();
      assertThat(floor.agent(id).lines().all()).as("lines of %s", id).isEmpty();
      assertThat(floor.agent(id).occupiedNow()).as("%s has something to do", id).isFalse();
    }
  }

  /** Returns the recordings that go on. */
  int recordings() {
    return recordings.size();
  }

  /** Returns all that an agent was ever told, as it was sent. */
  List<AgentEvent> story(String agent) {
    return List.copyOf(stories.getOrDefault(agent, List.of()));
  }

  /** Returns what an agent was told since this was asked last, in short: {@code Talking c1 ...}. */
  List<String> told(String agent) {
    List<AgentEvent> events = told.getOrDefault(agent, List.of());
    told.remove(agent);
    return events.stream().map(this::words).toList();
  }

  /** Returns everything that anybody was told. */
  boolean nothingTold() {
    return told.isEmpty();
  }

  /** A name for what has an id: c1 for the first call that was heard of. */
  private String named(String kind, @Nullable Object id) {
    if (id == null) return kind + "?";
    long before = names.values().stream().filter(one -> one.startsWith(kind)).count();
    return names.computeIfAbsent(id, one -> kind + (before + 1));
  }

  private String words(AgentEvent event) {
    String type = event.eventType().replaceFirst("Agent(Event|State|Other|MediaEvent)_", "");
    Object content = event.content();
    if (content == null) return type;
    if (content instanceof String id) return type + " " + named("c", id);
    Map<?, ?> map = (Map<?, ?>) content;
    return type
        + switch (type) {
          case "PhoneOffhook" -> "";
          case "PhoneRelease" -> " " + map.get("phoneState");
          case "SetNotReady_Success" -> " " + map.get("reason");
          case "StopRecordDone" -> " " + named("r", map.get("taskId"));
          case "Record" -> call(map, "callId") + " " + named("r", map.get("taskId"));
          case "SuccTransResult" -> call(map, "callId") + " " + map.get("result");
          case "Conference" -> call(map, "callid") + " " + map.get("partner");
          case "Customer_Release" -> call(map, "callid") + " " + map.get("number");
          case "Customer_Alerting" -> call(map, "callid") + " " + map.get("otherPhone");
          case "Incoming_CallInfo" -> call(map, "callId") + " " + map.get("skillId");
          case "Talking" -> call(map, "callid") + parties(map) + " f" + map.get("feature");
          case "Ringing", "Auto_Answer" ->
              call(map, "callid")
                  + parties(map)
                  + (map.get("transfer").equals("yes") ? " from " + map.get("transfrom") : "");
          default -> throw new AssertionError("not expected: " + event);
        };
  }

  private String call(Map<?, ?> map, String key) {
    return " " + named("c", map.get(key));
  }

  private static String parties(Map<?, ?> map) {
    return " " + map.get("caller") + ">" + map.get("called");
  }
}
