package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.places;
import static org.ozml.document.Reading.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Reading;

/** What the flow of a script tells: each rule where it holds, and not on a sound neighbour. */
class FlowChecksTest {
  private static final String BYE = "<Speak>Goodbye</Speak>";

  /** The commands begin in line 2. */
  private static List<Diagnostic> in(String commands) {
    return in(commands, Context.EXTENSION);
  }

  private static List<Diagnostic> in(String commands, @Nullable Context context) {
    return Checks.check(read("<Response>\n" + commands + "\n</Response>"), context);
  }

  private static String message(String commands) {
    List<Diagnostic> found = in(commands);
    assertThat(found).as(commands).hasSize(1);
    return found.get(0).headline();
  }

  private static String menu(String attributes, String... inputs) {
    return "<UserInput "
        + attributes
        + "><InitialCommands><Speak>Press</Speak></InitialCommands><Inputs>\n"
        + String.join("\n", inputs)
        + "</Inputs></UserInput>";
  }

  private static String input(String key, String commands) {
    return "<Input Key='" + key + "'>" + commands + "</Input>";
  }

  @Nested
  class DeadCommands {
    @Test
    void shouldStandBehindAMenuThatIsNeverLeft() {
      String menu = menu("Repeat='true' Timeout='5'", input("1", "<Hangup/>"));
      assertThat(message(menu + "\n" + BYE)).contains("4:1: warning OZ303: Speak can never run");
      assertThat(in(menu("Repeat='$CallId' Timeout='5'", input("1", BYE)) + BYE)).isEmpty();
    }

    @Test
    void shouldStandBehindAWaitWhoseWaysAllEnd() {
      String wait = "<WaitForMsg FromConnection='a'>%s<OnTimeout>%s</OnTimeout></WaitForMsg>";
      assertThat(codes(in(wait.formatted("<OnMessage><Hangup/></OnMessage>", BYE) + BYE)))
          .containsExactly("OZ303");
      assertThat(in(wait.formatted("", BYE) + BYE)).isEmpty();
    }

    @Test
    void shouldNotBeTheKeysOfAMenuWhosePromptsEndTheCall() {
      String menu =
          "<UserInput><InitialCommands><Delay>5</Delay><Hangup/></InitialCommands>"
              + "<Inputs><Input Key='1'><Speak>One</Speak><Beep/></Input></Inputs></UserInput>"
              + BYE;
      assertThat(in(menu)).isEmpty();
    }

    @Test
    void shouldBeNamedOnceWithWhatIsInside() {
      String dead = menu("Timeout='5'", input("1", "<Exit/><Beep/>"));
      assertThat(places(in("<Hangup/>\n" + dead + BYE))).containsExactly("3:1 OZ303");
    }
  }

  @Nested
  class Traps {
    private final String endless = menu("Repeat='true' Timeout='5'", input("2", "<Beep/>"));

    @Test
    void shouldBeMenusThatNobodyGetsOutOf() {
      String outer = menu("Timeout='5'", input("1", endless)) + BYE;
      assertThat(places(in(outer))).containsExactly("3:27 OZ310");
    }

    @Test
    void shouldBeMenusThatDoNotLeadBackToTheOneOutside() {
      assertThat(in(menu("Repeat='true' Timeout='5'", input("1", endless))))
          .singleElement()
          .satisfies(found -> assertThat(found.advice()).contains("menu of line 2"));
    }

    @Test
    void shouldNotBeAScriptThatIsOneMenuAsAWhole() {
      assertThat(in(endless)).isEmpty();
      assertThat(in("<Speak>Hello</Speak>" + endless)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<UserInput Repeat='true' Timeout='5' BackKey='*'/>",
          "<UserInput Repeat='true' Timeout='5' ForwardToUrl='http://app/x'/>",
          "<UserInput Repeat='true' Timeout='5'><Inputs><Input Key='1'><Hangup/></Input></Inputs></UserInput>",
          "<UserInput Repeat='true' Timeout='5'><Inputs><Input Key='1'><GoTo>http://a/b</GoTo></Input></Inputs></UserInput>",
          "<UserInput Repeat='$CallId' Timeout='5'/>",
          "<UserInput Timeout='5'/>"
        })
    void shouldNotBeMenusWithAWayOut(String inner) {
      assertThat(in(menu("Timeout='5'", input("1", inner)) + BYE)).isEmpty();
    }
  }

