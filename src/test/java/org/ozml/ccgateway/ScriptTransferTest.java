package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.ccgateway.Office.AGENT;
import static org.ozml.ccgateway.Office.COLLEAGUE;
import static org.ozml.ccgateway.Office.CUSTOMER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Call;
import org.ozml.simulator.World.Answering;

/**
 * What a script orders on the switchboard is what a desktop orders: agents are told the same, but
 * for the outcome, which is for whoever has ordered.
 */
class ScriptTransferTest {
  private final Office office = new Office().with(COLLEAGUE).talking();

  /** An outcome is for who has ordered, and a script has not named the agent as who transfers. */
  private static List<String> withoutOrderer(List<String> told) {
    return told.stream()
        .filter(one -> !one.startsWith("SuccTransResult"))
        .map(one -> one.replace(" from 101", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"102", "70093", "21", "30001"})
  void shouldTellTheSameOfABlindTransfer(String target) {
    String name =
        switch (target) {
          case "102" -> "agent:102";
          case "21" -> "queue:21";
          case "30001" -> "ivr:30001";
          default -> "0" + target;
        };
    office.script(
        office.call(), "<BlindTransfer Target=\"" + name + "\" TransferorParty=\"caller\"/>");
    office.floor.seconds(4);
    Office desktop = new Office().with(COLLEAGUE).talking();
    int devicetype =
        switch (target) {
          case "102" -> 2;
          case "21" -> 1;
          case "30001" -> 4;
          default -> 5;
        };
    Office.accepted(desktop.transfer(devicetype, 2, target.equals("30001") ? "10010" : target));
    desktop.floor.seconds(4);
    assertThat(office.calls()).isEqualTo(desktop.calls());
    List<String> told = withoutOrderer(desktop.told(AGENT));
    if (target.equals("70093")) { // only a desktop has said what the number is without the route
      told = told.stream().map(one -> one.replace(" 70093", " 070093")).toList();
    }
    assertThat(withoutOrderer(office.told(AGENT))).isEqualTo(told);
    assertThat(withoutOrderer(office.told(COLLEAGUE)))
        .isEqualTo(withoutOrderer(desktop.told(COLLEAGUE)));
    over();
  }

  @Test
  void shouldTellTheSameOfABlindTransferThatFails() {
    Answering rejects = new Answering(Answering.Kind.REJECTS, Duration.ofSeconds(2));
    Office other = new Office(Map.of(COLLEAGUE, rejects)).with(COLLEAGUE).talking();
    other.script(other.call(), "<BlindTransfer Target=\"agent:102\" TransferorParty=\"caller\"/>");
    other.floor.seconds(5);
    assertThat(other.calls()).containsExactly("101 70001");
    other.assertNobodyIsAlone();
    assertThat(other.told(AGENT)).startsWith("Customer_Alerting c1 102");
    assertThat(other.told(COLLEAGUE)).endsWith("PhoneRelease 2", "SetNotReady_Success 7");
  }

  @Test
  void shouldTellTheSameOfAnAttendedTransfer() {
    String[] ids = twoCalls(office);
    Call held = Objects.requireNonNull(office.floor.board.call(ids[0]));
    Call talking = Objects.requireNonNull(office.floor.board.call(ids[1]));
    office.script(
        talking,
        "<AttendedTransfer TransferredCallId=\"%s\" TargetCallId=\"%s\"/>"
            .formatted(talking.id(), held.id()));
    office.floor.seconds(1);
    Office desktop = new Office().with(COLLEAGUE).talking();
    twoCalls(desktop);
    Map<?, ?> first =
        (Map<?, ?>)
            ((List<?>) Objects.requireNonNull(desktop.order("getHoldList").result())).get(0);
    Office.accepted(
        desktop.order("connectHold", Map.of("callid", String.valueOf(first.get("callid")))));
    desktop.floor.seconds(1);
    assertThat(office.calls()).isEqualTo(desktop.calls()).containsExactly("102 70001");
    assertThat(withoutOrderer(office.told(AGENT))).isEqualTo(withoutOrderer(desktop.told(AGENT)));
    assertThat(withoutOrderer(office.told(COLLEAGUE)))
        .isEqualTo(withoutOrderer(desktop.told(COLLEAGUE)));
    over();
  }

  /** The customer is held while the agent talks to the other one; returns the two calls. */
  private static String[] twoCalls(Office office) {
    String held = office.call().id();
    Office.accepted(office.order("hold"));
    Office.accepted(office.order("callInner", Map.of("called", COLLEAGUE)));
    office.floor.seconds(4);
    office.forget();
    String talking =
        office.floor.board.calls().stream()
            .map(Call::id)
            .filter(id -> !id.equals(held))
            .findFirst()
            .orElseThrow();
    return new String[] {held, talking};
  }

  @Test
  void shouldTellTheSameOfAHangup() {
    office.script(office.call(), "<Hangup/>");
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
  void shouldTellTheAgentsWhenAScriptHangsUpATransfer() {
    Call call = office.call();
    Office.accepted(office.transfer(2, 2, COLLEAGUE));
    office.floor.seconds(1);
    office.script(call, "<Hangup/>");
    office.floor.seconds(5);
    assertThat(office.calls()).isEmpty();
    assertThat(office.told(AGENT)).contains("SuccTransResult c1 1").last().isEqualTo("Ready");
    assertThat(office.told(COLLEAGUE)).last().isEqualTo("Ready");
    over();
  }

  private void over() {
    for (String who : List.of(CUSTOMER, AGENT, COLLEAGUE, Office.OUTSIDE)) office.hangsUp(who);
    office.floor.seconds(1);
    office.assertNothingIsLeft();
    Story.assertSound(office.story(AGENT));
    Story.assertSound(office.story(COLLEAGUE));
  }
}
