package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.ccgateway.Interface.Verb;
import org.ozml.simulator.World.Answering;

/**
 * The published page "Transferring a Call" (2023-09-27), row by row; headers are the business of
 * HTTP. Where the page is silent, the decisions of issue 6 stand in the names.
 */
class TransferPageTest {
  /** What is as it should be. */
  private static final String OK = "0";

  /** What can never be right. */
  private static final String WRONG = "000-002";

  private final Office office = new Office();

  /** What a request must leave alone when it is refused. */
  private record Picture(
      List<String> calls, List<String> dialled, int recordings, Object info, String state) {}

  private Picture picture() {
    Object info = office.order("getCallInfo").result();
    String state = office.floor.agent(Office.AGENT) + " " + office.floor.agent("102");
    return new Picture(
        office.calls(),
        List.copyOf(office.dialled),
        office.recordings(),
        Objects.requireNonNullElse(info, ""),
        state);
  }

  /** A request is refused, says why, and nothing has changed, then or later. */
  private void refused(String code, String why, Map<String, ?> fields) {
    Picture before = picture();
    Reply reply = office.order("transfer", fields);
    assertThat(reply.code().code()).as(reply.message()).isEqualTo(code);
    assertThat(reply.message()).contains(why);
    assertThat(reply.body().get("result")).isEqualTo(Map.of());
    assertThat(picture()).isEqualTo(before);
    office.floor.seconds(30);
    assertThat(picture()).isEqualTo(before);
    assertThat(office.nothingTold()).as("nobody is told anything").isTrue();
  }

  private static Map<String, Object> request(int devicetype, int mode, String address) {
    return Office.request(devicetype, mode, address);
  }

  private static Map<String, Object> request(
      int devicetype, int mode, String address, String name, @Nullable Object value) {
    Map<String, Object> fields = request(devicetype, mode, address);
    fields.put(name, value);
    return fields;
  }

  private static String good(int devicetype) {
    return switch (devicetype) {
      case 1 -> "21";
      case 2 -> "102";
      case 3 -> "30001";
      case 4 -> "10102";
      default -> Office.OUTSIDE;
    };
  }

  // ---- Interface method, URI, table 1

  @Test
  void shouldBePostedToTheUriOfThePage() {
    Interface row =
        office.floor.centre.interfaces().stream()
            .filter(one -> one.name().equals("transfer"))
            .findFirst()
            .orElseThrow();
    assertThat(row.verb()).isEqualTo(Verb.POST);
    assertThat(row.path()).isEqualTo("voicecall/{agentid}/transfer");
    assertThat(row.fields())
        .extracting(Field::name)
        .containsExactly(
            "devicetype",
            "address",
            "mode",
            "callappdata",
            "caller",
            "mediaability",
            "holdflag",
            "skillId");
    assertThat(row.fields().stream().filter(Field::needed).map(Field::name))
        .containsExactly("devicetype", "address", "mode");
    assertThat(row.fields()).allMatch(field -> field.place() == Field.Place.BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "104", "60000", "x", ""})
  void shouldNotKnowAnAgentWhoIsNone(String agentid) {
    office.with("102").talking();
    Reply reply = office.floor.order(agentid, "transfer", request(2, 0, "102"));
    assertThat(reply.code().code()).isEqualTo("100-006");
    assertThat(office.calls()).containsExactly("101 70001");
  }

  // ---- Table 3: each combination of devicetype and mode

