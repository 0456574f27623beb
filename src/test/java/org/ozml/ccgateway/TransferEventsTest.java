package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.ccgateway.Office.AGENT;
import static org.ozml.ccgateway.Office.COLLEAGUE;
import static org.ozml.ccgateway.Office.CUSTOMER;
import static org.ozml.ccgateway.Office.OUTSIDE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.simulator.World.Answering;

/**
 * What agents are told of a transfer, word by word and in order: the main line of each way. The
 * order is the one that {@link Lines} promises; the events are the reference's, section 3.5.
 */
class TransferEventsTest {
  private static final String TALKING = "Talking c1 70001>10086 f0";
  private static final String RECORD = "Record c1 r2";

  private static final List<String> LEAVES =
      List.of("Call_Release c1", "StopRecordDone r1", "PhoneRelease 3", "Ready");
  private static final List<String> RINGS = List.of("Busy", "PhoneAlerting");

  private final Office office = new Office().with(COLLEAGUE).talking();

  private void transfer(int devicetype, int mode, String address) {
    Office.accepted(office.transfer(devicetype, mode, address));
  }

  private static List<String> takes(String skill) {
    return List.of(
        "PhoneOffhook",
        "Auto_Answer c1 70001>10086 from 101",
        "Incoming_CallInfo c1 " + skill,
        TALKING,
        RECORD);
  }

  private List<String> told(String agent) {
    return office.told(agent);
  }

  // ---- main lines

