package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Exchange.Talk;

/**
 * Interleavings 1 to 9 of the call model: T has called M (call A) and G (call B), and M is joined
 * with G.
 */
class AttendedTransferTest {
  private static final String A_TALKS = "A InCall: T hears M, M hears T";
  private static final String A_HOLDS = "A Hold: T hears music, M hears music";
  private static final String B_TALKS = "B InCall: T hears G, G hears T";
  private static final String B_JOINED = "B InCall: M hears G, G hears M";

  @RegisterExtension final Exchange x = new Exchange();

  private final Talk a = x.connect("T", "M");
  private final Talk b = x.connect("T", "G");
  private final Leg m = a.callee();
  private final Leg g = b.callee();

  /** The transfer is ordered and waits for its mix. */
  private Order joining() {
    x.host.habits.remove(TestHost.Habit.MIXES);
    return x.attendedTransfer(a.call(), b.call());
  }

  @Test
  void shouldJoinTheMovedPartyWithTheTargetAndReleaseTheTransferor() {
    Order transfer = x.attendedTransfer(a.call(), b.call());

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
    assertThat(x.host.hungUp).containsOnlyKeys(a.caller(), b.caller());
    assertThat(x.trace)
        .anyMatch(e -> e instanceof CallEvent.PartyChanged p && p.call().equals("B"));
  }

  @Test
  void shouldJoinFromHoldAndLeaveNobodyOnHold() {
    x.hold(a.call());

    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("200");

    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
  }

