package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.TraceEvent;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import org.ozml.simulator.World.Person;

/** Whatever people do in a shift: who gets which call, and nothing is left behind. */
class AnyShiftTest {
  /** What somebody does. */
  enum Kind {
    SIGN_IN,
    TAKE_OVER,
    LOGOUT,
    FORCED_OUT,
    FREE,
    BUSY,
    WORK,
    REST,
    REST_OVER,
    TALK_RIGHT,
    SKILLS,
    CALL,
    CALL_AN_AGENT,
    PICK_OUT,
    SNATCH,
    CUSTOMER_HANGS_UP,
    AGENT_HANGS_UP,
    TIME
  }

  /**
   * One thing that happens.
   *
   * @param who which agent or customer
   * @param much seconds, which queue, or what else the kind needs
   */
  record Act(Kind kind, int who, int much) {}

  @Provide
  Arbitrary<List<Act>> shifts() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
                Tuple.of(6, Kind.SIGN_IN),
                Tuple.of(6, Kind.FREE),
                Tuple.of(10, Kind.CALL),
                Tuple.of(3, Kind.CUSTOMER_HANGS_UP),
                Tuple.of(3, Kind.AGENT_HANGS_UP),
                Tuple.of(10, Kind.TIME),
                Tuple.of(8, null))
            .flatMap(kind -> kind == null ? Arbitraries.of(Kind.values()) : Arbitraries.just(kind));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 4), seconds())
        .as(Act::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(80);
  }

  private static Arbitrary<Integer> seconds() {
    return Arbitraries.of(0, 1, 2, 3, 4, 5, 19, 20, 21, 60, 301);
  }

  /** 2102 lets it ring, 2103 rejects, 2104 answers at once, 2105 is sometimes not to be reached. */
  private static World world() {
    Map<String, Person> people = new HashMap<>();
    people.put("2102", phone(Answering.of(Answering.Kind.NO_ANSWER)));
    people.put("2103", phone(Answering.of(Answering.Kind.REJECTS)));
    people.put("2104", phone(Answering.after(0)));
    people.put("2105", phone(Answering.after(25))); // longer than it rings
    return World.friendly().people(people);
  }

  private static Person phone(Answering answering) {
    return new Person(answering, List.of(), List.of(), true);
  }

  @Property(tries = 600)
  void shouldServeInOrderAndLeaveNothingBehind(@ForAll("shifts") List<Act> shift) {
    Floor floor = new Floor(world());
    Judge judge = new Judge(floor);
    floor.watcher = judge::see;
    for (int i = 0; i < shift.size(); i++) {
      Act act = shift.get(i);
      if (act.kind() == Kind.TIME) floor.seconds(act.much());
      else if (i + 1 < shift.size() && act.much() % 2 == 0) {
        judge.strict = false;
        together(floor, judge, act, shift.get(++i));
        judge.strict = true;
      } else {
        judge.strict = act.kind() != Kind.PICK_OUT && act.kind() != Kind.SNATCH;
        floor.onLoop(() -> act(floor, judge, act));
        judge.strict = true;
      }
      judge.looksAround();
    }
    closeDown(floor);
  }

  /** The second comes when the first has been decided on, and before that takes effect. */
  private static void together(Floor floor, Judge judge, Act first, Act second) {
    floor.onLoop(
        () -> {
          act(floor, judge, first);
          floor.board.loop().execute(() -> act(floor, judge, second));
        });
  }

  private static void act(Floor floor, Judge judge, Act act) {
    String agent = "" + (101 + act.who());
    String one = "" + act.much() % 2;
    String even = "" + (act.much() % 2 == 0);
    Map<String, String> phone = Map.of("phonenum", "2" + agent, "releasephone", even);
    Map<String, String> rest = Map.of("time", "10", "restcause", "0");
    Map<String, String> skills = Map.of("autoflag", even, "skillid", "21;22");
    switch (act.kind()) {
      case SIGN_IN -> order(floor, judge, agent, "login", phone);
      case TAKE_OVER -> order(floor, judge, agent, "forceLogin", phone);
      case LOGOUT -> order(floor, judge, agent, "logout", Map.of());
      case FORCED_OUT -> order(floor, judge, agent, "forceLogout", Map.of());
      case FREE -> order(floor, judge, agent, "sayfree", Map.of());
      case BUSY -> order(floor, judge, agent, "saybusy", Map.of());
      case WORK -> order(floor, judge, agent, one.equals("0") ? "work" : "cancelwork", Map.of());
      case REST -> order(floor, judge, agent, "rest", rest);
      case REST_OVER -> order(floor, judge, agent, "cancelrest", Map.of());
      case TALK_RIGHT -> order(floor, judge, agent, "settalkright", Map.of("flag", one));
      case SKILLS -> order(floor, judge, agent, "resetSkill", skills);
      case CALL -> customer(floor, act.much() % 3 == 0 ? "queue:21" : "queue:20");
      case CALL_AN_AGENT -> customer(floor, "agent:" + agent);
      case PICK_OUT -> pickOut(floor, judge, agent, act.much());
      case SNATCH ->
          order(
              floor,
              judge,
              agent,
              "snatchpickup",
              Map.of("destWorkNo", "" + (101 + act.much() % 5)));
      case CUSTOMER_HANGS_UP -> customerHangsUp(floor, act.much());
      case AGENT_HANGS_UP -> floor.network.act("2" + agent, new World.Doing.HangUp());
      case TIME -> {}
    }
  }

  private static void order(
      Floor floor, Judge judge, String agent, String name, Map<String, String> fields) {
    boolean rings = judge.before.containsKey("2" + agent);
    floor.centre.order(agent, floor.row(name), fields);
    // Whoever says busy and free again while it rings is idle since then: not in these books.
    if (rings) judge.before.put("2" + agent, Judge.UNKNOWN);
  }

  private static void customer(Floor floor, String target) {
    floor.network.call("9" + (100 + floor.calls.size()), target);
  }

  private static void pickOut(Floor floor, Judge judge, String agent, int which) {
    List<Call> here = List.copyOf(floor.board.calls());
    if (here.isEmpty()) return;
    String id = floor.centre.sheets().of(here.get(which % here.size())).id();
    Map<String, String> fields = Map.of("callid", id, "skilltype", "0");
    order(floor, judge, agent, "requestAppointedCall", fields);
  }

  private static void customerHangsUp(Floor floor, int which) {
    List<Call> here = List.copyOf(floor.board.calls());
    if (here.isEmpty()) return;
    String customer = here.get(which % here.size()).caller().number();
    floor.network.act(customer, new World.Doing.HangUp());
  }

  private static void closeDown(Floor floor) {
    floor.onLoop(
        () -> List.copyOf(floor.board.calls()).forEach(call -> floor.board.hangUp(call.id())));
    for (int id = 101; id <= 105; id++) floor.order("" + id, "forceLogout");
    assertThat(floor.board.calls()).isEmpty();
    assertThat(floor.board.timers()).isEmpty();
    assertThat(floor.board.awaited()).isZero();
    assertThat(floor.queues()).hasToString("0 calls known, 0 questions open, 0 agents free");
    for (int id = 101; id <= 105; id++) {
      assertThat(floor.agent("" + id).occupiedNow()).as("agent %d has a call", id).isFalse();
    }
  }

  /**
   * Keeps books of its own, from what is told to agents and what telephones do, and judges by them
   * each time a telephone rings.
   */
  private static final class Judge {
    private static final int UNKNOWN = 0;

    private final Floor floor;
    private final Map<String, String> targets = new LinkedHashMap<>();

    /** Which call rings or talks at an agent's telephone. */
    private final Map<String, String> at = new HashMap<>();

    /** When an agent became idle, by counting; absent: it is not idle. */
    private final Map<String, Integer> idle = new HashMap<>();

    /** The same of who was idle when it began to ring. */
    private final Map<String, Integer> before = new HashMap<>();

    /** Who was told to be in a call. */
    private final Set<String> busy = new HashSet<>();

    /** Whether nothing happens between a decision and the ringing that comes of it. */
    private boolean strict = true;

    private int count;

    Judge(Floor floor) {
      this.floor = floor;
    }

    void see(TraceEvent event) {
      if (event instanceof CallEvent.StateChanged change) {
        targets.putIfAbsent(change.call(), change.callee());
      } else if (event instanceof AgentEvent told) {
        if (Floor.isOfState(told)) state(told.workNo(), Floor.words(told));
      } else if (event instanceof CallEvent.Dialled dialled) {
        if (dialled.number().startsWith("2")) rings(dialled.number(), dialled.call());
      } else if (event instanceof CallEvent.LegAnswered answered) {
        before.remove(answered.number());
      } else if (event instanceof CallEvent.LegEnded ended) {
        at.remove(ended.number());
        String id = ended.number().substring(1);
        // What has hardly begun to ring is not told.
        if (!busy.contains(id) && before.containsKey(ended.number())) state(id, "Ready");
      }
    }

    private void state(String id, String word) {
      if (word.equals("Busy")) busy.add(id);
      else busy.remove(id);
      switch (word) {
        case "Ready", "CancelNotReady", "CancelWork", "CancelRest" -> {
          Integer old = before.remove("2" + id);
          if (old != null) idle.put(id, old);
          else if (!idle.containsKey(id)) idle.put(id, ++count);
        }
        case "Busy" -> idle.remove(id);
        case "Rest_Timeout" -> {}
        default -> {
          idle.remove(id);
          before.remove("2" + id);
        }
      }
    }

    private void rings(String phone, String call) {
      String id = phone.substring(1);
      String target = Objects.requireNonNull(targets.get(call));
      assertThat(at.put(phone, call)).as("call at %s when %s rings", phone, call).isNull();
      Integer since = idle.remove(id);
      if (since != null) before.put(phone, since);
      if (!strict) return;
      assertThat(since).as("%s is idle when it rings for %s", phone, target).isNotNull();
      if (!target.startsWith("queue:")) return;
      String queue = target.substring(6);
      idle.forEach(
          (other, turn) -> {
            if (available(other, queue) && since != UNKNOWN && turn != UNKNOWN) {
              assertThat(turn).as("%s is idle longer than %s", other, id).isGreaterThan(since);
            }
          });
      Call taken = Objects.requireNonNull(floor.board.call(call));
      for (String other : targets.keySet()) {
        Call waiting = floor.board.call(other);
        if (waiting == null || !waits(waiting) || !serves(id, targets.get(other))) continue;
        int mine = priority(target);
        int its = priority(targets.get(other));
        boolean first = its < mine || (its == mine && waiting.ageNanos() > taken.ageNanos());
        assertThat(first).as("%s comes before %s", other, call).isFalse();
      }
    }

    private boolean waits(Call call) {
      return call.state() == CallState.RINGING && !at.containsValue(call.id());
    }

    private boolean available(String id, String queue) {
      return floor.agent(id).available() && serves(id, "queue:" + queue);
    }

    private boolean serves(String id, String target) {
      Set<String> skills = new HashSet<>();
      floor.agent(id).skills().forEach(queue -> skills.add("queue:" + queue.id()));
      return skills.contains(target);
    }

    private static int priority(String target) {
      return target.equals("queue:20") ? 1 : 2;
    }

    /** What holds whenever nothing is about to happen. */
    void looksAround() {
      for (String id : List.of("20", "21", "22")) {
        SkillQueue queue = Objects.requireNonNull(floor.queues().queue(id));
        assertThat(queue.calls().isEmpty() || queue.agents().isEmpty())
            .as("queue %s has calls %s and agents %s", id, queue.calls(), queue.agents())
            .isTrue();
        for (WaitingCall one : queue.calls()) {
          assertThat(one.call().state().terminal()).as("%s is a ghost", one).isFalse();
          assertThat(one.offeredTo()).isNull();
        }
        for (Agent agent : queue.agents().values()) assertThat(agent.available()).isTrue();
      }
      for (int number = 101; number <= 105; number++) {
        Agent agent = floor.agent("" + number);
        WaitingCall offer = agent.offer();
        if (offer == null) continue;
        assertThat(offer.call().state().terminal()).as("%s has a ghost", agent).isFalse();
        assertThat(at.get("2" + number)).as("reserved for it").isEqualTo(offer.call().id());
      }
    }
  }
}