  @ParameterizedTest(name = "devicetype {0}, mode {1}: {2}, then {3}")
  @CsvSource(
      textBlock =
          """
          # devicetype, mode, code, who is connected when the target has answered
          1, 0, 0,       102 70001
          1, 1, 000-002, 101 70001
          1, 2, 0,       102 70001
          1, 3, 000-002, 101 70001
          1, 4, 000-002, 101 70001
          2, 0, 0,       102 70001
          2, 1, 000-002, 101 70001
          2, 2, 0,       102 70001
          2, 3, 0,       102 70001
          2, 4, 000-002, 101 70001
          3, 0, 0,       30001 70001
          3, 1, 0,       (101) 30001 70001
          3, 2, 000-002, 101 70001
          3, 3, 000-002, 101 70001
          3, 4, 000-002, 101 70001
          4, 0, 0,       102 70001
          4, 1, 000-002, 101 70001
          4, 2, 0,       102 70001
          4, 3, 000-002, 101 70001
          4, 4, 000-002, 101 70001
          5, 0, 000-002, 101 70001
          5, 1, 0,       70001 70093
          5, 2, 0,       70001 70093
          5, 3, 0,       101 (70001) 70093
          5, 4, 0,       101 70001 70093
          """)
  void shouldTakeThePairsOfThePageAndNoOthers(
      int devicetype, int mode, String code, String connected) {
    office.with("102").talking();
    Map<String, Object> fields = request(devicetype, mode, good(devicetype));
    if (code.equals(WRONG)) {
      refused(WRONG, "mode", fields);
    } else {
      assertThat(office.order("transfer", fields)).isEqualTo(Reply.SUCCESS);
      office.floor.seconds(10);
    }
    assertThat(office.calls()).containsExactly(connected);
  }

  // ---- Table 3: each field, its kinds and its limits

