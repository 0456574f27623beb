package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.call.Policy.BLIND;
import static org.ozml.call.Policy.HANG_UP;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.call.TestHost.Habit;

/**
 * The Move table of the call model: M has called T (call A), and T transfers M to G by each policy.
 */
class MoveTest {

  /** How far a transfer has come. */
  enum Step {
    ROUTING,
    RINGING,
    /** G has answered, and the mix does not stand yet. */
    JOINING,
    JOINED
  }

  @RegisterExtension final Exchange x = new Exchange();

  private final Exchange.Talk a = x.connect("M", "T");
  private final Call call = a.call();
  private final TestScript script = x.script("G");
  private boolean toScript;
  private @Nullable Order transfer;

  /** Brings a transfer to a step. */
  private Order transfer(Policy policy, Step step) {
    if (step == Step.ROUTING) x.routing.waits();
    if (toScript) x.routing.script("G", script);
    Order order = x.transfer(call, Role.CALLEE, "G", policy);
    transfer = order;
    if (step == Step.ROUTING) return order;
    if (!toScript) x.rings(g());
    if (step == Step.RINGING) return order;
    x.host.habits.remove(Habit.MIXES);
    // Who already hears what he will hear needs no mix.
    answers();
    if (step == Step.JOINED) stands();
    return order;
  }

  private void answers() {
    if (toScript) x.takes(script);
    else x.answers(g());
  }

  private void stands() {
    while (!x.host.mixes.isEmpty()) x.mixed();
  }

  private Leg g() {
    return x.dialled("G");
  }

  private void happens(String event) {
    switch (event) {
      case "T leaves" -> x.hangsUp(a.callee());
      case "M leaves" -> x.hangsUp(a.caller());
      case "M's line fails" -> x.fails(a.caller());
      case "G leaves" -> x.hangsUp(g());
      case "G is busy" -> x.isBusy(g());
      case "G refuses" -> x.refuses(script, Failure.BUSY);
      case "G ends" -> x.scriptEnds(call, script);
      case "nobody" ->
          x.step("nobody", () -> x.routing.answer(new Route.Nothing(Failure.NOT_FOUND)));
      case "mix fails" -> x.mixFails();
      case "mix stands" -> stands();
      case "G answers" -> answers();
      case "Hangup" -> assertThat(x.hangUp(call).outcome()).isEqualTo("200");
      case "T is dropped" -> assertThat(x.drop(call.callee()).outcome()).isEqualTo("200");
      default -> throw new IllegalArgumentException(event);
    }
  }

