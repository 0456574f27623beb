package org.ozml.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.ozml.simulator.World;

class ExplorerTest {
  private static final String LOST =
      """
      <UserInput Timeout="5">
        <InitialCommands><Speak>Press 1 for sales.</Speak></InitialCommands>
        <Inputs>
          <Input Key="1"><Speak>One moment.</Speak><BlindTransfer Target="1003"/></Input>
        </Inputs>
      </UserInput>
      """;
  private static final String SILENT =
      """
      <UserInput Timeout="5">
        <InitialCommands><Speak>Press 1 for sales.</Speak></InitialCommands>
        <Inputs><Input Key="1"><Speak>We are closed.</Speak></Input></Inputs>
      </UserInput>
      """;
  private static final String LOOP =
      """
      <Speak>All lines are busy.</Speak>
      <GoTo Url="http://localhost/loop.xml"/>
      """;
  private static final String TRAP =
      """
      <UserInput Timeout="5">
        <InitialCommands><Speak>Press 1 for directions.</Speak></InitialCommands>
        <Inputs>
          <Input Key="1">
            <UserInput Timeout="5" Repeat="true">
              <InitialCommands><Speak>Press 2 by car.</Speak></InitialCommands>
              <Inputs><Input Key="2"><Speak>Turn left.</Speak></Input></Inputs>
            </UserInput>
          </Input>
        </Inputs>
      </UserInput>
      <Speak>Goodbye.</Speak>
      """;
  private static final String BUSY_LOOP =
      """
      <UserInput Repeat="true">
        <Inputs><Input Key="1"><Speak>One.</Speak></Input></Inputs>
      </UserInput>
      """;
  private static final String UNHEARD =
      """
      <Speak>Welcome.</Speak>
      <Hangup/>
      <Speak>Goodbye.</Speak>
      """;
  private static final String IDLE =
      """
      <UserInput Timeout="5" Repeat="true">
        <InitialCommands><Speak>Press 1 for sales, 2 to end.</Speak></InitialCommands>
        <Inputs>
          <Input Key="1"></Input>
          <Input Key="2"><Speak>Goodbye.</Speak><Hangup/></Input>
        </Inputs>
      </UserInput>
      """;
  private static final String HELD =
      """
      <Speak Party="caller">One moment please.</Speak>
      <Hold/>
      <Delay>30</Delay>
      """;
  private static final String MISTAKEN =
      """
      <UserInput Timeout="5">
        <InitialCommands><Speak>Press 1.</Speak></InitialCommands>
        <Inputs><Input Key="1"><Play>nowhere.wav</Play></Input></Inputs>
      </UserInput>
      <Speak>Goodbye.</Speak>
      """;
  private static final String UNSET = "<Speak>Hello $nobody</Speak>";
  private static final World.WebAnswer AGAIN =
      World.WebAnswer.of("<Response>" + LOOP.replace("loop.xml", "loop") + "</Response>");

  @TempDir private Path folder;

  @Test
  void shouldFindThatABusyTransferLosesTheCaller() {
    assertThat(Explored.words(Explored.script(LOST)))
        .containsExactly(
            "dead end in line 2: 1001 presses 9",
            "dead end in line 5: 1001 presses 1, 1003 is busy");
  }

  @Test
  void shouldFindThatAWrongKeyEndsTheCall() {
    assertThat(Explored.words(Explored.script(SILENT)))
        .containsExactly("dead end in line 2: 1001 presses 9");
  }

  @Test
  void shouldFindRoundsInWhichNobodyIsAskedAnything() throws IOException {
    Exploration all = linked("script.xml", "loop.xml", LOOP);
    assertThat(Explored.words(all)).containsExactly("endless loop in line 3: ");
  }

  @Test
  void shouldTakeARoundForNoneThatAWebApplicationMayEnd() {
    Exploration all =
        Explored.script(
            LOOP.replace("loop.xml", "loop"), Map.of("http://localhost/loop", List.of(AGAIN)));
    assertThat(Explored.words(all)).noneMatch(words -> words.startsWith("endless"));
  }

  @Test
  void shouldFollowLinksToScriptsBesideThisOne() throws IOException {
    Exploration all =
        linked(
            "main.xml",
            "sales.xml",
            "<GoTo Url=\"http://localhost/sales.xml\"/>",
            SILENT + "<GoTo Url=\"http://localhost/nowhere.xml\"/>");
    assertThat(all.findings())
        .extracting(finding -> finding.place().document() + " " + finding.what())
        .containsExactly(
            folder.resolve("sales.xml")
                + " GoTo leads nowhere: there is no http://localhost/nowhere.xml");
  }

  private Exploration linked(String name, String other, String... commands) throws IOException {
    Path script = folder.resolve(name);
    String last = commands[commands.length - 1];
    Files.writeString(script, "<Response>\n" + commands[0] + "</Response>");
    Files.writeString(folder.resolve(other), "<Response>\n" + last + "</Response>");
    return Explorer.explore(
        Explored.scene(commands[0]),
        script,
        file -> null,
        Settings.DEFAULT,
        Explored.BOUNDS,
        Exploration.Progress.NONE);
  }