  static Stream<Arguments> fields() {
    String most = "1".repeat(24);
    String data = "x".repeat(16384);
    String umlauts = "ä".repeat(8192); // 2 bytes each
    String euros = "€".repeat(5461); // 3 bytes each, and 1 is left
    String faces = "\uD83D\uDE00".repeat(4096); // 4 bytes each
    return Stream.of(
        // devicetype: 1 to 5
        arguments("devicetype", "5", OK),
        arguments("devicetype", 5L, OK),
        arguments("devicetype", 5.0, OK),
        arguments("devicetype", 0, WRONG),
        arguments("devicetype", 6, WRONG),
        arguments("devicetype", -5, WRONG),
        arguments("devicetype", 5.5, WRONG),
        arguments("devicetype", "five", WRONG),
        arguments("devicetype", "", WRONG),
        arguments("devicetype", true, WRONG),
        arguments("devicetype", 4294967301L, WRONG), // 5 to whoever looks at 32 bits
        arguments("devicetype", List.of(5), WRONG),
        arguments("devicetype", null, WRONG),
        // mode: 0 to 4
        arguments("mode", "2", OK),
        arguments("mode", 5, WRONG),
        arguments("mode", -1, WRONG),
        arguments("mode", "two", WRONG),
        arguments("mode", "", WRONG),
        arguments("mode", false, WRONG),
        arguments("mode", 4294967298L, WRONG),
        arguments("mode", null, WRONG),
        // address: at most 24 characters; of an outbound number 0-9, A-E, a-e, * and #
        arguments("address", "7" + most.substring(1), OK),
        arguments("address", "7" + most, WRONG),
        arguments("address", "7ABCDEabcde*#0", OK),
        arguments("address", "7F", WRONG),
        arguments("address", "7f", WRONG),
        arguments("address", "+70093", WRONG),
        arguments("address", "7 0093", WRONG),
        arguments("address", "70093\n", WRONG),
        arguments("address", "７００９３", WRONG), // digits, but not these
        arguments("address", "", WRONG),
        arguments("address", true, WRONG),
        arguments("address", List.of(Office.OUTSIDE), WRONG),
        arguments("address", Map.of(), WRONG),
        arguments("address", null, WRONG),
        // callappdata: may be empty, at most 16 KB in UTF-8
        arguments("callappdata", "", OK),
        arguments("callappdata", null, OK),
        arguments("callappdata", data, OK),
        arguments("callappdata", data + "x", WRONG),
        arguments("callappdata", umlauts, OK),
        arguments("callappdata", umlauts + "x", WRONG),
        arguments("callappdata", euros + "x", OK),
        arguments("callappdata", euros + "ä", WRONG),
        arguments("callappdata", faces, OK),
        arguments("callappdata", faces + "x", WRONG),
        arguments("callappdata", 17, WRONG),
        arguments("callappdata", Map.of("a", "b"), WRONG),
        // caller: 0 to 24 digits
        arguments("caller", "", OK),
        arguments("caller", null, OK),
        arguments("caller", most, OK),
        arguments("caller", most + "1", WRONG),
        arguments("caller", "+49", WRONG),
        arguments("caller", "4004x", WRONG),
        arguments("caller", "*1", WRONG),
        arguments("caller", true, WRONG),
        // mediaability: 0 voice, 1 video, 2 maximum
        arguments("mediaability", 0, OK),
        arguments("mediaability", 1, OK),
        arguments("mediaability", 2, OK),
        arguments("mediaability", "1", OK),
        arguments("mediaability", null, OK),
        arguments("mediaability", 3, WRONG),
        arguments("mediaability", -1, WRONG),
        arguments("mediaability", "video", WRONG),
        arguments("mediaability", true, WRONG),
        // holdflag: true or false, also as a text
        arguments("holdflag", true, OK),
        arguments("holdflag", false, OK),
        arguments("holdflag", "true", OK),
        arguments("holdflag", "false", OK),
        arguments("holdflag", null, OK),
        arguments("holdflag", "yes", WRONG),
        arguments("holdflag", 1, WRONG),
        // skillId: a number
        arguments("skillId", 21, OK),
        arguments("skillId", "21", OK),
        arguments("skillId", null, OK),
        arguments("skillId", "sales", WRONG),
        arguments("skillId", 2.5, WRONG),
        arguments("skillId", true, WRONG));
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @MethodSource("fields")
  void shouldHoldEachFieldToItsKindAndLimits(
      String field, @Nullable Object value, String expected) {
    office.talking();
    Map<String, Object> fields = request(5, 2, Office.OUTSIDE, field, value);
    if (expected.equals(WRONG)) refused(WRONG, field, fields);
    else assertThat(office.order("transfer", fields)).isEqualTo(Reply.SUCCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"devicetype", "address", "mode"})
  void shouldNeedTheMandatoryFields(String field) {
    office.talking();
    Map<String, Object> fields = request(5, 2, Office.OUTSIDE);
    fields.remove(field);
    refused(WRONG, field, fields);
  }

  @ParameterizedTest(name = "devicetype {0}, address {1}")
  @CsvSource({
    "1, 21A",
    "1, 2*",
    "1, #21",
    "2, 102a",
    "2, *",
    "3, 30001#",
    "3, 3000E",
    "4, 10102A",
    "4, -1",
    "1, 1111111111111111111111111",
    "2, 1111111111111111111111111",
    "3, 1111111111111111111111111",
    "4, 1111111111111111111111111",
    "5, 7111111111111111111111111"
  })
  void shouldTakeOnlyDigitsForWhatIsInside(int devicetype, String address) {
    office.with("102").talking();
    refused(WRONG, "address", request(devicetype, devicetype == 5 ? 2 : 0, address));
  }

  @Test
  void shouldLeaveAsideWhatThePageDoesNotKnow() {
    office.with("102").talking();
    assertThat(office.order("transfer", request(2, 0, "102", "colour", List.of("blue"))))
        .isEqualTo(Reply.SUCCESS);
  }

  // ---- Table 3: what the fields bring about

  @Test
  void shouldBringTheCallDataToTheOtherAgent() {
    office.with("102").talking();
    office.order("transfer", request(2, 0, "102", "callappdata", "Grüße €"));
    office.floor.seconds(4);
    assertThat(office.floor.order("102", "getCallInfo").result())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("calldata", "Grüße €");
  }

  @ParameterizedTest(name = "devicetype {0}, mode {1}, caller \"{2}\": {3}")
  @CsvSource({
    "5, 2, 4711, 070093 by 4711",
    "5, 3, 4711, 070093 by 4711",
    "5, 4, 4711, 070093 by 4711",
    "5, 2, '', 070093 by 40040",
    "5, 3, '', 070093 by 40040",
    "5, 4, '', 070093 by 40040",
    "5, 1, 4711, 070093 by 70001", // blind: it cannot be carried
    "2, 0, 4711, 2102 by 70001", // valid for external numbers only
    "2, 2, 4711, 2102 by 70001",
    "1, 0, 4711, 2102 by 70001",
    "4, 2, 4711, 2102 by 70001"
  })
  void shouldShowTheCallingNumber(int devicetype, int mode, String caller, String dialled) {
    office.with("102").talking();
    office.order("transfer", request(devicetype, mode, good(devicetype), "caller", caller));
    assertThat(office.dialled).containsExactly(dialled);
  }

  @ParameterizedTest(name = "holdflag {0}: {1}")
  @CsvSource({"true, 101 (70001)", "false, 101 70001", ", 101 (70001)"})
  void shouldHoldTheCustomerWhileTheThirdPartyIsCalled(
      @Nullable String holdflag, String meanwhile) {
    office.talking();
    office.order("transfer", request(5, 4, Office.OUTSIDE, "holdflag", holdflag));
    office.floor.seconds(1);
    assertThat(office.calls()).containsExactly(meanwhile);
    office.floor.seconds(3);
    assertThat(office.calls()).containsExactly("101 70001 70093");
  }

  @Test
  void shouldHeedHoldflagInThreePartyTransferOnly() {
    office.talking();
    office.order("transfer", request(5, 3, Office.OUTSIDE, "holdflag", false));
    office.floor.seconds(1);
    assertThat(office.calls()).containsExactly("101 (70001)");
  }

  @ParameterizedTest(name = "devicetype {0}, address {1}, skillId {2}: {3}")
  @CsvSource({"2, 102, 22, 22", "2, 102, , 20", "1, 21, 22, 21", "4, 10087, 22, 21"})
  void shouldTellTheSkillToTheAgentWhoIsNamed(
      int devicetype, String address, @Nullable String skillId, String told) {
    office.with("102").talking();
    office.order("transfer", request(devicetype, 2, address, "skillId", skillId));
    office.floor.seconds(4);
    assertThat(office.told("102")).contains("Incoming_CallInfo c1 " + told);
  }

  // ---- Prerequisites

  @Test
  void shouldNeedAnAgentWhoHasSignedIn() {
    Reply reply = office.floor.order("102", "transfer", request(2, 0, "101"));
    assertThat(reply.body())
        .isEqualTo(Map.of("result", Map.of(), "message", "agent not login", "retcode", "100-006"));
  }

  @Test
  void shouldNeedACall() {
    office.with("101", "102");
    office.forget();
    refused("200-012", "no call", request(2, 0, "102"));
  }

  @Test
  void shouldNeedACallThatIsNotHeld() {
    office.with("102").talking();
    Office.accepted(office.order("hold"));
    office.forget();
    refused("200-012", "no call", request(2, 0, "102"));
  }

  @Test
  void shouldNeedACallThatIsAnswered() {
    office.with("102").byHand("101");
    office.floor.customer(Office.CUSTOMER, "10086");
    assertThat(office.transfer(2, 0, "102").code().code()).isEqualTo("200-012");
    office.floor.seconds(4); // the telephone is off the hook, and the agent has not answered
    assertThat(office.transfer(2, 0, "102").code().code()).isEqualTo("200-012");
    Office.accepted(office.order("answer"));
    assertThat(office.calls()).containsExactly("101 70001");
  }

  @Test
  void shouldNeedACallThatIsAnsweredByTheOtherSide() {
    office.with("101", "102");
    Office.accepted(office.order("callout", Map.of("called", Office.OUTSIDE)));
    office.floor.seconds(4); // the agent's own telephone is up, the other one rings
    assertThat(office.transfer(2, 0, "102").code().code()).isEqualTo("200-012");
    office.floor.seconds(4);
    assertThat(office.calls()).containsExactly("101 70093");
  }

  @Test
  void shouldNotTransferAnOutboundCallBlindToOutside() {
    office.calling("callout", "70055");
    refused("100-007", "outbound", request(5, 1, Office.OUTSIDE));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "2, 2", "3, 0", "4, 2", "5, 2", "5, 3", "5, 4"})
  void shouldTransferAnOutboundCallInEveryOtherWay(int devicetype, int mode) {
    office.with("102").calling("callout", "70055");
    assertThat(office.transfer(devicetype, mode, good(devicetype))).isEqualTo(Reply.SUCCESS);
    office.floor.seconds(5);
    assertThat(office.calls().get(0)).contains("70055").contains(who(devicetype));
  }

