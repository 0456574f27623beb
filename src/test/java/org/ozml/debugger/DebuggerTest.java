package org.ozml.debugger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.scenario.Transcript;
import org.ozml.service.Services;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.World;

class DebuggerTest {
  private static final Scene MENU =
      extension(
          """
          <Response>
            <Var Id="who" Value="Anna"/>
            <UserInput Timeout="2" Repeat="true">
              <InitialCommands>
                <Speak>One or two, $who?</Speak>
                <Beep/>
              </InitialCommands>
              <Inputs>
                <Input Key="1"><Speak>One.</Speak></Input>
                <Input Key="2"><BlindTransfer Target="1003"/><Hangup/></Input>
              </Inputs>
            </UserInput>
            <Speak>Goodbye.</Speak>
          </Response>
          """);

  private static final Scene LOOP =
      extension(
          """
          <Response>
            <Array Id="outer"><Item>a</Item><Item>b</Item><Item>c</Item></Array>
            <ForEach Source="outer">
              <Var Id="seen" Value="$item"/>
              <ForEach Source="outer"><Speak>$item</Speak><Delay Time="1"/></ForEach>
            </ForEach>
          </Response>
          """);

  private static final Scene RESCUE =
      Scene.of(
          read(
              """
              <Response>
                <Hold/>
                <Call Dialed="1007" ApiExtension="9" ResponseOzML="&lt;Speak>Hello&lt;/Speak>"/>
                <Request DialedAddress="1008" ExtensionAddress="9">
                  <OnAnswered><Speak>Good day</Speak><Delay Time="1"/></OnAnswered>
                </Request>
                <BlindTransfer Target="1003" TransferorParty="caller"/>
              </Response>
              """),
          Context.THIRD_PARTY,
          World.friendly().calls(List.of(new World.Standing("A1", "1001", "1002", false, false))));

  private static final List<Scene> SCENES = List.of(MENU, LOOP, RESCUE);

  private static Document read(String script) {
    return new DocumentReader(Limits.DEFAULT).read("script.xml", script);
  }

  private static Scene extension(String script) {
    return Scene.of(read(script), Context.EXTENSION, World.friendly());
  }

  private static Debugger debugger(Scene scene) {
    return new Debugger(trace -> new Stage(scene, trace, Stage.Props.NONE), new Sources(scene));
  }

  private static List<String> told(List<TraceEvent> events) {
    return events.stream().flatMap(event -> Transcript.lines(event).stream()).toList();
  }

  @Property(tries = 60)
  void shouldBeWhereItWasAfterAsManyStepsBackAsForwards(
      @ForAll @IntRange(max = 2) int scene,
      @ForAll @IntRange(max = 20) int before,
      @ForAll @IntRange(min = 1, max = 25) int steps) {
    Debugger debugger = debugger(SCENES.get(scene));
    for (int i = 0; i < before; i++) debugger.step();
    View start = debugger.view();
    int moves = 0;
    while (moves < steps && !debugger.view().over()) {
      debugger.step();
      moves++;
    }
    if (moves > 0) debugger.back(moves);
    assertThat(debugger.view()).isEqualTo(start);
  }

  @Property(tries = 40)
  void shouldUndoWhatPeopleDidWhenItGoesBack(
      @ForAll @IntRange(min = 1, max = 6) int before, @ForAll @IntRange(min = 4, max = 9) int after)
      throws Refusal {
    Debugger debugger = debugger(MENU);
    for (int i = 0; i < before; i++) debugger.step();
    View start = debugger.view();
    debugger.press("2", null);
    for (int i = 0; i < after; i++) debugger.step();
    assertThat(told(debugger.view().events())).anyMatch(line -> line.endsWith("1001 presses 2"));
    while (debugger.view().events().size() > start.events().size()) debugger.back(1);
    assertThat(debugger.view()).isEqualTo(start);
    assertThat(debugger.acts()).isEmpty();
  }

  @Test
  void shouldShowTheRunThatTakesPlaceWithoutADebugger() {
    for (Scene scene : List.of(LOOP, RESCUE)) {
      List<TraceEvent> events = new ArrayList<>();
      Stage stage = new Stage(scene, events::add, Stage.Props.NONE);
      stage.start();
      stage.run();
      Debugger debugger = debugger(scene);
      List<TraceEvent> happened = new ArrayList<>();
      while (!debugger.view().over()) happened.addAll(debugger.step().happened());
      assertThat(told(happened)).isEqualTo(told(events)).isNotEmpty();
    }
  }

