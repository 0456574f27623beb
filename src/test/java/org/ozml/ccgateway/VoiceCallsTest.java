package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.ccgateway.Office.AGENT;
import static org.ozml.ccgateway.Office.COLLEAGUE;
import static org.ozml.ccgateway.Office.CUSTOMER;
import static org.ozml.ccgateway.Office.OUTSIDE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ozml.call.Hearing;
import org.ozml.call.Leg;
import org.ozml.simulator.World.Answering;

/** Calling, answering, holding, muting, hanging up, call data: the reference, sections 2 to 2.2. */
class VoiceCallsTest {
  private final Office office = new Office().with(AGENT, COLLEAGUE);

  private String code(String order, Map<String, ?> fields) {
    return office.order(order, fields).code().code();
  }

  private String code(String order) {
    return code(order, Map.of());
  }

  private Object result(String order, Map<String, ?> fields) {
    Reply reply = office.order(order, fields);
    Office.accepted(reply);
    return Objects.requireNonNull(reply.result());
  }

  private String callId() {
    return String.valueOf(((List<?>) result("getAllCallId", Map.of())).get(0));
  }

  private void over() {
    for (String who : List.of(CUSTOMER, AGENT, COLLEAGUE, OUTSIDE)) office.hangsUp(who);
    office.floor.seconds(1);
    office.assertNothingIsLeft();
    Story.assertSound(office.story(AGENT));
    Story.assertSound(office.story(COLLEAGUE));
  }