  private void check(String outcome, String picture) {
    assertThat(transfer).isNotNull();
    assertThat(transfer.outcome()).isEqualTo(outcome);
    assertThat(x.show(call)).isEqualTo("A " + picture);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RELEASE_AFTER_TRANSFER | ROUTING | M hears ringback, T hears silence
          RELEASE_AFTER_TRANSFER | RINGING | M hears ringback, T hears silence
          RELEASE_AFTER_TRANSFER | JOINING | M hears G, T hears silence
          RELEASE_AFTER_TRANSFER | JOINED  | M hears G, G hears M
          BLIND                  | ROUTING | M hears ringback, nobody
          BLIND                  | RINGING | M hears ringback, nobody
          BLIND                  | JOINING | M hears G, nobody
          BLIND                  | JOINED  | M hears G, G hears M
          TALK_FORWARDING        | ROUTING | M hears music, T hears ringback
          TALK_FORWARDING        | RINGING | M hears music, T hears ringback
          TALK_FORWARDING        | JOINING | M hears music, T hears G
          TALK_FORWARDING        | JOINED  | M hears music, T hears G, G hears T
          THREE_PARTY_HELD       | ROUTING | M hears music, T hears ringback
          THREE_PARTY_HELD       | RINGING | M hears music, T hears ringback
          THREE_PARTY_HELD       | JOINING | M hears T+G, T hears M+G
          THREE_PARTY_HELD       | JOINED  | M hears T+G, T hears M+G, G hears M+T
          THREE_PARTY            | ROUTING | M hears T, T hears M
          THREE_PARTY            | RINGING | M hears T, T hears M
          THREE_PARTY            | JOINING | M hears T+G, T hears M+G
          THREE_PARTY            | JOINED  | M hears T+G, T hears M+G, G hears M+T
          HANG_UP                | RINGING | M hears ringback, T hears silence
          HANG_UP                | JOINING | M hears G, T hears silence
          HANG_UP                | JOINED  | M hears G, G hears M, T hears music
          """)
  void shouldLetEachHearWhatThePolicySays(Policy policy, Step step, String picture) {
    Order order = transfer(policy, step);

    assertThat(x.show(call)).isEqualTo("A InCall: " + picture);
    assertThat(order.outcome()).isEqualTo(step == Step.JOINED ? "200" : "in progress");
    if (step == Step.JOINING) {
      assertThat(x.host.hears.get(g()).legs()).extracting(Leg::number).contains(hearsFirst(policy));
    }
  }

  private static String hearsFirst(Policy policy) {
    return policy == Policy.TALK_FORWARDING ? "T" : "M";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RELEASE_AFTER_TRANSFER | RINGING | M hears ringback, T hears silence
          RELEASE_AFTER_TRANSFER | JOINED  | M hears silence, script G
          BLIND                  | RINGING | M hears ringback, nobody
          BLIND                  | JOINED  | M hears silence, script G
          TALK_FORWARDING        | RINGING | M hears music, T hears ringback
          TALK_FORWARDING        | JOINING | M hears music, T hears silence
          TALK_FORWARDING        | JOINED  | M hears music, T hears silence, script G
          THREE_PARTY_HELD       | RINGING | M hears music, T hears ringback
          THREE_PARTY_HELD       | JOINING | M hears T, T hears M
          THREE_PARTY_HELD       | JOINED  | M hears T, T hears M, script G
          THREE_PARTY            | RINGING | M hears T, T hears M
          THREE_PARTY            | JOINED  | M hears T, T hears M, script G
          HANG_UP                | RINGING | M hears ringback, T hears silence
          HANG_UP                | JOINING | M hears silence, T hears silence
          HANG_UP                | JOINED  | M hears silence, script G, T hears music
          """)
  void shouldLetEachHearWhatThePolicySaysWhenTheTargetIsAScript(
      Policy policy, Step step, String picture) {
    toScript = true;
    Order order = transfer(policy, step);

    assertThat(x.show(call)).isEqualTo("A InCall: " + picture);
    assertThat(order.outcome()).isEqualTo(step == Step.JOINED ? "200" : "in progress");
    if (step == Step.JOINED) assertThat(script.told()).containsExactly("ring A", "connected A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RELEASE_AFTER_TRANSFER | ROUTING | nobody         | 402 NotFound  | InCall: M hears T, T hears M
          RELEASE_AFTER_TRANSFER | RINGING | T leaves       | in progress   | InCall: M hears ringback, nobody
          RELEASE_AFTER_TRANSFER | RINGING | M leaves       | 402 Cancelled | Completed
          RELEASE_AFTER_TRANSFER | RINGING | M's line fails | 402 Error     | Error
          RELEASE_AFTER_TRANSFER | RINGING | G is busy      | 402 Busy      | InCall: M hears T, T hears M
          RELEASE_AFTER_TRANSFER | JOINING | T leaves       | in progress   | InCall: M hears G, nobody
          RELEASE_AFTER_TRANSFER | JOINING | M leaves       | 200           | Completed
          RELEASE_AFTER_TRANSFER | JOINING | G leaves       | 402 Completed | InCall: M hears T, T hears M
          RELEASE_AFTER_TRANSFER | JOINING | mix fails      | 402 Error     | InCall: M hears T, T hears M
          RELEASE_AFTER_TRANSFER | JOINED  | M leaves       | 200           | Completed
          RELEASE_AFTER_TRANSFER | JOINED  | G leaves       | 200           | Completed
          BLIND                  | ROUTING | nobody         | 402 NotFound  | Error
          BLIND                  | RINGING | M leaves       | 402 Cancelled | Completed
          BLIND                  | RINGING | G is busy      | 402 Busy      | Error
          BLIND                  | JOINING | M leaves       | 200           | Completed
          BLIND                  | JOINING | G leaves       | 402 Completed | Error
          BLIND                  | JOINING | mix fails      | 402 Error     | Error
          BLIND                  | JOINED  | M leaves       | 200           | Completed
          BLIND                  | JOINED  | G leaves       | 200           | Completed
          TALK_FORWARDING        | ROUTING | nobody         | 402 NotFound  | InCall: M hears T, T hears M
          TALK_FORWARDING        | ROUTING | T leaves       | in progress   | InCall: M hears ringback, nobody
          TALK_FORWARDING        | RINGING | T leaves       | in progress   | InCall: M hears ringback, nobody
          TALK_FORWARDING        | RINGING | M leaves       | 402 Cancelled | Completed
          TALK_FORWARDING        | RINGING | G is busy      | 402 Busy      | InCall: M hears T, T hears M
          TALK_FORWARDING        | JOINING | T leaves       | in progress   | InCall: M hears G, nobody
          TALK_FORWARDING        | JOINING | M leaves       | 200           | InCall: G hears T, T hears G
          TALK_FORWARDING        | JOINING | G leaves       | 402 Completed | InCall: M hears T, T hears M
          TALK_FORWARDING        | JOINING | mix fails      | 402 Error     | InCall: M hears T, T hears M
          TALK_FORWARDING        | JOINED  | T leaves       | 200           | InCall: M hears G, G hears M
          TALK_FORWARDING        | JOINED  | M leaves       | 200           | InCall: G hears T, T hears G
          TALK_FORWARDING        | JOINED  | G leaves       | 200           | InCall: M hears T, T hears M
          THREE_PARTY_HELD       | ROUTING | nobody         | 402 NotFound  | InCall: M hears T, T hears M
          THREE_PARTY_HELD       | RINGING | T leaves       | in progress   | InCall: M hears ringback, nobody
          THREE_PARTY_HELD       | RINGING | M leaves       | 402 Cancelled | Completed
          THREE_PARTY_HELD       | RINGING | G is busy      | 402 Busy      | InCall: M hears T, T hears M
          THREE_PARTY_HELD       | JOINING | T leaves       | in progress   | InCall: M hears G, nobody
          THREE_PARTY_HELD       | JOINING | M leaves       | 200           | InCall: G hears T, T hears G
          THREE_PARTY_HELD       | JOINING | G leaves       | 402 Completed | InCall: M hears T, T hears M
          THREE_PARTY_HELD       | JOINING | mix fails      | 402 Error     | InCall: M hears T, T hears M
          THREE_PARTY_HELD       | JOINED  | T leaves       | 200           | InCall: M hears G, G hears M
          THREE_PARTY            | RINGING | T leaves       | in progress   | InCall: M hears ringback, nobody
          THREE_PARTY            | RINGING | M leaves       | 402 Cancelled | Completed
          THREE_PARTY            | RINGING | G is busy      | 402 Busy      | InCall: M hears T, T hears M
          THREE_PARTY            | JOINING | T leaves       | in progress   | InCall: M hears G, nobody
          THREE_PARTY            | JOINING | M leaves       | 200           | InCall: G hears T, T hears G
          THREE_PARTY            | JOINING | G leaves       | 402 Completed | InCall: M hears T, T hears M
          THREE_PARTY            | JOINING | mix fails      | 402 Error     | InCall: M hears T, T hears M
          THREE_PARTY            | JOINED  | T leaves       | 200           | InCall: M hears G, G hears M
          THREE_PARTY            | JOINED  | T is dropped   | 200           | InCall: M hears G, G hears M
          THREE_PARTY            | JOINED  | M leaves       | 200           | InCall: G hears T, T hears G
          THREE_PARTY            | JOINED  | G leaves       | 200           | InCall: M hears T, T hears M
          """)
  void shouldGoOnWithWhoIsLeft(
      Policy policy, Step step, String event, String outcome, String picture) {
    transfer(policy, step);
    happens(event);

    check(outcome, picture);
    assertThat(x.host.hungUp.keySet()).allMatch(leg -> leg.seats.isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RINGING | T leaves  | in progress   | InCall: M hears ringback, nobody
          RINGING | M leaves  | 402 Cancelled | Completed
          RINGING | G refuses | 402 Busy      | InCall: M hears T, T hears M
          JOINING | T leaves  | in progress   | InCall: M hears silence, nobody
          JOINING | M leaves  | 200           | Completed
          JOINING | mix fails | 402 Error     | InCall: M hears T, T hears M
          JOINED  | T leaves  | 200           | InCall: M hears silence, script G
          JOINED  | M leaves  | 200           | Completed
          JOINED  | G ends    | 200           | InCall: M hears T, T hears M
          JOINED  | Hangup    | 200           | Completed
          """)
  void shouldParkWhoTransfersToAScript(Step step, String event, String outcome, String picture) {
    toScript = true;
    transfer(HANG_UP, step);
    happens(event);

    check(outcome, picture);
    assertThat(call.isSuspended()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void shouldReleaseWhoTransfersAndLeavesEarly(Policy policy) {
    transfer(policy, Step.RINGING);
    if (policy != BLIND) happens("T leaves");
    happens("G answers");
    stands();

    check("200", "InCall: M hears G, G hears M");
    assertThat(call.callee().number()).isEqualTo("G");
  }

  @ParameterizedTest
  @CsvSource({"BLIND,Error", "TALK_FORWARDING,Completed", "THREE_PARTY,Completed"})
  void shouldHangUpTheMovedPartyWhenNobodyIsLeftToReturnTo(Policy policy, String state) {
    transfer(policy, Step.RINGING);
    if (policy != BLIND) happens("T leaves");
    happens("G is busy");

    check("402 Busy", state);
    assertThat(x.isHungUp(a.caller())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldCallEverythingOffWhenTheCallIsHungUp(Policy policy) {
    transfer(policy, Step.RINGING);
    happens("Hangup");

    check("402 Cancelled", "Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(a.caller(), a.callee(), g());
  }

  @ParameterizedTest
  @EnumSource
  void shouldReleaseTheTargetThatHasAnsweredWhenTheCallIsHungUp(Policy policy) {
    transfer(policy, Step.JOINING);
    happens("Hangup");

    check("402 Cancelled", "Completed");
    assertThat(x.isHungUp(g())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLIND")
  void shouldReturnToHold(Policy policy) {
    x.hold(call);
    transfer(policy, Step.RINGING);
    happens("G is busy");

    check("402 Busy", "Hold: M hears music, T hears music");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RELEASE_AFTER_TRANSFER | M hears G, G hears M
          BLIND                  | M hears G, G hears M
          TALK_FORWARDING        | M hears music, T hears G, G hears T
          THREE_PARTY            | M hears T+G, T hears M+G, G hears M+T
          THREE_PARTY_HELD       | M hears T+G, T hears M+G, G hears M+T
          HANG_UP                | M hears G, G hears M, T hears music
          """)
  void shouldTakeTheCallOffHold(Policy policy, String picture) {
    x.hold(call);
    transfer(policy, Step.JOINED);

    check("200", "InCall: " + picture);
    assertThat(x.unhold(call).outcome()).isEqualTo("303");
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAnythingElseMeanwhile(Policy policy) {
    transfer(policy, Step.RINGING);
    for (Policy other : Policy.values()) {
      assertThat(x.transfer(call, Role.CALLEE, "H", other).outcome()).isEqualTo("303");
      assertThat(x.transfer(call, Role.CALLER, "H", other).outcome()).isEqualTo("303");
    }
    assertThat(x.park(call.caller()).outcome()).isEqualTo("303");
    assertThat(x.hold(call).outcome()).isEqualTo("303");
    happens("G answers");
    stands();
    assertThat(transfer).isNotNull();
    assertThat(transfer.outcome()).isEqualTo("200");
  }

  @ParameterizedTest
  @CsvSource({
    "RELEASE_AFTER_TRANSFER,CALLEE",
    "BLIND,CALLEE",
    "TALK_FORWARDING,THIRD",
    "THREE_PARTY,THIRD",
    "THREE_PARTY_HELD,THIRD",
    "HANG_UP,CALLEE"
  })
  void shouldTellWhoSitsWhereNow(Policy policy, Role role) {
    transfer(policy, Step.JOINED);

    assertThat(x.trace)
        .filteredOn(CallEvent.PartyChanged.class::isInstance)
        .containsExactly(new CallEvent.PartyChanged(x.now(), "A", role, "G"));
  }

  @ParameterizedTest
  @CsvSource({
    "RELEASE_AFTER_TRANSFER,M G",
    "BLIND,M G",
    "TALK_FORWARDING,M T G",
    "THREE_PARTY,M T G",
    "THREE_PARTY_HELD,M T G",
    "HANG_UP,M G"
  })
  void shouldRecordWhoIsInTheCall(Policy policy, String numbers) {
    Order record = x.record(call);
    transfer(policy, Step.JOINED);

    assertThat(x.host.recordings.get(record.operation().id()))
        .extracting(Leg::number)
        .containsExactly(numbers.split(" "));
  }

  @Test
  void shouldRecordAndPlayNoMoreToWhoWasReleasedAtOnce() {
    Order record = x.record(call);
    Order keys = x.sendKeys(call, Role.CALLEE, "12");
    transfer(BLIND, Step.RINGING);

    assertThat(x.host.recordings.get(record.operation().id())).containsExactly(a.caller());
    assertThat(keys.outcome()).isEqualTo("200");
    assertThat(x.isHungUp(a.callee())).isTrue();
  }

  @Test
  void shouldShowTheMovedPartyOrWhomTheTransferorNames() {
    transfer(BLIND, Step.RINGING);
    assertThat(x.host.shown.get(g())).isEqualTo(new ShownId("M", ""));
    Exchange.Talk b = x.connect("N", "T");
    ShownId hotline = new ShownId("100", "Hotline");
    x.step(
        "transfer",
        () ->
            x.board
                .loop()
                .execute(
                    () ->
                        x.board.transfer(
                            b.call().callee(), "H", Policy.THREE_PARTY, hotline, ended -> {})));
    assertThat(x.host.shown.get(x.dialled("H"))).isEqualTo(hotline);
  }

  @Test
  void shouldMoveACallerInEachPolicyToo() {
    Order order = x.transfer(call, Role.CALLER, "G", Policy.TALK_FORWARDING);
    x.answers(g());

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.show(call)).isEqualTo("A InCall: M hears G, T hears music, G hears M");
    x.hangsUp(a.caller());
    assertThat(x.show(call)).isEqualTo("A InCall: G hears T, T hears G");
  }

  @Test
  void shouldRefuseToMoveTheThirdParty() {
    assertThat(x.blindTransfer(call, Role.THIRD, "G").outcome()).isEqualTo("303");
    assertThat(x.host.legs).hasSize(2);
  }

  @Test
  void shouldHearATargetThatIsMutedWhileItIsJoinedNoMore() {
    transfer(Policy.THREE_PARTY, Step.JOINING);
    x.mute(g(), true);
    assertThat(x.show(call)).isEqualTo("A InCall: M hears T, T hears M");
    stands();
    assertThat(x.show(call)).isEqualTo("A InCall: M hears T, T hears M, G hears M+T");
  }

  @Test
  void shouldKeepAMovedPartyOnHoldWhoseDeviceIsReplaced() {
    transfer(Policy.TALK_FORWARDING, Step.RINGING);
    x.takesOver("N", a.caller());
    assertThat(x.show(call)).isEqualTo("A InCall: N hears music, T hears ringback");
    happens("G answers");
    assertThat(x.show(call)).isEqualTo("A InCall: N hears music, T hears G, G hears T");
  }

  @Test
  void shouldRingOnForSomebodyWhoIsFoundLater() {
    x.routing.waits();
    Order order = x.transfer(call, Role.CALLEE, "queue", BLIND);
    x.step("queued", () -> x.routing.answer(new Route.Queued()));
    assertThat(x.show(call)).isEqualTo("A InCall: M hears ringback, nobody");
    assertThat(x.host.timers).as("only the call's own limit").hasSize(1);
    x.step("found", () -> x.routing.answer(TestRouting.ring("G")));
    x.answers(g());

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.show(call)).isEqualTo("A InCall: M hears G, G hears M");
    assertThat(x.routing.open).isEmpty();
  }

  @Test
  void shouldTakeBackAQuestionThatWaitsInAQueue() {
    x.routing.waits();
    Order order = x.transfer(call, Role.CALLEE, "queue", BLIND);
    Routing.Query query = List.copyOf(x.routing.open.values()).get(0);
    x.step("queued", () -> x.routing.answer(new Route.Queued()));
    x.hangsUp(a.caller());

    assertThat(order.outcome()).isEqualTo("402 Cancelled");
    assertThat(x.routing.cancelled).containsExactly(query.id());
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  void shouldEndTheCallOnTheBooksOfWhoWasLeft() {
    transfer(Policy.THREE_PARTY, Step.JOINED);
    happens("M leaves");
    happens("G leaves");

    assertThat(x.states(call)).last().isEqualTo(CallState.COMPLETED);
    assertThat(call.caller().number()).isEqualTo("G");
    assertThat(call.callee().number()).isEqualTo("T");
    assertThat(call.hungUpBy()).isEqualTo(Role.CALLER);
    assertThat(x.host.hungUp).isEqualTo(Map.of(a.callee(), Cause.NORMAL));
  }
}
