package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.ozml.call.TestRouting.ring;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Exchange.Talk;
import org.ozml.call.TestHost.Habit;

/** Calls that are set up: by a device, by a script, by CallSetup; and how they end. */
class CallTest {
  @RegisterExtension final Exchange x = new Exchange();

  // ---- a device calls

  @Test
  void shouldConnectADeviceThatCalls() {
    x.host.habits.remove(Habit.ANSWERS);
    Leg caller = x.offers("M", "T");
    Leg callee = x.dialled("T");
    assertThat(x.calls()).containsExactly("A Ringing: M waits, nobody");
    x.rings(callee);
    x.rings(callee);
    assertThat(x.host.alerted).containsExactly(caller);
    x.answers(callee);
    assertThat(x.calls()).containsExactly("A Ringing: M waits, T hears silence");
    x.answers(caller);

    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
    assertThat(x.states(x.latest()))
        .containsExactly(CallState.RINGING, CallState.ANSWERED, CallState.IN_CALL);
  }

  @Test
  void shouldReportAnsweredOnceHoweverOftenTheCallIsHeld() {
    Call call = x.connect("M", "T").call();
    x.hold(call);
    x.unhold(call);
    x.blindTransfer(call, Role.CALLER, "G");
    x.answers(x.dialled("G"));
    x.hangUp(call);

    assertThat(x.states(call))
        .containsExactly(
            CallState.RINGING,
            CallState.ANSWERED,
            CallState.IN_CALL,
            CallState.HOLD,
            CallState.IN_CALL,
            CallState.COMPLETED);
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY,      Busy,  BUSY",
    "NORMAL,    Busy,  BUSY",
    "NO_ANSWER, Busy,  NO_ANSWER",
    "NOT_FOUND, Error, NOT_FOUND",
    "FAILED,    Error, FAILED"
  })
  void shouldEndAndReleaseTheCallerWhenTheCalleeIsNotReached(
      Cause cause, String state, Cause told) {
    Leg caller = x.offers("M", "T");
    x.ends(x.dialled("T"), cause);

    assertThat(x.calls()).containsExactly("A " + state);
    assertThat(x.host.hungUp).containsExactly(entry(caller, told));
  }

  @Test
  void shouldEndAsBusyWhenTheRingTimeIsOver() {
    Leg caller = x.offers("M", "T");
    x.passes(Duration.ofSeconds(89));
    assertThat(x.calls()).containsExactly("A Ringing: M waits, nobody");
    x.passes(Duration.ofSeconds(1));

    assertThat(x.calls()).containsExactly("A Busy");
    assertThat(x.host.hungUp).containsOnlyKeys(caller, x.dialled("T"));
  }

  @Test
  void shouldTryWhatRoutingSaysNextWhenTheCalleeRejects() {
    x.routing.route(
        "T",
        query ->
            query.last() == null
                ? ring("T1")
                : query.last() == Failure.BUSY ? ring("T2") : new Route.Nothing(query.last()));
    x.offers("M", "T");
    x.isBusy(x.dialled("T1"));
    assertThat(x.calls()).containsExactly("A Ringing: M waits, nobody");
    x.answers(x.dialled("T2"));

    assertThat(x.calls()).containsExactly("A InCall: M hears T2, T2 hears M");
  }

  @Test
  void shouldRingWithTheTimeAndTheIdThatRoutingSays() {
    ShownId shown = new ShownId("0800", "Hotline");
    x.routing.route("T", new Route.Ring(List.of("T1"), Duration.ofSeconds(5), shown));
    x.offers("M", "T");

    assertThat(x.host.shown).containsEntry(x.dialled("T1"), shown);
    x.passes(Duration.ofSeconds(5));
    assertThat(x.calls()).containsExactly("A Busy");
  }

  @Test
  void shouldCancelTheCalleeWhenTheCallerGivesUp() {
    Leg caller = x.offers("M", "T");
    x.hangsUp(caller);

    assertThat(x.calls()).containsExactly("A Cancelled");
    assertThat(x.host.hungUp).containsExactly(entry(x.dialled("T"), Cause.CANCELLED));
  }

  @ParameterizedTest(name = "the caller first: {0}")
  @ValueSource(booleans = {true, false})
  void shouldEndWhenSomebodyHangsUpBetweenAnswerAndConnection(boolean callerFirst) {
    x.host.habits.remove(Habit.ANSWERS);
    Leg caller = x.offers("M", "T");
    Leg callee = x.dialled("T");
    x.answers(callee);
    x.hangsUp(callerFirst ? caller : callee);

    assertThat(x.calls()).containsExactly(callerFirst ? "A Cancelled" : "A Completed");
    assertThat(x.isHungUp(callerFirst ? callee : caller)).isTrue();
  }

  @Test
  void shouldEndAsErrorWhenTheCallersLineFails() {
    x.fails(x.offers("M", "T"));

    assertThat(x.calls()).containsExactly("A Error");
  }

  @Test
  void shouldConnectADeviceWithAScript() {
    TestScript script = x.script("IVR");
    x.routing.script("IVR", script);
    Leg caller = x.offers("M", "IVR");
    assertThat(x.host.alerted).containsExactly(caller);
    x.takes(script);

    assertThat(x.calls()).containsExactly("A InCall: M hears silence, script IVR");
    assertThat(script.told()).containsExactly("ring A", "connected A");
    x.presses(caller, '5');
    x.hangsUp(caller);
    assertThat(script.told()).containsExactly("ring A", "connected A", "key 5", "left A HUNG_UP");
  }

  @ParameterizedTest
  @CsvSource({"BUSY, Busy", "ERROR, Error"})
  void shouldNeverAnswerACallThatTheScriptRefuses(Failure why, String state) {
    TestScript script = x.script("IVR");
    x.routing.script("IVR", script);
    Leg caller = x.offers("M", "IVR");
    x.refuses(script, why);

    assertThat(x.calls()).containsExactly("A " + state);
    assertThat(x.host.answering).isEmpty();
    assertThat(x.isHungUp(caller)).isTrue();
  }

  @Test
  void shouldGoWhereADeviceRedirectsTo() {
    ShownId shown = new ShownId("0800", "Hotline");
    x.routing.route("T", new Route.Ring(List.of("T"), null, shown));
    x.offers("M", "T");
    Leg first = x.dialled("T");
    x.redirects(first, "U");
    assertThat(x.isHungUp(first)).isTrue();
    assertThat(x.host.shown).containsEntry(x.dialled("U"), shown);
    x.answers(x.dialled("U"));

    assertThat(x.calls()).containsExactly("A InCall: M hears U, U hears M");
  }

  @Test
  void shouldGiveUpWhenDevicesRedirectToEachOther() {
    x.offers("M", "T");
    for (int i = 0; i < 1000 && !x.latest().state().terminal(); i++) {
      x.redirects(x.dialled(i % 2 == 0 ? "T" : "U"), i % 2 == 0 ? "U" : "T");
    }

    assertThat(x.calls()).containsExactly("A Error");
  }

  // ---- a script calls

  @Test
  void shouldConnectAScriptThatCalls() {
    TestScript script = x.script("IVR");
    Order order = x.calls(script, "G");
    Leg g = x.dialled("G");
    assertThat(x.host.shown).containsEntry(g, new ShownId("100", "IVR"));
    assertThat(order.operation().call()).isSameAs(x.latest());
    x.answers(g);

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: script IVR, G hears silence");
    assertThat(script.told()).containsExactly("connected A");
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, 402 Busy, Busy",
    "NO_ANSWER, 402 NoAnswer, Busy",
    "NOT_FOUND, 402 NotFound, Error",
    "FAILED, 402 Error, Error"
  })
  void shouldSayWhyNobodyWasReached(Cause cause, String outcome, String state) {
    TestScript script = x.script("IVR");
    Order order = x.calls(script, "G");
    x.ends(x.dialled("G"), cause);

    assertThat(order.outcome()).isEqualTo(outcome);
    assertThat(x.calls()).containsExactly("A " + state);
    assertThat(script.told()).containsExactly("left A HUNG_UP");
  }

  @Test
  void shouldGiveUpAfterTheRingTime() {
    Order order = x.calls(x.script("IVR"), "G");
    x.passes(Duration.ofSeconds(60));

    assertThat(order.outcome()).isEqualTo("402 NoAnswer");
  }

  // ---- CallSetup

  @Test
  void shouldRingTheCallerFirstAndLetHimHearRingbackThen() {
    Order order = x.setUp("M", "T");
    assertThat(x.host.legs).hasSize(1);
    x.rings(x.dialled("M"));
    x.answers(x.dialled("M"));
    assertThat(x.calls()).containsExactly("A Ringing: M hears ringback, nobody");
    x.answers(x.dialled("T"));

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldRingEachSideSixtySeconds() {
    Order order = x.setUp("M", "T");
    x.passes(Duration.ofSeconds(59));
    x.answers(x.dialled("M"));
    x.passes(Duration.ofSeconds(59));
    assertThat(order.outcome()).isEqualTo("in progress");
    x.passes(Duration.ofSeconds(1));

    assertThat(order.outcome()).isEqualTo("402 NoAnswer");
    assertThat(x.calls()).containsExactly("A Busy");
    assertThat(x.isHungUp(x.dialled("M"))).isTrue();
  }

  @Test
  void shouldNotRingTheCalleeWhenTheCallerDoesNotAnswer() {
    Order order = x.setUp("M", "T");
    x.passes(Duration.ofSeconds(60));

    assertThat(order.outcome()).isEqualTo("402 NoAnswer");
    assertThat(x.host.legs).hasSize(1);
  }

  @Test
  void shouldAnswerCancelledWhenTheCallerHangsUpWhileTheCalleeRings() {
    Order order = x.setUp("M", "T");
    x.answers(x.dialled("M"));
    x.hangsUp(x.dialled("M"));

    assertThat(order.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Cancelled");
    assertThat(x.host.hungUp).containsEntry(x.dialled("T"), Cause.CANCELLED);
  }

  @Test
  void shouldAnswerBusyWhenTheCalleeRejects() {
    Order order = x.setUp("M", "T");
    x.answers(x.dialled("M"));
    x.isBusy(x.dialled("T"));

    assertThat(order.outcome()).isEqualTo("402 Busy");
    assertThat(x.isHungUp(x.dialled("M"))).isTrue();
  }

  // ---- ForwardCall

  @Test
  void shouldForwardARingingCall() {
    x.offers("M", "T");
    Leg old = x.dialled("T");
    Order order = x.forward(x.latest(), "U");
    assertThat(x.host.hungUp).containsExactly(entry(old, Cause.CANCELLED));
    assertThat(order.outcome()).isEqualTo("in progress");
    x.answers(x.dialled("U"));

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears U, U hears M");
  }

  @Test
  void shouldIgnoreTheAnswerOfTheOldCalleeThatCrosses() {
    x.host.habits.remove(Habit.ENDS);
    x.offers("M", "T");
    x.forward(x.latest(), "U");
    x.answers(x.dialled("T"));

    assertThat(x.calls()).containsExactly("A Ringing: M waits, nobody");
    x.answers(x.dialled("U"));
    assertThat(x.calls()).containsExactly("A InCall: M hears U, U hears M");
  }

  @Test
  void shouldAskRoutingAgainWhenTheDestinationFailsAndThenReleaseTheCaller() {
    x.routing.route(
        "U", query -> query.last() == Failure.BUSY ? ring("V") : TestRouting.byDefault(query));
    Leg caller = x.offers("M", "T");
    Order order = x.forward(x.latest(), "U");
    x.isBusy(x.dialled("U"));
    assertThat(order.outcome()).isEqualTo("in progress");
    x.ends(x.dialled("V"), Cause.NO_ANSWER);

    assertThat(order.outcome()).isEqualTo("402 NoAnswer");
    assertThat(x.calls()).containsExactly("A Busy");
    assertThat(x.isHungUp(caller)).isTrue();
  }

  @Test
  void shouldAnswerBothCallAndForward() {
    Order call = x.calls(x.script("IVR"), "T");
    Order forward = x.forward(x.latest(), "U");
    x.isBusy(x.dialled("U"));

    assertThat(call.outcome()).isEqualTo("402 Busy");
    assertThat(forward.outcome()).isEqualTo("402 Busy");
  }

  @Test
  void shouldForwardWhileRoutingIsAsked() {
    x.routing.waits();
    x.offers("M", "T");
    Routing.Query first = x.routing.open.values().iterator().next();
    x.forward(x.latest(), "U");

    assertThat(x.routing.cancelled).containsExactly(first.id());
    x.step("stale", () -> x.routing.answer(first, ring("T")));
    x.step("routed", () -> x.routing.answer(ring("U")));
    x.answers(x.dialled("U"));
    assertThat(x.calls()).containsExactly("A InCall: M hears U, U hears M");
  }

  @Test
  void shouldForwardOnlyWhileTheCalleeRings() {
    Call call = x.connect("M", "T").call();
    assertThat(x.forward(call, "U").outcome()).isEqualTo("303");
    x.hold(call);
    assertThat(x.forward(call, "U").outcome()).isEqualTo("303");
    x.hangUp(call);
    assertThat(x.forward(call, "U").outcome()).isEqualTo("601");
  }

  @Test
  void shouldNotForwardACallWhoseCallerIsStillWaitedFor() {
    Order order = x.setUp("M", "T");
    assertThat(x.forward(x.latest(), "U").outcome()).isEqualTo("303");
    x.answers(x.dialled("M"));
    Order forward = x.forward(x.latest(), "U");
    x.answers(x.dialled("U"));

    assertThat(forward.outcome()).isEqualTo("200");
    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears U, U hears M");
  }

  @Test
  void shouldNotForwardACallThatHasBeenAnsweredAndConnects() {
    x.host.habits.remove(Habit.ANSWERS);
    x.offers("M", "T");
    x.answers(x.dialled("T"));

    assertThat(x.forward(x.latest(), "U").outcome()).isEqualTo("303");
  }

  @Test
  void shouldRefuseASecondForwardMeanwhile() {
    x.offers("M", "T");
    Order first = x.forward(x.latest(), "U");

    assertThat(x.forward(x.latest(), "V").outcome()).isEqualTo("303");
    x.answers(x.dialled("U"));
    assertThat(first.outcome()).isEqualTo("200");
  }

  // ---- Hold

  @Test
  void shouldHoldBothPartiesUntilUnhold() {
    Call call = x.connect("M", "T").call();
    assertThat(x.unhold(call).outcome()).isEqualTo("303");
    assertThat(x.hold(call).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Hold: M hears music, T hears music");
    assertThat(x.hold(call).outcome()).isEqualTo("303");
    assertThat(x.unhold(call).outcome()).isEqualTo("200");

    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldNotHoldACallThatRingsOrHasEnded() {
    x.offers("M", "T");
    Call call = x.latest();
    assertThat(x.hold(call).outcome()).isEqualTo("303");
    assertThat(x.unhold(call).outcome()).isEqualTo("303");
    x.hangUp(call);
    assertThat(x.hold(call).outcome()).isEqualTo("601");
    assertThat(x.unhold(call).outcome()).isEqualTo("601");
  }

  @Test
  void shouldLetTheOtherPartyHearMusicWhileADeviceHolds() {
    Talk a = x.connect("M", "T");
    x.holds(a.callee(), true);
    assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears silence");
    x.holds(a.callee(), false);

    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldNotUndoADevicesOwnHoldWithUnhold() {
    Talk a = x.connect("M", "T");
    x.holds(a.callee(), true);
    assertThat(x.unhold(a.call()).outcome()).isEqualTo("303");
    x.hold(a.call());
    assertThat(x.calls()).containsExactly("A Hold: M hears music, T hears music");
    x.unhold(a.call());

    assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears silence");
  }

  @Test
  void shouldStayOnHoldWhenADeviceTakesItsOwnHoldBack() {
    Talk a = x.connect("M", "T");
    x.holds(a.callee(), true);
    x.hold(a.call());
    x.holds(a.callee(), false);

    assertThat(x.calls()).containsExactly("A Hold: M hears music, T hears music");
  }

  // ---- Hangup and the end

  /** How far a call has come. */
  private enum Stage {
    ROUTING("Cancelled"),
    RINGING("Cancelled"),
    CALLER_ANSWERING("Cancelled"),
    IN_CALL("Completed"),
    HOLD("Completed");

    private final String end;

    Stage(String end) {
      this.end = end;
    }
  }

  private Call at(Stage stage) {
    if (stage == Stage.ROUTING) x.routing.waits();
    if (stage == Stage.CALLER_ANSWERING) x.host.habits.remove(Habit.ANSWERS);
    x.offers("M", "T");
    if (stage.compareTo(Stage.RINGING) > 0) x.answers(x.dialled("T"));
    if (stage == Stage.HOLD) x.hold(x.latest());
    return x.latest();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHangUpInAnyState(Stage stage) {
    Call call = at(stage);

    assertThat(x.hangUp(call).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A " + stage.end);
    assertThat(x.host.ended).containsExactlyInAnyOrderElementsOf(x.host.legs);
    assertThat(x.host.hungUp)
        .containsValues(stage.compareTo(Stage.IN_CALL) < 0 ? Cause.CANCELLED : Cause.NORMAL);
    assertThat(x.hangUp(call).outcome()).isEqualTo("601");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldHangUpACallSetupInAnyState(boolean callerIsThere) {
    Order order = x.setUp("M", "T");
    if (callerIsThere) x.answers(x.dialled("M"));
    x.hangUp(x.latest());

    assertThat(order.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.calls()).containsExactly("A Cancelled");
  }

  @ParameterizedTest
  @CsvSource({"true, NORMAL, Completed", "false, NORMAL, Completed", "true, FAILED, Error"})
  void shouldReleaseTheOtherWhenOneLeaves(boolean caller, Cause cause, String state) {
    Talk a = x.connect("M", "T");
    x.ends(caller ? a.caller() : a.callee(), cause);

    assertThat(x.calls()).containsExactly("A " + state);
    assertThat(x.isHungUp(caller ? a.callee() : a.caller())).isTrue();
  }

  @Test
  void shouldHangUpACallThatLastsTooLong() {
    x.connect("M", "T");
    x.passes(Duration.ofHours(4));

    assertThat(x.calls()).containsExactly("A Completed");
    assertThat(x.trace).anyMatch(CallEvent.LimitReached.class::isInstance);
  }

  @Test
  void shouldKnowHowLongACallHasLasted() {
    Leg in = x.offers("M", "T");
    x.passes(Duration.ofSeconds(3));
    x.answers(x.dialled("T"));
    x.passes(Duration.ofSeconds(10));
    x.hangsUp(in);
    x.passes(Duration.ofSeconds(10));

    assertThat(x.latest().talkNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
    assertThat(x.latest().ageNanos()).isEqualTo(Duration.ofSeconds(13).toNanos());
  }
}
