package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ozml.call.Call;
import org.ozml.simulator.World.Answering;

/**
 * Whoever hangs up at whatever step of whatever transfer: nobody is left alone or on hold, agents
 * are as they should be, and are told a sound {@link Story}. Who stays with whom is said here once
 * more, from the call model's Move table and the reference's sections 2.1 and 3.4.
 */
class TransferMatrixTest {
  private static final String CUSTOMER = Office.CUSTOMER;
  private static final String AGENT = Office.AGENT;

  /** What becomes of the agent: the rows of the Move table. */
  private enum Policy {
    BLIND,
    SUCCESS,
    TALK,
    THREE,
    HANG_UP
  }

  /** The valid ways to transfer. */
  enum Way {
    QUEUE_BLIND(1, 0, "21", Policy.BLIND),
    QUEUE_SUCCESS(1, 2, "21", Policy.SUCCESS),
    AGENT_BLIND(2, 0, "102", Policy.BLIND),
    AGENT_SUCCESS(2, 2, "102", Policy.SUCCESS),
    AGENT_WAITS(2, 3, "102", Policy.BLIND),
    IVR_BLIND(3, 0, "30001", Policy.BLIND),
    IVR_HANG_UP(3, 1, "30001", Policy.HANG_UP),
    CODE_OF_AGENT_BLIND(4, 0, "10102", Policy.BLIND),
    CODE_OF_AGENT_SUCCESS(4, 2, "10102", Policy.SUCCESS),
    CODE_OF_QUEUE_BLIND(4, 0, "10087", Policy.BLIND),
    CODE_OF_QUEUE_SUCCESS(4, 2, "10087", Policy.SUCCESS),
    CODE_OF_IVR_BLIND(4, 0, "10010", Policy.BLIND),
    CODE_OF_IVR_SUCCESS(4, 2, "10010", Policy.SUCCESS),
    OUTSIDE_BLIND(5, 1, Office.OUTSIDE, Policy.BLIND),
    OUTSIDE_SUCCESS(5, 2, Office.OUTSIDE, Policy.SUCCESS),
    OUTSIDE_TALK(5, 3, Office.OUTSIDE, Policy.TALK),
    OUTSIDE_THREE(5, 4, Office.OUTSIDE, Policy.THREE),
    OUTSIDE_THREE_UNHELD(5, 4, Office.OUTSIDE, Policy.THREE);

    private final int devicetype;
    private final int mode;
    private final String address;
    private final Policy policy;

    Way(int devicetype, int mode, String address, Policy policy) {
      this.devicetype = devicetype;
      this.mode = mode;
      this.address = address;
      this.policy = policy;
    }

    private Map<String, Object> request() {
      Map<String, Object> request = Office.request(devicetype, mode, address);
      request.put("holdflag", this != OUTSIDE_THREE_UNHELD);
      return request;
    }

    private boolean toScript() {
      return name().contains("IVR");
    }

    private boolean waits() {
      return name().contains("QUEUE") || this == AGENT_WAITS;
    }

    private String target() {
      return toScript() ? "30001" : devicetype == 5 ? Office.OUTSIDE : "102";
    }

    private boolean reportsSuccess() {
      return policy == Policy.SUCCESS;
    }
  }

  /** When somebody hangs up; targets answer after three seconds, scripts at once. */
  enum Step {
    BEFORE_IT_RINGS,
    RINGING,
    JUST_BEFORE_THE_ANSWER,
    WITH_THE_ANSWER,
    JUST_AFTER_THE_ANSWER,
    CONNECTED
  }

  /** Who hangs up, and how. */
  enum Who {
    CUSTOMER,
    AGENT,
    DESKTOP,
    TARGET
  }

