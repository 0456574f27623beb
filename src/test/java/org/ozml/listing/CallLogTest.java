package org.ozml.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ozml.call.Call;
import org.ozml.call.Operation;
import org.ozml.call.Policy;
import org.ozml.call.Role;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.service.data.PastCall;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

class CallLogTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Operation.Listener NOBODY = operation -> {};

  private final VirtualTime time = new VirtualTime();
  private final List<PastCall> begun = new ArrayList<>();
  private final List<PastCall> past = new ArrayList<>();
  private final CallLog log =
      new CallLog(this::call, number -> number.length() == 3, this::now, begun::add, past::add);
  private final Simulator people =
      new Simulator(
          World.friendly()
              .people(
                  Map.of(
                      "102", person(Answering.of(Answering.Kind.BUSY)),
                      "103", person(Answering.of(Answering.Kind.FAILS)))),
          new SoundLength(name -> null, name -> null),
          time,
          Chance.NONE);
  private final Switchboard board =
      new Switchboard(people, people, log, people.callIds(), Switchboard.Limits.DEFAULT);

  CallLogTest() {
    people.attach(board, number -> number.equals("900") ? new Menu() : null);
  }

  @Test
  void aCallThatTheCallerHangsUpHasItsTimesAndParties() {
    pass(5);
    people.call("101", "100");
    pass(10);
    String id = log.active().get(0).callId();
    assertThat(begun)
        .as("what is known at once, should it never end")
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.callId()).isEqualTo(id);
              assertThat(call.startTime()).isEqualTo(NOON.plusSeconds(5));
              assertThat(call.source()).isEqualTo("101");
              assertThat(call.destination()).isEqualTo("100");
            });
    hangsUp("101");
    pass(0);
    assertThat(past)
        .containsExactly(
            new PastCall(
                NOON.plusSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(7),
                "Internal",
                "101",
                "100",
                "CallerHungUp",
                "100",
                "101",
                "",
                "Audio",
                id));
    assertThat(log.active()).isEmpty();
  }

  @Test
  void aCallThatTheCalleeHangsUpSaysSo() {
    people.call("101", "+3620");
    pass(10);
    hangsUp("+3620");
    pass(0);
    assertEnded("CalleeHungUp", "Outbound");
  }

  @Test
  void aCallThatIsNotAnsweredSaysWhy() {
    people.call("+3620", "102");
    pass(10);
    assertEnded("Busy", "Inbound");
    people.call("+3620", "103");
    pass(10);
    assertEnded("Error", "Inbound");
    people.call("+3620", "+3630");
    pass(1);
    hangsUp("+3620");
    pass(0);
    assertEnded("Cancelled", "External");
    assertThat(past.get(2).ringDuration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(past.get(2).talkDuration()).isZero();
  }

  @Test
  void aCallThatACommandEndsWasHungUpByItsScriptOrByNobody() {
    people.call("101", "900");
    pass(10);
    hangUp();
    assertEnded("CalleeHungUp", "Internal");
    people.call("101", "100");
    pass(10);
    hangUp();
    assertEnded("Completed", "Internal");
  }

  @Test
  void ofAnAttendedTransferOneCallIsTransferredAndTheOtherGoesOn() {
    people.call("+3620", "101");
    pass(10);
    people.call("101", "104");
    pass(10);
    String from = log.active().get(0).callId();
    String to = log.active().get(1).callId();
    board.loop().execute(() -> board.attendedTransfer(from, to, Role.CALLER, NOBODY));
    pass(1);
    assertEnded("TransferCompleted", "Inbound");
    assertThat(log.active())
        .extracting(ActiveCall::callId, ActiveCall::source, ActiveCall::destination)
        .containsExactly(tuple(to, "+3620", "104"));
    hangsUp("104");
    pass(0);
    assertEnded("CalleeHungUp", "Inbound");
  }

  @Test
  void ofThreeWhoTalkedThoseAreListedWhoWereThereLast() {
    transfer("104", Policy.THREE_PARTY);
    hangsUp("+3620");
    pass(0);
    hangsUp("101");
    pass(0);
    assertEnded("CalleeHungUp", "Internal");
    assertThat(past)
        .singleElement()
        .extracting(PastCall::source, PastCall::destination)
        .containsExactly("104", "101");
  }

  @Test
  void aCallThatWasTransferredIsListedOnceWithWhoTookIt() {
    transfer("104", Policy.BLIND);
    hangsUp("104");
    pass(0);
    assertEnded("CalleeHungUp", "Inbound");
    assertThat(past)
        .singleElement()
        .extracting(PastCall::source, PastCall::destination, PastCall::dialed)
        .containsExactly("+3620", "104", "101");
  }

  @Test
  void aCallWhoseBlindTransferFailsEndsInError() {
    transfer("102", Policy.BLIND);
    assertEnded("Error", "Inbound");
    assertThat(past).singleElement().extracting(PastCall::destination).isEqualTo("101");
  }

  @Test
  void aCallThatIsHungUpByAThirdScriptWasHungUpByNeitherParty() {
    transfer("900", Policy.THREE_PARTY);
    hangUp();
    assertEnded("Completed", "Inbound");
  }

  @Test
  void aCustomerWhoCameBackFromAScriptIsListedWithWhoTookHimBack() {
    transfer("900", Policy.HANG_UP);
    Call call = board.calls().iterator().next();
    assertThat(call.isSuspended()).isTrue();
    board.loop().execute(() -> board.leave(call, (Script) call.callee().occupant()));
    pass(5);
    hangsUp("101");
    pass(0);
    assertEnded("CalleeHungUp", "Inbound");
    assertThat(past).singleElement().extracting(PastCall::destination).isEqualTo("101");
  }

  /** +3620 has called 101, who transfers the call. */
  private void transfer(String target, Policy policy) {
    people.call("+3620", "101");
    pass(10);
    Call call = board.calls().iterator().next();
    board.loop().execute(() -> board.transfer(call.callee(), target, policy, null, NOBODY));
    pass(10);
  }

  @Test
  void callsInProgressHaveTheirTimesAlsoWhenNothingHappens() {
    people.call("101", "100");
    pass(2);
    ActiveCall fresh = log.active().get(0);
    assertThat(fresh)
        .extracting(
            ActiveCall::source,
            ActiveCall::callerId,
            ActiveCall::callerName,
            ActiveCall::destination,
            ActiveCall::dialed,
            ActiveCall::startTime,
            ActiveCall::callState)
        .containsExactly("101", "101", "", "100", "100", NOON, "Ringing");
    assertThat(fresh.ringDuration(now())).isEqualTo(Duration.ofSeconds(2));
    assertThat(fresh.talkDuration(now())).isZero();
    pass(60);
    ActiveCall later = log.active().get(0);
    assertThat(later.callState()).isEqualTo("InCall");
    assertThat(later.ringDuration(now())).isEqualTo(Duration.ofSeconds(3));
    assertThat(later.talkDuration(now())).isEqualTo(Duration.ofSeconds(59));
    board.loop().execute(() -> board.hold(later.callId()));
    assertThat(log.active().get(0).callState()).isEqualTo("Hold");
  }

  private void assertEnded(String state, String direction) {
    PastCall last = past.get(past.size() - 1);
    assertThat(last.state()).isEqualTo(state);
    assertThat(last.direction()).isEqualTo(direction);
  }

  private void hangsUp(String number) {
    assertThat(people.act(number, new World.Doing.HangUp())).isTrue();
  }

  private void hangUp() {
    board.loop().execute(() -> board.hangUp(log.active().get(0).callId()));
    pass(0);
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

  private @Nullable Call call(String id) {
    return board.call(id);
  }

  private Instant now() {
    return NOON.plusNanos(time.now());
  }

  private static World.Person person(Answering answering) {
    return new World.Person(answering, List.of(), List.of(), true);
  }

  /** An API extension that answers and listens. */
  private final class Menu implements Script {
    @Override
    public String number() {
      return "900";
    }

    @Override
    public String owner() {
      return "900";
    }

    @Override
    public void ring(Call call) {
      board.answer(this);
    }

    @Override
    public void connected(Call call) {}

    @Override
    public void key(Call call, char key) {}

    @Override
    public void left(Call call, Leaving why) {}
  }
}