  @Nested
  class SlowKeys {
    private String keys(String attributes, String... keys) {
      StringBuilder menu = new StringBuilder("<UserInput " + attributes + "><Inputs>");
      for (String key : keys) menu.append("\n").append(input(key, BYE));
      return menu.append("</Inputs></UserInput>").append(BYE).toString();
    }

    @Test
    void shouldWaitForLongerOnes() {
      assertThat(message(keys("Timeout='5'", "1", "2", "12")))
          .contains("3:8: warning OZ311: key 1 takes 5 seconds: key 12 begins with it");
      assertThat(places(in(keys("Timeout='5'", "1", "11", "12", "13"))))
          .containsExactly("3:8 OZ311");
      assertThat(places(in(keys("Timeout='5'", "123", "12", "1"))))
          .containsExactly("4:8 OZ311", "5:8 OZ311");
    }

    @Test
    void shouldNotHurtWhenTheWaitIsShortOrThereIsNone() {
      assertThat(in(keys("Timeout='2'", "1", "12"))).isEmpty();
      assertThat(in(keys("Timeout='5'", "1", "21"))).isEmpty();
      assertThat(in(keys("Timeout='$CallId'", "1", "12"))).isEmpty();
      // The longer one can never be entered, so nobody waits for it.
      assertThat(codes(in(keys("Timeout='5' Digits='1'", "1", "12")))).containsExactly("OZ203");
    }
  }

  @Nested
  class Holds {
    private final String transfer =
        "<AttendedTransfer TargetCallId='B2' TransferorParty='caller'/>\n";

    private List<Diagnostic> thirdParty(String commands) {
      return in(commands, Context.THIRD_PARTY);
    }

    @Test
    void shouldNotBeLeftBehindByATransferThatFails() {
      assertThat(thirdParty("<Hold/>\n" + transfer))
          .singleElement()
          .satisfies(
              found ->
                  assertThat(found.message())
                      .isEqualTo(
                          "the call is still on hold at the end of the script when"
                              + " AttendedTransfer in line 3 fails"));
      assertThat(thirdParty("<Hold/>" + transfer + "<Unhold/>")).isEmpty();
      assertThat(thirdParty("<Hold/>" + transfer + "<Hangup/>")).isEmpty();
    }

    @Test
    void shouldBeUndoneByAScriptThatLetsTimePass() {
      assertThat(places(thirdParty("<Hold/><Delay>30</Delay><Speak>Back</Speak>")))
          .containsExactly("2:1 OZ312");
      assertThat(thirdParty("<Hold/><Delay>30</Delay><Unhold/>")).isEmpty();
    }

    @Test
    void shouldBeLeftAloneWhereAnotherScriptUndoesThem() {
      assertThat(thirdParty("<Hold/>")).isEmpty();
      assertThat(thirdParty("<Unhold/><Speak>Wait</Speak><Hold/>")).isEmpty();
    }

    @Test
    void shouldNotLastWhileTheCallerIsAsked() {
      String menu = menu("Timeout='5'", input("1", BYE)) + BYE;
      assertThat(message("<Hold/>" + menu)).contains("OZ312", "in the menu of line 2");
      assertThat(message("<Hold/><Record Duration='5'/>")).contains("in the recording of line 2");
      assertThat(in("<Hold/><Unhold/>" + menu)).isEmpty();
    }

    @Test
    void shouldEndWithTheCallOfAnApiExtension() {
      assertThat(in("<Hold/><Delay>5</Delay>")).isEmpty();
    }
  }

