package org.ozml.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;
import org.ozml.configuration.YamlException;

@ExtendWith(OzmlExtension.class)
@CallScript("<Response><Speak>Good morning</Speak><Play>tune.wav</Play></Response>")
class SimulatedCallTest {
  private static AssertionFailedError failure(Runnable what) {
    AssertionFailedError error = catchThrowableOfType(AssertionFailedError.class, what::run);
    assertThat(error).isNotNull();
    return error;
  }

  @Test
  void shouldSayWhatHappenedInstead(SimulatedCall call) {
    AssertionFailedError error = failure(() -> call.hears("morning").hears("evening"));
    assertThat(error.getMessage().lines().toList())
        .first()
        .asString()
        .matches("SimulatedCallTest\\.java:\\d+: caller hears: evening");
    assertThat(error.getMessage())
        .contains("expected: that this happens")
        .contains("instead:  it did not happen; the last thing was:")
        .contains("script:   script.xml:1 Speak")
        .contains("  |    0.000  1001 hears \"Good morning\"");
    assertThat(error.getActual().getStringRepresentation()).startsWith("it did not happen");
  }

  @Test
  void shouldNameTheLineOfTheTest(SimulatedCall call) {
    StackTraceElement here = new Throwable().getStackTrace()[0];
    AssertionFailedError error = failure(() -> call.hears("evening"));
    assertThat(error.getMessage())
        .startsWith("SimulatedCallTest.java:" + (here.getLineNumber() + 1) + ": ");
  }

  @Test
  void shouldExpectThingsInTheirOrder(SimulatedCall call) {
    call.file("tune.wav", Duration.ofSeconds(7)).caller().hearsFile("tune.wav");
    assertThat(failure(() -> call.hears("morning"))).hasMessageContaining("at 0.800 s or later");
    assertThat(call.transcript()).anyMatch(line -> line.endsWith("1001 hears the file tune.wav"));
  }

  @Test
  void shouldLookForWhatMustNeverHappenBehindTheTest(SimulatedCall call) {
    call.neverHears("morning");
    assertThat(failure(call::finish)).hasMessageContaining("instead:  it happened at 0.000 s");
    assertThat(call.events()).isNotEmpty();
  }

  @Test
  void shouldNotChangeTheWorldInACall(SimulatedCall call) {
    call.hears("Good");
    assertThatThrownBy(() -> call.party("1003").isBusy())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the call has begun; say it before");
  }

  @Test
  void shouldSayWhichSentencesThereAre(SimulatedCall call) {
    assertThatThrownBy(() -> call.tell("1001 dances"))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("SimulatedCallTest.java:")
        .hasMessageContaining("'1001 dances' is no step");
  }

  @Test
  @CallScript(
      value = "<Response><Speak>Welcome $CallerId</Speak></Response>",
      caller = "2002",
      dialed = "9000")
  void shouldCallAsTheMethodSays(SimulatedCall call) {
    call.hears("Welcome 2002").ends(200);
    assertThat(call.transcript()).anyMatch(line -> line.contains("2002 calls 9000"));
  }

  @Test
  @CallScript(
      value = "examples/alarm/centre.xml",
      caller = "5001",
      world = "examples/alarm/world.yaml")
  void shouldReadTheWorldOfAFile(SimulatedCall call) {
    call.tell("ReceiveAlarmNotification answers", "200").leavesNobody();
    assertThat(call.transcript()).anyMatch(line -> line.contains("an alarm is received"));
  }

  @Test
  @CallScript("<Response><GoTo Url='http://app/'/></Response>")
  void shouldAskWebApplications(SimulatedCall call) {
    call.answers("http://app/", "<Response><Speak>From the web</Speak></Response>");
    call.tell("http://app/ is asked").hears("From the web").ends(200);
  }

  @Test
  @CallScript("<Response><AttendedTransfer TargetCallId='B1' TransferorParty='callee'/></Response>")
  void shouldActOnCallsThatStand(SimulatedCall call) {
    call.tell("AttendedTransfer answers", "200").ends(200);
  }

  @Nested
  class Inside {
    @Test
    void shouldTakeTheScriptOfTheClassAround(SimulatedCall call) {
      call.hears("Good morning");
      assertThat(call.transcript()).isNotEqualTo(List.of());
    }
  }
}