  private static String who(int devicetype) {
    return devicetype == 3 ? "30001" : devicetype == 5 ? Office.OUTSIDE : "102";
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 2", "2, 3", "3, 0", "3, 1", "4, 2", "5, 1", "5, 2", "5, 3", "5, 4"})
  void shouldNotTransferAnInternalCall(int devicetype, int mode) {
    office.with("102", "103").calling("callInner", "103");
    refused("100-007", "internal", request(devicetype, mode, good(devicetype)));
  }

  @Test
  void shouldNotTransferAVideoCallBlindToOutside() {
    office.floor.signIn("101", Map.of("agenttype", 11));
    office.talking("10088");
    refused("100-007", "video", request(5, 1, Office.OUTSIDE));
    assertThat(office.transfer(5, 2, Office.OUTSIDE)).isEqualTo(Reply.SUCCESS);
  }

  // ---- What cannot be done as things stand

  @ParameterizedTest(name = "devicetype {0}, mode {1}, address {2}")
  @CsvSource({
    "1, 0, 99",
    "1, 2, 99",
    "1, 0, 111111111111111111111111",
    "2, 0, 999",
    "2, 2, 999",
    "2, 3, 999",
    "2, 0, 111111111111111111111111",
    "2, 0, 102",
    "2, 2, 102",
    "2, 3, 102", // not signed in
    "2, 0, 101",
    "2, 2, 101",
    "2, 3, 101", // whoever transfers
    "3, 0, 39999",
    "3, 1, 39999",
    "4, 0, 10000",
    "4, 2, 10000",
    "4, 0, 10102",
    "4, 2, 10102", // an agent who is not signed in
    "5, 1, 80093",
    "5, 2, 80093",
    "5, 3, 80093",
    "5, 4, 80093" // no route leads there
  })
  void shouldRefuseATargetThatIsNotThere(int devicetype, int mode, String address) {
    office.talking();
    refused("100-007", "", request(devicetype, mode, address));
    assertThat(office.order("transfer", request(devicetype, mode, address)).message())
        .isNotEqualTo(ResultCode.REFUSED.text());
  }

  @ParameterizedTest(name = "{2}: devicetype {0}, mode {1}")
  @CsvSource({
    "2, 0, busy",
    "2, 2, busy",
    "4, 0, busy",
    "4, 2, busy",
    "2, 0, called",
    "2, 2, called",
    "4, 2, called",
    "2, 0, talking",
    "2, 2, talking"
  })
  void shouldRefuseAnAgentWhoIsNotIdle(int devicetype, int mode, String why) {
    office.with("102").talking();
    if (why.equals("busy")) {
      office.floor.order("102", "saybusy");
    } else {
      office.floor.customer("70002", "10087");
      if (why.equals("talking")) office.floor.seconds(4);
    }
    Map<String, Object> fields = request(devicetype, mode, good(devicetype));
    Reply reply = office.order("transfer", fields);
    assertThat(reply.code().code()).as(reply.message()).isEqualTo("100-007");
    assertThat(reply.message()).contains("102");
    assertThat(office.calls()).contains("101 70001");
  }

  @ParameterizedTest(name = "first {0}, {1}; then {2}, {3}")
  @CsvSource({"2, 2, 5, 2", "2, 2, 2, 0", "5, 3, 5, 2", "5, 4, 1, 2", "1, 2, 3, 1", "4, 2, 5, 4"})
  void shouldRefuseASecondOneMeanwhile(int devicetype, int mode, int then, int thenMode) {
    office.with("102", "103").talking();
    Office.accepted(office.transfer(devicetype, mode, good(devicetype)));
    String address = then == 2 ? "103" : then == 5 ? "70094" : good(then);
    assertThat(office.transfer(then, thenMode, address).code().code()).isEqualTo("100-007");
    office.floor.seconds(4);
    assertThat(office.calls()).hasSize(1);
    assertThat(office.calls().get(0)).contains(who(devicetype)).contains(Office.CUSTOMER);
    assertThat(office.dialled).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"5, 3", "5, 4", "3, 1"})
  void shouldRefuseAnotherOneWhileAThirdPartyIsThere(int devicetype, int mode) {
    office.with("102").talking();
    Office.accepted(office.transfer(devicetype, mode, good(devicetype)));
    office.floor.seconds(4);
    List<String> before = office.calls();
    office.forget();
    Reply reply = office.transfer(2, 0, "102");
    assertThat(reply.code().code()).isIn("100-007", "200-012");
    office.floor.seconds(4);
    assertThat(office.calls()).isEqualTo(before);
    assertThat(office.nothingTold()).isTrue();
  }

