package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Role;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import org.ozml.simulator.World.Person;

/** Who gets which call: the calls of queues and those for certain agents. */
class SkillQueueTest {
  private static World where(Map<String, Answering.Kind> telephones) {
    Map<String, Person> people = new HashMap<>();
    telephones.forEach(
        (number, kind) ->
            people.put(number, new Person(Answering.of(kind), List.of(), List.of(), true)));
    return World.friendly().people(people);
  }

  // ---- who gets it

  @Test
  void shouldRingTheAgentWhoHasBeenIdleLongest() {
    Floor floor = new Floor();
    floor.signIn("102");
    floor.seconds(1);
    floor.signIn("101");
    floor.seconds(1);
    Call first = floor.customer("9001", "10086");
    Call second = floor.customer("9002", "10086");
    floor.seconds(5);
    assertThat(Floor.with(first)).isEqualTo("2102");
    assertThat(Floor.with(second)).isEqualTo("2101");
  }

  @Test
  void shouldCountBeingIdleFromTheEndOfTheLastCall() {
    Floor floor = new Floor();
    floor.signIn("101");
    floor.signIn("102");
    floor.customer("9001", "10086"); // rings 101, who was first
    floor.seconds(5);
    floor.hangsUp("9001");
    Call next = floor.customer("9002", "10086");
    floor.seconds(5);
    assertThat(Floor.with(next)).isEqualTo("2102");
  }

