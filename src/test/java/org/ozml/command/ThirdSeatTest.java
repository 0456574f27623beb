package org.ozml.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.READER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Leg;
import org.ozml.call.Policy;
import org.ozml.call.Switchboard;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Settings;
import org.ozml.service.Services;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/**
 * A script that a telephone brings into its call with a customer, or sends the customer to: 101 has
 * called 102, who does so with 900.
 */
class ThirdSeatTest {
  private static final String HALLO = "<Response><Speak>Hello</Speak></Response>";

  private final VirtualTime time = new VirtualTime();
  private final List<TraceEvent> trace = new ArrayList<>();
  private final Simulator people =
      new Simulator(
          World.friendly(), new SoundLength(name -> null, name -> null), time, Chance.NONE);
  private final Switchboard board =
      new Switchboard(people, people, trace::add, people.callIds(), Switchboard.Limits.DEFAULT);
  private final Engine engine =
      new Engine(
          board,
          Services.of((request, answer) -> () -> {}),
          READER,
          new Commands(),
          trace::add,
          Settings.DEFAULT,
          number -> true);

  /** The call, when the script has done what it can in a few seconds. */
  private Call bringIn(String script, Policy policy) {
    Engine.Source source = new Engine.Source.Given(READER.read("script.xml", script));
    people.attach(board, number -> number.equals("900") ? engine.extension("900", source) : null);
    people.call("101", "102");
    pass(10);
    Call call = board.calls().iterator().next();
    board.loop().execute(() -> board.transfer(call.callee(), "900", policy, null, operation -> {}));
    pass(20);
    return call;
  }

  private void pass(int seconds) {
    long end = time.now() + Duration.ofSeconds(seconds).toNanos();
    for (long next = time.untilNext();
        next >= 0 && time.now() + next <= end;
        next = time.untilNext()) {
      time.step();
    }
    time.pass(end - time.now());
  }

  private static List<String> hears(Call call) {
    return call.seats().stream()
        .map(seat -> ((Leg) seat.occupant()).hears())
        .map(hearing -> hearing.kind() + " " + hearing.legs().stream().map(Leg::number).toList())
        .toList();
  }

  private List<List<String>> heard() {
    return trace.stream()
        .filter(CallEvent.PlayStarted.class::isInstance)
        .map(event -> ((CallEvent.PlayStarted) event).numbers())
        .toList();
  }

  @Test
  void shouldBringTheCustomerBackWhenTheScriptHasEnded() {
    Call call = bringIn(HALLO, Policy.HANG_UP);

    assertThat(heard()).containsExactly(List.of("101"));
    assertThat(call.isSuspended()).isFalse();
    assertThat(hears(call)).containsExactly("LEGS [102]", "LEGS [101]");
    assertThat(engine.sessions()).isEmpty();
  }

  @Test
  void shouldReallyHangUpWhenTheScriptSaysSo() {
    Call call = bringIn("<Response><Hangup/><Speak>Hello</Speak></Response>", Policy.HANG_UP);

    assertThat(call.state()).isEqualTo(CallState.COMPLETED);
    assertThat(heard()).isEmpty();
    assertThat(engine.sessions()).isEmpty();
    assertThat(board.awaited()).isZero();
  }

  @Test
  void shouldGoOnWithTheScriptWhenItCannotTransferTheCustomer() {
    Call call =
        bringIn(
            "<Response><BlindTransfer>103</BlindTransfer><Speak>Sorry</Speak></Response>",
            Policy.HANG_UP);

    assertThat(heard()).containsExactly(List.of("101"));
    assertThat(hears(call)).containsExactly("LEGS [102]", "LEGS [101]");
  }

  @Test
  void shouldSpeakToBothAndLeaveThemTogether() {
    Call call = bringIn(HALLO, Policy.THREE_PARTY);

    assertThat(heard()).containsExactly(List.of("101", "102"));
    assertThat(hears(call)).containsExactly("LEGS [102]", "LEGS [101]");
    assertThat(engine.sessions()).isEmpty();
  }
}
