package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;
import static org.ozml.cli.CommandLineRun.withInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.scenario.JsonText;

class RunCommandTest {
  private static final String SEED = "examples/attended-transfer.xml";
  private static final String PIN = "http://localhost:8080/pin";

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void shouldRunTheSeedWithoutAnyOption() {
    CommandLineRun run = ozml("run", SEED);
    assertThat(run.out())
        .isEqualTo(
            """
            World: call A1: caller 1001, callee 1002, on hold; the script acts on it
                   call HL1bE: caller 1002, callee 1003, connected
                   everybody answers after 3 s when called
                   (other worlds: --party, --answer, --hangup-at ... or --world FILE)

               0.000  script 1 runs examples/attended-transfer.xml as third-party control
               0.000  1001 hears "The caller will be attended transfered to call ID HL1bE."
               0.000  1002 hears "The caller will be attended transfered to call ID HL1bE."
               4.000  script 1 line 1 Speak: 200 Command successfully executed
               4.000  1001 hears 1003
               4.000  1002 hears nobody
               4.000  1002 hears nobody
               4.000  1003 hears 1001
               4.000  call A1: Transferred
               4.000  call HL1bE: 1001 is the caller now
               4.000  script 1 line 1 AttendedTransfer: 200 Command successfully executed
               4.000  script 1 ends with 200: end of script
               4.000  1002 is hung up
               4.000  1002 is hung up

            1001 and 1003 are still connected (call HL1bE)
            <Response>
              <Code>200</Code>
              <Message>Command successfully executed</Message>
            </Response>
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldLoseNobodyWhereTheTargetCallIsMissing() throws IOException {
    String world =
        file("world.yaml", "calls:\n  - {id: A1, caller: 1001, callee: 1002, state: Hold}\n");
    CommandLineRun run = ozml("run", SEED, "--world", world);
    assertThat(run.out())
        .contains("AttendedTransfer: 601 Call not found with ID 'HL1bE'")
        .endsWith(
            """
            1001 and 1002 are still on hold (call A1)
            <Response>
              <Code>601</Code>
              <Message>Call not found with ID 'HL1bE'</Message>
            </Response>
            """);
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldTurnTheMeaningOfTransferorPartyRound() {
    CommandLineRun run = ozml("run", SEED, "--transferor-party", "transfers");
    assertThat(run.out())
        .contains("call HL1bE: caller 1001, callee 1003", "1002 and 1003 are still connected");
  }

  @Test
  void shouldAnswerAMenuWithTheKeysThatWereGiven() {
    CommandLineRun run = ozml("run", "examples/menu.xml", "--keys", "1");
    assertThat(run.out())
        .contains("   1.000  1001 presses 1", "We are here from nine to five")
        .contains("nobody is left in a call");
  }

  @Test
  void shouldPressEachGroupAtTheNextMenuThatListens() throws IOException {
    String menu =
        """
        <Response>
          <Speak>Welcome to a rather long announcement</Speak>
          <UserInput Timeout="5" Repeat="true">
            <InitialCommands><Speak>Yes or no?</Speak></InitialCommands>
            <Inputs><Input Key="1"><Exit/></Input></Inputs>
          </UserInput>
        </Response>
        """;
    CommandLineRun run = ozml("run", file("menu.xml", menu), "--keys", "5,1,77");
    assertThat(run.out()).contains("   3.400  1001 presses 5", "   4.400  1001 presses 1");
    assertThat(run.err()).contains("note: nobody asked for the keys 77 of --keys");
  }

  @ParameterizedTest
  @CsvSource({
    "busy, Busy",
    "rejects, Busy",
    "no-answer, NoAnswer",
    "not-found, NotFound",
    "fails, Error"
  })
  void shouldTakeCallsAsAParty(String how, String state) {
    CommandLineRun run = ozml("run", "examples/menu.xml", "--keys", "2", "--party", "1003=" + how);
    assertThat(run.out()).contains("1003 ", "failed with result state '" + state + "'");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldLetAPartyAnswerLate() {
    CommandLineRun run =
        ozml("run", "examples/menu.xml", "--keys", "2", "--party", "1003=answers:12.5");
    assertThat(run.out()).contains("  14.700  1003 answers", "1001 and 1003 are still connected");
  }

  @Test
  void shouldHangUpWhenToldTo() {
    CommandLineRun run = ozml("run", "examples/menu.xml", "--hangup-at", "2.5s");
    assertThat(run.out()).contains("   2.500  1001 hangs up", "nobody is left");
    CommandLineRun target = ozml("run", SEED, "--hangup-at", "1s:1003");
    assertThat(target.out()).contains("   1.000  1003 hangs up", "AttendedTransfer: 601");
    assertThat(target.code()).isZero();
  }

  @Test
  void shouldSayThatNobodyIsThereToHangUp() {
    assertThat(ozml("run", SEED, "--hangup-at", "1s:5555").err())
        .contains("note: --hangup-at: 5555 has no call then");
  }

  @Test
  void shouldAnswerForAWebApplication() throws IOException {
    String page = file("page.html", "<!DOCTYPE html><html><body>Oops</body></html>");
    String pin = "examples/pin/pin.xml";
    assertThat(ozml("run", pin, "--keys", "1234", "--answer", PIN + "=404").out())
        .contains("no usable answer: HTTP 404", "could not let you in");
    assertThat(ozml("run", pin, "--keys", "1234", "--answer", PIN + "=slow").out())
        .contains("  11.600  no usable answer: no answer within 10 s");
    assertThat(ozml("run", pin, "--keys", "1234", "--answer", PIN + "=unreachable").out())
        .contains("no usable answer: no connection");
    assertThat(ozml("run", pin, "--keys", "1234", "--answer", PIN + "=cut off").out())
        .contains("no usable answer: no complete answer");
    assertThat(ozml("run", pin, "--answer", PIN + "=down").err())
        .contains("there is no file down; expected a file, a status such as 404, or slow, cut off");
    assertThat(ozml("run", pin, "--keys", "1234", "--answer", PIN + "=" + page).out())
        .contains("no usable answer: ", "could not let you in");
    assertThat(ozml("run", pin, "--keys", "1234", "--offline").out())
        .contains("no usable answer: the world has no web application at " + PIN);
  }

  @Test
  void shouldTellTheTraceAsJson() {
    CommandLineRun run = ozml("run", "examples/menu.xml", "--keys", "1", "--json");
    for (String line : run.out().split("\n", 0)) {
      assertThat(JsonText.at(JsonText.read(line), "at")).isInstanceOf(Number.class);
      assertThat(JsonText.at(JsonText.read(line), "event")).isInstanceOf(String.class);
    }
    assertThat(run.out())
        .contains(
            "{\"at\":1,\"event\":\"KeyPressed\",\"call\":\"d7GnN\",\"number\":\"1001\",\"key\":\"1\"}")
        .contains("\"result\":{\"code\":200,\"message\":\"Command successfully executed\"}");
    assertThat(run.err()).startsWith("World: ");
  }

  @Test
  void shouldRunStandardInput() {
    CommandLineRun run = withInput("<Speak>Hello</Speak>", "run", "-");
    assertThat(run.out()).contains("script 1 runs <stdin>", "1001 hears \"Hello\"");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldPrintWhatIsWrongAndRunTheRest() {
    CommandLineRun run = withInput("<Response><Speek/><Speak>Hi</Speak></Response>", "run", "-");
    assertThat(run.err()).contains("<stdin>:1:11: error OZ101", "did you mean 'Speak'?");
    assertThat(run.out()).contains("1001 hears \"Hi\"", "<Code>301</Code>");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldRunNothingOfWhatIsNotWellFormed() {
    CommandLineRun run = withInput("<Response><Speak>a < b</Speak></Response>", "run", "-");
    assertThat(run.err()).contains("error OZ001");
    assertThat(run.out()).startsWith("<Response>\n  <Code>300</Code>").contains("&lt;");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldRunNothingThatHasNoContext() {
    String clash = "<Response><Route Destination='1'/><UserInput/></Response>";
    CommandLineRun run = withInput(clash, "run", "-");
    assertThat(run.err()).contains("error OZ205", "--context");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    CommandLineRun told = withInput(clash, "run", "-", "--context", "routing");
    assertThat(told.out()).contains("Route: 200", "UserInput: 303");
    assertThat(told.code()).isZero();
  }

  @Test
  void shouldSayThatARunWasAborted() {
    String items = "<Item>x</Item>".repeat(400);
    String script =
        "<Response><Array ID='a'>%s</Array><ForEach Source='a'><ForEach Source='a'><Var ID='v' Value='1'/></ForEach></ForEach></Response>"
            .formatted(items);
    CommandLineRun run = withInput(script, "run", "-", "--context", "extension");
    assertThat(run.out()).contains("is aborted: ");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldAskARoutingScriptWhereACallGoes() {
    CommandLineRun run =
        withInput("<Response><Route Destination='1005'/></Response>", "run", "-", "--dialed", "77");
    assertThat(run.out())
        .contains("1001 calls 77, and this script says where to", "1005 answers")
        .contains("1001 and 1005 are still connected", "<Code>200</Code>");
  }

  @Test
  void shouldFindAudioFilesBesideTheScript() throws IOException {
    Files.write(folder.resolve("hello.mp3"), new byte[16_000]);
    String script =
        file("play.xml", "<Response><Play>hello.mp3</Play><Play>no.mp3</Play></Response>");
    CommandLineRun run = ozml("run", script);
    assertThat(run.out()).contains("   2.000  script 1 line 1 Play: 200", "Play: 302");
    assertThat(ozml("run", script, "--file", "no.mp3=4").out())
        .contains("   6.000  script 1 line 1 Play: 200");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(ozml("run", script, "--content", empty.toString()).out())
        .contains("   0.000  script 1 line 1 Play: 302");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.xml | there is no file nowhere.xml",
        "examples | examples is a directory; name one script in it, or check them all with 'ozml validate examples'",
        "examples/menu.xml --keys x | 'x' is no group of keys; expected 0-9 * # A-D",
        "examples/menu.xml --party 1001 | --party 1001: expected NUMBER=HOW",
        "examples/menu.xml --party 1001=asleep | expected answers, answers:SECONDS, busy",
        "examples/menu.xml --party 1001=answers:x | 'x' is no time",
        "examples/menu.xml --hangup-at soon | 'soon' is no time; expected seconds, such as 12s or 2.5s",
        "examples/menu.xml --answer http://x=nowhere.xml | --answer http://x=nowhere.xml: there is no file nowhere.xml",
        "examples/menu.xml --content nowhere | --content nowhere: there is no such directory",
        "examples/menu.xml --world nowhere.yaml | --world: there is no file nowhere.yaml",
        "examples/menu.xml --context phone | expected extension, third-party, routing or message, but was 'phone'",
        "examples/menu.xml --color pink | pink",
        "examples/menu.xml more.xml | more.xml"
      })
  void shouldSayWhatIsWrongWithTheCommandLine(String arguments, String message) {
    CommandLineRun run = ozml(("run " + arguments).split(" "));
    assertThat(run.err()).contains(message, "Try 'ozml run --help'");
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void shouldSayWhereAWorldIsWrong() throws IOException {
    String world = file("world.yaml", "people:\n  1001: asleep\n");
    CommandLineRun run = ozml("run", SEED, "--world", world);
    assertThat(run.err()).contains("world.yaml:2:").contains("asleep");
    assertThat(run.code()).isEqualTo(2);
    String empty = file("empty.yaml", "others: busy\n");
    assertThat(ozml("run", SEED, "--world", empty).err())
        .contains("no call that the script could act on");
  }
}
