package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** M calls T, whose telephone is in the call only when its user says so elsewhere. */
class ConfirmedAnswerTest {
  private static final String RINGS = "A Ringing: M waits, nobody";
  private static final String TALK = "A InCall: M hears T, T hears M";

  @RegisterExtension final Exchange x = new Exchange();

  private Leg answered() {
    x.routing.route("T", TestRouting.confirmed("T"));
    x.offers("M", "T");
    x.answers(t());
    return t();
  }

  private Leg t() {
    return x.dialled("T");
  }

  @Test
  void shouldRingUntilTheAnswerIsConfirmed() {
    Leg t = answered();
    assertThat(x.calls()).containsExactly(RINGS);
    assertThat(t.ringsFor()).isSameAs(x.latest());
    assertThat(x.host.alerted).containsExactly(x.dialing("M"));
    assertThat(x.confirm(t).outcome()).isEqualTo("200");

    assertThat(x.calls()).containsExactly(TALK);
    assertThat(x.confirm(t).outcome()).isEqualTo("303");
    assertThat(t.ringsFor()).isNull();
  }

  @Test
  void shouldRefuseToConfirmWhatHasNotAnswered() {
    x.routing.route("T", TestRouting.confirmed("T"));
    x.offers("M", "T");

    assertThat(x.confirm(t()).outcome()).isEqualTo("303");
    assertThat(x.calls()).containsExactly(RINGS);
  }

  @Test
  void shouldGiveUpWhenNobodyConfirmsInTime() {
    Leg t = answered();
    x.passes(Duration.ofSeconds(90));

    assertThat(x.calls()).containsExactly("A Busy");
    assertThat(x.host.hungUp).containsEntry(t, Cause.NO_ANSWER);
    assertThat(x.confirm(t).outcome()).isEqualTo("303");
  }

  @Test
  void shouldGiveUpATelephoneThatHangsUpUnconfirmed() {
    x.hangsUp(answered());
    assertThat(x.calls()).containsExactly("A Busy");
  }

  @Test
  void shouldLetATelephoneRefuse() {
    Leg t = answered();
    assertThat(x.decline(t).outcome()).isEqualTo("200");

    assertThat(x.calls()).containsExactly("A Busy");
    assertThat(x.host.hungUp).containsEntry(t, Cause.BUSY);
    assertThat(x.decline(t).outcome()).isEqualTo("303");
  }

  @Test
  void shouldNotLetATelephoneRefuseTheCallThatItIsIn() {
    Exchange.Talk a = x.connect("M", "T");
    assertThat(x.decline(a.callee()).outcome()).isEqualTo("303");
    assertThat(x.calls()).containsExactly(TALK);
  }

  @Test
  void shouldLetATargetRefuseThatHasAnsweredAndIsNotInYet() {
    Call call = x.connect("M", "T").call();
    Order order = x.transfer(call, Role.CALLEE, "G", Policy.THREE_PARTY);
    x.host.habits.remove(TestHost.Habit.MIXES);
    x.answers(x.dialled("G"));
    x.decline(x.dialled("G"));

    assertThat(order.outcome()).isEqualTo("402 Completed");
    assertThat(x.calls()).containsExactly(TALK);
  }

  @Test
  void shouldReleaseATelephoneWhenTheCallerGivesUp() {
    Leg t = answered();
    x.hangsUp(x.dialing("M"));

    assertThat(x.calls()).containsExactly("A Cancelled");
    assertThat(x.host.hungUp).containsOnlyKeys(t);
  }

  @Test
  void shouldReleaseTheOthersWhenOneIsConfirmed() {
    x.routing.route("T", TestRouting.confirmed("T", "U"));
    x.offers("M", "T");
    x.answers(x.dialled("U"));
    x.answers(t());
    assertThat(x.host.hungUp).isEmpty();
    x.confirm(t());

    assertThat(x.calls()).containsExactly(TALK);
    assertThat(x.host.hungUp).containsOnlyKeys(x.dialled("U"));
  }

  @Test
  void shouldConfirmTheDeviceThatTookOver() {
    Leg t = answered();
    Leg by = x.takesOver("S", t);
    assertThat(x.isHungUp(t)).isTrue();
    assertThat(x.confirm(by).outcome()).isEqualTo("200");

    assertThat(x.calls()).containsExactly("A InCall: M hears S, S hears M");
  }

  @Test
  void shouldConfirmTheTargetOfATransfer() {
    Call call = x.connect("M", "T").call();
    x.routing.route("G", TestRouting.confirmed("G"));
    Order order = x.transfer(call, Role.CALLEE, "G", Policy.TALK_FORWARDING);
    x.answers(x.dialled("G"));
    assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears ringback");
    assertThat(order.outcome()).isEqualTo("in progress");
    x.confirm(x.dialled("G"));

    assertThat(order.outcome()).isEqualTo("200");
    assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears G, G hears T");
  }

  @Test
  void shouldRingForTheCallerWhoWaitsInAQueue() {
    x.routing.waits();
    Leg m = x.offers("M", "queue");
    x.step("queued", () -> x.routing.answer(new Route.Queued()));
    assertThat(x.host.alerted).containsExactly(m);
    x.step("found", () -> x.routing.answer(TestRouting.confirmed("T")));
    x.answers(t());
    x.confirm(t());

    assertThat(x.calls()).containsExactly(TALK);
  }
}