  @Test
  void shouldKeepCallsWaitingUntilSomebodyIsFreeLongestFirst() {
    Floor floor = new Floor();
    List<Call> calls = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      calls.add(floor.customer("900" + i, "10086"));
      floor.seconds(1);
    }
    assertThat(floor.waiting("20")).isEqualTo(3);
    floor.signIn("101");
    floor.seconds(4);
    assertThat(calls).extracting(Floor::with).containsExactly("2101", "", "");
    floor.hangsUp("9001");
    floor.seconds(4);
    assertThat(calls).extracting(Floor::with).containsExactly("", "2101", "");
  }

  @Test
  void shouldServeTheQueueWithPriorityBeforeTheCallThatHasWaitedLonger() {
    Floor floor = new Floor();
    Call longer = floor.customer("9001", "10087"); // priority 2
    floor.seconds(10);
    Call before = floor.customer("9002", "10086"); // priority 1
    floor.signIn("101");
    floor.seconds(4);
    assertThat(Floor.with(before)).isEqualTo("2101");
    assertThat(Floor.with(longer)).isEmpty();
  }

  @Test
  void shouldServeTheLongestWaitingOfQueuesWithTheSamePriority() {
    Floor floor = new Floor();
    Call longer = floor.customer("9001", "queue:21");
    floor.seconds(1);
    Call later = floor.customer("9002", "queue:22");
    floor.signIn("104"); // names 22 first
    floor.seconds(4);
    assertThat(Floor.with(longer)).isEqualTo("2104");
    assertThat(Floor.with(later)).isEmpty();
  }

  @Test
  void shouldOfferOneCallAtATimeToAnAgentWithSeveralSkills() {
    Floor floor = new Floor();
    floor.signIn("101");
    floor.customer("9001", "10086");
    floor.customer("9002", "10087");
    floor.seconds(5);
    assertThat(floor.rang).containsExactly("2101");
    assertThat(floor.waiting("21")).isEqualTo(1);
  }

  @Test
  void shouldGiveNoCallsToWhoDoesNotHaveTheSkillOrHasPutItAside() {
    Floor floor = new Floor();
    floor.signIn("104"); // 21 and 22
    floor.signIn("101");
    floor.order("101", "resetSkill", Map.of("autoflag", "false", "skillid", "21;99"));
    floor.customer("9001", "10086");
    floor.seconds(5);
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.order("101", "resetSkill", Map.of("autoflag", "true"));
    floor.seconds(5);
    assertThat(floor.rang).containsExactly("2101");
  }

  // ---- nobody answers

  @Test
  void shouldMakeTheAgentBusyWhoDoesNotAnswerAndOfferTheCallOnInItsPlace() {
    Floor floor = new Floor(where(Map.of("2101", Answering.Kind.NO_ANSWER)));
    floor.signIn("101");
    Call first = floor.customer("9001", "10086");
    floor.seconds(1);
    Call second = floor.customer("9002", "10086");
    floor.seconds(18); // 2101 has rung for 19 seconds
    assertThat(floor.agent("101").state()).isEqualTo(AgentState.IDLE);
    floor.told("101");
    floor.seconds(2);
    assertThat(floor.agent("101").state()).isEqualTo(AgentState.BUSY);
    assertThat(floor.told("101")).containsExactly("SetNotReady 2");
    floor.signIn("102");
    floor.seconds(4);
    assertThat(Floor.with(first)).isEqualTo("2102");
    assertThat(Floor.with(second)).isEmpty();
    assertThat(first.state()).isEqualTo(CallState.IN_CALL);
  }

  @Test
  void shouldMakeTheAgentBusyWhoseTelephoneRejects() {
    Floor floor = new Floor(where(Map.of("2101", Answering.Kind.REJECTS)));
    floor.signIn("101");
    floor.signIn("102");
    floor.told("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(4);
    assertThat(floor.told("101")).containsExactly("Busy", "SetNotReady 7");
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  @Test
  void shouldMakeTheAgentBusyWhoseTelephoneIsNotThere() {
    Floor floor =
        new Floor(where(Map.of("2101", Answering.Kind.NOT_FOUND, "2102", Answering.Kind.FAILS)));
    floor.signIn("101");
    floor.signIn("102");
    floor.told("101");
    floor.told("102");
    floor.customer("9001", "10086");
    floor.seconds(1);
    assertThat(floor.told("101")).containsExactly("Busy", "SetNotReady 5");
    assertThat(floor.told("102")).containsExactly("Busy", "SetNotReady 5");
    assertThat(floor.waiting("20")).isEqualTo(1);
  }

  @Test
  void shouldTryAsManyAgentsAsThereAre() {
    Map<String, Answering.Kind> telephones = new HashMap<>();
    for (int id = 101; id < 200; id++) telephones.put("2" + id, Answering.Kind.FAILS);
    Floor floor = new Floor(where(telephones), Floor.agents(200));
    Call call = floor.customer("9001", "10086");
    for (int id = 101; id <= 200; id++) floor.signIn("" + id);
    floor.seconds(4);
    assertThat(floor.rang).hasSize(99); // all but 104, which has another skill, and 200 at last
    assertThat(Floor.with(call)).isEqualTo("2200");
  }

  @Test
  void shouldEndTheCallWhenItHasWaitedAsLongAsTheQueueAllows() {
    Floor floor = new Floor();
    Call call = floor.customer("9001", "10086");
    floor.pass(Duration.ofSeconds(299));
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    floor.seconds(2);
    assertThat(call.state()).isEqualTo(CallState.BUSY);
    assertThat(floor.waiting("20")).isZero();
  }

  @Test
  void shouldCountTheWholeWaitAlsoWhatRangInVain() {
    Floor floor = new Floor(where(Map.of("2101", Answering.Kind.NO_ANSWER)));
    Call call = floor.customer("9001", "10086");
    floor.pass(Duration.ofSeconds(290));
    floor.signIn("101"); // rings from 290 to 310: the wait is over then
    floor.seconds(15);
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    floor.seconds(6);
    assertThat(call.state()).isEqualTo(CallState.BUSY);
  }

  // ---- somebody leaves

  @Test
  void shouldFreeTheAgentWithItsOldIdleTimeWhenTheCallerHangsUpWhileItRings() {
    Floor floor = new Floor();
    floor.signIn("101");
    floor.seconds(1);
    floor.signIn("102");
    floor.customer("9001", "10086");
    floor.seconds(1);
    assertThat(floor.free("20")).containsExactly("102");
    floor.told("101");
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Ready");
    assertThat(floor.free("20")).containsExactly("101", "102");
    assertThat(floor.network.leg("2101")).isNull();
  }

  @Test
  void shouldFreeTheAgentWhenTheCallerHangsUpInTheInstantOfBeingGivenToIt() {
    Floor floor = new Floor();
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.hangsUp("9001");
    assertThat(call.state()).isEqualTo(CallState.CANCELLED);
    assertThat(floor.free("20")).containsExactly("101");
    assertThat(floor.agent("101").occupiedNow()).isFalse();
  }

  /** The hang-up comes while the answer of the routing is on its way: no telephone rings. */
  @Test
  void shouldFreeTheAgentWhenTheCallEndsBetweenDecisionAndRinging() {
    Floor floor = new Floor();
    Call call = floor.customer("9001", "10086");
    floor.onLoop(
        () -> {
          // The decision is a task of its own: one that is ordered now comes before it takes
          // effect.
          floor.centre.order("101", floor.row("login"), Map.of("phonenum", "2101"));
          floor.board.loop().execute(() -> floor.board.hangUp(call.id()));
        });
    assertThat(floor.rang).isEmpty();
    assertThat(floor.free("20")).containsExactly("101");
    assertThat(floor.agent("101").offer()).isNull();
  }

  @Test
  void shouldForgetACallerWhoHangsUpWhileWaiting() {
    Floor floor = new Floor();
    floor.customer("9001", "10086");
    Call second = floor.customer("9002", "10086");
    floor.hangsUp("9001");
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.signIn("101");
    floor.seconds(4);
    assertThat(Floor.with(second)).isEqualTo("2101");
  }

  /** Interleaving 19 of the call model: what is moved hears ringback until somebody answers. */
  @Test
  void shouldLetWhoIsTransferredToAQueueWaitWithoutAGapOrAResult() {
    Floor floor = new Floor(where(Map.of("2101", Answering.Kind.NO_ANSWER)));
    Call call = floor.customer("9001", "3000");
    floor.seconds(4);
    floor.signIn("101");
    List<String> outcomes = new ArrayList<>();
    floor.onLoop(
        () ->
            floor.board.blindTransfer(
                call.id(),
                Role.CALLER,
                "queue:20",
                operation -> outcomes.add("" + operation.result())));
    floor.seconds(25); // 2101 has not answered
    assertThat(outcomes).isEmpty();
    assertThat(floor.waiting("20")).isEqualTo(1);
    assertThat(hears(floor, "9001")).isEqualTo(Hearing.Kind.RINGBACK);
    floor.signIn("102");
    floor.seconds(2);
    assertThat(hears(floor, "9001")).isEqualTo(Hearing.Kind.RINGBACK);
    floor.seconds(2);
    assertThat(outcomes).hasSize(1);
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  private static Hearing.Kind hears(Floor floor, String number) {
    return Objects.requireNonNull(floor.network.leg(number)).hears().kind();
  }

  /** The other half of interleaving 19. */
  @Test
  void shouldFreeTheAgentWhenWhoIsTransferredHangsUpWhileItRings() {
    Floor floor = new Floor();
    Call call = floor.customer("9001", "3000");
    floor.seconds(4);
    floor.signIn("101");
    floor.onLoop(
        () -> floor.board.blindTransfer(call.id(), Role.CALLER, "queue:20", operation -> {}));
    floor.seconds(1);
    assertThat(floor.rang).containsExactly("3000", "2101");
    floor.hangsUp("9001");
    floor.seconds(5);
    assertThat(floor.free("20")).containsExactly("101");
    assertThat(floor.network.leg("2101")).isNull();
  }

  // ---- one certain agent

  @Test
  void shouldRingACertainAgentOnlyWhenItIsFree() {
    Floor floor = new Floor();
    assertThat(floor.customer("9001", "10101").state()).isEqualTo(CallState.ERROR); // not found
    floor.signIn("101", Map.of("status", 3));
    assertThat(floor.customer("9002", "10101").state()).isEqualTo(CallState.BUSY);
    floor.order("101", "sayfree");
    Call call = floor.customer("9003", "10101");
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2101");
  }

  @Test
  void shouldLetACallWaitForOneAgentAloneAndBeforeItsQueues() {
    Floor floor = new Floor();
    floor.signIn("101", Map.of("status", 3));
    Call queued = floor.customer("9001", "10086");
    floor.seconds(1);
    Call designated = floor.customer("9002", "waits:101");
    floor.signIn("103", Map.of("status", 3));
    floor.order("101", "sayfree");
    floor.seconds(4);
    assertThat(Floor.with(designated)).isEqualTo("2101");
    floor.order("103", "sayfree");
    floor.seconds(4);
    assertThat(Floor.with(queued)).isEqualTo("2103");
  }

  @Test
  void shouldNotFindAnAgentWhoSignsOutWhileACallWaitsForIt() {
    Floor floor = new Floor();
    assertThat(floor.customer("9001", "waits:101").state()).isEqualTo(CallState.ERROR);
    floor.signIn("101", Map.of("status", 3));
    Call call = floor.customer("9002", "waits:101");
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    floor.order("101", "logout");
    assertThat(call.state()).isEqualTo(CallState.ERROR);
  }

  @Test
  void shouldNotFindWhatTheCentreDoesNotHave() {
    Floor floor = new Floor();
    for (String unknown : List.of("queue:99", "agent:999", "waits:999", "ivr:99")) {
      assertThat(floor.customer("9001", unknown).state()).as(unknown).isEqualTo(CallState.ERROR);
    }
  }

  // ---- who answers by hand, and scripts

  @Test
  void shouldJoinAnAgentWhoAnswersByHandOnlyWhenTheDesktopHasAnswered() {
    Floor floor = new Floor();
    floor.signIn("101", Map.of("autoanswer", "false"));
    Call call = floor.customer("9001", "10086");
    floor.seconds(10);
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    assertThat(floor.order("101", "answer").code()).isEqualTo(ResultCode.SUCCESS);
    assertThat(Floor.with(call)).isEqualTo("2101");
  }

  @Test
  void shouldOfferTheCallOnThatTheDesktopDoesNotAnswer() {
    Floor floor = new Floor();
    floor.signIn("101", Map.of("autoanswer", "false"));
    Call call = floor.customer("9001", "10086");
    floor.seconds(10);
    floor.told("101");
    floor.seconds(11);
    assertThat(floor.told("101")).containsExactly("SetNotReady 2");
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.signIn("102");
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  @Test
  void shouldRunTheScriptBehindAnIvrCode() {
    Floor floor = new Floor();
    assertThat(Floor.with(floor.customer("9001", "10010"))).isEqualTo("30001");
    assertThat(Floor.with(floor.customer("9002", "ivr:30001"))).isEqualTo("30001");
  }

  // ---- what is left behind

  @Test
  void shouldLeaveNoTimerBehindWhenAllHaveHungUp() {
    Floor floor = new Floor(where(Map.of("2101", Answering.Kind.NO_ANSWER)));
    floor.signIn("101");
    floor.customer("9001", "10086");
    floor.customer("9002", "10086");
    floor.seconds(30);
    floor.hangsUp("9001");
    floor.hangsUp("9002");
    assertThat(floor.board.timers()).isEmpty();
    assertThat(floor.board.awaited()).isZero();
  }
}
