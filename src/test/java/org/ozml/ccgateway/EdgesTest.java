package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ozml.call.Hearing;
import org.ozml.call.Leg;

/** Where two things meet: help and transfers, two calls, two telephones, the end of the centre. */
class EdgesTest {
  private static final String CUSTOMER = "9001";

  private final List<String> told = new ArrayList<>();
  private final Floor floor = new Floor();

  @BeforeEach
  void listen() {
    floor.watcher =
        event -> {
          if (event instanceof AgentEvent one) told.add(one.workNo() + " " + one.eventType());
        };
  }

  /** A customer talks to 101, who was the only one there. */
  private String talks() {
    floor.signIn("101");
    floor.customer(CUSTOMER, "10086");
    floor.seconds(10);
    Line line = Objects.requireNonNull(floor.agent("101").lines().talking());
    told.clear();
    return line.id();
  }

  private Reply order(String name, Map<String, ?> fields) {
    return floor.order("101", name, fields);
  }

  private void works(String name, Map<String, ?> fields) {
    assertThat(order(name, fields).code()).as(name).isEqualTo(ResultCode.SUCCESS);
    floor.seconds(5);
  }

  private Object info(String agent, String field) {
    Reply reply = floor.order(agent, "getCallInfo");
    return reply.result() instanceof Map<?, ?> info ? String.valueOf(info.get(field)) : reply;
  }

  private Hearing.Kind customerHears() {
    Leg leg = Objects.requireNonNull(floor.network.leg(CUSTOMER));
    return leg.hears().kind();
  }

  @Test
  void shouldCallOffHelpThatNobodyGives() {
    talks();
    Reply help = order("innerHelp", Map.of("devicetype", 1, "dstaddress", "22"));
    floor.seconds(5);
    assertThat(customerHears()).isEqualTo(Hearing.Kind.HOLD_MUSIC);
    works("dropCall", Map.of("callid", Objects.requireNonNull(help.result())));
    assertThat(customerHears()).isEqualTo(Hearing.Kind.LEGS);
    assertThat(told).endsWith("101 AgentEvent_Consult_Fail", "101 AgentEvent_Talking");
    assertThat(floor.waiting("22")).isZero();
  }

  @Test
  void shouldNotTakeHelpForATransferThatWasCancelled() {
    talks();
    works("transfer", Map.of("devicetype", 5, "mode", 4, "address", "7000"));
    works("cancelTransfer", Map.of());
    floor.signIn("102");
    works("innerHelp", Map.of("dstaddress", "102", "mode", 2));
    assertThat(order("cancelTransfer", Map.of()).code()).isEqualTo(ResultCode.NO_CALL_TO_TRANSFER);
    assertThat(floor.agent("102").lines().talking()).isNotNull();
  }

  @Test
  void shouldStayTheCustomersCallWhenTheOneBetweenAgentsIsNamed() {
    String customers = talks();
    works("setCallDataEx", Map.of("callid", customers, "calldata", "a red bicycle"));
    floor.signIn("102");
    works("hold", Map.of());
    Reply internal = order("callInner", Map.of("called", "102"));
    floor.seconds(5);
    works("hold", Map.of());
    works("getHold", Map.of("callid", customers));
    works("connectHold", Map.of("callid", Objects.requireNonNull(internal.result())));
    assertThat(info("102", "caller")).isEqualTo(CUSTOMER);
    assertThat(info("102", "callfeature")).isEqualTo("0");
    assertThat(info("102", "calldata")).isEqualTo("a red bicycle");
    assertThat(info("102", "callskill")).isEqualTo("voice");
  }

  @Test
  void shouldGiveBackDataAndSkillWhenNobodyTakesTheCall() {
    String id = talks();
    works("setCallDataEx", Map.of("callid", id, "calldata", "before"));
    works(
        "transfer",
        Map.of("devicetype", 1, "mode", 2, "address", "22", "callappdata", "meanwhile"));
    assertThat(info("101", "calldata")).isEqualTo("meanwhile");
    floor.seconds(301);
    assertThat(told).endsWith("101 AgentEvent_SuccTransResult", "101 AgentEvent_Talking");
    assertThat(info("101", "calldata")).isEqualTo("before");
    assertThat(info("101", "callskill")).isEqualTo("voice");
  }

  @Test
  void shouldKnowACallByTheIdOfItsHelpToo() {
    String id = talks();
    floor.signIn("102");
    String help = String.valueOf(order("innerHelp", Map.of("dstaddress", "102")).result());
    floor.seconds(5);
    works("setCallDataEx", Map.of("callid", help, "calldata", "for both"));
    assertThat(info("102", "callid")).isEqualTo(help);
    assertThat(info("102", "calldata")).isEqualTo("for both");
    assertThat(info("101", "callid")).isEqualTo(id);
  }

  @Test
  void shouldLeaveACallToTheAgentThatItWaitsFor() {
    String id = talks();
    floor.signIn("102", Map.of("status", 3));
    floor.signIn("105");
    works("transfer", Map.of("devicetype", 2, "mode", 3, "address", "102"));
    Reply taken = floor.order("105", "requestAppointedCall", Map.of("callid", id, "skilltype", 0));
    assertThat(taken.code()).isEqualTo(ResultCode.REFUSED);
    assertThat(taken.message()).contains("for another agent alone");
    floor.order("102", "sayfree");
    floor.seconds(5);
    assertThat(floor.agent("102").lines().talking()).isNotNull();
  }

  @Test
  void shouldStayBusyWhileASecondTelephoneGoesOn() {
    talks();
    Map<String, ?> elsewhere = Map.of("phonenum", "2199", "releasephone", false);
    assertThat(order("forceLogin", elsewhere).code()).isEqualTo(ResultCode.SUCCESS);
    floor.onLoop(() -> floor.network.call("2199", "9005"));
    floor.seconds(5);
    floor.hangsUp(CUSTOMER);
    floor.seconds(1);
    assertThat(floor.agent("101").occupiedNow()).isTrue();
    floor.customer("9002", "10086");
    floor.seconds(5);
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.hangsUp("9005");
    floor.seconds(5);
    assertThat(floor.waiting("20")).isZero();
  }

  @Test
  void shouldSayWhyAnAgentCannotBeCalled() {
    talks();
    floor.signIn("102");
    floor.order("102", "settalkright", Map.of("flag", 0));
    Reply refused = order("transfer", Map.of("devicetype", 2, "mode", 2, "address", "102"));
    assertThat(refused.message())
        .isEqualTo("agent 102 takes no calls now: has said so (settalkright)");
  }

  @Test
  void shouldSignEverybodyOutWhenItCloses() {
    talks();
    boolean[] done = {false};
    floor.onLoop(() -> floor.centre.close(() -> done[0] = true));
    assertThat(order("forceLogin", Map.of("phonenum", "2101")).message()).contains("closes");
    floor.seconds(4); // nobody takes what waits
    assertThat(done[0]).isTrue();
    assertThat(told).contains("101 AgentOther_ShutdownService");
    assertThat(floor.agent("101").signedIn()).isFalse();
  }
}