  // ---- The exception: an agent with mode 3 is waited for

  @Test
  void shouldWaitForOneAgentAloneWithMode3() {
    office.with("102", "103").talking();
    office.floor.order("102", "saybusy");
    office.forget();
    assertThat(office.transfer(2, 3, "102")).isEqualTo(Reply.SUCCESS);
    assertThat(office.calls()).containsExactly("70001"); // 101 is free at once
    assertThat(office.told("101")).contains("Call_Release c1").last().isEqualTo("Ready");
    office.floor.seconds(60);
    assertThat(office.calls()).containsExactly("70001"); // 103 is not asked
    office.floor.order("102", "sayfree");
    office.floor.seconds(4);
    assertThat(office.calls()).containsExactly("102 70001");
  }

  // ---- Table 4 and example

  @Test
  void shouldAnswerTheExampleOfThePageAsPrinted() {
    office.with("49998").talking();
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("devicetype", 2);
    example.put("mode", 3);
    example.put("address", "49998");
    example.put("callappdata", "");
    example.put("caller", "40040");
    example.put("mediaability", 0);
    example.put("holdflag", "true");
    Map<String, Object> printed = new HashMap<>();
    printed.put("result", Map.of());
    printed.put("message", "success");
    printed.put("retcode", "0");
    assertThat(office.order("transfer", example).body()).isEqualTo(printed);
    office.floor.seconds(4);
    assertThat(office.calls()).containsExactly("49998 70001");
  }

