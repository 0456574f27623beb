package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.call.Call;

/** What an agent is ready for: CC-Gateway reference, sections 1.2, 4.2 and 5.6. */
class StatesTest {
  private final Floor floor = new Floor();

  private static final Map<String, String> REST = Map.of("time", "60", "restcause", "1");

  /** Brings an agent into a state, and forgets what it was told. */
  private void signedIn(AgentState state) {
    floor.signIn("101");
    switch (state) {
      case BUSY -> floor.order("101", "saybusy");
      case WORK -> floor.order("101", "work");
      case REST -> floor.order("101", "rest", REST);
      default -> {}
    }
    assertThat(floor.agent("101").state()).isEqualTo(state);
    floor.told("101");
  }

  private Reply order(String order) {
    Map<String, String> prolonged = Map.of("time", "60", "restcause", "1", "prolong", "true");
    return switch (order) {
      case "rest" -> floor.order("101", "rest", REST);
      case "prolong" -> floor.order("101", "rest", prolonged);
      default -> floor.order("101", order);
    };
  }

  private void talking() {
    floor.customer("9001", "10086");
    floor.seconds(4);
    floor.told("101");
  }

  // ---- the table

  /** Every order in every state. */
  @ParameterizedTest
  @CsvSource({
    "sayfree,    IDLE, IDLE, Ready",
    "sayfree,    BUSY, IDLE, CancelNotReady",
    "sayfree,    WORK, IDLE, Ready",
    "sayfree,    REST, ,",
    "saybusy,    IDLE, BUSY, SetNotReady 0",
    "saybusy,    BUSY, BUSY, SetNotReady 0",
    "saybusy,    WORK, BUSY, SetNotReady 0",
    "saybusy,    REST, ,",
    "work,       IDLE, WORK, SetWork",
    "work,       BUSY, WORK, SetWork",
    "work,       WORK, WORK, SetWork",
    "work,       REST, ,",
    "cancelwork, IDLE, ,",
    "cancelwork, BUSY, ,",
    "cancelwork, WORK, IDLE, CancelWork",
    "cancelwork, REST, ,",
    "rest,       IDLE, REST, SetRest",
    "rest,       BUSY, REST, SetRest",
    "rest,       WORK, REST, SetRest",
    "rest,       REST, ,",
    "prolong,    IDLE, ,",
    "prolong,    BUSY, ,",
    "prolong,    WORK, ,",
    "prolong,    REST, REST, SetRest",
    "cancelrest, IDLE, ,",
    "cancelrest, BUSY, ,",
    "cancelrest, WORK, ,",
    "cancelrest, REST, IDLE, CancelRest"
  })
  void shouldSetTheStateAndTellOrRefuseAndChangeNothing(
      String order, AgentState from, AgentState to, String event) {
    signedIn(from);
    Reply reply = order(order);
    if (to == null) {
      assertThat(reply.code()).isEqualTo(ResultCode.STATE_NOT_SET);
      assertThat(floor.agent("101").state()).isEqualTo(from);
      assertThat(floor.told("101")).isEmpty();
    } else {
      assertThat(reply).isEqualTo(Reply.SUCCESS);
      assertThat(floor.agent("101").state()).isEqualTo(to);
      assertThat(floor.told("101")).containsExactly(event);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, SetNotReady 0",
    "200, SetNotReady 200",
    "250, SetNotReady 250",
    "1,",
    "199,",
    "251,",
    "x,"
  })
  void shouldTakeOwnReasonsForBeingBusyFrom200To250(String reason, String event) {
    signedIn(AgentState.IDLE);
    Reply reply = floor.order("101", "saybusy", Map.of("reason", reason));
    if (event == null) {
      assertThat(reply.code()).isEqualTo(ResultCode.ILLEGAL_PARAMETER);
      assertThat(reply.message()).startsWith("reason: ").contains("200-250");
      assertThat(floor.told("101")).isEmpty();
    } else {
      assertThat(floor.told("101")).containsExactly(event);
    }
  }

  @ParameterizedTest
  @CsvSource({"time, 0", "time, 86400", "restcause, 256", "restcause, -1", "prolong, perhaps"})
  void shouldRefuseARestThatIsNotAsDefinedAndNameTheField(String field, String value) {
    signedIn(AgentState.IDLE);
    Map<String, String> fields = new HashMap<>(REST);
    fields.put(field, value);
    Reply reply = floor.order("101", "rest", fields);
    assertThat(reply.code()).isEqualTo(ResultCode.ILLEGAL_PARAMETER);
    assertThat(reply.message()).startsWith(field);
    assertThat(floor.agent("101").state()).isEqualTo(AgentState.IDLE);
  }

