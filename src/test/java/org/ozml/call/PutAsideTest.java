package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.TestHost.Habit;

/**
 * M has called T (call A), who puts that call aside, calls G (call B), and brings them together.
 */
class PutAsideTest {
  private static final String TALK = "A InCall: M hears T, T hears M";
  private static final String ASIDE = "A InCall: M hears music, T is elsewhere";

  @RegisterExtension final Exchange x = new Exchange();

  private final Call a = x.connect("M", "T").call();
  private final Leg m = x.dialing("M");
  private final Leg t = x.dialled("T");

  /** T calls G after having put A aside; G has answered. */
  private Call second() {
    assertThat(x.park(a.callee()).outcome()).isEqualTo("200");
    assertThat(x.calls(t, "G").outcome()).isEqualTo("in progress");
    x.answers(g());
    return x.known.get("B");
  }

  private Leg g() {
    return x.dialled("G");
  }

  private Order conference(Call from, Call to, boolean joining) {
    if (joining) x.host.habits.remove(Habit.MIXES);
    return x.conference(from, to);
  }

  @Test
  void shouldLetTheOtherWaitWithMusic() {
    assertThat(x.park(a.callee()).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(ASIDE);
    assertThat(t.active()).isNull();
    assertThat(x.host.hears.get(t)).isEqualTo(Hearing.NOTHING);
    assertThat(x.retrieve(a.callee()).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(TALK);
  }

  /** What the other says to somebody else, or to nobody, is not the party's business. */
  @Test
  void shouldRecordAPartyOnlyWhileItIsThere() {
    long id = x.record(a, t).operation().id();
    assertThat(x.host.recordings.get(id)).containsExactlyElementsOf(a.legs());
    x.park(a.callee());
    assertThat(x.host.recordings.get(id)).isEmpty();
    x.retrieve(a.callee());
    assertThat(x.host.recordings.get(id)).containsExactlyElementsOf(a.legs());
  }

  @Test
  void shouldRefuseToPutAsideTwiceAndToRetrieveWhatIsNotAside() {
    assertThat(x.retrieve(a.callee()).outcome()).isEqualTo("303");
    x.park(a.callee());
    assertThat(x.park(a.callee()).outcome()).isEqualTo("303");
    assertThat(x.retrieve(a.caller()).outcome()).isEqualTo("303");
  }

  @Test
  void shouldRefuseToPutAsideWhatRings() {
    Leg n = x.offers("N", "H");
    assertThat(x.park(x.latest().caller()).outcome()).isEqualTo("303");
    assertThat(x.park(x.latest().callee()).outcome()).isEqualTo("303");
    assertThat(n.active()).isNotNull();
  }

  @Test
  void shouldRefuseASecondCallBeforeTheFirstIsPutAside() {
    assertThat(x.calls(t, "G").outcome()).isEqualTo("303");
    assertThat(x.calls()).containsExactly(TALK);
  }

  @Test
  void shouldCallASecondNumber() {
    x.park(a.callee());
    Order order = x.calls(t, "G");
    assertThat(x.calls()).containsExactly(ASIDE, "B Ringing: T hears ringback, nobody");
    assertThat(x.park(x.known.get("B").caller()).outcome()).isEqualTo("303");
    assertThat(x.retrieve(a.callee()).outcome()).isEqualTo("303");
    x.answers(g());

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(ASIDE, "B InCall: T hears G, G hears T");
    assertThat(x.host.shown.get(g())).isEqualTo(new ShownId("T", ""));
  }

  @Test
  void shouldStayPutAsideWhenTheSecondCallIsNotAnswered() {
    x.park(a.callee());
    Order order = x.calls(t, "G");
    x.isBusy(g());

    assertThat(order.outcome()).isEqualTo("402 Busy");
    assertThat(x.calls()).containsExactly(ASIDE, "B Busy");
    assertThat(x.isHungUp(t)).isFalse();
    assertThat(x.retrieve(a.callee()).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly(TALK, "B Busy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"G leaves", "dropped", "hung up"})
  void shouldStayPutAsideWhenTheSecondCallEnds(String how) {
    Call b = second();
    switch (how) {
      case "G leaves" -> x.hangsUp(g());
      case "dropped" -> x.drop(b.caller());
      default -> x.hangUp(b);
    }

    assertThat(x.calls()).containsExactly(ASIDE, "B Completed");
    assertThat(t.active()).isNull();
  }

  @Test
  void shouldGoBackAndForth() {
    Call b = second();
    x.park(b.caller());
    assertThat(x.calls()).containsExactly(ASIDE, "B InCall: T is elsewhere, G hears music");
    x.retrieve(a.callee());
    assertThat(x.calls()).containsExactly(TALK, "B InCall: T is elsewhere, G hears music");
  }

  @Test
  void shouldEndBothCallsWhenTheDeviceHangsUp() {
    second();
    x.hangsUp(t);

    assertThat(x.calls()).containsExactly("A Completed", "B Completed");
    assertThat(x.host.hungUp).containsOnlyKeys(m, g());
  }

  @Test
  void shouldJoinTheOthersByAnAttendedTransfer() {
    Call b = second();

    assertThat(x.attendedTransfer(a, b).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", "B InCall: M hears G, G hears M");
    assertThat(x.host.hungUp).containsOnlyKeys(t);
  }

  @Test
  void shouldHaveAllThreeTogether() {
    Call b = second();

    assertThat(x.conference(a, b).outcome()).isEqualTo("200");
    assertThat(x.calls())
        .containsExactly("A Transferred", "B InCall: T hears G+M, G hears T+M, M hears T+G");
    assertThat(b.seat(Role.THIRD).number()).isEqualTo("M");
    assertThat(x.host.hungUp).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "T,'B InCall: M hears G, G hears M'",
    "M,'B InCall: T hears G, G hears T'",
    "G,'B InCall: T hears M, M hears T'"
  })
  void shouldGoOnWithTheOtherTwo(String who, String picture) {
    x.conference(a, second());
    x.hangsUp(who.equals("T") ? t : who.equals("M") ? m : g());

    assertThat(x.calls()).containsExactly("A Transferred", picture);
  }

  @Test
  void shouldHaveAllThreeTogetherInTheCallThatWasPutAside() {
    Call b = second();

    assertThat(x.conference(b, a).outcome()).isEqualTo("200");
    assertThat(x.calls())
        .containsExactly("A InCall: M hears T+G, T hears M+G, G hears M+T", "B Transferred");
    assertThat(a.callee().isAway()).isFalse();
  }

  @Test
  void shouldStayInAThirdCallWhenTheTwoThatWerePutAsideAreJoined() {
    Call b = second();
    x.park(b.caller());
    x.calls(t, "H");
    x.answers(x.dialled("H"));

    assertThat(x.conference(a, b).outcome()).isEqualTo("200");
    assertThat(x.calls())
        .containsExactly(
            "A Transferred",
            "B InCall: T is elsewhere, G hears M, M hears G",
            "C InCall: T hears H, H hears T");
  }

  @Test
  void shouldHaveAllThreeTogetherWhenTheCommonPartyHasTwoDevices() {
    Call b = x.connect("T", "G").call();
    Leg other = x.dialing("T");
    Order order = conference(a, b, true);
    x.hangsUp(t);
    assertThat(order.outcome()).isEqualTo("in progress");
    x.mixed();

    assertThat(order.outcome()).isEqualTo("200");
    x.mixed();
    assertThat(x.calls())
        .containsExactly("A Transferred", "B InCall: T hears G+M, G hears T+M, M hears T+G");
    assertThat(x.isHungUp(other)).isFalse();
  }

  @Test
  void shouldReleaseTheDeviceThatIsNotNeeded() {
    Call b = x.connect("T", "G").call();

    assertThat(x.conference(a, b).outcome()).isEqualTo("200");
    assertThat(x.host.hungUp).containsOnlyKeys(t);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          T hangs up | in progress   | A InCall: M hears G, nobody             | B InCall: nobody, G hears M
          M hangs up | 402 Cancelled | A Completed                             | B InCall: T hears G, G hears T
          G hangs up | 402 Completed | A InCall: M hears music, T is elsewhere | B Completed
          mix fails  | 402 Error     | A InCall: M hears music, T is elsewhere | B InCall: T hears G, G hears T
          """)
  void shouldGoOnWithWhoIsLeftWhileJoining(String event, String outcome, String one, String two) {
    Call b = second();
    Order order = conference(a, b, true);
    switch (event) {
      case "T hangs up" -> x.hangsUp(t);
      case "M hangs up" -> x.hangsUp(m);
      case "G hangs up" -> x.hangsUp(g());
      default -> x.mixFails();
    }

    assertThat(order.outcome()).isEqualTo(outcome);
    assertThat(x.calls()).containsExactly(one, two);
  }

  @Test
  void shouldJoinTheOthersWhenTheCommonPartyLeavesWhileJoining() {
    Call b = second();
    Order order = conference(a, b, true);
    x.hangsUp(t);
    x.mixed();

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", "B InCall: M hears G, G hears M");
  }

  @Test
  void shouldRefuseAConferenceOfWhatIsNotConnected() {
    x.park(a.callee());
    x.calls(t, "G");
    Call b = x.known.get("B");

    assertThat(x.conference(a, b).outcome()).isEqualTo("303");
    assertThat(x.conference(b, a).outcome()).isEqualTo("303");
    assertThat(x.conference(a, a).outcome()).isEqualTo("303");
    assertThat(x.conference(a, x.connect("N", "H").call()).outcome()).isEqualTo("303");
  }

  @Test
  void shouldTransferACallThatWasPutAside() {
    second();
    Order order = x.transfer(a, Role.CALLEE, "H", Policy.RELEASE_AFTER_TRANSFER);
    x.answers(x.dialled("H"));

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls())
        .containsExactly("A InCall: M hears H, H hears M", "B InCall: T hears G, G hears T");
  }

  @Test
  void shouldReturnToACallThatWasPutAsideWhenItsTransferFails() {
    second();
    Order order = x.transfer(a, Role.CALLEE, "H", Policy.RELEASE_AFTER_TRANSFER);
    x.isBusy(x.dialled("H"));

    assertThat(order.outcome()).isEqualTo("402 Busy");
    assertThat(x.calls()).containsExactly(ASIDE, "B InCall: T hears G, G hears T");
  }

  @Test
  void shouldKeepACallAsideWhoseDeviceIsReplaced() {
    x.park(a.callee());
    Leg by = x.takesOver("S", t);
    assertThat(x.calls()).containsExactly("A InCall: M hears music, S is elsewhere");
    assertThat(by.active()).isNull();
    assertThat(x.retrieve(a.callee()).outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears S, S hears M");
  }

  @Test
  void shouldKeepTheSecondCallInFrontWhenTheDeviceIsReplaced() {
    second();
    x.takesOver("S", t);

    assertThat(x.calls())
        .containsExactly(
            "A InCall: M hears music, S is elsewhere", "B InCall: S hears G, G hears S");
  }

  @Test
  void shouldTurnToACallThatIsNotPutAside() {
    Call b = x.connect("S", "N").call();
    x.replaces(x.dialing("S"), t);
    assertThat(x.calls())
        .containsExactly(
            "A InCall: M hears S, S hears M", "B InCall: S is elsewhere, N hears music");
    x.park(a.callee());

    assertThat(x.calls())
        .containsExactly(
            "A InCall: M hears music, S is elsewhere", "B InCall: S hears N, N hears S");
    assertThat(b.caller().isAway()).isFalse();
  }

  @Test
  void shouldNotRecordInACallWhatIsSaidInAnother() {
    Order record = x.record(a);
    Call b = second();
    assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m);
    Order other = x.record(b);
    assertThat(x.host.recordings.get(other.operation().id())).containsExactly(t, g());
    x.hangUp(b);
    assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m);
    x.retrieve(a.callee());

    assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m, t);
  }

  @Test
  void shouldPlayAndSendKeysToNobodyWhoIsInAnotherCall() {
    second();
    Order play = x.play(a, null, false);
    x.sendKeys(a, null, "1");

    assertThat(x.host.plays.get(play.operation().id()).legs()).containsExactly(m);
    assertThat(x.host.keys).extracting(TestHost.Keys::leg).containsExactly(m);
    assertThat(x.play(a, Role.CALLEE, false).outcome()).isEqualTo("200");
    assertThat(x.host.plays).hasSize(1);
  }

  @Test
  void shouldNotHearWhoIsMutedInAnyCall() {
    x.mute(t, true);
    assertThat(x.calls()).containsExactly("A InCall: M hears silence, T hears M");
    second();
    assertThat(x.calls()).containsExactly(ASIDE, "B InCall: T hears G, G hears silence");
    x.mute(t, false);
    assertThat(x.calls()).containsExactly(ASIDE, "B InCall: T hears G, G hears T");
  }
}
