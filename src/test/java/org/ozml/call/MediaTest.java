package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.call.Exchange.Talk;
import org.ozml.call.TestHost.Habit;

/** Sounds, recordings, keys and timers: they have one outcome, and end with their call. */
class MediaTest {
  @RegisterExtension final Exchange x = new Exchange();

  private final Talk a = x.connect("M", "T");
  private final Call call = a.call();

  private TestHost.Play playing() {
    return x.host.plays.values().iterator().next();
  }

  @ParameterizedTest
  @CsvSource({"COMPLETED, 200", "STOPPED, 200", "FAILED, 302", "GONE, 601"})
  void shouldSayHowASoundEnded(Report.Played.End end, String outcome) {
    Order order = x.play(call, null, false);
    assertThat(playing().legs()).containsExactly(a.caller(), a.callee());
    x.played(playing().id(), end);

    assertThat(order.outcome()).isEqualTo(outcome);
  }

  @Test
  void shouldPlayToOneParty() {
    x.play(call, Role.CALLEE, true);

    assertThat(playing().legs()).containsExactly(a.callee());
    assertThat(playing().repeat()).isTrue();
  }

  @Test
  void shouldPlayToPartiesOnHold() {
    x.hold(call);
    x.play(call, null, false);

    assertThat(playing().legs()).hasSize(2);
  }

  @Test
  void shouldBeDoneAtOnceWhenOnlyAScriptIsThereToHear() {
    Call served = x.connect("N", x.script("IVR"));

    assertThat(x.play(served, Role.CALLEE, false).outcome()).isEqualTo("200");
    assertThat(x.sendKeys(served, Role.CALLEE, "1").outcome()).isEqualTo("200");
    assertThat(x.host.plays).isEmpty();
  }

  @Test
  void shouldCountAStoppedSoundAsPlayedAndIgnoreItsLateEnd() {
    Order order = x.play(call, null, false);
    long id = playing().id();
    x.stop(order);
    assertThat(order.outcome()).isEqualTo("200");
    x.stop(order);
    x.played(id, Report.Played.End.STOPPED);

    assertThat(x.host.stopped).containsExactly(id);
  }

  @Test
  void shouldEndAllMediaWithTheCall() {
    Order sound = x.play(call, null, true);
    Order keys = x.sendKeys(call, null, "12");
    Order recording = x.record(call);
    x.hangsUp(a.caller());

    assertThat(sound.outcome()).isEqualTo("601");
    assertThat(keys.outcome()).isEqualTo("601");
    assertThat(recording.outcome()).isEqualTo("200");
    assertThat(x.host.plays).isEmpty();
  }

  @Test
  void shouldNotEndTheMediaOfOtherCalls() {
    Talk b = x.connect("X", "Y");
    Order sound = x.play(call, null, true);
    x.hangUp(b.call());

    assertThat(sound.outcome()).isEqualTo("in progress");
  }

  @Test
  void shouldGoOnPlayingWhileTheCallIsTransferred() {
    Order sound = x.play(call, Role.CALLER, true);
    x.blindTransfer(call, Role.CALLER, "G");
    x.answers(x.dialled("G"));

    assertThat(sound.outcome()).isEqualTo("in progress");
  }

  @Test
  void shouldHaveSentKeysWhenEveryLegHas() {
    Order order = x.sendKeys(call, null, "12");
    x.sent(x.host.keys.get(0));
    assertThat(order.outcome()).isEqualTo("in progress");
    x.sent(x.host.keys.get(0));

    assertThat(order.outcome()).isEqualTo("200");
  }

  @Test
  void shouldNotWaitForKeysToALegThatHasLeft() {
    Order order = x.sendKeys(call, null, "12");
    x.blindTransfer(call, Role.CALLER, "G");
    x.answers(x.dialled("G"));
    assertThat(order.outcome()).isEqualTo("in progress");
    x.sent(x.host.keys.get(0));

    assertThat(order.outcome()).isEqualTo("200");
  }

  @Test
  void shouldNotWaitForKeysToATransferorWhoHasHungUp() {
    x.blindTransfer(call, Role.CALLER, "G");
    Order order = x.sendKeys(call, Role.CALLEE, "12");
    x.hangsUp(a.callee());

    assertThat(order.outcome()).isEqualTo("200");
  }

  @Test
  void shouldTellAScriptTheTonesOfTheOtherPartyOnly() {
    TestScript script = x.script("IVR");
    x.connect("N", script);
    x.sounds(x.dialing("N"), 1400);
    x.sounds(a.caller(), 2300);

    assertThat(script.told()).contains("tone 1400 PT0.1S").doesNotContain("tone 2300 PT0.1S");
  }

  @Test
  void shouldRecordOnlyWhoIsStillThere() {
    Order order = x.record(call);
    x.blindTransfer(call, Role.CALLER, "G");
    x.hangsUp(a.callee());
    assertThat(x.host.recordings.get(order.operation().id())).containsExactly(a.caller());
    x.answers(x.dialled("G"));

    assertThat(x.host.recordings.get(order.operation().id()))
        .containsExactly(a.caller(), x.dialled("G"));
  }

  @Test
  void shouldStoreARecordingOnceHoweverItEnds() {
    x.host.habits.remove(Habit.STORES);
    Order order = x.record(call);
    x.stop(order);
    x.stop(order);
    x.hangUp(call);
    assertThat(order.outcome()).isEqualTo("in progress");
    x.stored(order.operation().id());

    assertThat(order.outcome()).isEqualTo("200");
    Recording recording = (Recording) order.operation();
    assertThat(recording.url()).isNotNull();
    assertThat(recording.length()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void shouldSayWhenARecordingFails() {
    Order order = x.record(call);
    x.recordFails(order.operation().id());

    assertThat(order.outcome()).isEqualTo("302");
    x.hangUp(call);
  }

  @Test
  void shouldRefuseMediaOnCallsThatRingOrHaveEnded() {
    x.offers("X", "Y");
    Call ringing = x.latest();
    assertThat(x.play(ringing, null, false).outcome()).isEqualTo("303");
    assertThat(x.sendKeys(ringing, null, "1").outcome()).isEqualTo("303");
    assertThat(x.record(ringing).outcome()).isEqualTo("303");
    x.hangUp(ringing);
    assertThat(x.play(ringing, null, false).outcome()).isEqualTo("601");
    assertThat(x.sendKeys(ringing, null, "1").outcome()).isEqualTo("601");
    assertThat(x.record(ringing).outcome()).isEqualTo("601");
  }

  @Test
  void shouldFireATimerOnceUnlessItIsCancelled() {
    int[] fired = new int[1];
    long first = x.board.startTimer(Duration.ofSeconds(1), timer -> fired[0]++);
    long second = x.board.startTimer(Duration.ofSeconds(1), timer -> fired[0]++);
    x.board.cancelTimer(second);
    x.passes(Duration.ofSeconds(1));
    x.fires(first);
    x.fires(second);
    x.board.cancelTimer(first);

    assertThat(fired[0]).isEqualTo(1);
  }
}
