package org.ozml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ozml.alarm.ContactId;
import org.ozml.alarm.Reception;
import org.ozml.call.CallEvent;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.Services;
import org.ozml.service.data.Alarms;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/** An alarm is acknowledged to its panel when it is on disk, and not before. */
class KeptAlarmTest {
  private static final ContactId ALARM =
      new ContactId("1234", ContactId.Qualifier.NEW_EVENT, "131", "01", "015");
  private static final Alarms.Answer KEPT = new Alarms.Answer.Kept();
  private static final Alarms.Answer AWAY = new Alarms.Answer.Failed("the store is away");

  private final VirtualTime time = new VirtualTime();
  private final List<TraceEvent> trace = new ArrayList<>();
  private final List<Alarms.Alarm> asked = new ArrayList<>();

  /** A panel reports its alarm; nothing that it did is left when this returns. */
  private void report(World.Device.Panel panel, Alarms alarms) {
    World.Person usual = World.friendly().person("5001");
    World.Person person = new World.Person(usual.answering(), List.of(), List.of(), true, panel);
    Simulator host =
        new Simulator(
            World.friendly().people(Map.of("5001", person)),
            new SoundLength(file -> null, file -> null),
            time,
            Chance.NONE);
    Ozml ozml =
        Ozml.with(host)
            .extension(
                "9994",
                Ozml.parse(
                    "centre.xml",
                    """
                    <Response><ReceiveAlarmNotification><Received>
                      <Var ID="taken" Value="$account $eventcode"/>
                    </Received></ReceiveAlarmNotification></Response>"""))
            .services(Services.of((request, answer) -> () -> {}).keeping(alarms))
            .trace(trace::add)
            .build();
    host.attach(ozml.switchboard(), number -> null);
    host.call("5001", "9994");
    while (time.untilNext() >= 0 && time.now() < Duration.ofMinutes(10).toNanos()) time.step();
    assertThat(ozml.switchboard().calls()).isEmpty();
    assertThat(ozml.switchboard().awaited()).isZero();
  }

  /** Answers each time what comes next, after the same time. */
  private Alarms answering(Duration after, Alarms.Answer... answers) {
    return (alarm, answer) -> {
      asked.add(alarm);
      Alarms.Answer next = answers[Math.min(asked.size(), answers.length) - 1];
      time.plan(this, after, () -> answer.accept(next));
    };
  }

  private List<Long> kissOffs() {
    return trace.stream()
        .filter(CallEvent.PlayStarted.class::isInstance)
        .map(CallEvent.PlayStarted.class::cast)
        .filter(play -> play.sound().equals(Reception.KISS_OFF))
        .map(play -> Duration.ofNanos(play.at()).toMillis())
        .toList();
  }

  private long received() {
    return trace.stream().filter(ScriptEvent.AlarmReceived.class::isInstance).count();
  }

  private List<String> warnings() {
    return trace.stream()
        .filter(ScriptEvent.Warned.class::isInstance)
        .map(event -> ((ScriptEvent.Warned) event).text())
        .toList();
  }

  private static World.Device.Panel panel() {
    return World.Device.Panel.reporting(ALARM);
  }

  @Test
  void shouldTakeNoTimeWhenTheStoreIsQuick() {
    report(panel(), Alarms.NONE);
    List<Long> usual = kissOffs();
    assertThat(usual).hasSize(1);
    trace.clear();
    long begin = Duration.ofNanos(time.now()).toMillis();
    report(panel(), answering(Duration.ofMillis(249), KEPT));
    assertThat(kissOffs()).containsExactly(begin + usual.get(0));
    assertThat(asked)
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.callId()).isNotEmpty();
              assertThat(alarm)
                  .isEqualTo(
                      new Alarms.Alarm(
                          alarm.callId(),
                          "5001",
                          "9994",
                          "1234",
                          "NewEvent",
                          "131",
                          "Perimeter burglary",
                          "01",
                          "015"));
            });
  }

  @Test
  void shouldAcknowledgeAsSoonAsItIsStored() {
    report(panel(), Alarms.NONE);
    long usual = kissOffs().get(0);
    trace.clear();
    long begin = Duration.ofNanos(time.now()).toMillis();
    report(panel(), answering(Duration.ofMillis(900), KEPT));
    assertThat(kissOffs()).containsExactly(begin + usual + 650);
    assertThat(received()).isEqualTo(1);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void shouldStoreItAgainWhenThePanelRepeatsWhatCouldNotBeStored() {
    report(panel(), answering(Duration.ofMillis(5), AWAY, AWAY, KEPT));
    assertThat(asked).hasSize(3);
    assertThat(kissOffs()).hasSize(1);
    assertThat(received()).isEqualTo(1);
    assertThat(warnings())
        .containsOnly("an alarm is not kept and not acknowledged: the store is away")
        .hasSize(2);
  }

  @Test
  void shouldNeverAcknowledgeWhatIsNotStored() {
    report(panel(), answering(Duration.ofMillis(5), AWAY));
    assertThat(asked).hasSize(4);
    assertThat(kissOffs()).isEmpty();
    assertThat(received()).isZero();
    assertThat(trace)
        .filteredOn(ScriptEvent.CommandEnded.class::isInstance)
        .extracting(event -> ((ScriptEvent.CommandEnded) event).command())
        .doesNotContain("Var");
  }

  @Test
  void shouldAcknowledgeTheRepetitionOfWhatWasStoredLate() {
    report(panel(), answering(Duration.ofMillis(1500), KEPT));
    assertThat(asked).hasSize(1);
    assertThat(kissOffs()).hasSize(1);
    assertThat(received()).isEqualTo(1);
    assertThat(warnings()).containsExactly("an alarm is not kept in time and not acknowledged");
  }

  @Test
  void shouldSayWhyWhenTheStoreNeverAnswers() {
    report(panel(), (alarm, answer) -> asked.add(alarm));
    assertThat(asked).hasSize(1);
    assertThat(kissOffs()).isEmpty();
    assertThat(warnings())
        .containsOnly("an alarm is not kept in time and not acknowledged")
        .hasSizeGreaterThan(2);
  }

  @Test
  void shouldNotMindAnAnswerAfterThePanelHasHungUp() {
    World.Device.Panel hasty = new World.Device.Panel(ALARM, 0, 0, 0, false, ContactId.LENGTH);
    report(hasty, answering(Duration.ofMillis(100), KEPT));
    assertThat(asked).hasSize(1);
    assertThat(kissOffs()).isEmpty();
    assertThat(received()).isZero();
    assertThat(trace)
        .filteredOn(ScriptEvent.Finished.class::isInstance)
        .extracting(event -> ((ScriptEvent.Finished) event).reason())
        .containsExactly("the call has ended");
    assertThat(trace).noneMatch(ScriptEvent.Aborted.class::isInstance);
  }
}