  @Test
  void shouldLetMovedPartyAndTargetHearEachOtherWhileJoining() {
    Order transfer = joining();

    assertThat(transfer.outcome()).isEqualTo("in progress");
    assertThat(x.calls())
        .containsExactly(
            "A InCall: T hears silence, M hears G", "B InCall: T hears silence, G hears M");
    x.mixed();
    assertThat(transfer.outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("1: M hangs up before the command")
  void shouldAnswer601WhenTheMovedPartyHasHungUp() {
    x.hangsUp(m);

    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("601");
    assertThat(x.calls()).containsExactly("A Completed", B_TALKS);
  }

  @Test
  @DisplayName("2: M hangs up while Joining")
  void shouldKeepTheSecondCallWhenTheMovedPartyHangsUpWhileJoining() {
    Order transfer = joining();
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Completed", B_TALKS);
    x.mixed();
    assertThat(x.calls()).containsExactly("A Completed", B_TALKS);
    assertThat(x.host.hungUp).containsOnlyKeys(a.caller());
  }

  @Test
  @DisplayName("2, the other way round: the mix stands, then M hangs up")
  void shouldEndTheSecondCallWhenTheMovedPartyHangsUpAfterJoining() {
    Order transfer = joining();
    x.mixed();
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", "B Completed");
    assertThat(x.isHungUp(g)).isTrue();
  }

  @ParameterizedTest(name = "from hold: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("3: G hangs up while Joining")
  void shouldReturnToTheFirstCallWhenTheTargetHangsUpWhileJoining(boolean fromHold) {
    if (fromHold) x.hold(a.call());
    Order transfer = joining();
    x.hangsUp(g);

    assertThat(transfer.outcome()).isEqualTo("402 Completed");
    assertThat(x.calls()).containsExactly(fromHold ? A_HOLDS : A_TALKS, "B Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(b.caller());
  }

  /** Which legs T hangs up, in which order. */
  private enum Leaving {
    FIRST,
    SECOND,
    FIRST_THEN_SECOND,
    SECOND_THEN_FIRST
  }

  private void leaves(Leaving how) {
    if (how != Leaving.SECOND && how != Leaving.SECOND_THEN_FIRST) x.hangsUp(a.caller());
    if (how != Leaving.FIRST) x.hangsUp(b.caller());
    if (how == Leaving.SECOND_THEN_FIRST) x.hangsUp(a.caller());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("4: T hangs up one or both legs while Joining")
  void shouldTakeTheTransferorsHangUpForTheRelease(Leaving how) {
    x.hold(a.call());
    Order transfer = joining();
    leaves(how);
    assertThat(transfer.outcome()).isEqualTo("in progress");
    x.mixed();

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
    assertThat(x.isHungUp(m) || x.isHungUp(g)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("4 and 2: T hangs up while Joining, then M")
  void shouldReleaseTheTargetWhenBothOthersHaveHungUp(Leaving how) {
    Order transfer = joining();
    leaves(how);
    x.hangsUp(m);

    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    boolean stays = how == Leaving.FIRST;
    assertThat(x.calls()).containsExactly("A Completed", stays ? B_TALKS : "B Completed");
    assertThat(x.isHungUp(g)).isEqualTo(!stays);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("4 and 3: T hangs up while Joining, then G")
  void shouldReleaseTheMovedPartyWhenBothOthersHaveHungUp(Leaving how) {
    Order transfer = joining();
    leaves(how);
    x.hangsUp(g);

    assertThat(transfer.outcome()).isEqualTo("402 Completed");
    boolean stays = how == Leaving.SECOND;
    assertThat(x.calls()).containsExactly(stays ? A_TALKS : "A Completed", "B Completed");
    assertThat(x.isHungUp(m)).isEqualTo(!stays);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("4 and 6: T hangs up while Joining, then the mix fails")
  void shouldEndACallThatNobodyCanReturnTo(Leaving how) {
    Order transfer = joining();
    leaves(how);
    x.mixFails();

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls())
        .containsExactly(
            how == Leaving.SECOND ? A_TALKS : "A Completed",
            how == Leaving.FIRST ? B_TALKS : "B Completed");
  }

  @Test
  @DisplayName("5: T's leg in B ends before the command")
  void shouldAnswer601WhenTheSecondCallHasEnded() {
    x.hangsUp(b.caller());

    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("601");
    assertThat(x.calls()).containsExactly(A_TALKS, "B Completed");
    assertThat(x.isHungUp(g)).isTrue();
  }

  @Test
  @DisplayName("5: T has one leg for both calls, and it ends")
  void shouldEndBothCallsOfALegThatEnds() {
    x.replaces(b.caller(), a.caller());
    x.hangsUp(b.caller());

    assertThat(x.calls()).containsExactly("A Completed", "B Completed");
    assertThat(x.isHungUp(m)).isTrue();
    assertThat(x.isHungUp(g)).isTrue();
    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("601");
  }

  @Test
  @DisplayName("5: T has one leg for both calls, and M hangs up")
  void shouldLeaveTheTransferorInTheSecondCallWhenOneLegFillsBoth() {
    x.replaces(b.caller(), a.caller());
    assertThat(x.calls()).containsExactly(A_TALKS, "B InCall: T is elsewhere, G hears music");
    x.hangsUp(m);

    assertThat(x.calls()).containsExactly("A Completed", B_TALKS);
    assertThat(x.isHungUp(b.caller())).isFalse();
  }

  @Test
  void shouldReleaseTheTransferorOnceWhenOneLegFillsBothCalls() {
    x.replaces(b.caller(), a.caller());

    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
    assertThat(x.isHungUp(b.caller())).isTrue();
  }

  @ParameterizedTest(name = "from hold: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("6: MixFailed")
  void shouldRestoreMixesAndHoldsWhenTheMixFails(boolean fromHold) {
    if (fromHold) x.hold(a.call());
    Order transfer = joining();
    x.mixFails();

    assertThat(transfer.outcome()).isEqualTo("402 Error");
    assertThat(x.calls()).containsExactly(fromHold ? A_HOLDS : A_TALKS, B_TALKS);
    assertThat(x.host.hungUp).isEmpty();
    assertThat(x.states(a.call())).noneMatch(CallState::terminal);
  }

  @Test
  @DisplayName("7: Join(A,B) and Join(B,A) cross")
  void shouldJoinOnceWhenTwoTransfersCross() {
    Order first = joining();
    Order second = x.attendedTransfer(b.call(), a.call());
    assertThat(second.outcome()).isEqualTo("303");
    x.mixed();

    assertThat(first.outcome()).isEqualTo("200");
    assertThat(x.attendedTransfer(b.call(), a.call()).outcome()).isEqualTo("601");
    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
  }

  @Test
  @DisplayName("8: B still Ringing")
  void shouldRefuseToJoinWithARingingCallWhichRingsOn() {
    x.offers("T", "H");
    Call ringing = x.latest();
    Leg h = x.dialled("H");
    x.rings(h);

    assertThat(x.attendedTransfer(a.call(), ringing).outcome()).isEqualTo("303");
    assertThat(x.attendedTransfer(ringing, b.call()).outcome()).isEqualTo("303");
    assertThat(x.isHungUp(h)).isFalse();
    x.answers(h);
    assertThat(x.show(ringing)).isEqualTo("C InCall: T hears H, H hears T");
  }

  @Test
  @DisplayName("8: A = B")
  void shouldRefuseToJoinACallWithItself() {
    assertThat(x.attendedTransfer(a.call(), a.call()).outcome()).isEqualTo("303");
  }

  @Test
  @DisplayName("8: no common owner")
  void shouldRefuseToJoinCallsWithoutACommonParty() {
    Talk others = x.connect("X", "Y");

    assertThat(x.attendedTransfer(a.call(), others.call()).outcome()).isEqualTo("303");
  }

  @Test
  @DisplayName("8: both owners common")
  void shouldRefuseToJoinCallsWithTwoCommonParties() {
    Talk same = x.connect("M", "T");

    assertThat(x.attendedTransfer(a.call(), same.call()).outcome()).isEqualTo("303");
  }

  @Test
  @DisplayName("8: B on hold")
  void shouldRefuseToJoinWithACallOnHold() {
    x.hold(b.call());

    assertThat(x.attendedTransfer(a.call(), b.call()).outcome()).isEqualTo("303");
  }

  @Test
  void shouldRefuseAPartyThatIsNotTheOneToBeMoved() {
    assertThat(x.attendedTransfer(a.call(), b.call(), Role.CALLER).outcome()).isEqualTo("303");
    assertThat(x.attendedTransfer(a.call(), b.call(), Role.THIRD).outcome()).isEqualTo("303");
    assertThat(x.attendedTransfer(a.call(), b.call(), Role.CALLEE).outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("9: Hangup(A) while Joining")
  void shouldKeepTheSecondCallWhenTheFirstIsHungUpWhileJoining() {
    Order transfer = joining();

    assertThat(x.hangUp(a.call()).outcome()).isEqualTo("200");
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Completed", B_TALKS);
    assertThat(x.isHungUp(m)).isTrue();
  }

  @Test
  @DisplayName("9: Hangup(B) while Joining calls it off as well")
  void shouldReturnToTheFirstCallWhenTheSecondIsHungUpWhileJoining() {
    x.hold(a.call());
    Order transfer = joining();

    assertThat(x.hangUp(b.call()).outcome()).isEqualTo("200");
    assertThat(transfer.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly(A_HOLDS, "B Completed");
    assertThat(x.isHungUp(g)).isTrue();
  }

  @Test
  @DisplayName("9: after success B's recording goes on, A's ends")
  void shouldGoOnWithTheRecordingOfTheCallThatGoesOn() {
    Order ofA = x.record(a.call());
    Order ofB = x.record(b.call());
    x.attendedTransfer(a.call(), b.call());

    assertThat(ofA.outcome()).isEqualTo("200");
    assertThat(ofB.outcome()).isEqualTo("in progress");
    assertThat(x.host.recordings.get(ofB.operation().id())).containsExactly(m, g);
    x.hangsUp(m);
    assertThat(ofB.outcome()).isEqualTo("200");
  }

  @Test
  void shouldRefuseWhatTouchesACallThatIsBeingJoined() {
    joining();

    assertThat(x.hold(a.call()).outcome()).isEqualTo("303");
    assertThat(x.unhold(a.call()).outcome()).isEqualTo("303");
    assertThat(x.hold(b.call()).outcome()).isEqualTo("303");
    assertThat(x.blindTransfer(a.call(), Role.CALLEE, "H").outcome()).isEqualTo("303");
    assertThat(x.blindTransfer(b.call(), Role.CALLEE, "H").outcome()).isEqualTo("303");
    x.mixed();
    assertThat(x.calls()).containsExactly("A Transferred", B_JOINED);
  }

  @Test
  void shouldKeepTheHoldOfTheMovedDevice() {
    x.holds(m, true);
    x.attendedTransfer(a.call(), b.call());

    assertThat(x.show(b.call())).isEqualTo("B InCall: M hears silence, G hears music");
    x.holds(m, false);
    assertThat(x.show(b.call())).isEqualTo(B_JOINED);
  }

  @Test
  void shouldForgetTheHoldOfATransferorWhoHasLeft() {
    x.holds(b.caller(), true);
    x.attendedTransfer(a.call(), b.call());

    assertThat(x.show(b.call())).isEqualTo(B_JOINED);
  }

  @Test
  void shouldTellBothCallsWhenADeviceHoldsWhileJoining() {
    joining();
    x.holds(m, true);

    assertThat(x.calls())
        .containsExactly(
            "A InCall: T hears silence, M hears silence",
            "B InCall: T hears silence, G hears music");
    x.mixed();
    assertThat(x.show(b.call())).isEqualTo("B InCall: M hears silence, G hears music");
  }

  @Test
  void shouldEndTheTransferringScriptsWithoutHangingUp() {
    TestScript first = x.script("IVR");
    Call held = x.connect("N", first);
    TestScript second = x.script("IVR");
    x.calls(second, "H");
    x.answers(x.dialled("H"));
    Call asked = x.latest();

    assertThat(x.attendedTransfer(held, asked).outcome()).isEqualTo("200");
    assertThat(x.show(asked)).isEqualTo("D InCall: N hears H, H hears N");
    assertThat(first.told()).containsExactly("ring C", "connected C", "left C TRANSFERRED");
    assertThat(second.told()).containsExactly("connected D", "left D TRANSFERRED");
  }

  @Test
  void shouldTellTheOutcomeBeforeAScriptLosesItsSeat() {
    TestScript first = x.script("IVR");
    Call held = x.connect("N", first);
    TestScript second = x.script("IVR");
    x.calls(second, "H");
    x.answers(x.dialled("H"));
    x.host.habits.remove(TestHost.Habit.MIXES);
    Order transfer = x.attendedTransfer(held, x.latest());
    transfer.then(() -> assertThat(second.gone()).isFalse());
    x.hangsUp(x.dialled("H"));

    assertThat(transfer.outcome()).isEqualTo("402 Completed");
    assertThat(second.told()).endsWith("left D HUNG_UP");
  }

  @Test
  void shouldTellAScriptThatIsMovedOfItsNewCall() {
    TestScript script = x.script("IVR");
    Call asked = x.connect("T", script);

    assertThat(x.attendedTransfer(asked, b.call()).outcome()).isEqualTo("200");
    assertThat(x.show(b.call())).isEqualTo("B InCall: script IVR, G hears silence");
    assertThat(script.told()).containsExactly("ring C", "connected C", "connected B");
    x.presses(g, '7');
    assertThat(script.told()).endsWith("key 7");
  }
}
