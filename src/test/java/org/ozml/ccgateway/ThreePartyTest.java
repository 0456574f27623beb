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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.simulator.World.Answering;

/**
 * Calls of an agent (A), a customer (B) and a third party (C): who stays when one leaves, and how A
 * takes B back. CC-Gateway reference, section 2.1, row by row.
 */
class ThreePartyTest {
  /** How three come together. */
  enum Way {
    HELP_OF_TWO("102"),
    HELP_OF_THREE("102"),
    CONFJOIN("102"),
    CONFJOIN_OUTSIDE("70093"),
    TALK_FORWARDING("70093"),
    THREE_PARTY("70093");

    private final String third;

    Way(String third) {
      this.third = third;
    }

    private boolean customerIsHeld() {
      return this == HELP_OF_TWO || this == TALK_FORWARDING;
    }
  }

  private Office office = new Office().with(COLLEAGUE, "103");

  /** The id of the help, or of the call of the held customer. */
  private String id = "";

  private void gather(Way way) {
    office.talking();
    switch (way) {
      case HELP_OF_TWO -> help(Map.of());
      case HELP_OF_THREE -> help(Map.of("mode", 2));
      case CONFJOIN -> join(() -> office.order("callInner", Map.of("called", COLLEAGUE)));
      case CONFJOIN_OUTSIDE -> join(() -> office.order("callout", Map.of("called", OUTSIDE)));
      case TALK_FORWARDING -> Office.accepted(office.transfer(5, 3, OUTSIDE));
      case THREE_PARTY -> Office.accepted(office.transfer(5, 4, OUTSIDE));
    }
    office.floor.seconds(4);
    String customer = way.customerIsHeld() ? "(70001)" : CUSTOMER;
    assertThat(office.calls())
        .containsExactly(
            way.third.equals("102") ? "101 102 " + customer : "101 " + customer + " " + way.third);
  }

  private void help(Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.putIfAbsent("dstaddress", COLLEAGUE);
    Reply reply = office.order("innerHelp", fields);
    Office.accepted(reply);
    id = String.valueOf(reply.result());
  }

  private void join(Supplier<Reply> call) {
    id = office.call().id();
    String customer = String.valueOf(((List<?>) result("getAllCallId")).get(0));
    Office.accepted(office.order("hold"));
    Office.accepted(call.get());
    office.floor.seconds(4);
    assertThat(office.calls()).hasSize(2).contains("[101] 70001");
    Office.accepted(office.order("confJoin", Map.of("callid", customer)));
  }

  private Object result(String order) {
    Reply reply = office.order(order);
    Office.accepted(reply);
    return Objects.requireNonNull(reply.result());
  }

  private void over() {
    for (String who : List.of(CUSTOMER, AGENT, COLLEAGUE, OUTSIDE)) office.hangsUp(who);
    office.floor.seconds(1);
    office.assertNothingIsLeft();
    Story.assertSound(office.story(AGENT));
    Story.assertSound(office.story(COLLEAGUE));
  }

