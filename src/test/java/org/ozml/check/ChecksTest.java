package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.places;
import static org.ozml.document.Reading.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Rule;
import org.ozml.document.Severity;

/**
 * Every rule both ways: found where it holds, and not on a sound neighbour. What follows from the
 * flow of a whole script (OZ310 and up) is left to {@link FlowChecksTest}: these scripts are too
 * short to be sound as a whole.
 */
class ChecksTest {
  /** The commands stand in line 2, from column 1. */
  private static List<Diagnostic> in(String commands) {
    return in(commands, null);
  }

  private static List<Diagnostic> in(String commands, @Nullable Context context) {
    return Checks.check(read("<Response>\n" + commands + "\n</Response>"), context).stream()
        .filter(finding -> finding.rule().compareTo(Rule.OZ310) < 0)
        .toList();
  }

  private static String advice(String commands) {
    List<Diagnostic> found = in(commands);
    assertThat(found).as(commands).hasSize(1);
    return String.valueOf(found.get(0).advice());
  }

  private static String menu(String attributes, String... keys) {
    StringBuilder menu = new StringBuilder("<UserInput " + attributes + "><Inputs>\n");
    for (String key : keys) menu.append("<Input Key='").append(key).append("'/>\n");
    return menu.append("</Inputs></UserInput>").toString();
  }

  @Nested
  class WrongContexts {
    @Test
    void shouldRefuseCommandsThatTheGivenContextDoesNotKnow() {
      assertThat(places(in("<Beep/><UserInput/>", Context.THIRD_PARTY)))
          .containsExactly("2:8 OZ106");
      assertThat(places(in("<ForwardCall>1</ForwardCall>", Context.EXTENSION)))
          .containsExactly("2:1 OZ106");
      assertThat(places(in("<Speak>Hi</Speak><Route>1</Route>", Context.MESSAGE)))
          .containsExactly("2:1 OZ106", "2:18 OZ106");
      assertThat(places(in("<Reject/>", Context.THIRD_PARTY))).containsExactly("2:1 OZ106");
    }

    @Test
    void shouldAllowCommandsThatTheGivenContextKnows() {
      assertThat(in("<UserInput/>", Context.EXTENSION)).isEmpty();
      assertThat(in("<ForwardCall>1</ForwardCall>", Context.THIRD_PARTY)).isEmpty();
      assertThat(in("<Route>1</Route>", Context.ROUTING)).isEmpty();
      assertThat(in("<SendSms Recipient='1'>x</SendSms><Call>1</Call>", Context.MESSAGE)).isEmpty();
    }

    @Test
    void shouldSayWhereTheCommandWorks() {
      assertThat(in("<UserInput/>", Context.ROUTING).get(0).render())
          .contains("UserInput cannot stand in a routing answer; it works in an API extension call")
          .contains("303");
    }

    @Test
    void shouldRefuseCommandsOfHttpInAnyContext() {
      assertThat(places(in("<ListExtensions/><Speak>x</Speak>"))).containsExactly("2:1 OZ106");
      assertThat(places(in("<GetCallHistory/>", Context.THIRD_PARTY))).containsExactly("2:1 OZ106");
      assertThat(advice("<ListActiveCalls/>")).contains("HTTP request");
    }

    @Test
    void shouldJudgeBlocksOfARequestAsTheNewCallsScript() {
      String request = "<Request DialedAddress='1'><OnAnswered>%s</OnAnswered></Request>";
      assertThat(in(request.formatted("<UserInput/><Speak>x</Speak>"), Context.MESSAGE)).isEmpty();
      assertThat(places(in(request.formatted("<ForwardCall>1</ForwardCall>"))))
          .containsExactly("2:40 OZ106");
      assertThat(places(in(request.formatted("<Route>1</Route>"), Context.MESSAGE)))
          .containsExactly("2:40 OZ106");
    }