  static Stream<Arguments> matrix() {
    List<Arguments> all = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Step step : Step.values()) {
        for (Who who : Who.values()) {
          if (who == Who.TARGET && way.toScript()) continue;
          for (Who then : List.of(Who.CUSTOMER, Who.AGENT, Who.TARGET)) {
            all.add(arguments(way, step, who, then));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {1}: {2} hangs up, then {3}")
  @MethodSource("matrix")
  void shouldLeaveNobodyAlone(Way way, Step step, Who who, Who then) {
    Office office = new Office().with("102").talking();
    boolean did = transferAndHangUp(office, way, step, who);
    office.floor.seconds(20);
    List<String> connected = did ? connected(way, step, who) : all(way);
    if (step != Step.WITH_THE_ANSWER || who != Who.TARGET) {
      assertThat(office.calls()).containsExactlyElementsOf(connected);
    }
    assertReported(office, way);
    hangsUp(office, way, then);
    office.floor.seconds(1);
    boolean left = office.calls().stream().anyMatch(call -> call.split(" ").length > 1);
    boolean goesOn = office.floor.board.calls().stream().anyMatch(Call::isChanging);
    if (left && !goesOn && way.policy != Policy.HANG_UP && !isUntouched(office, way)) {
      office.assertNobodyIsAlone();
    }
    finish(office, way, who == Who.TARGET && did && !answered(way, step));
  }

  private static boolean isUntouched(Office office, Way way) {
    return office.calls().equals(all(way)) && all(way).get(0).split(" ").length == 3;
  }

  /** Returns whether there was something to hang up. */
  private static boolean transferAndHangUp(Office office, Way way, Step step, Who who) {
    AtomicBoolean did = new AtomicBoolean();
    Runnable hangUp = () -> did.set(hangUp(office, way, who));
    if (step == Step.JUST_BEFORE_THE_ANSWER) office.plan(3, hangUp);
    if (step == Step.BEFORE_IT_RINGS) {
      Office.accepted(office.orderAndHangUp("transfer", way.request(), hangUp));
      return did.get();
    }
    Office.accepted(office.order("transfer", way.request()));
    switch (step) {
      case RINGING -> office.floor.seconds(1);
      case WITH_THE_ANSWER -> office.plan(3, hangUp);
      case JUST_AFTER_THE_ANSWER -> office.floor.seconds(3);
      case CONNECTED -> office.floor.seconds(5);
      default -> {}
    }
    if (step == Step.JUST_BEFORE_THE_ANSWER || step == Step.WITH_THE_ANSWER) {
      office.floor.seconds(3);
    } else {
      hangUp.run();
      office.floor.settle();
    }
    return did.get();
  }

  private static void hangsUp(Office office, Way way, Who who) {
    hangUp(office, way, who);
    office.floor.settle();
  }

  private static boolean hangUp(Office office, Way way, Who who) {
    return switch (who) {
      case CUSTOMER -> office.hangUp(CUSTOMER);
      case AGENT -> office.hangUp(AGENT);
      case TARGET -> !way.toScript() && office.hangUp(way.target());
      case DESKTOP -> {
        AtomicBoolean done = new AtomicBoolean();
        Runnable release = () -> done.set(office.floor.now(AGENT, "release", Map.of()).ok());
        office.floor.board.loop().execute(release);
        yield done.get();
      }
    };
  }

  // ---- who stays with whom

  private static boolean answered(Way way, Step step) {
    if (way.toScript()) return step != Step.BEFORE_IT_RINGS;
    return step.compareTo(Step.WITH_THE_ANSWER) >= 0;
  }

  /** Returns who is connected when nobody hangs up. */
  private static List<String> all(Way way) {
    return List.of(
        switch (way.policy) {
          case BLIND, SUCCESS -> pair(CUSTOMER, way.target());
          case TALK -> "101 (70001) 70093";
          case THREE -> "101 70001 70093";
          case HANG_UP -> "(101) 30001 70001";
        });
  }

  private static String pair(String one, String other) {
    return Integer.parseInt(one) < Integer.parseInt(other) ? one + " " + other : other + " " + one;
  }

  private static List<String> connected(Way way, Step step, Who who) {
    List<String> nobody = List.of();
    List<String> before = List.of(pair(AGENT, CUSTOMER));
    List<String> moved = List.of(pair(CUSTOMER, way.target()));
    boolean stays = way.policy == Policy.TALK || way.policy == Policy.THREE;
    if (answered(way, step)) {
      return switch (who) {
        case CUSTOMER -> stays ? List.of(pair(AGENT, way.target())) : nobody;
        case AGENT, DESKTOP -> moved;
        case TARGET -> stays ? before : nobody;
      };
    }
    return switch (who) {
      case CUSTOMER -> nobody;
      case AGENT, DESKTOP -> moved; // it goes on
      case TARGET -> way.policy != Policy.BLIND ? before : way.waits() ? List.of(CUSTOMER) : nobody;
    };
  }

  // ---- how it ends

  /** The outcome of release-after-transfer is told once, and is true. */
  private static void assertReported(Office office, Way way) {
    List<String> told = office.told(AGENT);
    List<String> results = told.stream().filter(one -> one.startsWith("SuccTrans")).toList();
    if (!way.reportsSuccess()) {
      assertThat(results).isEmpty();
      return;
    }
    boolean waits = office.floor.board.calls().stream().anyMatch(Call::isChanging); // no result yet
    assertThat(results).as("%s", told).hasSize(waits ? 0 : 1);
    if (office.calls().equals(all(way))) assertThat(results.get(0)).endsWith(" 0");
    if (!waits && office.calls().equals(List.of("101 70001"))) {
      assertThat(results.get(0)).endsWith(" 1");
    }
  }

  private static void finish(Office office, Way way, boolean refused) {
    finish(office, way);
    assertThat(office.floor.agent("102").state())
        .isEqualTo(refused && way.target().equals("102") ? AgentState.BUSY : AgentState.IDLE);
  }

  private static void finish(Office office, Way way) {
    office.floor.pass(Duration.ofMinutes(6)); // the script ends, the queue gives up
    for (String who : List.of(CUSTOMER, AGENT, way.target())) office.hangUp(who);
    office.floor.seconds(1);
    office.assertNothingIsLeft();
    assertThat(office.floor.agent(AGENT).state()).isEqualTo(AgentState.IDLE);
    Story.assertSound(office.story(AGENT));
    Story.assertSound(office.story("102"));
    assertReleasedOnce(office.story(AGENT));
    assertReleasedOnce(office.story("102"));
  }

  /** Whoever has talked is told once that it is out of the call. */
  private static void assertReleasedOnce(List<AgentEvent> story) {
    List<String> types = story.stream().map(AgentEvent::eventType).toList();
    if (!types.contains("AgentEvent_Talking")) return;
    assertThat(types).containsOnlyOnce("AgentEvent_Call_Release");
  }

  // ---- two hang up in the same instant

  static Stream<Arguments> pairs() {
    List<Arguments> all = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Step step : List.of(Step.RINGING, Step.JUST_BEFORE_THE_ANSWER, Step.WITH_THE_ANSWER)) {
        for (Who first : List.of(Who.CUSTOMER, Who.AGENT, Who.TARGET)) {
          for (Who second : List.of(Who.CUSTOMER, Who.AGENT, Who.TARGET)) {
            if (first != second) all.add(arguments(way, step, first, second));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {1}: {2} and {3} hang up")
  @MethodSource("pairs")
  void shouldLeaveNobodyAloneWhenTwoHangUpAtOnce(Way way, Step step, Who first, Who second) {
    Office office = new Office().with("102").talking();
    Runnable hangUp =
        () -> {
          hangUp(office, way, first);
          hangUp(office, way, second);
        };
    if (step == Step.JUST_BEFORE_THE_ANSWER) office.plan(3, hangUp);
    Office.accepted(office.order("transfer", way.request()));
    if (step == Step.RINGING) office.plan(1, hangUp);
    if (step == Step.WITH_THE_ANSWER) office.plan(3, hangUp);
    office.floor.seconds(20);
    boolean customer = first == Who.CUSTOMER || second == Who.CUSTOMER;
    List<String> left =
        customer
            ? List.of()
            : way.toScript()
                ? List.of(pair(CUSTOMER, way.target()))
                : way.waits() ? List.of(CUSTOMER) : List.of();
    assertThat(office.calls()).isIn(left, List.of());
    finish(office, way);
  }

  // ---- the target is not reached

  static Stream<Arguments> unreached() {
    List<Arguments> all = new ArrayList<>();
    for (Way way : Way.values()) {
      if (way.toScript()) continue;
      for (Answering.Kind kind : Answering.Kind.values()) {
        if (kind != Answering.Kind.ANSWERS) all.add(arguments(way, kind));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: the target {1}")
  @MethodSource("unreached")
  void shouldBeAsBeforeWhenTheTargetIsNotReached(Way way, Answering.Kind kind) {
    int after = kind == Answering.Kind.REJECTS ? 2 : 0;
    Answering answering = new Answering(kind, Duration.ofSeconds(after));
    Office office = new Office(Map.of(way.target(), answering)).with("102").talking();
    Office.accepted(office.order("transfer", way.request()));
    office.floor.pass(Duration.ofMinutes(6));
    List<String> told = office.told(AGENT);
    if (way.policy == Policy.BLIND) {
      assertThat(office.calls()).isEmpty();
    } else {
      assertThat(office.calls()).containsExactly("101 70001");
      office.assertNobodyIsAlone();
      String failed = way.reportsSuccess() ? "SuccTransResult c1 1" : "Connect_Fail c1";
      assertThat(told).containsOnlyOnce(failed);
      boolean wentOn = way == Way.OUTSIDE_THREE_UNHELD;
      assertThat(told).last().asString().startsWith(wentOn ? failed : "Talking c1");
      assertThat(told).noneMatch(one -> one.startsWith("Call_Release"));
    }
    finish(office, way, true);
  }

  // ---- nobody is free in the queue

  static Stream<Arguments> waiting() {
    return Stream.of(Way.values())
        .filter(Way::waits)
        .flatMap(
            way -> Stream.of(Who.CUSTOMER, Who.AGENT, Who.DESKTOP).map(who -> arguments(way, who)));
  }

  @ParameterizedTest(name = "{0}: {1} hangs up")
  @MethodSource("waiting")
  void shouldGoOnWaitingWhenTheAgentHangsUp(Way way, Who who) {
    Office office = new Office().with("102").talking();
    office.floor.order("102", "saybusy");
    Office.accepted(office.order("transfer", way.request()));
    office.floor.seconds(30);
    List<String> waits = List.of(way.policy == Policy.BLIND ? CUSTOMER : pair(AGENT, CUSTOMER));
    assertThat(office.calls()).isEqualTo(waits);
    hangsUp(office, way, who);
    assertThat(office.calls()).isEqualTo(who == Who.CUSTOMER ? List.of() : List.of(CUSTOMER));
    office.floor.order("102", "sayfree");
    office.floor.seconds(4);
    assertThat(office.calls())
        .isEqualTo(who == Who.CUSTOMER ? List.of() : List.of(pair("102", CUSTOMER)));
    assertReported(office, way);
    finish(office, way, false);
  }

  @ParameterizedTest(name = "{0}: {1} hangs up, and nobody becomes free")
  @MethodSource("waiting")
  void shouldNotWaitForEver(Way way, Who who) {
    Office office = new Office().with("102").talking();
    office.floor.order("102", "saybusy");
    Office.accepted(office.order("transfer", way.request()));
    office.floor.seconds(30);
    hangsUp(office, way, who);
    office.floor.pass(Duration.ofMinutes(5));
    assertThat(office.calls()).isEmpty();
    office.floor.order("102", "sayfree");
    finish(office, way, false);
  }
}
