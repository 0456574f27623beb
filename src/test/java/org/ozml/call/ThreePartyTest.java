package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.call.Policy.HANG_UP;
import static org.ozml.call.Policy.TALK_FORWARDING;
import static org.ozml.call.Policy.THREE_PARTY;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three in a call (call model, States; gateway, 2.1): M has called T (call A), who has brought G in
 * or has parked himself.
 */
class ThreePartyTest {
  private static final String TALK = "A InCall: M hears T, T hears M";
  private static final String ALL = "A InCall: M hears T+G, T hears M+G, G hears M+T";

  @RegisterExtension final Exchange x = new Exchange();

  private final Exchange.Talk a = x.connect("M", "T");
  private final Call call = a.call();
  private final Leg m = a.caller();
  private final Leg t = a.callee();

  private Leg three(Policy policy) {
    assertThat(x.transfer(call, Role.CALLEE, "G", policy).outcome()).isEqualTo("in progress");
    Leg g = x.dialled("G");
    x.answers(g);
    return g;
  }

  /** M is with a script, and T is parked. */
  private TestScript suspended() {
    TestScript script = x.script("G");
    x.routing.script("G", script);
    assertThat(x.transfer(call, Role.CALLEE, "G", HANG_UP).outcome()).isEqualTo("in progress");
    x.takes(script);
    assertThat(call.isSuspended()).isTrue();
    return script;
  }

