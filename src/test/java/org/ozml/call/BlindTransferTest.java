package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.call.TestRouting.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Exchange.Talk;
import org.ozml.call.TestHost.Habit;

/** Interleavings 10 to 20 of the call model: M has called T (call A), and is moved to G. */
class BlindTransferTest {
  private static final Duration RING_TIME = Duration.ofSeconds(60);
  private static final String TALKS = "A InCall: M hears T, T hears M";
  private static final String RINGS = "A InCall: M hears ringback, T hears silence";
  private static final String MOVED = "A InCall: M hears G, G hears M";

  @RegisterExtension final Exchange x = new Exchange();

  private final Talk a = x.connect("M", "T");
  private final Call call = a.call();
  private final Leg m = a.caller();
  private final Leg t = a.callee();

  /** G rings. */
  private Order ringing() {
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    x.rings(g());
    return transfer;
  }

  /** G has answered, and the mix does not stand yet. */
  private Order joining() {
    Order transfer = ringing();
    x.host.habits.remove(Habit.MIXES);
    x.answers(g());
    return transfer;
  }

  private Leg g() {
    return x.dialled("G");
  }

  @Test
  void shouldLetTheMovedPartyHearRingingUntilTheTargetAnswers() {
    Order transfer = ringing();
    assertThat(transfer.outcome()).isEqualTo("in progress");
    assertThat(x.calls()).containsExactly(RINGS);
    x.answers(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(MOVED);
    assertThat(x.host.hungUp).containsOnlyKeys(t);
  }

  @Test
  void shouldMoveTheCallee() {
    Order transfer = x.blindTransfer(call, Role.CALLEE, "G");
    assertThat(x.calls()).containsExactly("A InCall: M hears silence, T hears ringback");
    x.answers(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: G hears T, T hears G");
    assertThat(x.isHungUp(m)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldReturnTheMovedPartyWhenTheTargetIsNotReached(Failure why) {
    x.routing.route("G", new Route.Nothing(why));

    assertThat(x.blindTransfer(call, Role.CALLER, "G").outcome()).isEqualTo("402 " + why.word());
    assertThat(x.calls()).containsExactly(TALKS);
  }

  @Test
  @DisplayName("10: ring time over, then the answer")
  void shouldReturnTheMovedPartyWhenTheTargetAnswersTooLate() {
    x.host.habits.remove(Habit.ENDS);
    Order transfer = ringing();
    x.passes(RING_TIME);
    assertThat(transfer.outcome()).isEqualTo("402 NoAnswer");
    assertThat(x.host.hungUp).containsEntry(g(), Cause.NO_ANSWER);
    x.answers(g());
    x.hangsUp(g());

    assertThat(x.calls()).containsExactly(TALKS);
  }

  @Test
  @DisplayName("10: answer, then the timer")
  void shouldIgnoreAStaleRingTimer() {
    Order transfer = ringing();
    long timer = x.dueNext().get(0);
    x.answers(g());
    assertThat(x.host.timers).doesNotContainKey(timer);
    x.fires(timer);

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(MOVED);
  }

  @Test
  @DisplayName("11: M hangs up, then Busy")
  void shouldCallTheTargetOffWhenTheMovedPartyHangsUp() {
    x.host.habits.remove(Habit.ENDS);
    Order transfer = ringing();
    x.hangsUp(m);
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.host.hungUp).containsOnlyKeys(g(), t).containsEntry(g(), Cause.CANCELLED);
    x.isBusy(g());

    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.routing.asked).hasSize(2); // for A and for G, and not again
  }

  @Test
  @DisplayName("11: Busy, then M")
  void shouldStopTheApologyWhenTheMovedPartyHangsUp() {
    List<Order> apology = new ArrayList<>();
    Order transfer = ringing();
    transfer.then(() -> apology.add(x.play(call, null, false)));
    x.isBusy(g());
    assertThat(transfer.outcome()).isEqualTo("402 Busy");
    assertThat(x.host.plays).hasSize(1);
    x.hangsUp(m);

    assertThat(apology.get(0).outcome()).isEqualTo("601");
    assertThat(x.host.stopped).containsExactly(apology.get(0).operation().id());
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  @DisplayName("12: M hangs up and G's answer crosses the cancel")
  void shouldEndATargetWhoseAnswerCrossesTheCancel() {
    x.host.habits.remove(Habit.ENDS);
    List<String> finished = new ArrayList<>();
    Order transfer = ringing();
    transfer.then(() -> finished.add(transfer.outcome()));
    x.hangsUp(m);
    x.answers(g());
    x.hangsUp(g());

    assertThat(finished).containsExactly("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  @DisplayName("12: answer, then M")
  void shouldHaveTransferredWhenTheMovedPartyHangsUpAfterTheAnswer() {
    List<Call> finished = new ArrayList<>();
    Order transfer = joining();
    call.whenEnded(finished::add);
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.isHungUp(g())).isTrue();
    assertThat(finished).containsExactly(call);
    assertThat(call.talkNanos()).isZero();
    assertThat(call.callee().number()).isEqualTo("G");
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  @DisplayName("13: T hangs up while G rings, G answers")
  void shouldGoOnWhenTheTransferorHangsUp() {
    Order transfer = ringing();
    x.hangsUp(t);
    assertThat(transfer.outcome()).isEqualTo("in progress");
    assertThat(x.calls()).containsExactly("A InCall: M hears ringback, nobody");
    x.answers(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(MOVED);
  }

  @Test
  @DisplayName("13: T hangs up while G rings, G fails")
  void shouldHangUpTheMovedPartyWhenNobodyIsLeftToReturnTo() {
    Order transfer = ringing();
    x.hangsUp(t);
    x.isBusy(g());

    assertThat(transfer.outcome()).isEqualTo("402 Busy");
    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.isHungUp(m)).isTrue();
  }

  @Test
  @DisplayName("13: T hangs up while Joining, the mix fails")
  void shouldHangUpBothWhenTheMixFailsAndNobodyIsLeftToReturnTo() {
    Order transfer = joining();
    x.hangsUp(t);
    x.mix(x.host.mixes.iterator().next(), false);

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(m, g());
  }

  @Test
  @DisplayName("14: Hangup(CallId) while G rings")
  void shouldCallTheTransferOffWhenTheCallIsHungUp() {
    Order transfer = ringing();

    assertThat(x.hangUp(call).outcome()).isEqualTo("200");
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(m, t, g());
  }

  @Test
  @DisplayName("14: Hangup(CallId) while Joining")
  void shouldReleaseTheTargetThatHasAnsweredWhenTheCallIsHungUp() {
    Order transfer = joining();

    assertThat(x.hangUp(call).outcome()).isEqualTo("200");
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(m, t, g());
  }

  @ParameterizedTest(name = "joining: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("14: a second transfer or Hold meanwhile")
  void shouldRefuseAnythingElseMeanwhile(boolean joins) {
    Talk b = x.connect("T", "H");
    Order transfer = joins ? joining() : ringing();

    assertThat(x.blindTransfer(call, Role.CALLER, "H").outcome()).isEqualTo("303");
    assertThat(x.blindTransfer(call, Role.CALLEE, "H").outcome()).isEqualTo("303");
    assertThat(x.attendedTransfer(call, b.call()).outcome()).isEqualTo("303");
    assertThat(x.attendedTransfer(b.call(), call).outcome()).isEqualTo("303");
    assertThat(x.forward(call, "H").outcome()).isEqualTo("303");
    assertThat(x.hold(call).outcome()).isEqualTo("303");
    assertThat(x.unhold(call).outcome()).isEqualTo("303");
    assertThat(transfer.outcome()).isEqualTo("in progress");
    if (joins) x.mixed();
    else x.answers(g());
    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.show(call)).isEqualTo(MOVED);
  }

  @Test
  @DisplayName("15: from Hold, failure")
  void shouldReturnToHold() {
    x.hold(call);
    Order transfer = ringing();
    assertThat(x.calls()).containsExactly("A Hold: M hears ringback, T hears silence");
    x.isBusy(g());

    assertThat(transfer.outcome()).isEqualTo("402 Busy");
    assertThat(x.calls()).containsExactly("A Hold: M hears music, T hears music");
  }

  @Test
  @DisplayName("15: from Hold, success")
  void shouldHoldNobodyAfterATransferFromHold() {
    x.hold(call);
    Order transfer = ringing();
    x.answers(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(MOVED);
    assertThat(x.unhold(call).outcome()).isEqualTo("303");
  }

  @Test
  @DisplayName("15: M held by its own device stays so")
  void shouldKeepTheHoldOfTheMovedDevice() {
    x.hold(call);
    x.holds(m, true);
    ringing();
    x.answers(g());

    assertThat(x.calls()).containsExactly("A InCall: M hears silence, G hears music");
    x.holds(m, false);
    assertThat(x.calls()).containsExactly(MOVED);
  }

  @Test
  void shouldKeepTheHoldOfATargetThatHoldsWhileJoining() {
    joining();
    x.holds(g(), true);
    x.mixed();

    assertThat(x.calls()).containsExactly("A InCall: M hears music, G hears silence");
  }

  @Test
  @DisplayName("16: G answers, MixFailed")
  void shouldHangTheTargetUpWhenTheMixFails() {
    Order transfer = joining();
    x.mixFails();

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls()).containsExactly(TALKS);
    assertThat(x.host.hungUp).containsOnlyKeys(g());
  }

  @Test
  @DisplayName("16: G hangs up while Joining")
  void shouldReturnTheMovedPartyWhenTheTargetHangsUpWhileJoining() {
    Order transfer = joining();
    x.hangsUp(g());

    assertThat(transfer.outcome()).isEqualTo("402 Completed");
    assertThat(x.calls()).containsExactly(TALKS);
    x.mixed();
    assertThat(x.calls()).containsExactly(TALKS);
  }

  @Test
  @DisplayName("16: the mix stands, then G hangs up")
  void shouldEndTheCallWhenTheTargetHangsUpAfterJoining() {
    Order transfer = joining();
    x.mixed();
    x.hangsUp(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  void shouldGoOnWithTheDeviceThatReplacesTheTargetWhileJoining() {
    Order transfer = joining();
    Leg other = x.takesOver("G2", g());
    x.mixed();

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears G2, G2 hears M");
    assertThat(x.isHungUp(other)).isFalse();
    assertThat(x.isHungUp(g())).isTrue();
  }

  @Test
  @DisplayName("17: the target is a script; it takes the call when it has read its document")
  void shouldTransferToAScriptWhenItTakesTheCall() {
    TestScript script = x.script("G");
    x.routing.script("G", script);
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    assertThat(script.told()).containsExactly("ring A");
    assertThat(transfer.outcome()).isEqualTo("in progress");
    assertThat(x.calls()).containsExactly(RINGS);
    x.takes(script);

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears silence, script G");
    assertThat(script.told()).containsExactly("ring A", "connected A");
    assertThat(x.isHungUp(t)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "ERROR"})
  @DisplayName("17: the script rejects, or its fetch fails")
  void shouldReturnTheMovedPartyWhenTheScriptRefuses(Failure why) {
    TestScript script = x.script("G");
    x.routing.script("G", script);
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    x.refuses(script, why);

    assertThat(transfer.outcome()).isEqualTo("402 " + why.word());
    assertThat(x.calls()).containsExactly(TALKS);
    assertThat(script.told()).containsExactly("ring A");
  }

  @Test
  @DisplayName("17: M hangs up while the script reads, and when it has read")
  void shouldTellAScriptThatItIsNoLongerWanted() {
    TestScript script = x.script("G");
    x.routing.script("G", script);
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    x.hangsUp(m);
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(script.told()).containsExactly("ring A", "left A HUNG_UP");
    x.takes(script);

    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  @DisplayName("17: the script's fetch takes longer than the ring time")
  void shouldReturnTheMovedPartyWhenTheScriptTakesTooLong() {
    TestScript script = x.script("G");
    x.routing.script("G", script);
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    x.passes(RING_TIME);

    assertThat(transfer.outcome()).isEqualTo("402 NoAnswer");
    assertThat(script.told()).containsExactly("ring A", "left A HUNG_UP");
  }

  @ParameterizedTest(name = "G{0} first")
  @ValueSource(ints = {1, 2})
  @DisplayName("18: two devices of the target answer together")
  void shouldConnectTheFirstDeviceThatAnswersAndHangUpTheOther(int first) {
    x.host.habits.remove(Habit.ENDS);
    x.routing.route("G", ring("G1", "G2"));
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    Leg winner = x.dialled("G" + first);
    Leg other = x.dialled("G" + (3 - first));
    x.answers(winner);
    x.answers(other);

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.show(call))
        .isEqualTo("A InCall: M hears %1$s, %1$s hears M".formatted(winner.number()));
    assertThat(x.isHungUp(other)).isTrue();
    assertThat(x.isHungUp(winner)).isFalse();
  }

  @Test
  @DisplayName("18: one device rejects, the other rings on")
  void shouldGoOnRingingTheOtherDeviceWhenOneRejects() {
    x.routing.route("G", ring("G1", "G2"));
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    x.isBusy(x.dialled("G1"));
    assertThat(transfer.outcome()).isEqualTo("in progress");
    x.answers(x.dialled("G2"));

    assertThat(transfer.outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("19: M hangs up while an agent is reserved")
  void shouldGiveTheReservationBackWhenTheMovedPartyHangsUp() {
    x.routing.waits();
    Order transfer = x.blindTransfer(call, Role.CALLER, "queue");
    Routing.Query reserved = x.routing.open.values().iterator().next();
    assertThat(x.calls()).containsExactly(RINGS);
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.routing.cancelled).containsExactly(reserved.id());
    x.step("too late", () -> x.routing.answer(reserved, ring("agent")));
    assertThat(x.host.legs).hasSize(2);
  }

  @Test
  @DisplayName("19: M hangs up while the agent rings")
  void shouldCallTheAgentOffWhenTheMovedPartyHangsUp() {
    x.routing.route("queue", ring("agent"));
    Order transfer = x.blindTransfer(call, Role.CALLER, "queue");
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.host.hungUp).containsEntry(x.dialled("agent"), Cause.CANCELLED);
    assertThat(x.routing.asked).hasSize(2);
  }

  @Test
  @DisplayName("19: the agent does not answer, the next one does")
  void shouldAskRoutingAgainWithoutAGapWhenAnAgentDoesNotAnswer() {
    x.routing.waits();
    Order transfer = x.blindTransfer(call, Role.CALLER, "queue");
    int before = x.host.hears.hashCode();
    x.step("first agent", () -> x.routing.answer(ring(Duration.ofSeconds(20), "agent1")));
    x.passes(Duration.ofSeconds(20));
    assertThat(transfer.outcome()).isEqualTo("in progress");
    assertThat(x.calls()).containsExactly(RINGS);
    assertThat(x.isHungUp(x.dialled("agent1"))).isTrue();
    Routing.Query again = x.routing.open.values().iterator().next();
    assertThat(again.last()).isEqualTo(Failure.NO_ANSWER);
    x.step("second agent", () -> x.routing.answer(ring("agent2")));
    assertThat(x.host.hears.hashCode()).isEqualTo(before);
    x.answers(x.dialled("agent2"));

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears agent2, agent2 hears M");
  }

  @Test
  void shouldGiveUpWhenRoutingNeverDoes() {
    x.routing.route("G", query -> ring("G"));
    Order transfer = x.blindTransfer(call, Role.CALLER, "G");
    for (int i = 0; i < 1000 && transfer.inProgress(); i++) x.isBusy(g());

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls()).containsExactly(TALKS);
  }

  @Test
  @DisplayName("20: in an API extension call a 200 ends the script without hanging up")
  void shouldEndTheScriptThatTransfers() {
    TestScript script = x.script("IVR");
    Call served = x.connect("N", script);
    Order transfer = x.blindTransfer(served, Role.CALLER, "G");
    assertThat(x.show(served)).isEqualTo("B InCall: N hears ringback, script IVR");
    x.answers(g());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(script.told()).containsExactly("ring B", "connected B", "left B TRANSFERRED");
    assertThat(x.show(served)).isEqualTo("B InCall: N hears G, G hears N");
  }

  @Test
  @DisplayName("20: in an API extension call the script goes on after a failure")
  void shouldGoOnWithTheScriptWhenTheTransferFails() {
    TestScript script = x.script("IVR");
    Call served = x.connect("N", script);
    Order transfer = x.blindTransfer(served, Role.CALLER, "G");
    x.isBusy(g());

    assertThat(transfer.outcome()).isEqualTo("402 Busy");
    assertThat(script.told()).containsExactly("ring B", "connected B");
    assertThat(x.show(served)).isEqualTo("B InCall: N hears silence, script IVR");
  }

  @Test
  void shouldTellTheOutcomeBeforeTheScriptLosesItsSeat() {
    TestScript script = x.script("IVR");
    x.connect("N", script);
    Leg n = x.dialing("N");
    Call served = x.latest();
    Order transfer = x.blindTransfer(served, Role.CALLER, "G");
    transfer.then(() -> assertThat(script.gone()).isFalse());
    x.hangsUp(n);

    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(script.told()).endsWith("left B HUNG_UP");
  }

  @ParameterizedTest(name = "order {0}, joining {1}")
  @CsvSource({
    "MTG,false", "MGT,false", "TMG,false", "TGM,false", "GMT,false", "GTM,false",
    "MTG,true", "MGT,true", "TMG,true", "TGM,true", "GMT,true", "GTM,true"
  })
  @DisplayName("20: the host is lost")
  void shouldEndInErrorWhenTheHostIsLost(String order, boolean joins) {
    Order transfer = joins ? joining() : ringing();
    Map<String, Leg> legs = Map.of("M", m, "T", t, "G", g());
    Stream.of(order.split("", 3)).map(legs::get).filter(this::isThere).forEach(x::fails);

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls()).containsExactly("A Error");
  }

  private boolean isThere(Leg leg) {
    return !x.host.ended.contains(leg);
  }
}