  @Test
  void shouldStopBeforeACommandDoesAnything() {
    Debugger debugger = debugger(LOOP);
    Stop stop = debugger.step();
    while (!(stop.view().at() instanceof ScriptEvent.CommandStarted started
        && started.command().equals("Speak"))) {
      stop = debugger.step();
    }
    assertThat(stop.view().calls().get(0).caller().hears()).containsExactly("hears nobody");
    assertThat(told(stop.view().events())).noneMatch(line -> line.contains("hears \"a\""));
    assertThat(told(debugger.step().happened())).anyMatch(line -> line.contains("hears \"a\""));
  }

  @Test
  void shouldSayWhatIsDue() throws Refusal {
    Debugger debugger = debugger(MENU);
    debugger.until(Duration.ofSeconds(3).toNanos());
    assertThat(debugger.view().dues().get(0).words())
        .isEqualTo("time-out of UserInput in line 3, which waits for keys");
    debugger.press("2", null);
    debugger.until(Duration.ofSeconds(4).toNanos());
    assertThat(debugger.view().dues().get(0).words()).isEqualTo("1003 answers");
  }

  @Test
  void shouldRefuseWhatNobodyCanDo() throws Refusal {
    Debugger debugger = debugger(MENU);
    assertThatThrownBy(() -> debugger.press("1", null))
        .isInstanceOf(Refusal.class)
        .hasMessage("nobody is in a call here; 'step' or 'run' goes on");
    debugger.step();
    assertThatThrownBy(() -> debugger.hangUp("1003"))
        .isInstanceOf(Refusal.class)
        .hasMessage("1003 is in no call here; see 'calls'");
    assertThat(debugger.acts()).isEmpty();
    debugger.hangUp(null);
    assertThat(told(debugger.proceed().happened()))
        .anyMatch(line -> line.contains("1001 hangs up"));
  }

  @Test
  void shouldAskRealWebApplicationsOnce() {
    AtomicInteger asked = new AtomicInteger();
    Remembered web =
        new Remembered(
            (request, answer) -> {
              String body =
                  "<Response><Speak>%d</Speak></Response>".formatted(asked.incrementAndGet());
              byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
              answer.accept(new Fetcher.Answer.Document(200, bytes, "text/xml", request.url()));
              return () -> {};
            });
    Scene scene = extension("<Response><Beep/><GoTo Url=\"http://localhost/next\"/></Response>");
    Debugger debugger =
        new Debugger(
            trace ->
                new Stage(
                    scene, trace, new Stage.Props(Services.of(web.run()), null, null, null, null)),
            new Sources(scene));
    debugger.proceed();
    View end = debugger.view();
    debugger.back(2);
    debugger.proceed();
    assertThat(debugger.view()).isEqualTo(end);
    assertThat(told(end.events())).anyMatch(line -> line.endsWith("1001 hears \"1\""));
    assertThat(asked).hasValue(1);
    assertThat(debugger.sources().document("http://localhost/next")).isNotNull();
  }

  @Test
  void shouldEndARunThatDoesNotEndByItself() {
    Debugger debugger =
        debugger(extension("<Response><UserInput Repeat=\"true\"/><Speak>x</Speak></Response>"));
    assertThat(debugger.proceed().view().over()).isTrue();
  }

  @Test
  void shouldGoBackAtOnceInACallOfTenThousandCommands() {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 100; i++) items.append("<Item>").append(i).append("</Item>");
    Debugger debugger =
        debugger(
            extension(
                """
                <Response>
                  <Array Id="many">%s</Array>
                  <ForEach Source="many"><ForEach Source="many"><Beep/></ForEach></ForEach>
                </Response>
                """
                    .formatted(items)));
    debugger.proceed();
    long beeps =
        debugger.view().events().stream()
            .filter(ScriptEvent.CommandStarted.class::isInstance)
            .count();
    assertThat(beeps).isGreaterThan(10_000);
    Assertions.assertTimeout(Duration.ofSeconds(10), () -> debugger.back(1));
    assertThat(debugger.view().at()).isInstanceOf(ScriptEvent.CommandStarted.class);
    assertThat(debugger.view().scripts().get(0).variables()).containsEntry("item", "99");
  }
}
