package org.ozml.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.ozml.call.TraceEvent;
import org.ozml.scenario.Failure;
import org.ozml.scenario.Json;
import org.ozml.scenario.JsonReader;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.TraceJson;
import org.ozml.scenario.TraceReader;

@Execution(CONCURRENT)
class ReplayTest {
  private static final String MENU =
      """
      script: |
        <Response>
          <UserInput Timeout="5">
            <InitialCommands><Speak>Press 1 or 2</Speak></InitialCommands>
            <Inputs>
              <Input Key="1"><Speak>One</Speak></Input>
              <Input Key="2"><BlindTransfer Target="1003"/><Speak>Nobody is here</Speak></Input>
            </Inputs>
          </UserInput>
          <Record Duration="10" Inactivity="2"/>
          <GoTo Url="http://app/next"/>
        </Response>
      world:
        people:
          1003: busy
          1001: {talks: [0s - 7s]}
        web: {"http://app/next": [{answer: <Response><Speak>Next</Speak></Response>, after: 0.4s}]}
      steps:
        - 1001 hears: Press 1
        - wait: 1s
        - 1001 presses: 2
        - 1001 hears: Next
      """;

  private static Scenario menu() throws IOException {
    return new ScenarioReader().read("menu.yaml", MENU, null);
  }

  private static Scenario menu(String old, String other) throws IOException {
    assertThat(MENU).contains(old);
    return new ScenarioReader().read("menu.yaml", MENU.replace(old, other), null);
  }