  @Nested
  class Together {
    @ParameterizedTest
    @CsvSource({
      "CALLER,'A InCall: G hears T, T hears G'",
      "CALLEE,'A InCall: M hears G, G hears M'",
      "THIRD,'A InCall: M hears T, T hears M'"
    })
    void shouldJoinTheOtherTwoWhenOneIsDropped(Role role, String picture) {
      three(THREE_PARTY);

      assertThat(x.drop(call.seat(role)).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly(picture);
      assertThat(x.drop(call.seat(Role.THIRD)).outcome()).isEqualTo("303");
    }

    @Test
    void shouldReturnTheHeldPartyWhenTheTargetIsDropped() {
      Leg g = three(TALK_FORWARDING);

      assertThat(call.caller().isHeld()).isTrue();
      assertThat(x.drop(call.seat(Role.THIRD)).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly(TALK);
      assertThat(call.caller().isHeld()).isFalse();
      assertThat(x.isHungUp(g)).isTrue();
    }

    @Test
    void shouldEndWhenTheSecondOfThreeLeaves() {
      Leg g = three(THREE_PARTY);
      x.hangsUp(m);
      x.hangsUp(t);

      assertThat(x.calls()).containsExactly("A Completed");
      assertThat(x.isHungUp(g)).isTrue();
    }

    @Test
    void shouldHangUpAll() {
      Leg g = three(THREE_PARTY);

      assertThat(x.hangUp(call).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly("A Completed");
      assertThat(x.host.hungUp).containsOnlyKeys(m, t, g);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToTransferOneOfThree(Policy policy) {
      three(THREE_PARTY);
      Exchange.Talk b = x.connect("T", "H");

      for (Role role : Role.values()) {
        assertThat(x.transfer(call, role, "H", policy).outcome()).isEqualTo("303");
      }
      assertThat(x.attendedTransfer(call, b.call()).outcome()).isEqualTo("303");
      assertThat(x.conference(call, b.call()).outcome()).isEqualTo("303");
      assertThat(x.conference(b.call(), call).outcome()).isEqualTo("303");
      assertThat(x.show(call)).isEqualTo(ALL);
    }

    @Test
    void shouldHoldAllThree() {
      three(TALK_FORWARDING);
      assertThat(x.hold(call).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly("A Hold: M hears music, T hears music, G hears music");
      assertThat(x.unhold(call).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears G, G hears T");
    }

    @Test
    void shouldTakeTwoOffTheHoldWhenTheThirdLeaves() {
      three(THREE_PARTY);
      x.hold(call);
      x.hangsUp(m);

      assertThat(x.calls()).containsExactly("A InCall: G hears T, T hears G");
    }

    @Test
    void shouldLetTheOthersTalkWhoseThirdHoldsByDevice() {
      Leg g = three(THREE_PARTY);
      x.holds(g, true);
      assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M, G hears silence");
      x.hangsUp(t);
      assertThat(x.calls()).containsExactly("A InCall: M hears music, G hears silence");
    }

    @Test
    void shouldNotHearWhoIsMuted() {
      Leg g = three(THREE_PARTY);
      x.mute(m, true);
      assertThat(x.calls()).containsExactly("A InCall: M hears T+G, T hears G, G hears T");
      x.mute(g, true);
      assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears silence, G hears T");
      x.mute(m, false);
      assertThat(x.calls()).containsExactly("A InCall: M hears T, T hears M, G hears M+T");
    }

    @ParameterizedTest
    @CsvSource({
      "CALLER,'A InCall: N hears T+G, T hears N+G, G hears N+T'",
      "CALLEE,'A InCall: M hears N+G, N hears M+G, G hears M+N'",
      "THIRD,'A InCall: M hears T+N, T hears M+N, N hears M+T'"
    })
    void shouldSeatTheDeviceThatTakesOver(Role role, String picture) {
      three(THREE_PARTY);
      x.takesOver("N", ((Leg) call.seat(role).occupant()));

      assertThat(x.calls()).containsExactly(picture);
    }

    @Test
    void shouldKeepTheHeldPartyHeldWhoseDeviceIsReplaced() {
      three(TALK_FORWARDING);
      x.mute(t, true);
      x.takesOver("N", m);
      Leg other = x.takesOver("S", t);

      assertThat(x.calls()).containsExactly("A InCall: N hears music, S hears G, G hears silence");
      assertThat(other.isMuted()).isTrue();
    }

    @Test
    void shouldRecordPlayAndSendKeysToAllThree() {
      Leg g = three(THREE_PARTY);
      Order record = x.record(call);
      Order play = x.play(call, null, false);
      x.sendKeys(call, null, "1");
      x.sendKeys(call, Role.THIRD, "2");

      assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m, t, g);
      assertThat(x.host.plays.get(play.operation().id()).legs()).containsExactly(m, t, g);
      assertThat(x.host.keys).extracting(TestHost.Keys::leg).containsExactly(m, t, g, g);
      x.hangsUp(g);
      assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m, t);
    }

    @Test
    void shouldLetTheOthersGoOnWhenAScriptEnds() {
      TestScript script = x.script("G");
      x.routing.script("G", script);
      x.transfer(call, Role.CALLEE, "G", THREE_PARTY);
      x.takes(script);
      assertThat(call.extension()).isEqualTo("G");
      x.presses(m, '1');
      x.presses(t, '2');
      assertThat(script.told()).containsExactly("ring A", "connected A", "key 1", "key 2");
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly(TALK);
      assertThat(script.told()).last().isEqualTo("left A HUNG_UP");
      assertThat(x.host.hungUp).isEmpty();
    }

    @Test
    void shouldNotTellAScriptTheKeysOfWhoIsHeld() {
      TestScript script = x.script("G");
      x.routing.script("G", script);
      x.transfer(call, Role.CALLEE, "G", TALK_FORWARDING);
      x.takes(script);
      x.presses(m, '1');
      x.presses(t, '2');

      assertThat(script.told()).containsExactly("ring A", "connected A", "key 2");
    }
  }

  @Nested
  class Suspended {
    @Test
    void shouldReturnToWhoIsParkedWhenTheScriptEnds() {
      TestScript script = suspended();
      assertThat(x.calls()).containsExactly("A InCall: M hears silence, script G, T hears music");
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly(TALK);
      assertThat(script.told()).containsExactly("ring A", "connected A", "left A HUNG_UP");
      assertThat(call.callee().number()).isEqualTo("T");
      assertThat(x.trace)
          .filteredOn(CallEvent.PartyChanged.class::isInstance)
          .last()
          .isEqualTo(new CallEvent.PartyChanged(x.now(), "A", Role.CALLEE, "T"));
      x.hangsUp(t);
      assertThat(call.hungUpBy()).isEqualTo(Role.CALLEE);
    }

    @Test
    void shouldTransferAgainAfterTheReturn() {
      x.scriptEnds(call, suspended());
      TestScript second = x.script("G2");
      x.routing.script("G2", second);
      x.transfer(call, Role.CALLEE, "G2", HANG_UP);
      x.takes(second);
      assertThat(call.isSuspended()).isTrue();
      x.scriptEnds(call, second);

      assertThat(x.calls()).containsExactly(TALK);
    }

    @Test
    void shouldHangUpTheMovedPartyWhenTheScriptEndsAndWhoWasParkedHasGone() {
      TestScript script = suspended();
      x.hangsUp(t);
      assertThat(x.calls()).containsExactly("A InCall: M hears silence, script G");
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly("A Completed");
      assertThat(x.isHungUp(m)).isTrue();
    }

    @Test
    void shouldReleaseWhoIsParkedWhenTheMovedPartyHangsUp() {
      TestScript script = suspended();
      x.hangsUp(m);

      assertThat(x.calls()).containsExactly("A Completed");
      assertThat(x.isHungUp(t)).isTrue();
      assertThat(script.told()).last().isEqualTo("left A HUNG_UP");
    }

    @Test
    void shouldReallyHangUpByCommand() {
      TestScript script = suspended();
      x.hangUp(call);
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly("A Completed");
      assertThat(x.host.hungUp).containsOnlyKeys(m, t);
      assertThat(script.told()).containsExactly("ring A", "connected A", "left A HUNG_UP");
    }

    @Test
    void shouldReturnWhenTheMovedPartyIsAScriptToo() {
      TestScript menu = x.script("menu");
      Call b = x.connect("N", menu);
      TestScript script = x.script("G");
      x.routing.script("G", script);
      x.transfer(b, Role.CALLER, "G", HANG_UP);
      x.takes(script);
      assertThat(x.show(b)).isEqualTo("B InCall: script G, script menu, N hears music");
      x.scriptEnds(b, script);

      assertThat(x.show(b)).isEqualTo("B InCall: N hears silence, script menu");
      assertThat(menu.gone()).isFalse();
    }

    @Test
    void shouldReturnToAPhoneThatHasPutTheCallAside() {
      TestScript script = suspended();
      assertThat(x.park(call.seat(Role.THIRD)).outcome()).isEqualTo("200");
      Order second = x.calls(t, "H");
      x.answers(x.dialled("H"));
      assertThat(second.outcome()).isEqualTo("200");
      x.scriptEnds(call, script);

      assertThat(x.calls())
          .containsExactly(
              "A InCall: M hears music, T is elsewhere", "B InCall: T hears H, H hears T");
      x.hangsUp(x.dialled("H"));
      assertThat(x.retrieve(call.callee()).outcome()).isEqualTo("200");
      assertThat(x.calls()).containsExactly(TALK, "B Completed");
    }

    @Test
    void shouldLeaveWhoIsParkedInPeace() {
      TestScript script = suspended();
      Order record = x.record(call);
      Order play = x.play(call, null, false);
      x.presses(m, '1');
      x.presses(t, '2');

      assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m);
      assertThat(x.host.plays.get(play.operation().id()).legs()).containsExactly(m);
      assertThat(script.told()).containsExactly("ring A", "connected A", "key 1");
      x.scriptEnds(call, script);
      assertThat(x.host.recordings.get(record.operation().id())).containsExactly(m, t);
    }

    @Test
    void shouldKeepParkedWhoseDeviceIsReplaced() {
      TestScript script = suspended();
      x.takesOver("S", t);
      assertThat(x.calls()).containsExactly("A InCall: M hears silence, script G, S hears music");
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly("A InCall: M hears S, S hears M");
    }

    @Test
    void shouldReturnFromHold() {
      TestScript script = suspended();
      x.hold(call);
      assertThat(x.calls()).containsExactly("A Hold: M hears music, script G, T hears music");
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly(TALK);
    }

    @Test
    void shouldReturnToADeviceThatHolds() {
      TestScript script = suspended();
      x.holds(t, true);
      x.scriptEnds(call, script);

      assertThat(x.calls()).containsExactly("A InCall: M hears music, T hears silence");
      x.holds(t, false);
      assertThat(x.calls()).containsExactly(TALK);
    }
  }
}