  private void assertTalking(String pair) {
    office.floor.seconds(1);
    assertThat(office.calls()).containsExactly(pair);
    office.assertNobodyIsAlone();
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  // ---- who leaves first

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldLeaveTheCustomerWithTheThirdPartyWhenTheAgentLeaves(Way way) {
    gather(way);
    office.hangsUp(AGENT);
    assertTalking(pair(way.third, CUSTOMER));
    assertThat(office.told(AGENT)).contains("PhoneRelease 2").last().isEqualTo("Ready");
    over();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldLeaveTheCustomerWithTheThirdPartyWhenTheAgentReleases(Way way) {
    gather(way);
    Office.accepted(office.order("release"));
    assertTalking(pair(way.third, CUSTOMER));
    over();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldLeaveTheAgentWithTheThirdPartyWhenTheCustomerLeaves(Way way) {
    gather(way);
    office.hangsUp(CUSTOMER);
    assertTalking(pair(AGENT, way.third));
    assertThat(office.told(AGENT)).contains("Customer_Release c1 70001");
    over();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldLeaveTheAgentWithTheCustomerWhenTheThirdPartyLeaves(Way way) {
    gather(way);
    office.forget();
    office.hangsUp(way.third);
    assertTalking("101 70001");
    List<String> told = office.told(AGENT);
    assertThat(told).anyMatch(one -> one.matches("Customer_Release c\\d " + way.third));
    assertThat(told).last().asString().startsWith("Talking c1 70001>10086");
    over();
  }

  // ---- how the agent takes the customer back

  @ParameterizedTest
  @EnumSource(names = {"HELP_OF_TWO", "HELP_OF_THREE"})
  void shouldTakeTheCustomerBackByDroppingTheHelp(Way way) {
    gather(way);
    Office.accepted(office.order("dropCall", Map.of("callid", id)));
    assertTalking("101 70001");
    over();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldTakeTheCustomerBackByDisconnectingTheThirdParty(Way way) {
    gather(way);
    Office.accepted(office.order("disconnect", Map.of("number", way.third)));
    assertTalking("101 70001");
    over();
  }

  @ParameterizedTest
  @EnumSource(names = {"TALK_FORWARDING", "THREE_PARTY"})
  void shouldTakeTheCustomerBackByCancellingTheTransfer(Way way) {
    gather(way);
    office.forget();
    Office.accepted(office.order("cancelTransfer"));
    assertTalking("101 70001");
    assertThat(office.told(AGENT))
        .containsExactly("Customer_Release c1 70093", "Talking c1 70001>10086 f0");
    assertThat(office.order("cancelTransfer").code().code()).isEqualTo("200-012");
    over();
  }

  @ParameterizedTest
  @EnumSource(names = {"TALK_FORWARDING", "THREE_PARTY"})
  void shouldCancelATransferWhoseTargetStillRings(Way way) {
    office.talking();
    Office.accepted(office.transfer(5, way == Way.TALK_FORWARDING ? 3 : 4, OUTSIDE));
    office.floor.seconds(1);
    Office.accepted(office.order("cancelTransfer"));
    assertTalking("101 70001");
    office.floor.seconds(5);
    assertTalking("101 70001");
    over();
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 102", "2, 0, 102", "5, 2, 70093", "3, 1, 30001"})
  void shouldCancelNoOtherTransfer(int devicetype, int mode, String address) {
    office.talking();
    Office.accepted(office.transfer(devicetype, mode, address));
    office.floor.seconds(1);
    List<String> before = office.calls();
    assertThat(office.order("cancelTransfer").code().code()).isEqualTo("200-012");
    assertThat(office.calls()).isEqualTo(before);
  }

  @Test
  void shouldDisconnectNobodyWhoIsNotThere() {
    gather(Way.HELP_OF_THREE);
    assertThat(office.order("disconnect", Map.of("number", "103")).code().code())
        .isEqualTo("200-204");
    assertThat(office.order("disconnect", Map.of("number", AGENT)).code().code())
        .isEqualTo("200-204");
    assertThat(office.calls()).containsExactly("101 102 70001");
  }

  @ParameterizedTest
  @CsvSource({"''", "1111111111111111111111111", "102a", "*1"})
  void shouldDisconnectNumbersOnly(String number) {
    gather(Way.HELP_OF_THREE);
    Reply reply = office.order("disconnect", Map.of("number", number));
    assertThat(reply.code().code()).isEqualTo("000-002");
    assertThat(reply.message()).contains("number");
  }

  // ---- help

  @Test
  void shouldTellBothAgentsOfTheHelp() {
    gather(Way.HELP_OF_TWO);
    assertThat(office.told(AGENT))
        .containsExactly("Hold c1", "Customer_Alerting c2 102", "Talking c2 101>102 f51");
    assertThat(office.told(COLLEAGUE))
        .startsWith("Busy", "PhoneAlerting", "PhoneOffhook", "Auto_Answer c2 101>102")
        .contains("Talking c2 101>102 f51");
  }

  @Test
  void shouldTellBothAgentsOfTheHelpOfThree() {
    gather(Way.HELP_OF_THREE);
    assertThat(office.told(AGENT))
        .contains("Customer_Alerting c2 102")
        .last()
        .asString()
        .startsWith("Conference c1 ");
    assertThat(office.told(COLLEAGUE)).anyMatch(one -> one.startsWith("Conference c2 "));
  }

  @ParameterizedTest(name = "mode {0}, {1}")
  @CsvSource({"1, REJECTS", "1, NO_ANSWER", "2, REJECTS", "2, NO_ANSWER", "1, BUSY"})
  void shouldTellThatNoHelpComes(int mode, Answering.Kind kind) {
    Answering answering = new Answering(kind, Duration.ofSeconds(2));
    office = new Office(Map.of(COLLEAGUE, answering)).with(COLLEAGUE);
    office.talking();
    help(Map.of("mode", mode));
    office.floor.seconds(90);
    assertTalking("101 70001");
    assertThat(office.told(AGENT))
        .contains("Consult_Fail c2")
        .last()
        .isEqualTo("Talking c1 70001>10086 f0");
    over();
  }

  @Test
  void shouldAskAQueueForHelp() {
    office.talking();
    help(Map.of("devicetype", 1, "dstaddress", "21"));
    office.floor.seconds(4);
    assertThat(office.calls()).containsExactly("101 102 (70001)");
    Office.accepted(office.order("dropCall", Map.of("callid", id)));
    assertTalking("101 70001");
    over();
  }

  @Test
  void shouldForgetTheHelpWhenItIsOver() {
    gather(Way.HELP_OF_TWO);
    Office.accepted(office.order("dropCall", Map.of("callid", id)));
    office.floor.seconds(1);
    office.forget();
    Office.accepted(office.transfer(5, 3, OUTSIDE));
    office.floor.seconds(4);
    assertThat(office.told(AGENT))
        .containsExactly("Hold c1", "Customer_Alerting c1 70093", "Talking c1 70001>10086 f0");
    Office.accepted(office.order("cancelTransfer"));
    Office.accepted(office.transfer(2, 2, "103"));
    office.floor.seconds(4);
    assertThat(office.told("103")).contains("Talking c1 70001>10086 f0");
    over();
  }

  @Test
  void shouldTellTheHelperThatTheCustomerIsNowItsOwn() {
    gather(Way.HELP_OF_TWO);
    office.forget();
    office.hangsUp(AGENT);
    office.floor.seconds(1);
    assertThat(office.told(AGENT))
        .containsExactly(
            "Call_Release c2", "Call_Release c1", "StopRecordDone r1", "PhoneRelease 2", "Ready");
    assertThat(office.told(COLLEAGUE))
        .containsExactly("Customer_Release c2 101", "Talking c2 70001>10086 f0");
    over();
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "2, 999, 100-007", "2, 101, 100-007", "2, 49998, 100-007", "1, 99, 100-007",
    "3, 102, 000-002", "0, 102, 000-002", "2, 10a, 000-002", "2, '', 000-002"
  })
  void shouldRefuseHelpThatCannotCome(int devicetype, String address, String code) {
    office.talking();
    Reply reply =
        office.order("innerHelp", Map.of("devicetype", devicetype, "dstaddress", address));
    assertThat(reply.code().code()).as(reply.message()).isEqualTo(code);
    assertThat(office.calls()).containsExactly("101 70001");
    assertThat(office.nothingTold()).isTrue();
  }

  @Test
  void shouldNeedATalkingCallForHelp() {
    office.with(AGENT);
    Map<String, Object> help = Map.of("dstaddress", COLLEAGUE);
    assertThat(office.order("innerHelp", help).code().code()).isEqualTo("200-018");
    office.talking();
    Office.accepted(office.order("hold"));
    assertThat(office.order("innerHelp", help).code().code()).isEqualTo("200-018");
  }

  @Test
  void shouldLeaveTheHelpAloneWhenASecondOneIsRefused() {
    office.talking();
    help(Map.of("mode", 2, "holdflag", false));
    Reply second = office.order("innerHelp", Map.of("dstaddress", "103"));
    assertThat(second.ok()).isFalse();
    office.floor.seconds(4);
    assertThat(office.told(AGENT)).contains("Customer_Alerting c2 102");
    Office.accepted(office.order("dropCall", Map.of("callid", id)));
    assertTalking("101 70001");
  }

  @ParameterizedTest
  @CsvSource({"70001, 1", "101, 1", "102, 1", "70001, 2", "101, 2", "102, 2"})
  void shouldLeaveNobodyAloneWhileTheHelperIsCalled(String who, int mode) {
    office.talking();
    help(Map.of("mode", mode));
    office.floor.seconds(1);
    office.hangsUp(who);
    office.floor.seconds(10);
    assertThat(office.calls())
        .isEqualTo(
            switch (who) {
              case CUSTOMER -> List.of();
              case AGENT -> List.of("102 70001");
              default -> List.of("101 70001");
            });
    office.assertNobodyIsAlone();
    over();
  }

  @ParameterizedTest
  @EnumSource(names = {"HELP_OF_TWO", "HELP_OF_THREE", "CONFJOIN"})
  void shouldLetTheThirdPartyTransferTheCustomerThatIsLeftToIt(Way way) {
    gather(way);
    office.hangsUp(AGENT);
    office.floor.seconds(1);
    office.forget();
    Office.accepted(office.floor.order(COLLEAGUE, "transfer", Office.request(2, 2, "103")));
    office.floor.seconds(4);
    assertTalking("103 70001");
    assertThat(office.told("103")).contains("Auto_Answer c1 70001>10086 from 102");
    over();
  }

  @ParameterizedTest
  @EnumSource(names = {"HELP_OF_TWO", "HELP_OF_THREE"})
  void shouldMakeTheHelpAnInternalCallWhenTheCustomerLeaves(Way way) {
    gather(way);
    office.forget();
    office.hangsUp(CUSTOMER);
    office.floor.seconds(1);
    String feature = way == Way.HELP_OF_TWO ? "f51" : "f52";
    assertThat(office.told(AGENT))
        .containsExactly("Customer_Release c1 70001", "Talking c2 101>102 " + feature);
    for (String agent : List.of(AGENT, COLLEAGUE)) {
      Reply reply = office.floor.order(agent, "transfer", Office.request(2, 2, "103"));
      assertThat(reply.code()).isEqualTo(ResultCode.REFUSED);
      assertThat(reply.message()).contains("internal");
    }
    assertTalking("101 102");
    over();
  }

  // ---- connecthold

  @ParameterizedTest
  @CsvSource({"callInner, 102", "callout, 70093"})
  void shouldConnectTheTwoAndLetTheAgentGo(String order, String third) {
    office.talking();
    String customer = String.valueOf(((List<?>) result("getAllCallId")).get(0));
    Office.accepted(office.order("hold"));
    Office.accepted(office.order(order, Map.of("called", third)));
    office.floor.seconds(4);
    office.forget();
    Office.accepted(office.order("connectHold", Map.of("callid", customer)));
    assertTalking(pair(third, CUSTOMER));
    List<String> told = office.told(AGENT);
    assertThat(told).filteredOn(one -> one.startsWith("Call_Release")).hasSize(2);
    assertThat(told).contains("StopRecordDone r1", "PhoneRelease 3").last().isEqualTo("Ready");
    over();
  }

  @Test
  void shouldNeedTwoCallsToConnect() {
    office.with(AGENT);
    Map<String, Object> any = Map.of("callid", "1-1");
    assertThat(office.order("connectHold", any).code().code()).isEqualTo("200-005");
    assertThat(office.order("confJoin", any).code().code()).isEqualTo("200-010");
    office.talking();
    assertThat(office.order("connectHold", any).code().code()).isEqualTo("200-006");
    assertThat(office.order("confJoin", any).code().code()).isEqualTo("200-011");
    assertThat(office.calls()).containsExactly("101 70001");
    assertThat(office.nothingTold()).isTrue();
  }

  @Test
  void shouldAnswerAConferenceAsPrinted() {
    gather(Way.CONFJOIN);
    List<String> told = office.told(AGENT);
    assertThat(told).anyMatch(one -> one.matches("Conference c\\d (70001,102|102,70001)"));
  }
}