  @ParameterizedTest(name = "devicetype {0}, mode {1}")
  @CsvSource({"1, 0, 21, 21", "2, 0, 102, 20", "2, 3, 102, 20", "4, 0, 10087, 21"})
  void shouldReleaseTheAgentAtOnceInBlindTransfer(
      int devicetype, int mode, String address, String skill) {
    transfer(devicetype, mode, address);
    assertThat(told(AGENT)).isEqualTo(LEAVES);
    assertThat(told(COLLEAGUE)).isEqualTo(RINGS);
    office.floor.seconds(4);
    assertThat(told(AGENT)).isEmpty();
    assertThat(told(COLLEAGUE)).isEqualTo(takes(skill));
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    assertThat(told(AGENT)).isEmpty();
    assertThat(told(COLLEAGUE))
        .containsExactly(
            "Call_Release c1",
            "Customer_Release c1 70001",
            "StopRecordDone r2",
            "PhoneRelease 3",
            "Ready");
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 30001", "4, 0, 10010", "5, 1, 70093"})
  void shouldTellNothingMoreWhenNoAgentIsTheTarget(int devicetype, int mode, String address) {
    transfer(devicetype, mode, address);
    assertThat(told(AGENT)).isEqualTo(LEAVES);
    office.floor.seconds(90);
    assertThat(told(AGENT)).isEmpty();
  }

  @ParameterizedTest(name = "devicetype {0}")
  @CsvSource({"1, 21, 21", "2, 102, 20", "4, 10087, 21", "4, 10102, 20"})
  void shouldReleaseTheAgentWhenTheOtherOneAnswers(int devicetype, String address, String skill) {
    transfer(devicetype, 2, address);
    assertThat(told(AGENT)).containsExactly("Customer_Alerting c1 102");
    assertThat(told(COLLEAGUE)).isEqualTo(RINGS);
    office.floor.seconds(4);
    assertThat(told(AGENT)).startsWith("SuccTransResult c1 0").endsWith(array(LEAVES)).hasSize(5);
    assertThat(told(COLLEAGUE)).isEqualTo(takes(skill));
  }

  @Test
  void shouldReleaseTheAgentWhenTheOutsideNumberAnswers() {
    transfer(5, 2, OUTSIDE);
    assertThat(told(AGENT)).containsExactly("Customer_Alerting c1 70093");
    office.floor.seconds(4);
    assertThat(told(AGENT)).startsWith("SuccTransResult c1 0").endsWith(array(LEAVES)).hasSize(5);
  }

  @Test
  void shouldTellThatTheCustomerComesBackFromTheIvr() {
    transfer(3, 1, "30001");
    assertThat(told(AGENT)).containsExactly("Hold c1");
    office.floor.seconds(61);
    assertThat(told(AGENT)).containsExactly("ReturnFromIvr c1", TALKING);
    assertThat(office.calls()).containsExactly("101 70001");
    office.assertNobodyIsAlone();
  }

  @Test
  void shouldTellThatTheCustomerWasBackAtOnce() {
    transfer(3, 1, "30002");
    office.floor.seconds(1);
    assertThat(told(AGENT)).endsWith("ReturnFromIvr c1", TALKING);
    assertThat(office.calls()).containsExactly("101 70001");
  }

  @Test
  void shouldTellThatTheCustomerHungUpInTheIvr() {
    transfer(3, 1, "30001");
    office.floor.seconds(5);
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    assertThat(told(AGENT))
        .containsExactly(
            "Hold c1",
            "Call_Release c1",
            "Customer_Release c1 70001",
            "StopRecordDone r1",
            "PhoneRelease 3",
            "Ready");
    office.assertNothingIsLeft();
  }

  @Test
  void shouldReleaseTheAgentWhenTheIvrHangsUp() {
    transfer(3, 1, "30003");
    office.floor.seconds(10);
    assertThat(told(AGENT)).startsWith("Hold c1", "Call_Release c1").endsWith("Ready");
    office.assertNothingIsLeft();
  }

  @Test
  void shouldTellWhoTalksInTalkForwarding() {
    transfer(5, 3, OUTSIDE);
    assertThat(told(AGENT)).containsExactly("Hold c1", "Customer_Alerting c1 70093");
    office.floor.seconds(4);
    assertThat(told(AGENT)).containsExactly(TALKING);
  }

  @Test
  void shouldTellWhoIsInTheConferenceInThreePartyTransfer() {
    transfer(5, 4, OUTSIDE);
    assertThat(told(AGENT)).containsExactly("Hold c1", "Customer_Alerting c1 70093");
    office.floor.seconds(4);
    assertThat(told(AGENT)).containsExactly("Conference c1 70001,70093");
  }

  @Test
  void shouldNotTellOfAHoldThatIsNone() {
    Map<String, Object> request = Office.request(5, 4, OUTSIDE);
    request.put("holdflag", false);
    Office.accepted(office.order("transfer", request));
    office.floor.seconds(4);
    assertThat(told(AGENT))
        .containsExactly("Customer_Alerting c1 70093", "Conference c1 70001,70093");
  }

  // ---- the target is not reached

  private static Office reaching(String target, Answering.Kind kind) {
    Answering answering = new Answering(kind, Duration.ofSeconds(2));
    return new Office(Map.of(target, answering)).with(COLLEAGUE).talking();
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTS", "NO_ANSWER"})
  void shouldReportThatTheOtherAgentDidNotAnswer(Answering.Kind kind) {
    Office other = reaching(COLLEAGUE, kind);
    Office.accepted(other.transfer(2, 2, COLLEAGUE));
    other.floor.seconds(90);
    assertThat(other.told(AGENT))
        .containsExactly("Customer_Alerting c1 102", "SuccTransResult c1 1", TALKING);
    assertThat(other.calls()).containsExactly("101 70001");
    List<String> ignored =
        kind == Answering.Kind.REJECTS
            ? List.of("PhoneRelease 2", "SetNotReady_Success 7")
            : List.of("PhoneRelease 3", "SetNotReady_Success 2");
    assertThat(other.told(COLLEAGUE)).startsWith(array(RINGS)).endsWith(array(ignored));
  }

  @ParameterizedTest
  @CsvSource({"3", "4"})
  void shouldReportThatTheThirdPartyDidNotAnswer(int mode) {
    Office other = reaching(OUTSIDE, Answering.Kind.REJECTS);
    Office.accepted(other.transfer(5, mode, OUTSIDE));
    other.floor.seconds(5);
    assertThat(other.told(AGENT))
        .containsExactly("Hold c1", "Customer_Alerting c1 70093", "Connect_Fail c1", TALKING);
    other.assertNobodyIsAlone();
  }

  @Test
  void shouldForgetWhatAFailedTransferWouldHaveBrought() {
    Office other = reaching(OUTSIDE, Answering.Kind.REJECTS);
    Map<String, Object> request = Office.request(5, 2, OUTSIDE);
    request.put("mediaability", 1);
    Office.accepted(other.order("transfer", request));
    other.floor.seconds(5);
    Map<?, ?> talking = (Map<?, ?>) last(other.story(AGENT)).content();
    assertThat(talking).extracting("mediaAbility").isEqualTo("1");
  }

  private static AgentEvent last(List<AgentEvent> events) {
    return events.get(events.size() - 1);
  }

  // ---- more than one call, more than one transfer

  @ParameterizedTest(name = "devicetype {0}, mode {1}")
  @CsvSource({"1, 0, 21", "2, 0, 102", "2, 2, 102", "2, 3, 102", "3, 0, 30001", "5, 2, 70094"})
  void shouldKeepTheHeldCallWhenTheOtherOneIsTransferred(int devicetype, int mode, String address) {
    Office.accepted(office.order("hold"));
    Office.accepted(office.order("callout", Map.of("called", OUTSIDE)));
    office.floor.seconds(4);
    office.forget();
    transfer(devicetype, mode, address);
    office.floor.seconds(4);
    assertThat(office.calls()).hasSize(2).contains("[101] 70001");
    assertThat(told(AGENT))
        .contains("Call_Release c2", "StopRecordDone r2")
        .noneMatch(one -> one.startsWith("PhoneRelease") || one.contains("c1"));
    Office.accepted(office.order("getHold"));
    office.floor.settle();
    assertThat(told(AGENT)).containsExactly(TALKING);
    assertThat(office.calls()).contains("101 70001");
  }

  @Test
  void shouldNotCallAnybodyElseWhileTheCustomerIsWithTheIvr() {
    transfer(3, 1, "30001");
    office.floor.seconds(1);
    assertThat(office.order("callout", Map.of("called", OUTSIDE)).code())
        .isEqualTo(ResultCode.REFUSED);
    assertThat(office.order("hold").code()).isEqualTo(ResultCode.NO_CALL_TO_HOLD);
    assertThat(office.order("getHold").code()).isEqualTo(ResultCode.NO_HELD_CALL);
    office.floor.seconds(61);
    assertThat(office.calls()).containsExactly("101 70001");
  }

  @Test
  void shouldTransferWhatWasTransferred() {
    office.with("103");
    transfer(2, 2, COLLEAGUE);
    office.floor.seconds(4);
    Office.accepted(office.floor.order(COLLEAGUE, "transfer", Office.request(2, 2, "103")));
    office.floor.seconds(4);
    assertThat(told("103")).contains("Auto_Answer c1 70001>10086 from 102");
    Office.accepted(office.floor.order("103", "transfer", Office.request(2, 0, AGENT)));
    office.forget();
    office.floor.seconds(4);
    assertThat(told(AGENT)).contains("Auto_Answer c1 70001>10086 from 103", TALKING);
    assertThat(office.calls()).containsExactly("101 70001");
    office.assertNobodyIsAlone();
  }

  @Test
  void shouldTransferAgainAfterAFailure() {
    Office other = reaching(OUTSIDE, Answering.Kind.REJECTS);
    for (int mode = 2; mode <= 4; mode++) {
      Office.accepted(other.transfer(5, mode, OUTSIDE));
      other.floor.seconds(3);
      assertThat(other.calls()).containsExactly("101 70001");
    }
    Office.accepted(other.transfer(2, 2, COLLEAGUE));
    other.floor.seconds(4);
    assertThat(other.calls()).containsExactly("102 70001");
    assertThat(other.told(COLLEAGUE)).contains("Auto_Answer c1 70001>10086 from 101");
  }

  @Test
  void shouldNotSayThatACallWasTransferredWhenThatFailed() {
    Office other = reaching(OUTSIDE, Answering.Kind.REJECTS);
    Office.accepted(other.transfer(5, 3, OUTSIDE));
    other.floor.seconds(3);
    other.script(other.call(), "<BlindTransfer Target=\"agent:102\" TransferorParty=\"caller\"/>");
    other.floor.seconds(4);
    assertThat(other.told(COLLEAGUE)).contains("Auto_Answer c1 70001>10086");
  }

  @Test
  void shouldGoOnWhenTheAgentSignsOutMeanwhile() {
    transfer(2, 2, COLLEAGUE);
    office.floor.seconds(1);
    Office.accepted(office.order("forceLogout"));
    office.floor.seconds(4);
    assertThat(office.calls()).containsExactly("102 70001");
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    office.assertNothingIsLeft();
  }

  @Test
  void shouldComeBackToNobodyWhenTheAgentHasSignedOut() {
    transfer(3, 1, "30001");
    office.floor.seconds(1);
    Office.accepted(office.order("forceLogout"));
    office.floor.seconds(1);
    assertThat(office.calls()).containsExactly("30001 70001");
    office.floor.seconds(60);
    office.assertNothingIsLeft();
  }

  // ---- manual answer

  @Test
  void shouldLetTheOtherAgentAnswerByHand() {
    Office other = new Office().byHand(COLLEAGUE).talking();
    Office.accepted(other.transfer(2, 2, COLLEAGUE));
    other.floor.seconds(4);
    assertThat(other.told(COLLEAGUE))
        .containsExactly(
            "Busy",
            "PhoneAlerting",
            "PhoneOffhook",
            "Ringing c1 70001>10086 from 101",
            "Incoming_CallInfo c1 20");
    assertThat(other.told(AGENT)).containsExactly("Customer_Alerting c1 102");
    assertThat(other.calls()).containsExactly("101 70001");
    Office.accepted(other.floor.order(COLLEAGUE, "answer"));
    other.floor.settle();
    assertThat(other.told(COLLEAGUE)).containsExactly(TALKING, RECORD);
    assertThat(other.told(AGENT)).startsWith("SuccTransResult c1 0").endsWith("Ready");
    assertThat(other.calls()).containsExactly("102 70001");
  }

  // ---- each event as it is documented

  @Test
  void shouldSendEachEventWithTheDocumentedFields() {
    transfer(2, 2, COLLEAGUE);
    office.floor.seconds(4);
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    assertThat(keys("AgentEvent_Talking"))
        .containsExactlyInAnyOrder("caller", "called", "callid", "type", "feature", "mediaAbility");
    assertThat(keys("AgentEvent_Customer_Alerting"))
        .containsExactlyInAnyOrder("callid", "otherPhone", "otherPhoneWorkno", "type");
    assertThat(keys("AgentEvent_SuccTransResult")).containsExactlyInAnyOrder("result", "callId");
    assertThat(keys("AgentMediaEvent_StopRecordDone"))
        .contains("beginTime", "endTime", "taskId", "fileMediaType");
    assertThat(keys("AgentMediaEvent_Record"))
        .containsExactlyInAnyOrder(
            "taskId",
            "caller",
            "called",
            "locationId",
            "recordID",
            "fileName",
            "callId",
            "fileMediaType");
    assertThat(keys("AgentEvent_Auto_Answer"))
        .containsExactlyInAnyOrder(
            "caller",
            "called",
            "callid",
            "type",
            "feature",
            "mediaAbility",
            "mediaType",
            "transfer",
            "transfrom");
    assertThat(keys("AgentEvent_Incoming_CallInfo"))
        .containsExactlyInAnyOrder(
            "callId",
            "skillName",
            "skillId",
            "caller",
            "called",
            "lastReleaseAgentId",
            "mediaType",
            "releaseAndReQueueCount",
            "releaseAndReQueueCallFlag");
    assertThat(keys("AgentEvent_Customer_Release")).containsExactlyInAnyOrder("callid", "number");
    assertThat(keys("AgentOther_PhoneOffhook")).containsExactly("type");
    assertThat(keys("AgentOther_PhoneRelease")).containsExactly("phoneState");
    assertThat(content("AgentEvent_Call_Release")).asString().matches("\\d{10}-\\d+");
    assertThat(content("AgentState_Busy")).isNull();
    assertThat(content("AgentState_Ready")).isNull();
    assertThat(content("AgentOther_PhoneAlerting")).isNull();
  }

  private Set<Object> keys(String eventType) {
    Map<?, ?> map = (Map<?, ?>) content(eventType);
    return Map.<Object, Object>copyOf(map).keySet();
  }

  private @Nullable Object content(String eventType) {
    return Stream.of(AGENT, COLLEAGUE)
        .flatMap(agent -> office.story(agent).stream())
        .filter(event -> event.eventType().equals(eventType))
        .reduce((first, later) -> later)
        .orElseThrow()
        .content();
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }
}