  // ---- Triggered events

  /** In which ways of the page, and when the target is busy, an agent is told which events. */
  @ParameterizedTest(name = "devicetype {0}, mode {1}, target {2}: {3}")
  @CsvSource(
      textBlock =
          """
          2, 0, answers, Call_Release
          2, 2, answers, Call_Release
          3, 0, answers, Call_Release
          5, 1, answers, Call_Release
          5, 2, answers, Call_Release
          # release-after-transfer
          1, 2, answers, SuccTransResult
          2, 2, answers, SuccTransResult
          4, 2, answers, SuccTransResult
          5, 2, answers, SuccTransResult
          2, 2, rejects, SuccTransResult
          5, 2, rejects, SuccTransResult
          1, 2, answers, StopRecordDone
          2, 2, answers, StopRecordDone
          4, 2, answers, StopRecordDone
          5, 2, answers, StopRecordDone
          # three-party
          5, 4, answers, Conference
          # hang-up
          3, 1, answers, ReturnFromIvr
          # any
          5, 3, answers, Talking
          3, 1, answers, Talking
          5, 3, rejects, Connect_Fail
          5, 4, rejects, Connect_Fail
          5, 3, answers, Customer_Alerting
          5, 4, answers, Customer_Alerting
          2, 2, answers, Customer_Alerting
          """)
  void shouldTellTheEventsOfThePage(int devicetype, int mode, String target, String event) {
    Answering answers =
        target.equals("rejects")
            ? new Answering(Answering.Kind.REJECTS, Duration.ofSeconds(2))
            : Answering.after(3);
    Office other = new Office(Map.of("102", answers, Office.OUTSIDE, answers));
    other.with("102").talking();
    Office.accepted(other.transfer(devicetype, mode, good(devicetype)));
    other.floor.seconds(70);
    assertThat(other.told(Office.AGENT)).anyMatch(told -> told.matches(event + "( .*)?"));
  }
}