  // ---- what a state does

  @ParameterizedTest
  @CsvSource({"saybusy, sayfree", "work, cancelwork", "work, sayfree", "rest, cancelrest"})
  void shouldGiveCallsOnlyToWhoIsIdle(String order, String back) {
    signedIn(AgentState.IDLE);
    order(order);
    floor.customer("9001", "10086");
    floor.seconds(5);
    assertThat(floor.rang).isEmpty();
    order(back);
    floor.seconds(5);
    assertThat(floor.rang).containsExactly("2101");
  }

  @Test
  void shouldGiveNoCallsToWhoDoesNotWantAny() {
    signedIn(AgentState.IDLE);
    floor.order("101", "settalkright", Map.of("flag", "0"));
    floor.customer("9001", "10086");
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.order("101", "settalkright", Map.of("flag", "1"));
    assertThat(floor.waiting("20")).isZero();
    assertThat(floor.order("101", "settalkright", Map.of("flag", "2")).code())
        .isEqualTo(ResultCode.ILLEGAL_PARAMETER);
  }

  @Test
  void shouldOnlyRemindWhenTheRestIsOver() {
    signedIn(AgentState.REST);
    floor.seconds(59);
    assertThat(floor.told("101")).isEmpty();
    floor.seconds(2);
    assertThat(floor.told("101")).containsExactly("Rest_Timeout");
    assertThat(floor.agent("101").state()).isEqualTo(AgentState.REST);
  }