  @TestFactory
  Stream<DynamicTest> everyScenariosTraceReplays() throws IOException {
    return Traces.scenarios().stream()
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> {
                      Scenario scenario = Traces.scenario(file);
                      TraceFile trace = Traces.read(Traces.of(scenario));
                      Replay.Outcome outcome = Traces.replay(trace, scenario);
                      if (Traces.isOrdered(scenario)) {
                        assertThat(outcome.difference()).isNotNull();
                      } else {
                        assertThat(outcome.difference()).isNull();
                        assertThat(outcome.events()).hasSameSizeAs(trace.events());
                      }
                    }));
  }

  @Test
  void shouldReadWhatWasWritten() throws Exception {
    for (String line : Traces.of(menu())) {
      TraceEvent event = TraceReader.event(line);
      assertThat(TraceJson.line(event)).isEqualTo(line);
    }
  }

  private static @Nullable Failure difference(Scenario changed) throws Exception {
    return Traces.replay(Traces.read(Traces.of(menu())), changed).difference();
  }

  private static Failure found(@Nullable Failure failure) {
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void shouldShowTheWordsThatAreSpokenNow() throws Exception {
    Failure failure = found(difference(menu("Nobody is here", "Nobody is there")));
    assertThat(failure.headline()).startsWith("trace.jsonl:").contains("\"Nobody is here\"");
    assertThat(failure.instead()).contains("1001 hears \"Nobody is there\"");
    assertThat(failure.script()).isEqualTo("script.xml:6 Speak");
    assertThat(failure.around()).anyMatch(line -> line.contains("402 Call connect to '1003'"));
  }

  @Test
  void shouldShowACommandThatIsNewOrMissing() throws Exception {
    Failure more = found(difference(menu("<GoTo", "<Beep/><GoTo")));
    assertThat(more.headline()).contains("GoTo begins (script.xml:10)");
    assertThat(more.instead()).contains("Beep begins (script.xml:10)");
    Failure less = found(difference(menu("<GoTo Url=\"http://app/next\"/>", "")));
    assertThat(less.headline()).contains("GoTo begins");
  }

  @Test
  void shouldShowWhatHappensAtAnotherTime() throws Exception {
    Failure failure = found(difference(menu("Duration=\"10\"", "Duration=\"3\"")));
    assertThat(failure.expected()).isEqualTo("that this happens at 9.000 s");
  }

  @Test
  void shouldNotCareWhereACommandStands() throws Exception {
    assertThat(difference(menu("    <Inputs>", "    <!-- what to do -->\n\n    <Inputs>")))
        .isNull();
  }

  @Test
  void shouldCompareATraceThatWasCutOffAsFarAsItGoes() throws Exception {
    List<String> lines = Traces.of(menu());
    TraceFile trace = Traces.read(lines.subList(0, lines.size() / 2));
    assertThat(Traces.replay(trace, menu()).difference()).isNull();
  }

  // ---- as from a real telephone

  /** Begins later, is late by some milliseconds here and there, and counts otherwise. */
  private static List<String> real(List<String> lines, int jitter) throws Exception {
    List<String> real = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    BigDecimal late = new BigDecimal("1000");
    for (String line : lines) {
      int more = random.nextInt(jitter);
      late = late.add(BigDecimal.valueOf(more, 3));
      BigDecimal by = late;
      real.add(
          changed(
              line,
              event -> {
                event.computeIfPresent("at", (name, at) -> ((BigDecimal) at).add(by));
                event.computeIfPresent("script", (name, number) -> moved(number));
                event.computeIfPresent("play", (name, number) -> moved(number));
                event.computeIfPresent("virtual", (name, flag) -> false);
                return event;
              }));
    }
    return real;
  }

  private static Object moved(Object number) {
    return number instanceof BigDecimal n ? n.add(BigDecimal.TEN) : number;
  }

  @SuppressWarnings("unchecked")
  private static String changed(String line, UnaryOperator<Map<String, Object>> change)
      throws JsonReader.NotJson {
    return Json.line(
        change.apply(new LinkedHashMap<>((Map<String, Object>) JsonReader.read(line))));
  }

  @Test
  void shouldForgiveTheTimesOfTheRealWorld() throws Exception {
    TraceFile trace = Traces.read(real(Traces.of(menu()), 40));
    assertThat(Traces.replay(trace, menu()).difference()).isNull();
    assertThat(Traces.replay(trace, menu("Next", "Nothing")).difference()).isNull();
    assertThat(Traces.replay(trace, menu("Nobody", "Somebody")).difference()).isNotNull();
  }

  @Test
  void shouldNotForgiveMoreThanTheTolerance() throws Exception {
    TraceFile trace = Traces.read(real(Traces.of(menu()), 400));
    Failure failure = found(Traces.replay(trace, menu()).difference());
    assertThat(failure.instead()).contains("s");
  }

  // ---- files that are no traces

  private static void assertUnreadable(List<String> lines, String message) {
    assertThatThrownBy(() -> Traces.read(lines))
        .isInstanceOf(TraceFile.Unreadable.class)
        .hasMessageStartingWith("trace.jsonl:")
        .hasMessageContaining(message);
  }

  @Test
  void shouldSayWhichLineIsNoEvent() throws Exception {
    List<String> lines = Traces.of(menu());
    assertUnreadable(List.of(), "trace.jsonl:1: there is no event in it");
    assertUnreadable(with(lines, 3, "{\"at\":"), "trace.jsonl:4: not JSON: expected a value");
    assertUnreadable(with(lines, 3, "[]"), "trace.jsonl:4: expected an object");
    assertUnreadable(
        with(lines, 3, "{\"at\":0,\"event\":\"Sneezed\"}"), "4: 'Sneezed' is no event");
    assertUnreadable(
        with(lines, 3, "{\"at\":0,\"event\":\"LegAnswered\"}"), "LegAnswered.number is missing");
    assertUnreadable(
        with(lines, 3, "{\"at\":\"x\",\"event\":\"LegAnswered\",\"number\":\"1\"}"),
        "LegAnswered.at: expected seconds");
    assertUnreadable(with(lines, 3, lines.get(0)), "another run begins here");
    assertUnreadable(with(lines, 3, lines.get(lines.size() - 1)), "it happens before");
  }

  @Test
  void shouldNeedTheCallThatAScriptActsOn() throws Exception {
    List<String> lines =
        Traces.of(
            new ScenarioReader()
                .read(
                    "held.yaml",
                    "{script: <Hold/>, world: {calls: [{id: A1, caller: 1, callee: 2}]}}",
                    null));
    assertThat(Traces.read(lines).setting().calls()).hasSize(1);
    String without = lines.get(0).replaceFirst("\"calls\":\\[[^]]*]", "\"calls\":[]");
    assertUnreadable(with(lines, 0, without), "Setting.calls lacks the call");
  }

  private static List<String> with(List<String> lines, int index, String line) {
    List<String> all = new ArrayList<>(lines);
    all.set(index, line);
    return all;
  }

  @Test
  void shouldNeedNoSettingForAnOrdinaryCall() throws Exception {
    List<String> lines = Traces.of(menu());
    TraceFile trace = Traces.read(lines.subList(1, lines.size()));
    assertThat(trace.setting().caller()).isEqualTo("1001");
    assertThat(Traces.replay(trace, menu()).difference()).isNull();
  }
}