  // ---- without a call

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "answer, 200-002",
    "beginMute, 200-003",
    "endMute, 200-007",
    "hold, 200-013",
    "getHold, 200-015",
    "release, 200-017",
    "releaseEx, 200-017",
    "cancelTransfer, 200-012",
    "getCallAppData, 400-001",
    "getCallInfo, 400-001",
    "getCallInfoBeforeAnswer, 400-001",
    "getHoldList, 400-003"
  })
  void shouldSayThatThereIsNoCall(String order, String code) {
    office.forget();
    assertThat(code(order)).isEqualTo(code);
    assertThat(office.nothingTold()).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}={2}: {3}")
  @CsvSource({
    "connectHold, callid, 1-1, 200-005",
    "confJoin, callid, 1-1, 200-010",
    "dropCall, callid, 1-1, 200-025",
    "disconnect, number, 70001, 200-204",
    "innerHelp, dstaddress, 102, 200-018",
    "setCallDataEx, calldata, x, 400-001",
    "getCallInfoByCallId, callid, 1-1, 400-001",
    "secondDialEx, number, 1, 100-007",
    "getHold, callid, 1-1, 200-015",
    "answer, callid, 1-1, 200-002"
  })
  void shouldSayThatThereIsNoSuchCall(String order, String field, String value, String code) {
    office.forget();
    assertThat(code(order, Map.of(field, value))).isEqualTo(code);
    assertThat(office.nothingTold()).isTrue();
  }

  // ---- fields

  static Stream<Arguments> wrong() {
    String many = "1".repeat(25);
    String data = "x".repeat(16385);
    return Stream.of(
        Arguments.arguments("callout", "called", "", Map.of()),
        Arguments.arguments("callout", "called", many, Map.of()),
        Arguments.arguments("callout", "called", "7a", Map.of()),
        Arguments.arguments("callout", "caller", many, Map.of("called", OUTSIDE)),
        Arguments.arguments("callout", "caller", "+4", Map.of("called", OUTSIDE)),
        Arguments.arguments("callout", "callappdata", data, Map.of("called", OUTSIDE)),
        Arguments.arguments("callout", "mediaability", 3, Map.of("called", OUTSIDE)),
        Arguments.arguments("callout", "skillid", "x", Map.of("called", OUTSIDE)),
        Arguments.arguments("callInner", "called", "", Map.of()),
        Arguments.arguments("callInner", "called", "10a", Map.of()),
        Arguments.arguments("callInner", "callappdata", data, Map.of("called", COLLEAGUE)),
        Arguments.arguments("secondDialEx", "number", "", Map.of()),
        Arguments.arguments("secondDialEx", "number", many, Map.of()),
        Arguments.arguments("secondDialEx", "number", "A", Map.of()),
        Arguments.arguments("innerHelp", "mode", 3, Map.of("dstaddress", COLLEAGUE)),
        Arguments.arguments("innerHelp", "holdflag", "x", Map.of("dstaddress", COLLEAGUE)),
        Arguments.arguments("innerHelp", "callappdata", data, Map.of("dstaddress", COLLEAGUE)),
        Arguments.arguments("confJoin", "callappdata", data, Map.of("callid", "1-1")),
        Arguments.arguments("confJoin", "callid", "", Map.of()),
        Arguments.arguments("setCallDataEx", "calldata", data, Map.of()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("wrong")
  void shouldNameTheFieldThatIsWrong(
      String order, String field, Object value, Map<String, Object> others) {
    office.forget();
    Map<String, Object> fields = new HashMap<>(others);
    fields.put(field, value);
    Reply reply = office.order(order, fields);
    assertThat(reply.code().code()).isEqualTo("000-002");
    assertThat(reply.message()).contains(field);
    assertThat(office.calls()).isEmpty();
    assertThat(office.nothingTold()).isTrue();
  }

  // ---- calling

  @Test
  void shouldCallOutAsDocumented() {
    office.forget();
    Object id = result("callout", Map.of("called", OUTSIDE, "caller", "4711"));
    assertThat(id).asString().matches("\\d{10}-\\d+");
    office.floor.seconds(7);
    assertThat(office.calls()).containsExactly("101 70093");
    assertThat(office.dialled).contains("070093 by 4711");
    assertThat(office.told(AGENT))
        .containsExactly(
            "Busy",
            "PhoneAlerting",
            "PhoneOffhook",
            "Customer_Alerting c1 70093",
            "Talking c1 4711>70093 f7",
            "Record c1 r1");
    office.hangsUp(OUTSIDE);
    office.floor.seconds(1);
    assertThat(office.told(AGENT))
        .containsExactly(
            "Call_Release c1",
            "Customer_Release c1 70093",
            "StopRecordDone r1",
            "PhoneRelease 3",
            "Ready");
    over();
  }

  @ParameterizedTest
  @CsvSource({"REJECTS", "BUSY", "NOT_FOUND", "FAILS", "NO_ANSWER"})
  void shouldTellThatTheOutsideNumberIsNotReached(Answering.Kind kind) {
    Answering answering = new Answering(kind, Duration.ofSeconds(2));
    Office other = new Office(Map.of(OUTSIDE, answering)).with(AGENT);
    other.forget();
    Office.accepted(other.order("callout", Map.of("called", OUTSIDE)));
    other.floor.seconds(120);
    assertThat(other.told(AGENT))
        .startsWith("Busy", "PhoneAlerting", "PhoneOffhook")
        .endsWith("Call_Out_Fail c1", "PhoneRelease 3", "Ready");
    other.assertNothingIsLeft();
    Story.assertSound(other.story(AGENT));
  }

  @Test
  void shouldTellThatTheOwnTelephoneIsNotReached() {
    Office other = new Office(Map.of(AGENT, Answering.of(Answering.Kind.BUSY))).with(AGENT);
    other.forget();
    Office.accepted(other.order("callout", Map.of("called", OUTSIDE)));
    other.floor.seconds(5);
    assertThat(other.told(AGENT)).contains("Connect_Fail c1").last().isEqualTo("Ready");
    assertThat(other.dialled).noneMatch(one -> one.startsWith("070093"));
    other.assertNothingIsLeft();
  }

  @Test
  void shouldCallAnotherAgent() {
    office.forget();
    Office.accepted(office.order("callInner", Map.of("called", COLLEAGUE)));
    office.floor.seconds(7);
    assertThat(office.calls()).containsExactly("101 102");
    assertThat(office.told(AGENT)).contains("Customer_Alerting c1 102", "Talking c1 101>102 f6");
    assertThat(office.told(COLLEAGUE)).contains("Auto_Answer c1 101>102", "Talking c1 101>102 f6");
    over();
  }

  @Test
  void shouldTellThatTheOtherAgentIsNotReached() {
    Answering answering = new Answering(Answering.Kind.REJECTS, Duration.ofSeconds(2));
    Office other = new Office(Map.of(COLLEAGUE, answering)).with(AGENT, COLLEAGUE);
    other.forget();
    Office.accepted(other.order("callInner", Map.of("called", COLLEAGUE)));
    other.floor.seconds(30);
    assertThat(other.told(AGENT)).endsWith("Inside_Call_Fail c1", "PhoneRelease 3", "Ready");
    other.assertNothingIsLeft();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "callout, 80093, 200-001",
    "callInner, 999, 100-007",
    "callInner, 103, 100-007",
    "callInner, 101, 100-007"
  })
  void shouldNotCallWhoIsNotThere(String order, String called, String code) {
    office.forget();
    assertThat(code(order, Map.of("called", called))).isEqualTo(code);
    assertThat(office.calls()).isEmpty();
    assertThat(office.nothingTold()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"callout, 70055", "callInner, 102"})
  void shouldCallOnlyWhenNoCallIsHandledButHeldOnes(String order, String called) {
    office.talking();
    assertThat(code(order, Map.of("called", called))).isEqualTo("100-007");
    assertThat(office.nothingTold()).isTrue();
    Office.accepted(office.order("hold"));
    Office.accepted(office.order(order, Map.of("called", called)));
    office.floor.seconds(4);
    assertThat(office.calls()).hasSize(2).contains("[101] 70001");
    over();
  }

  // ---- answering by hand

  @Test
  void shouldAnswerByHand() {
    Office other = new Office().byHand(AGENT);
    other.forget();
    other.floor.customer(CUSTOMER, "10086");
    assertThat(other.order("answer").code().code()).isEqualTo("200-002"); // it still rings
    other.floor.seconds(4);
    assertThat(other.told(AGENT))
        .containsExactly(
            "Busy",
            "PhoneAlerting",
            "PhoneOffhook",
            "Ringing c1 70001>10086",
            "Incoming_CallInfo c1 20");
    Object info = other.order("getCallInfoBeforeAnswer").result();
    assertThat((Map<?, ?>) info).extracting("caller").isEqualTo(CUSTOMER);
    assertThat(other.order("answer", Map.of("callid", "1-1")).code().code()).isEqualTo("200-002");
    Office.accepted(other.order("answer"));
    other.floor.settle();
    assertThat(other.told(AGENT)).containsExactly("Talking c1 70001>10086 f0", "Record c1 r1");
    assertThat(other.order("answer").code().code()).isEqualTo("200-002"); // it is answered
    assertThat(other.calls()).containsExactly("101 70001");
  }

  @Test
  void shouldRefuseACallByReleasingIt() {
    Office other = new Office().byHand(AGENT);
    other.floor.customer(CUSTOMER, "10086");
    other.floor.seconds(4);
    other.forget();
    Office.accepted(other.order("release"));
    other.floor.seconds(1);
    assertThat(other.told(AGENT))
        .containsExactly("Call_Release c1", "PhoneRelease 3", "SetNotReady_Success 7");
    other.hangsUp(CUSTOMER);
    other.floor.seconds(1);
    other.assertNothingIsLeft();
  }

  // ---- hold

  @Test
  void shouldHoldAndRetrieve() {
    office.talking();
    Office.accepted(office.order("hold"));
    office.floor.settle();
    assertThat(office.told(AGENT)).containsExactly("Hold c1");
    assertThat(office.calls()).containsExactly("[101] 70001");
    assertThat(hears(CUSTOMER)).isEqualTo(Hearing.Kind.HOLD_MUSIC);
    assertThat(code("hold")).isEqualTo("200-013");
    List<?> held = (List<?>) result("getHoldList", Map.of());
    assertThat(held).hasSize(1);
    assertThat((Map<?, ?>) held.get(0))
        .isEqualTo(
            Map.of(
                "callfeature",
                0,
                "callid",
                callId(),
                "caller",
                CUSTOMER,
                "called",
                "10086",
                "callskill",
                "skill20"));
    Office.accepted(office.order("getHold"));
    office.floor.settle();
    assertThat(office.told(AGENT)).containsExactly("Talking c1 70001>10086 f0");
    assertThat(hears(CUSTOMER)).isEqualTo(Hearing.Kind.LEGS);
    assertThat(code("getHoldList")).isEqualTo("400-003");
    over();
  }

  @Test
  void shouldRetrieveTheCallThatIsNamed() {
    office.talking();
    String id = callId();
    assertThat(code("getHold", Map.of("callid", id))).isEqualTo("200-015");
    Office.accepted(office.order("hold"));
    assertThat(code("getHold", Map.of("callid", "1-1"))).isEqualTo("200-015");
    Office.accepted(office.order("getHold", Map.of("callid", id)));
    assertThat(office.calls()).containsExactly("101 70001");
  }

  @Test
  void shouldNotHoldOrRetrieveInTheWrongState() {
    office.talking();
    Office.accepted(office.transfer(2, 2, COLLEAGUE));
    assertThat(code("hold")).isEqualTo("200-014"); // a transfer is under way
    office.floor.seconds(4);
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    office.talking();
    Office.accepted(office.order("hold"));
    Office.accepted(office.order("callout", Map.of("called", OUTSIDE)));
    office.floor.seconds(4);
    assertThat(code("getHold")).isEqualTo("200-016"); // the agent talks to another one
    assertThat(office.calls()).containsExactly("101 70093", "[101] 70001");
    over();
  }

  @Test
  void shouldReleaseTheAgentWhoHoldsWhenTheCustomerHangsUp() {
    office.talking();
    Office.accepted(office.order("hold"));
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    assertThat(office.told(AGENT))
        .containsExactly(
            "Hold c1",
            "Call_Release c1",
            "Customer_Release c1 70001",
            "StopRecordDone r1",
            "PhoneRelease 3",
            "Ready");
    over();
  }

  // ---- mute

  @Test
  void shouldMuteAndUnmute() {
    office.talking();
    Office.accepted(office.order("beginMute"));
    assertThat(hears(CUSTOMER)).isNotEqualTo(Hearing.Kind.LEGS);
    assertThat(code("beginMute")).isEqualTo("200-004");
    Office.accepted(office.order("endMute"));
    assertThat(hears(CUSTOMER)).isEqualTo(Hearing.Kind.LEGS);
    assertThat(code("endMute")).isEqualTo("200-008");
    assertThat(office.nothingTold()).as("clients expect no event").isTrue();
  }

  @Test
  void shouldNotMuteAnInternalCall() {
    office.calling("callInner", COLLEAGUE);
    assertThat(code("beginMute")).isEqualTo("200-004");
  }

  @Test
  void shouldNotMuteAVideoCall() {
    Office other = new Office();
    other.floor.signIn(AGENT, Map.of("agenttype", 11));
    other.talking("10088");
    assertThat(other.order("beginMute").code().code()).isEqualTo("200-004");
    assertThat(other.order("secondDialEx", Map.of("number", "1")).code().code())
        .isEqualTo("100-007");
  }

  @Test
  void shouldNotStayMutedInTheNextCall() {
    office.talking();
    Office.accepted(office.order("beginMute"));
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    office.talking();
    assertThat(hears(CUSTOMER)).isEqualTo(Hearing.Kind.LEGS);
    assertThat(code("endMute")).isEqualTo("200-008");
  }

  private Hearing.Kind hears(String number) {
    Leg leg = Objects.requireNonNull(office.floor.network.leg(number));
    return leg.hears().kind();
  }

  // ---- hanging up, keys

  @ParameterizedTest
  @CsvSource({"release", "releaseEx", "releasePhone"})
  void shouldHangUp(String order) {
    office.talking();
    Office.accepted(office.order(order));
    office.floor.seconds(1);
    assertThat(office.told(AGENT))
        .containsExactly(
            "Call_Release c1",
            "Customer_Release c1 70001",
            "StopRecordDone r1",
            "PhoneRelease 3",
            "Ready");
    over();
  }

  @Test
  void shouldHangUpTheCallThatIsNamed() {
    office.talking();
    Office.accepted(office.order("dropCall", Map.of("callid", callId())));
    office.floor.seconds(1);
    assertThat(office.calls()).isEmpty();
    over();
  }

  @Test
  void shouldReleaseTheCurrentCallOnly() {
    office.talking();
    Office.accepted(office.order("hold"));
    assertThat(code("release")).isEqualTo("200-017");
    Office.accepted(office.order("callout", Map.of("called", OUTSIDE)));
    office.floor.seconds(4);
    Office.accepted(office.order("release"));
    office.floor.seconds(1);
    assertThat(office.calls()).containsExactly("[101] 70001");
    Office.accepted(office.order("getHold"));
    assertThat(office.calls()).containsExactly("101 70001");
    over();
  }

  @Test
  void shouldSendKeysWithoutAnEvent() {
    office.talking();
    Office.accepted(office.order("secondDialEx", Map.of("number", "12*#")));
    office.floor.seconds(5);
    assertThat(office.nothingTold()).isTrue();
    assertThat(office.calls()).containsExactly("101 70001");
  }

  // ---- call data

  @Test
  void shouldKeepTheCallData() {
    office.talking();
    assertThat(code("setCallDataEx", Map.of("callid", callId()))).isEqualTo("400-002");
    assertThat(code("setCallDataEx", Map.of("callid", "1-1", "calldata", "x")))
        .isEqualTo("400-001");
    Office.accepted(office.order("setCallDataEx", Map.of("callid", callId(), "calldata", "1233")));
    assertThat(result("getCallAppData", Map.of())).isEqualTo("1233");
    Office.accepted(office.transfer(2, 2, COLLEAGUE));
    office.floor.seconds(4);
    assertThat(office.floor.order(COLLEAGUE, "getCallAppData").result()).isEqualTo("1233");
  }

  @Test
  void shouldTellWhatIsKnownOfTheCall() {
    office.talking();
    Map<?, ?> info = (Map<?, ?>) result("getCallInfo", Map.of());
    assertThat(info).extracting("callfeature").isEqualTo(0);
    assertThat(info).extracting("caller").isEqualTo(CUSTOMER);
    assertThat(info).extracting("called").isEqualTo("10086");
    assertThat(info).extracting("callskill").isEqualTo("skill20");
    assertThat(info).extracting("callskillid").isEqualTo(20L);
    String id = callId();
    assertThat(info).extracting("callid").isEqualTo(id);
    assertThat(result("getRemoteNumbers", Map.of())).isEqualTo(List.of(CUSTOMER));
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    assertThat((Map<?, ?>) result("getCallInfo", Map.of())).extracting("callid").isEqualTo(id);
    assertThat(code("getCallInfo", Map.of("isNoContainLastCall", true))).isEqualTo("400-001");
    assertThat(result("getCallInfoByCallId", Map.of("callid", id))).isInstanceOf(Map.class);
    assertThat(result("getAllCallId", Map.of())).isEqualTo(List.of());
  }
}