  @Test
  void shouldFindAMenuThatNothingLeaves() {
    assertThat(Explored.words(Explored.script(TRAP)))
        .containsExactly("endless loop in line 6: 1001 presses 1, 1001 presses 9");
  }

  @Test
  void shouldFindCommandsWithoutAnyTimePassing() {
    assertThat(Explored.words(Explored.script(BUSY_LOOP)))
        .first()
        .isEqualTo("endless loop in line 2: ");
  }

  @Test
  void shouldFindPromptsThatNobodyEverHears() {
    assertThat(Explored.words(Explored.script(UNHEARD))).containsExactly("never heard in line 4: ");
  }

  @Test
  void shouldFindKeysThatDoNothing() {
    assertThat(Explored.words(Explored.script(IDLE)))
        .containsExactly("key that does nothing in line 5: 1001 presses 1");
  }

  @Test
  void shouldFindWhoStaysOnHold() {
    assertThat(Explored.words(Explored.script(HELD))).containsExactly("stays on hold in line 3: ");
  }

  @Test
  void shouldFindCommandsThatCannotDoWhatTheySay() {
    assertThat(Explored.words(Explored.script(MISTAKEN)))
        .containsExactly("run-time error in line 4: 1001 presses 1");
    assertThat(Explored.script(MISTAKEN).findings().get(0).what())
        .isEqualTo("Play answers 302: Missing or invalid parameter 'AudioFile' for command 'Play'");
  }

  @Test
  void shouldFindVariablesThatNothingSets() {
    assertThat(Explored.words(Explored.script(UNSET)))
        .containsExactly("run-time error in line 2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOST + "<Speak>Nobody can take your call.</Speak>",
        SILENT + "<Speak>Goodbye.</Speak>",
        SILENT + "<Hangup/>",
        "<Speak>Welcome.</Speak><Hangup/>",
        HELD + "<Unhold/>",
        "<Var Id=\"nobody\" Value=\"Anna\"/>" + UNSET,
        "<Record FinishDigits=\"#\" Duration=\"60\"/>",
        "<Hold/><Speak Party=\"callee\">Listen.</Speak><Unhold/>",
        "<WaitForMsg FromConnection=\"a@b\"><OnMessage><Speak>$text</Speak></OnMessage>"
            + "<OnTimeout><Speak>Nothing.</Speak></OnTimeout></WaitForMsg>",
        "<Request DialedAddress=\"1005\"><OnAnswered><Speak>Hello</Speak></OnAnswered>"
            + "<OnNotFound><SendSms Recipient=\"1\">none</SendSms></OnNotFound></Request>"
            + "<Speak>Goodbye</Speak>"
      })
  void shouldFindNothingInASoundScript(String script) {
    Exploration all = Explored.script(script);
    assertThat(Explored.words(all)).isEmpty();
    assertThat(all.complete()).isTrue();
  }

  @Test
  void shouldFindNothingInAMainMenuThatGoesRoundUntilTheCallerHangsUp() {
    String menu = TRAP.substring(TRAP.indexOf("<UserInput Timeout=\"5\" Repeat"));
    Exploration all = Explored.script(menu.substring(0, menu.indexOf("</Input>\n  </Inputs>")));
    assertThat(Explored.words(all)).isEmpty();
    assertThat(all.complete()).isTrue();
    assertThat(all.states()).isLessThan(10);
  }

  @Test
  void shouldRecogniseAStateAfterManyRoundsOfMenusThatAnswerEachOther() {
    String menu =
        "<UserInput Digits=\"4\" Timeout=\"5\" ForwardToUrl=\"http://localhost/pin\">"
            + "<InitialCommands><Speak>Your PIN, not $DtmfDigits</Speak></InitialCommands></UserInput>";
    World.WebAnswer wrong = World.WebAnswer.of("<Response>" + menu + "</Response>");
    Exploration all =
        Explored.script(
            menu + "<Speak>Goodbye</Speak>", Map.of("http://localhost/pin", List.of(wrong)));
    assertThat(all.complete()).isTrue();
    assertThat(all.states()).isLessThan(30);
  }

  @Test
  void shouldClaimNothingOfTheWholeWhenItHasNotSeenTheWhole() {
    Exploration all =
        Explored.explore(
            Explored.scene(UNHEARD + IDLE), new Exploration.Bounds(1, Duration.ofMinutes(1)));
    assertThat(all.complete()).isFalse();
    assertThat(all.unfinished()).isEqualTo("the limit of 1 paths is reached");
    assertThat(all.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LOST, SILENT, TRAP, BUSY_LOOP, UNHEARD, IDLE, HELD, MISTAKEN, UNSET})
  void shouldWriteScenariosThatTellWhatWasFound(String script) throws Exception {
    Exploration all = Explored.script(script);
    assertThat(all.findings()).isNotEmpty();
    for (Finding finding : all.findings()) {
      String text = finding.scenario().text(folder);
      ScenarioRunner.Outcome outcome =
          ScenarioRunner.run(new ScenarioReader().read("found.yaml", text, folder));
      assertThat(outcome.failure()).as(text).isNull();
    }
  }
}