  @Nested
  class Recordings {
    @Test
    void shouldHaveALimitWhereTheScriptWaitsForThem() {
      assertThat(message("<Record/>\n<Beep/>"))
          .contains("2:1: warning OZ313", "Beep in line 3 waits for its end");
      assertThat(codes(in("<Record/>"))).containsExactly("OZ313");
      assertThat(in("<Record/>", Context.THIRD_PARTY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Duration='5'", "Inactivity='5'", "FinishDigits='#'", "Duration='$CallId'"})
    void shouldBeFineWithOneLimit(String limit) {
      assertThat(in("<Record " + limit + "/>")).isEmpty();
    }
  }

  @Nested
  class SilentEnds {
    @Test
    void shouldNotMeetWhoPressesNoKey() {
      String menu = menu("Timeout='5'", input("1", BYE));
      assertThat(message(menu)).contains("2:1: warning OZ314", "no key, or a wrong one,");
      assertThat(message("<UserInput Timeout='5' ForwardToUrl='http://a/b'/>"))
          .contains("callers who press no key are hung up on");
      assertThat(codes(in(menu + "<Var ID='a' Value='b'/><Delay>1</Delay>")))
          .containsExactly("OZ314");
      assertThat(in(menu + BYE)).isEmpty();
      assertThat(in(menu("Timeout='5' Repeat='true'", input("1", BYE)))).isEmpty();
      assertThat(in(menu + "<GoTo>http://app/next</GoTo>")).isEmpty();
      assertThat(in("<UserInput Timeout='5'/>")).isEmpty();
    }

    @Test
    void shouldBeMeantSoWhereACommandSaysIt() {
      assertThat(in(menu("Timeout='5'", input("1", BYE)) + "<Hangup/>")).isEmpty();
      assertThat(in(menu("Timeout='5'", input("1", BYE)) + "<Exit/>")).isEmpty();
    }

    @Test
    void shouldNotComeBehindTheLastTurnOfALoop() {
      String tries = "<Array ID='a'><Item>b</Item></Array><ForEach Source='a'>%s</ForEach>";
      String menu = tries.formatted(menu("Timeout='5'", input("1", BYE)));
      assertThat(codes(in(menu))).containsExactly("OZ314");
      assertThat(in(menu + BYE)).isEmpty();
      // A loop that comes later speaks, unless it has nothing to do.
      assertThat(in(menu("Timeout='5'", input("1", BYE)) + tries.formatted("<Speak>$item</Speak>")))
          .isEmpty();
    }

    @Test
    void shouldNotMeetWhoWaitsForAMessage() {
      String wait = "<WaitForMsg FromConnection='a'>%s</WaitForMsg><Beep/>";
      assertThat(codes(in(wait.formatted("")))).containsExactly("OZ314");
      assertThat(in(wait.formatted("<OnTimeout>" + BYE + "</OnTimeout>"))).isEmpty();
    }

    @Test
    void shouldNotFollowATransferThatFails() {
      String transfer = "<BlindTransfer>1003</BlindTransfer>";
      assertThat(codes(in(transfer))).containsExactly("OZ315");
      assertThat(codes(in(transfer + "<Hangup/>"))).containsExactly("OZ315");
      assertThat(codes(in("<AttendedTransfer TargetCallId='a'/>"))).containsExactly("OZ315");
      assertThat(places(in(transfer + "\n" + transfer))).containsExactly("3:1 OZ315");
      assertThat(in(transfer + BYE)).isEmpty();
      assertThat(in(menu("Timeout='5' Repeat='true'", input("1", transfer)))).isEmpty();
      assertThat(in("<BlindTransfer Target='1' TransferorParty='caller'/>", Context.THIRD_PARTY))
          .isEmpty();
    }

    @Test
    void shouldNotBeAllThatAKeyDoes() {
      String menu = menu("Timeout='5'", input("1", BYE), input("2", ""), input("3", "<Hangup/>"));
      assertThat(places(in(menu))).containsExactly("2:1 OZ314", "4:1 OZ316");
      assertThat(in(menu + BYE)).isEmpty();
    }

    @Test
    void shouldNotBeSeenInAnAnswerThatRunsInsideAMenu() {
      String again = "<Speak>$DtmfDigits is wrong</Speak>";
      assertThat(in(again + menu("Timeout='5'", input("1", BYE)))).isEmpty();
    }
  }

  @Nested
  class Waits {
    @Test
    void shouldBeLongEnoughForAKey() {
      String menu = "<UserInput %s><InitialCommands>%s</InitialCommands>%s</UserInput>" + BYE;
      String keys = "<Inputs>" + input("1", BYE) + "</Inputs>";
      assertThat(codes(in(menu.formatted("", BYE, keys)))).containsExactly("OZ317");
      assertThat(places(in(menu.formatted("Timeout='0'", BYE, keys))))
          .containsExactly("2:12 OZ317");
      assertThat(codes(in(menu.formatted("ForwardToUrl='http://a/b'", BYE, ""))))
          .containsExactly("OZ317");
      assertThat(in(menu.formatted("Timeout='5'", BYE, keys))).isEmpty();
      assertThat(in(menu.formatted("", BYE + "<Delay>5</Delay>", keys))).isEmpty();
      assertThat(in(menu.formatted("", "<Play Repeat='true'>a.mp3</Play>", keys))).isEmpty();
      assertThat(in(menu.formatted("", BYE, ""))).isEmpty(); // an announcement to be cut short
    }
  }

  @Nested
  class LinkedScripts {
    @TempDir private Path folder;

    private Path write(String name, String commands) throws IOException {
      return Files.writeString(folder.resolve(name), "<Response>\n" + commands + "\n</Response>");
    }

    private List<Diagnostic> check(Path file) throws IOException {
      return Checks.check(Reading.READER.read(file.toString(), Files.readAllBytes(file)));
    }

    private String jump(String name) {
      return "<GoTo>http://app/ivr/" + name + "</GoTo>\n";
    }

    @Test
    void shouldBeThereWhereOthersAre() throws IOException {
      write("sales.xml", BYE);
      write("support.xml", BYE);
      Path menu = write("menu.xml", jump("sales.xml") + jump("suport.xml"));
      assertThat(places(check(menu))).containsExactly("3:1 OZ318");
      assertThat(check(menu).get(0).advice()).endsWith("did you mean 'support.xml'?");
      assertThat(check(write("other.xml", jump("suport.xml")))).isEmpty();
      assertThat(check(write("more.xml", jump("sales.xml") + jump("pin")))).isEmpty();
      assertThat(check(write("far.xml", jump("sales.xml") + "<GoTo>http://b/ivr/x.xml</GoTo>")))
          .isEmpty();
      assertThat(
              places(
                  check(
                      write(
                          "pin.xml",
                          jump("sales.xml")
                              + "<UserInput Timeout='5' ForwardToUrl='http://app/ivr/x.xml'/>"
                              + BYE))))
          .containsExactly("3:24 OZ318");
    }

    @Test
    void shouldNotLeadToEachOtherForEver() throws IOException {
      Path first = write("a.xml", "<Speak>Please hold</Speak>" + jump("b.xml"));
      Path second = write("b.xml", jump("c.xml?x=1") + jump("c.xml"));
      Path third = write("c.xml", jump("a.xml"));
      assertThat(check(first)).isEmpty(); // the first GoTo of b has a query: nobody knows
      write("b.xml", jump("c.xml"));
      assertThat(check(first))
          .singleElement()
          .satisfies(
              found ->
                  assertThat(found.headline())
                      .contains("2:27: warning OZ319: b.xml, then c.xml leads back here"));
      assertThat(codes(check(second))).containsExactly("OZ319");
      assertThat(codes(check(third))).containsExactly("OZ319");
      write("c.xml", "<Delay>1</Delay>" + jump("a.xml"));
      assertThat(check(first)).isEmpty();
    }

    @Test
    void shouldNotStartOverForEver() throws IOException {
      assertThat(check(write("me.xml", BYE + jump("me.xml"))))
          .singleElement()
          .satisfies(found -> assertThat(found.message()).startsWith("the script starts over"));
      assertThat(check(write("me.xml", menu("Timeout='5'", input("1", BYE)) + jump("me.xml"))))
          .isEmpty();
      assertThat(check(write("me.xml", "<Play>music.mp3</Play>" + jump("me.xml")))).isEmpty();
      // Leading into a round is not being part of it.
      write("me.xml", jump("me.xml"));
      assertThat(check(write("you.xml", jump("me.xml")))).isEmpty();
    }
  }
}
