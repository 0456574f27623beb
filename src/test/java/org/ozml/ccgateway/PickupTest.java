package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import org.ozml.simulator.World.Person;

/** Calls that agents fetch: CC-Gateway reference, section 2, the last rows. */
class PickupTest {
  private final Floor floor = new Floor();

  /** Returns the id of a call as desktops know it. */
  private String id(Call call) {
    return floor.centre.sheets().of(call).id();
  }

  private Reply request(String agent, String callId, Map<String, String> more) {
    Map<String, String> fields = new HashMap<>(more);
    fields.put("callid", callId);
    fields.putIfAbsent("skilltype", "0");
    return floor.order(agent, "requestAppointedCall", fields);
  }

  private Reply snatch(String agent, String from) {
    return floor.order(agent, "snatchpickup", Map.of("destWorkNo", from));
  }

  private static void refused(Reply reply) {
    assertThat(reply.code()).isEqualTo(ResultCode.REFUSED);
    assertThat(reply.message()).isNotEqualTo(ResultCode.REFUSED.text());
  }

  // ---- out of a queue

  @Test
  void shouldTakeACertainCallOutOfItsQueueBeforeItsTurn() {
    Call first = floor.customer("9001", "10086");
    Call second = floor.customer("9002", "10086");
    floor.signIn("104"); // does not serve this queue
    assertThat(request("104", id(second), Map.of("skillId", "20"))).isEqualTo(Reply.SUCCESS);
    floor.seconds(4);
    assertThat(Floor.with(second)).isEqualTo("2104");
    assertThat(Floor.with(first)).isEmpty();
    assertThat(floor.waiting("20")).isEqualTo(1);
  }

  @Test
  void shouldRefuseACallThatDoesNotWaitOrWaitsElsewhere() {
    Call call = floor.customer("9001", "10086");
    floor.signIn("104");
    refused(request("104", id(call), Map.of("skillId", "21")));
    refused(request("104", "nocall", Map.of()));
    assertThat(request("104", id(call), Map.of("skilltype", "1")).code())
        .isEqualTo(ResultCode.ILLEGAL_PARAMETER);
    floor.signIn("101");
    refused(request("104", id(call), Map.of())); // it rings at 101
    floor.seconds(4);
    refused(request("104", id(call), Map.of())); // it is taken
    assertThat(floor.rang).containsExactly("2101");
  }

  @Test
  void shouldRefuseWhoIsNotFree() {
    Call call = floor.customer("9001", "10086");
    floor.signIn("104", Map.of("status", 3));
    refused(request("104", id(call), Map.of()));
    assertThat(floor.waiting("20")).isEqualTo(1);
  }

  // ---- from another agent

  @Test
  void shouldRingTheOwnTelephoneInsteadOfThatOfTheOther() {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.signIn("102");
    floor.seconds(1);
    floor.told("101");
    assertThat(snatch("102", "101")).isEqualTo(Reply.SUCCESS);
    assertThat(floor.network.leg("2101")).isNull();
    assertThat(floor.told("101")).containsExactly("Ready");
    assertThat(floor.free("20")).containsExactly("101");
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2102");
    assertThat(call.callee().number()).isEqualTo("2102");
  }

  @Test
  void shouldOfferTheCallOnInItsPlaceWhenWhoPicksItUpDoesNotAnswer() {
    Floor quiet =
        new Floor(
            World.friendly()
                .people(
                    Map.of(
                        "2102",
                        new Person(
                            Answering.of(Answering.Kind.NO_ANSWER), List.of(), List.of(), true))));
    quiet.signIn("101");
    Call call = quiet.customer("9001", "10086");
    quiet.signIn("102");
    quiet.seconds(1);
    quiet.order("102", "snatchpickup", Map.of("destWorkNo", "101"));
    Call later = quiet.customer("9002", "10086"); // 101 takes it
    quiet.seconds(21);
    assertThat(quiet.agent("102").state()).isEqualTo(AgentState.BUSY);
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    assertThat(Floor.with(later)).isEqualTo("2101");
    assertThat(quiet.waiting("20")).isEqualTo(1);
  }

  @Test
  void shouldPickUpACallForACertainAgent() {
    floor.signIn("101");
    floor.signIn("102");
    Call call = floor.customer("9001", "10101");
    floor.seconds(1);
    assertThat(snatch("102", "101")).isEqualTo(Reply.SUCCESS);
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  @Test
  void shouldRefuseWhatCannotBePickedUp() {
    floor.signIn("101");
    floor.signIn("102");
    floor.signIn("105");
    refused(snatch("102", "101")); // nothing rings
    refused(snatch("101", "101"));
    refused(snatch("101", "999"));
    assertThat(snatch("101", "100").code()).isEqualTo(ResultCode.ILLEGAL_PARAMETER);
    Call call = floor.customer("9001", "10086");
    floor.seconds(1);
    refused(snatch("105", "101")); // another group
    floor.order("102", "saybusy");
    refused(snatch("102", "101")); // not idle
    floor.order("102", "sayfree");
    floor.seconds(4);
    refused(snatch("102", "101")); // talks already
    assertThat(Floor.with(call)).isEqualTo("2101");
  }

  @Test
  void shouldNotPickUpACallFromWithin() {
    floor.signIn("101");
    floor.signIn("102");
    floor.signIn("103", Map.of("status", 3));
    floor.customer("2103", "agent:101");
    floor.seconds(1);
    refused(snatch("102", "101"));
  }
}
