package org.ozml.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Sound;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.pbx.PhoneSystem;
import org.ozml.simulator.World;

/** Where numbers lead, on telephones that people operate. */
@Timeout(60)
class DialPlanTest {
  private static final String MENU =
      "<Response><Speak>%s</Speak><UserInput Timeout='60'><Inputs><Input Key='1'/></Inputs></UserInput></Response>";

  @TempDir Path folder;
  private TestInstallation pbx;
  private Path menu;
  private Path configuration;

  @BeforeEach
  void open() throws Exception {
    menu = Files.writeString(folder.resolve("menu.xml"), MENU.formatted("first version"));
    configuration = folder.resolve("ozml.yaml");
    String yaml =
        """
        extensions:
          1001: phone
          1002: phone
          100: {script: menu.xml}
          600: echo test
          200: {url: "http://app.example.com/ozml"}
          city: {line: "0"}
        server: {older: 0, newer: 0, limits: {calls: 2}, stop-after: 5s}
        """;
    World world =
        World.where(World.Answering.after(0))
            .web(
                Map.of(
                    "http://app.example.com/ozml",
                    List.of(
                        World.WebAnswer.of("<Response><Speak>from the web</Speak></Response>"))));
    pbx = TestInstallation.open(folder, yaml, world);
    pbx.network().register("1001");
  }

  @AfterEach
  void close() {
    pbx.close();
  }

  private String calls(String number) throws Exception {
    int before = pbx.story().sofar().size();
    assertThat(TestInstallation.done(pbx.network().call("1001", number))).isTrue();
    CallEvent.StateChanged call =
        pbx.story()
            .await(
                before,
                CallEvent.StateChanged.class,
                change -> change.caller().equals("1001") && change.state() != CallState.RINGING);
    return call.state().name();
  }

  private String hears() throws InterruptedException {
    CallEvent.PlayStarted play =
        pbx.story().await(CallEvent.PlayStarted.class, one -> one.numbers().contains("1001"));
    return ((Sound.Speech) play.sound()).text();
  }

  @Test
  void shouldRingATelephone() throws Exception {
    pbx.network().register("1002");
    assertThat(TestInstallation.done(pbx.network().call("1001", "1002"))).isTrue();
    pbx.story().await(CallEvent.Dialled.class, dialled -> dialled.number().equals("1002"));
    assertThat(TestInstallation.done(pbx.network().answer("1002"))).isTrue();
    pbx.story()
        .await(
            CallEvent.Hears.class,
            hears -> hears.number().equals("1001") && hears.others().contains("1002"));
  }

