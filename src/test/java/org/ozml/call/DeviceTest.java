package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.call.Exchange.Talk;
import org.ozml.call.TestHost.Habit;

/** What devices do by themselves: ask for transfers, take over, send what comes too late. */
class DeviceTest {
  @RegisterExtension final Exchange x = new Exchange();

  // ---- TransferRequested

  @Test
  void shouldTransferTheOtherPartyOfADeviceThatAsksForIt() {
    Talk a = x.connect("M", "T");
    long request = x.asksForTransfer(a.callee(), "G", null);
    assertThat(x.calls()).containsExactly("A InCall: M hears ringback, T hears silence");
    assertThat(x.host.transfers).isEmpty();
    x.answers(x.dialled("G"));

    assertThat(x.host.transfers).containsEntry(request, Result.OK);
    assertThat(x.calls()).containsExactly("A InCall: M hears G, G hears M");
  }

  @Test
  void shouldTellADeviceThatItsTransferHasFailed() {
    Talk a = x.connect("M", "T");
    long request = x.asksForTransfer(a.callee(), "G", null);
    x.isBusy(x.dialled("G"));

    assertThat(x.host.transfers.get(request).code()).isEqualTo(402);
    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldJoinTheTwoCallsOfADeviceThatAsksForIt() {
    Talk a = x.connect("M", "T");
    Talk b = x.connect("T", "G");
    x.holds(a.callee(), true);
    x.holds(b.caller(), true);
    long request = x.asksForTransfer(a.callee(), "G", b.caller());

    assertThat(x.host.transfers).containsEntry(request, Result.OK);
    assertThat(x.calls()).containsExactly("A Transferred", "B InCall: M hears G, G hears M");
    assertThat(x.host.hungUp).containsOnlyKeys(a.callee(), b.caller());
  }

  @Test
  void shouldRefuseToJoinWithACallThatHasEndedAndDialNobody() {
    Talk a = x.connect("M", "T");
    Talk b = x.connect("T", "G");
    x.hangsUp(b.caller());
    long request = x.asksForTransfer(a.callee(), "G", b.caller());

    assertThat(x.host.transfers.get(request).code()).isEqualTo(303);
    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M", "B Completed");
    assertThat(x.host.legs).hasSize(4);
  }

  @Test
  void shouldRefuseToJoinADeviceWithItself() {
    Talk a = x.connect("M", "T");
    Talk b = x.connect("T", "G");
    x.replaces(b.callee(), a.caller());
    long request = x.asksForTransfer(a.callee(), "", b.caller());

    assertThat(x.host.transfers.get(request).code()).isEqualTo(303);
    assertThat(x.calls())
        .containsExactly(
            "A InCall: G hears T, T hears G", "B InCall: T hears music, G is elsewhere");
  }

  @Test
  void shouldRefuseATransferOfACallThatRings() {
    Leg m = x.offers("M", "T");
    long request = x.asksForTransfer(m, "G", null);

    assertThat(x.host.transfers.get(request).code()).isEqualTo(303);
    assertThat(x.calls()).containsExactly("A Ringing: M waits, nobody");
  }

  // ---- Replaced

  @Test
  void shouldSeatTheDeviceThatTakesOver() {
    Talk a = x.connect("M", "T");
    Leg other = x.takesOver("T2", a.callee());

    assertThat(x.calls()).containsExactly("A InCall: M hears T2, T2 hears M");
    assertThat(x.isHungUp(a.callee())).isTrue();
    assertThat(x.states(a.call())).doesNotContain(CallState.COMPLETED);
    x.hangsUp(other);
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  void shouldNotHoldForADeviceThatTookOver() {
    Talk a = x.connect("M", "T");
    x.holds(a.callee(), true);
    x.takesOver("T2", a.callee());

    assertThat(x.calls()).containsExactly("A InCall: M hears T2, T2 hears M");
  }

  @Test
  void shouldStayOnHoldWhenADeviceTakesOver() {
    Talk a = x.connect("M", "T");
    x.hold(a.call());
    x.takesOver("T2", a.callee());

    assertThat(x.calls()).containsExactly("A Hold: M hears music, T2 hears music");
  }

  @Test
  void shouldRecordTheDeviceThatTakesOver() {
    Talk a = x.connect("M", "T");
    Order recording = x.record(a.call());
    Leg other = x.takesOver("T2", a.callee());

    assertThat(x.host.recordings.get(recording.operation().id()))
        .containsExactly(a.caller(), other);
  }

  @Test
  void shouldRefuseToTakeOverACallThatHasEnded() {
    Talk a = x.connect("M", "T");
    x.hangsUp(a.callee());
    Leg other = x.takesOver("T2", a.callee());

    assertThat(x.isHungUp(other)).isTrue();
    assertThat(x.calls()).containsExactly("A Completed");
  }

  @Test
  void shouldRefuseToTakeOverACallThatRings() {
    Leg m = x.offers("M", "T");
    Leg first = x.takesOver("M2", m);
    Leg second = x.takesOver("T2", x.dialled("T"));

    assertThat(x.isHungUp(first) && x.isHungUp(second)).isTrue();
    x.answers(x.dialled("T"));
    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldNotLetADeviceTakeOverItsOwnOtherParty() {
    Talk a = x.connect("M", "T");
    x.replaces(a.caller(), a.callee());

    assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M");
  }

  @Test
  void shouldTellBothCallsWhenADeviceTakesOverWhileJoining() {
    Talk a = x.connect("T", "M");
    Talk b = x.connect("T", "G");
    x.host.habits.remove(Habit.MIXES);
    Order transfer = x.attendedTransfer(a.call(), b.call());
    x.takesOver("M2", a.callee());
    assertThat(x.calls())
        .containsExactly(
            "A InCall: T hears silence, M2 hears G", "B InCall: T hears silence, G hears M2");
    x.mixed();

    assertThat(transfer.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A Transferred", "B InCall: M2 hears G, G hears M2");
  }

  @Test
  void shouldLetTheOthersHearMusicWhoseDeviceIsInAnotherCall() {
    Talk a = x.connect("T", "M");
    Talk b = x.connect("T", "G");
    x.replaces(b.caller(), a.caller());
    assertThat(x.calls())
        .containsExactly(
            "A InCall: T hears M, M hears T", "B InCall: T is elsewhere, G hears music");
    x.hangUp(a.call());

    assertThat(x.calls()).containsExactly("A Completed", "B InCall: T hears G, G hears T");
    assertThat(x.isHungUp(b.caller())).isFalse();
  }

  // ---- too late, or about nobody

  /** Things that a host may say of a leg that is ending. */
  private enum Late {
    ANSWERED,
    PROGRESS,
    KEY,
    TONE,
    DEVICE_HOLD,
    REDIRECTED,
    TRANSFER_REQUESTED,
    REPLACED,
    OFFERED
  }

  private void says(Late late, Leg leg) {
    switch (late) {
      case ANSWERED -> x.answers(leg);
      case PROGRESS -> x.rings(leg);
      case KEY -> x.presses(leg, '1');
      case TONE -> x.sounds(leg, 1400);
      case DEVICE_HOLD -> x.holds(leg, true);
      case REDIRECTED -> x.redirects(leg, "U");
      case TRANSFER_REQUESTED -> x.asksForTransfer(leg, "U", null);
      case REPLACED -> x.replaces(leg, leg);
      case OFFERED -> x.step("again", () -> x.report(new Report.Offered(0, leg, "", "U")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldIgnoreWhatComesOfALegThatIsEndingOrHasEnded(Late late) {
    Talk other = x.connect("X", "Y");
    x.host.habits.remove(Habit.ENDS);
    x.offers("M", "T");
    Leg t = x.dialled("T");
    x.hangUp(x.latest());
    says(late, t);
    x.hangsUp(t);
    says(late, t);

    assertThat(x.calls()).containsExactly("A InCall: X hears Y, Y hears X", "B Cancelled");
    assertThat(x.host.legs).hasSize(4);
    assertThat(x.isHungUp(other.caller())).isFalse();
  }

  @Test
  void shouldIgnoreIdsThatNobodyWaitsFor() {
    x.connect("M", "T");
    long unknown = 4711;
    for (Report report :
        new Report[] {
          new Report.Mixed(0, unknown),
          new Report.MixFailed(0, unknown, null),
          new Report.Played(0, unknown, Report.Played.End.COMPLETED),
          new Report.KeysSent(0, unknown, x.dialled("T")),
          new Report.Recorded(0, unknown, "", Duration.ZERO),
          new Report.RecordFailed(0, unknown, ""),
          new Report.TimerFired(0, unknown),
          new Report.Routed(0, unknown, TestRouting.ring("U"))
        }) {
      List<?> before = x.snapshot();
      x.step("unknown", () -> x.report(report));
      assertThat(x.snapshot()).isEqualTo(before);
    }
  }
}