    @Test
    void shouldReportAClashOnceAndNothingElseForIt() {
      assertThat(places(in("<UserInput/><ForwardCall>1</ForwardCall><Beep/>")))
          .containsExactly("2:13 OZ205");
      // With a context there is no clash, only a wrong command.
      assertThat(places(in("<UserInput/><ForwardCall>1</ForwardCall><Beep/>", Context.EXTENSION)))
          .containsExactly("2:13 OZ106");
    }
  }

  @Nested
  class Rejects {
    @Test
    void shouldComeFirst() {
      assertThat(in("<Reject/>")).isEmpty();
      assertThat(in("<!-- closed --><Reject/>", Context.EXTENSION)).isEmpty();
      assertThat(Checks.check(read("<Reject/>"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<Speak>x</Speak><Reject/>",
          "<Var ID='a' Value='1'/><Reject/>",
          "<ForEach Source='voicemails'><Reject/></ForEach>",
          "<UserInput Timeout='5'><InitialCommands><Reject/></InitialCommands></UserInput>",
          "<UserInput><Inputs><Input Key='1'><Reject/></Input></Inputs></UserInput>",
          "<Request DialedAddress='1'><OnRinging><Reject/></OnRinging></Request>",
        })
    void shouldNotComeLater(String commands) {
      int column = commands.indexOf("<Reject/>") + 1;
      assertThat(places(in(commands))).containsExactly("2:" + column + " OZ201");
    }
  }

  @Nested
  class Menus {
    @Test
    void shouldNotUseAKeyTwice() {
      List<Diagnostic> found = in(menu("Timeout='5'", "1", "2", "1"));
      assertThat(places(found)).containsExactly("5:8 OZ202");
      assertThat(found.get(0).message()).isEqualTo("key 1 is used twice in this menu");
      assertThat(found.get(0).advice()).contains("Input of line 3");
      assertThat(codes(in(menu("", "a", "A")))).containsExactly("OZ202");
      assertThat(codes(in(menu("", "1", "1", "1")))).containsExactly("OZ202", "OZ202");
      assertThat(in(menu("", "1", "2", "12"))).isEmpty();
      assertThat(in(menu("", "$Dialed", "$Dialed"))).isEmpty();
    }

    @Test
    void shouldJudgeEachMenuForItself() {
      String inner = menu("Timeout='5'", "1");
      assertThat(in("<UserInput><Inputs><Input Key='1'>" + inner + "</Input></Inputs></UserInput>"))
          .isEmpty();
    }

    @Test
    void shouldTakeTheLongestKey() {
      assertThat(in(menu("", "1", "123"))).isEmpty();
      assertThat(places(in(menu("Digits='2'", "1", "12", "123")))).containsExactly("5:8 OZ203");
      assertThat(places(in(menu("MaxDigits='2'", "123")))).containsExactly("3:8 OZ203");
      assertThat(in(menu("Digits='1' MaxDigits='3'", "123"))).isEmpty();
      assertThat(in(menu("Digits='$Code'", "123"))).isEmpty();
      assertThat(in(menu("MaxDigits='$Code' Digits='1'", "123"))).isEmpty();
      assertThat(in(menu("Digits='1'", "$Dialed"))).isEmpty();
      assertThat(advice(menu("Digits='1'", "12"))).contains("set it to 2");
    }

    @Test
    void shouldNotUseTheBackKey() {
      assertThat(places(in(menu("BackKey='*'", "1", "*")))).containsExactly("4:8 OZ204");
      assertThat(places(in(menu("BackKey='*' Digits='2'", "*1", "1*"))))
          .containsExactly("3:8 OZ204");
      assertThat(in(menu("BackKey='#'", "1", "*"))).isEmpty();
      assertThat(in(menu("BackKey='$CallId'", "1"))).isEmpty();
    }

    @Test
    void shouldNotContradictItself() {
      assertThat(places(in("<UserInput Digits='5' MaxDigits='3'/>"))).containsExactly("2:12 OZ206");
      assertThat(places(in("<UserInput MinDigits='5' MaxDigits='3'/>")))
          .containsExactly("2:12 OZ206");
      assertThat(codes(in("<UserInput MinDigits='3'/>"))).containsExactly("OZ206");
      assertThat(codes(in("<UserInput MinDigits='3' Digits='2'/>"))).containsExactly("OZ206");
      assertThat(in("<UserInput MinDigits='3' Digits='3'/>")).isEmpty();
      assertThat(in("<UserInput MinDigits='3' MaxDigits='5'/>")).isEmpty();
      assertThat(in("<UserInput Digits='3' MaxDigits='5'/>")).isEmpty();
      assertThat(in("<UserInput MinDigits='5' MaxDigits='$CallId'/>")).isEmpty();
      assertThat(in(menu("MinDigits='2'", "12"))).isEmpty();
      assertThat(codes(in(menu("MinDigits='3'", "12")))).containsExactly("OZ206");
    }

    @Test
    void shouldPauseWhenItRepeats() {
      String menu = "<UserInput Repeat='true' %s><InitialCommands>%s</InitialCommands></UserInput>";
      String speak = "<Speak>x</Speak>";
      assertThat(places(in(menu.formatted("", speak)))).containsExactly("2:12 OZ304");
      assertThat(places(in(menu.formatted("Timeout='0'", speak)))).containsExactly("2:26 OZ304");
      assertThat(in(menu.formatted("Timeout='5'", speak))).isEmpty();
      assertThat(in(menu.formatted("Timeout='$Time'", speak))).isEmpty();
      assertThat(in(menu.formatted("", speak + "<Delay>5</Delay>"))).isEmpty();
      assertThat(in("<UserInput Repeat='false'/>")).isEmpty();
      assertThat(in("<UserInput/>")).isEmpty();
    }
  }

  @Nested
  class Variables {
    @Test
    void shouldBeSetSomewhere() {
      assertThat(places(in("<Speak>Hello, $name!</Speak>"))).containsExactly("2:15 OZ301");
      assertThat(in("<Var ID='Name' Value='x'/><Speak>Hello, $name!</Speak>")).isEmpty();
      assertThat(places(in("<Speak\n  Voice='a' Text='Hello, $name'/>")))
          .containsExactly("3:26 OZ301");
      assertThat(places(in("<GoTo Url='http://a/?x=$x&amp;y=$y&amp;x=$x'/>")))
          .containsExactly("2:24 OZ301", "2:33 OZ301");
      assertThat(in("<Speak>$$name and $5 and $</Speak>")).isEmpty();
      assertThat(places(in("<Array ID='a'><Item>$x</Item></Array>"))).containsExactly("2:21 OZ301");
    }

    @Test
    void shouldBeOneSetLaterBecauseMenusRunAgain() {
      assertThat(in("<Speak>$a</Speak><Var ID='a' Value='1'/>")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "$CallId", "$callid", "$CallState", "$CallerId", "$CallerID", "$CallerDisplayName",
          "$Dialed", "$ApiExtension", "$DtmfDigits", "$RecordURL", "$Duration", "$Sender",
          "$Recipient", "$Message", "$SmsId", "$Status", "$Result", "$NotificationName",
          "$oldmessagepath", "$username .", "$OriginalDialedNumber", "$LastCalledExtension",
        })
    void shouldIncludeThePredefined(String reference) {
      assertThat(in("<Speak>" + reference + "</Speak>")).isEmpty();
    }

    @Test
    void shouldKnowItemInLoopsOnly() {
      assertThat(in("<ForEach Source='voicemails'><Speak>$item.from .</Speak></ForEach>"))
          .isEmpty();
      assertThat(
              in(
                  "<ForEach Source='voicemails'><UserInput><Inputs><Input Key='1'>"
                      + "<Play>$item</Play></Input></Inputs></UserInput></ForEach>"))
          .isEmpty();
      assertThat(advice("<Speak>$item</Speak>")).contains("only inside ForEach");
      assertThat(in("<Var ID='item' Value='1'/><Speak>$item</Speak>")).isEmpty();
    }

    @Test
    void shouldKnowTheMembersOfVoicemails() {
      String loop = "<ForEach Source='OldVoicemails'><Speak>%s</Speak></ForEach>";
      assertThat(in(loop.formatted("$item.message $item.Date $item.from"))).isEmpty();
      assertThat(advice(loop.formatted("$item.form"))).endsWith("did you mean 'from'?");
      assertThat(in(loop.formatted("$item.sender and $item.sender"))).hasSize(1);
      String mine = "<Array ID='oldvoicemails'><Item>a</Item></Array>";
      assertThat(in(mine + loop.formatted("$item.sender"))).isEmpty();
    }

    @Test
    void shouldKnowTheAlarmInReceivedOnly() {
      String all = "<Speak>$account $eventqualifier $EventCode $eventname $partition $zone</Speak>";
      assertThat(
              in(
                  "<ReceiveAlarmNotification><Received>"
                      + all
                      + "</Received></ReceiveAlarmNotification>"))
          .isEmpty();
      // EventCode is a parameter of the notification AlarmResult, too.
      assertThat(codes(in(all))).hasSize(5).containsOnly("OZ301");
      assertThat(advice("<Speak>$zone</Speak>")).contains("only inside Received");
    }

    @Test
    void shouldKnowTheMessageInOnMessageOnly() {
      String wait = "<WaitForMsg FromConnection='x'><%1$s>%2$s</%1$s></WaitForMsg>";
      String speak = "<Speak>$FromConnection, $FromAddress: $Text</Speak>";
      assertThat(in(wait.formatted("OnMessage", speak))).isEmpty();
      assertThat(
              in(
                  wait.formatted(
                      "OnMessage", "<ForEach Source='voicemails'>" + speak + "</ForEach>")))
          .isEmpty();
      assertThat(codes(in(wait.formatted("OnTimeout", speak)))).hasSize(3).containsOnly("OZ301");
      assertThat(advice("<Speak>$Text</Speak>")).contains("only inside OnMessage");
    }

    @Test
    void shouldBeNamedWhenMisspelt() {
      assertThat(advice("<Var ID='customer' Value='x'/><Speak>$custmer</Speak>"))
          .endsWith("did you mean 'customer'?");
      assertThat(advice("<Speak>$CalerId</Speak>")).endsWith("did you mean 'CallerId'?");
      assertThat(advice("<ForEach Source='voicemails'><Speak>$itm</Speak></ForEach>"))
          .endsWith("did you mean 'item'?");
    }

    @Test
    void shouldNotBeTakenForArrays() {
      assertThat(advice("<Array ID='list'/><Speak>$list</Speak>")).contains("it is an array");
    }

    @Test
    void shouldBeLeftAloneWhereAnyNameMayBeSet() {
      assertThat(in("<Var ID='$CallId' Value='x'/><Speak>$name</Speak>")).isEmpty();
    }

    @Test
    void shouldBeAWarningBecauseAnEarlierDocumentMaySetThem() {
      Diagnostic found = in("<Speak>$name</Speak>").get(0);
      assertThat(found.rule().severity()).isEqualTo(Severity.WARNING);
      assertThat(found.advice()).contains("GoTo");
    }
  }

  @Nested
  class Arrays {
    @Test
    void shouldBeDeclared() {
      assertThat(places(in("<ForEach Source='lists'/>"))).containsExactly("2:10 OZ302");
      assertThat(in("<Array ID='Lists'/><ForEach Source='lists'/>")).isEmpty();
      assertThat(in("<ForEach Source='voicemails'/><ForEach Source='OldVoicemails'/>")).isEmpty();
      assertThat(in("<Array ID='$CallId'/><ForEach Source='lists'/>")).isEmpty();
      assertThat(in("<ForEach Source='$CallId'/>")).isEmpty();
    }

    @Test
    void shouldBeNamedWhenMisspelt() {
      assertThat(advice("<ForEach Source='voicemail'/>"))
          .contains("302")
          .contains("GoTo")
          .endsWith("did you mean 'voicemails'?");
    }
  }

  @Nested
  class DeadCommands {
    @Test
    void shouldStandBehindTheEnd() {
      assertThat(places(in("<Exit/><Beep/>"))).containsExactly("2:8 OZ303");
      assertThat(places(in("<Hangup/><Beep/><Beep/>"))).containsExactly("2:10 OZ303");
      assertThat(places(in("<Reject/><Beep/>"))).containsExactly("2:10 OZ303");
      assertThat(
              places(
                  in(
                      "<UserInput><Inputs><Input Key='1'><Exit/><Beep/></Input></Inputs></UserInput><Beep/>")))
          .containsExactly("2:42 OZ303");
      assertThat(
              places(
                  in(
                      "<Request DialedAddress='1'><OnBusy><Hangup/><Beep/></OnBusy></Request><Beep/>",
                      Context.MESSAGE)))
          .containsExactly("2:45 OZ303", "2:71 OZ106");
    }

    @Test
    void shouldBeCountedInOneFinding() {
      assertThat(in("<Exit/>\n<Beep/>\n<Beep/>\n<Hangup/>\n<Beep/>").get(0).render())
          .contains(
              "Beep and what follows it (3 more) can never run; Exit in line 2 ends the script");
    }

    @Test
    void shouldNotStandBehindWhatGoesOn() {
      assertThat(in("<GoTo>http://example.com/</GoTo><Beep/>")).isEmpty();
      assertThat(in("<BlindTransfer>1</BlindTransfer><Beep/>")).isEmpty();
      assertThat(in("<Beep/><Exit/>")).isEmpty();
      assertThat(in("<ForEach Source='voicemails'><Exit/></ForEach><Beep/>")).isEmpty();
    }

    @Test
    void shouldNotStandBehindAHangupOfAnotherCall() {
      assertThat(in("<Hangup/><Beep/>", Context.THIRD_PARTY)).isEmpty();
      assertThat(in("<Hangup CallId='a'/><Beep/>")).isEmpty();
    }

    @Test
    void shouldNotStandBehindARejectThatIsRefused() {
      assertThat(codes(in("<Beep/><Reject/><Beep/>"))).containsExactly("OZ201");
    }
  }

  @Nested
  class Transfers {
    @Test
    void shouldNameThePartyInThirdPartyControl() {
      String transfer = "<BlindTransfer Target='1'/>";
      assertThat(places(in(transfer, Context.THIRD_PARTY))).containsExactly("2:1 OZ305");
      assertThat(places(in(transfer + "<Speak Party='all'>x</Speak>")))
          .containsExactly("2:1 OZ305");
      assertThat(in(transfer)).isEmpty();
      assertThat(in("<BlindTransfer Target='1' TransferorParty='caller'/>")).isEmpty();
      assertThat(in("<BlindTransfer Target='1' TranferorParty='$CallId'/>")).isEmpty();
    }
  }

  @Test
  void shouldLeaveWhatStandsInUnknownCommandsAlone() {
    assertThat(codes(in("<Fax a='$x'><Reject/><Exit/><Speak>$y</Speak></Fax>")))
        .containsExactly("OZ101");
    assertThat(codes(in("<Fax><Var ID='y' Value='1'/></Fax><Speak>$y</Speak>")))
        .containsExactly("OZ101");
  }

  @Test
  void shouldReportTheReadersFindingsAndTheRulesInTheOrderOfTheText() {
    assertThat(
            places(in("<Speek/>\n<Speak>$x</Speak>\n<Delay Time='x'/>\n<Exit/>\n<Beep Foo='1'/>")))
        .containsExactly("2:1 OZ101", "3:8 OZ301", "4:8 OZ104", "6:1 OZ303", "6:7 OZ102");
  }

  @Test
  void shouldReportWhyADocumentCannotBeRead() {
    assertThat(codes(Checks.check(read("<Response><Speak>")))).containsExactly("OZ001");
  }

  @Test
  void shouldNotStumbleOverMissingParameters() {
    assertThat(
            codes(
                in(
                    "<Var/><Array/><ForEach/><UserInput Repeat='x' Timeout='y' Digits='z'>"
                        + "<Inputs><Input/></Inputs></UserInput><BlindTransfer/><WaitForMsg/>")))
        .containsOnly("OZ103", "OZ104");
  }
}