  @Test
  void shouldRemindLaterWhenTheRestIsProlongedAndNotWhenItIsOver() {
    signedIn(AgentState.REST);
    floor.seconds(50);
    order("prolong");
    floor.told("101");
    floor.seconds(50);
    assertThat(floor.told("101")).isEmpty();
    floor.seconds(11);
    assertThat(floor.told("101")).containsExactly("Rest_Timeout");
    order("prolong");
    order("cancelrest");
    floor.told("101");
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.told("101")).isEmpty();
    assertThat(floor.board.timers()).isEmpty();
  }

  @Test
  void shouldNotRemindWhoHasSignedOut() {
    signedIn(AgentState.REST);
    floor.order("101", "logout");
    floor.told("101");
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.told("101")).isEmpty();
  }

  // ---- around a call

  @Test
  void shouldTellThatTheAgentIsBusyWithTheCallAndReadyAfterIt() {
    signedIn(AgentState.IDLE);
    floor.customer("9001", "10086");
    assertThat(floor.told("101")).containsExactly("Busy");
    floor.seconds(4);
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Ready");
  }

  @Test
  void shouldWrapUpAfterACallWhenTheAgentIsNotIdleByItself() {
    floor.signIn("101", Map.of("autoenteridle", "false"));
    talking();
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Work");
    assertThat(floor.agent("101").state()).isEqualTo(AgentState.WORK);
  }

  @Test
  void shouldNotWrapUpACallThatNobodyHasTaken() {
    floor.signIn("101", Map.of("autoenteridle", "false"));
    floor.customer("9001", "10086");
    floor.seconds(1);
    floor.told("101");
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Ready");
  }

  @ParameterizedTest
  @CsvSource({"saybusy, SetNotReady 0, BUSY", "rest, SetRest, REST", "work, Work, WORK"})
  void shouldDoAfterTheCallWhatIsOrderedDuringIt(String order, String event, AgentState state) {
    signedIn(AgentState.IDLE);
    talking();
    assertThat(order(order)).isEqualTo(Reply.SUCCESS);
    floor.seconds(100);
    assertThat(floor.told("101")).isEmpty();
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly(event);
    assertThat(floor.agent("101").state()).isEqualTo(state);
    floor.customer("9002", "10086");
    assertThat(floor.waiting("20")).isEqualTo(1);
  }

  @Test
  void shouldTakeBackWhatWasOrderedDuringTheCall() {
    signedIn(AgentState.IDLE);
    talking();
    order("rest");
    order("cancelrest");
    order("saybusy");
    order("sayfree");
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Ready");
  }

  @Test
  void shouldCountTheRestFromTheEndOfTheCall() {
    signedIn(AgentState.IDLE);
    talking();
    order("rest");
    floor.seconds(100);
    floor.hangsUp("9001");
    floor.told("101");
    floor.seconds(59);
    assertThat(floor.told("101")).isEmpty();
    floor.seconds(2);
    assertThat(floor.told("101")).containsExactly("Rest_Timeout");
  }

  // ---- questions

  @Test
  void shouldListSkills() {
    signedIn(AgentState.IDLE);
    Map<String, Object> voice = Map.of("name", "voice", "id", 20L, "mediatype", 5);
    Map<String, Object> sales = Map.of("name", "sales", "id", 21L, "mediatype", 5);
    assertThat(floor.order("101", "agentskills").result()).isEqualTo(List.of(voice, sales));
    floor.order("101", "resetSkill", Map.of("autoflag", "false", "skillid", "21"));
    assertThat(floor.order("101", "agentskills").result()).isEqualTo(List.of(sales));
  }

  @Test
  void shouldListTheSkillsOfAnotherAgent() {
    signedIn(AgentState.IDLE);
    floor.signIn("104");
    Reply reply = floor.order("101", "agentskillsbyworkno", Map.of("workno", "104"));
    assertThat(reply.result().toString()).contains("id=22").contains("id=21").doesNotContain("20");
    assertThat(floor.order("101", "agentskillsbyworkno", Map.of("workno", "999")).code())
        .isEqualTo(ResultCode.NO_AGENT);
  }

  @Test
  void shouldRefuseToChooseSkillsWithoutNamingThem() {
    signedIn(AgentState.IDLE);
    Reply reply = floor.order("101", "resetSkill", Map.of("autoflag", "false"));
    assertThat(reply.code()).isEqualTo(ResultCode.ILLEGAL_PARAMETER);
    assertThat(reply.message()).startsWith("skillid is missing");
    assertThat(
            floor
                .order("101", "resetSkill", Map.of("autoflag", "false", "skillid", "1".repeat(101)))
                .code())
        .isEqualTo(ResultCode.ILLEGAL_PARAMETER);
    assertThat(floor.agent("101").skills()).hasSize(2);
  }

  @Test
  void shouldHaveNoStatesOfItsOwn() {
    signedIn(AgentState.IDLE);
    assertThat(floor.order("101", "querycustomstate").result()).isEqualTo(List.of());
  }

  @Test
  void shouldTellADesktopThatWasLoadedAgainWhatIsGoingOn() {
    signedIn(AgentState.IDLE);
    floor.seconds(10);
    assertThat(status())
        .containsEntry("workNo", "101")
        .containsEntry("state", 4)
        .containsEntry("currentTime", Floor.BEGIN.plusSeconds(10).toEpochMilli())
        .containsEntry("agentStateBeginTime", Floor.BEGIN.toEpochMilli());
    talking();
    order("saybusy");
    assertThat(status())
        .containsEntry("state", 7)
        .containsEntry("preBusy", true)
        .containsEntry("callerNo", "9001")
        .containsEntry("calledNo", "10086")
        .containsEntry("partner", "9001")
        .containsEntry("callFeature", 0);
  }

  /** The keys of the published sample, section 5.6. */
  @Test
  void shouldHaveTheKeysOfThePublishedSample() {
    signedIn(AgentState.IDLE);
    assertThat(status())
        .containsOnlyKeys(
            ("callFeature,callData,lastState,preBusy,firsttalkingFlag,workNo,qcWorkNo,callerNo,"
                    + "beginHoldTime,state,talkingCallfeature,releaseFlag,calledNo,mainCallId,"
                    + "secondTalkingTime,preRest,recordID,currentTime,beginTalkingTime,partner,"
                    + "holdCallId,agentStateBeginTime,curCommand,curCallId,cmdBeginTime")
                .split(","));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> status() {
    Map<String, Object> result = (Map<String, Object>) floor.order("101", "agentstatus").result();
    return (Map<String, Object>) result.get("agentStateInfo");
  }

  @Test
  void shouldNotAnswerWhoIsNotSignedIn() {
    for (Interface row : floor.centre.interfaces()) {
      if (!row.signedIn()) continue;
      assertThat(floor.order("101", row.name()).code())
          .as(row.name())
          .isEqualTo(ResultCode.NOT_SIGNED_IN);
    }
    Call call = floor.customer("9001", "10086");
    assertThat(Floor.with(call)).isEmpty();
  }
}