  @Test
  void shouldLetAScriptAnswer() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    assertThat(hears()).isEqualTo("first version");
  }

  @Test
  void shouldTellWhatACallWaitsForAndHowLong() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    CallEvent.PlayStarted prompt =
        pbx.story().await(CallEvent.PlayStarted.class, one -> one.numbers().contains("1001"));
    assertThat(waiting(prompt.call())).isEmpty();
    pbx.network().heard("1001", prompt.play());
    pbx.story().await(ScriptEvent.KeysAwaited.class, keys -> true);
    List<PhoneSystem.Waiting> waiting = waiting(prompt.call());
    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).at().command()).isEqualTo("UserInput");
    assertThat(waiting.get(0).left()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(waiting("nobody")).isEmpty();
  }

  private List<PhoneSystem.Waiting> waiting(String call) throws Exception {
    CompletableFuture<List<PhoneSystem.Waiting>> told = new CompletableFuture<>();
    pbx.system().waiting(call, told::complete);
    return told.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldAskAWebApplication() throws Exception {
    assertThat(calls("200")).isEqualTo("ANSWERED");
    assertThat(hears()).isEqualTo("from the web");
  }

  @Test
  void shouldSayBackWhatIsPressed() throws Exception {
    assertThat(calls("600")).isEqualTo("ANSWERED");
    CallEvent.PlayStarted prompt =
        pbx.story().await(CallEvent.PlayStarted.class, one -> one.numbers().contains("1001"));
    pbx.network().heard("1001", prompt.play());
    pbx.story().await(ScriptEvent.KeysAwaited.class, keys -> true);
    assertThat(TestInstallation.done(pbx.network().press("1001", "7"))).isTrue();
    pbx.story()
        .await(
            CallEvent.PlayStarted.class,
            one -> one.sound() instanceof Sound.Speech speech && speech.text().equals("seven"));
  }

  @Test
  void shouldGoOutBehindThePrefixOfALine() throws Exception {
    assertThat(calls("0551234")).isEqualTo("ANSWERED");
    assertThat(pbx.story().await(CallEvent.Dialled.class, dialled -> true).number())
        .isEqualTo("551234");
  }

  @Test
  void shouldNotFindWhatIsNoNumber() throws Exception {
    assertThat(calls("777")).isEqualTo("ERROR");
  }

  @Test
  void shouldBeBusyBeyondItsLimit() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    pbx.network().register("1002");
    assertThat(TestInstallation.done(pbx.network().call("1002", "100"))).isTrue();
    pbx.story()
        .await(
            CallEvent.StateChanged.class,
            change -> change.caller().equals("1002") && change.state() == CallState.IN_CALL);
    assertThat(calls("100")).isEqualTo("BUSY");
    assertThat(pbx.system().refusedCalls()).isEqualTo(1);
  }

  @Test
  void shouldTakeNoNewCallsWhileTheLastOnesEnd() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    var drained = pbx.system().drain().toCompletableFuture();
    pbx.network().register("1002");
    assertThat(TestInstallation.done(pbx.network().call("1002", "100"))).isTrue();
    CallEvent.StateChanged refused =
        pbx.story()
            .await(
                CallEvent.StateChanged.class,
                change -> change.caller().equals("1002") && change.state().terminal());
    assertThat(refused.state()).isEqualTo(CallState.BUSY);
    assertThat(drained).isNotDone();
    assertThat(TestInstallation.done(pbx.network().hangUp("1001"))).isTrue();
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldHangUpWhoIsLeftWhenItsTimeIsOver() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    pbx.installation().stop(Duration.ofMillis(1));
    CallEvent.StateChanged end =
        pbx.story().await(CallEvent.StateChanged.class, change -> change.state().terminal());
    assertThat(end.state()).isEqualTo(CallState.COMPLETED);
  }

  @Test
  void shouldGiveNewCallsTheNewScriptAndNewNumbers() throws Exception {
    assertThat(calls("100")).isEqualTo("ANSWERED");
    CallEvent.PlayStarted first =
        pbx.story().await(CallEvent.PlayStarted.class, one -> one.numbers().contains("1001"));
    write(menu, MENU.formatted("second version"));
    write(
        configuration,
        Files.readString(configuration).replace("600: echo test", "700: {script: menu.xml}"));
    pbx.installation().look();
    // The call that goes on keeps its script.
    pbx.network().heard("1001", first.play());
    pbx.story().await(ScriptEvent.KeysAwaited.class, keys -> true);
    assertThat(TestInstallation.done(pbx.network().hangUp("1001"))).isTrue();
    pbx.story().await(CallEvent.StateChanged.class, change -> change.state().terminal());
    int before = pbx.story().sofar().size();
    assertThat(calls("700")).isEqualTo("ANSWERED");
    pbx.story()
        .await(
            before,
            CallEvent.PlayStarted.class,
            one ->
                one.sound() instanceof Sound.Speech speech
                    && speech.text().equals("second version"));
    assertThat(pbx.system().numbers().extension("600")).isNull();
  }

  @Test
  void shouldKeepItsNumbersWhenTheNewConfigurationIsBroken() throws Exception {
    write(configuration, "extensions: {1: nonsense}");
    pbx.installation().look();
    assertThat(pbx.system().numbers().extension("100")).isNotNull();
    assertThat(pbx.system().numbers().extension("1")).isNull();
  }

  private static void write(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5000));
  }
}
