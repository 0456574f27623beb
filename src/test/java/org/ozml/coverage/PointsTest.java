package org.ozml.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

class PointsTest {
  private static List<String> points(String... lines) {
    String text = "<Response>\n" + String.join("\n", lines) + "\n</Response>";
    return Points.of(new DocumentReader(Limits.DEFAULT).read("test.xml", text)).stream()
        .map(PointsTest::words)
        .toList();
  }

  private static String words(Point point) {
    Point within = point.within();
    String in = within == null ? "" : " in " + within.words();
    return "%d %s (%s)%s".formatted(point.line(), point.words(), point.kind().words(), in);
  }

  @Test
  void shouldWantEachCommandAndEachKeyAndSilenceAndAnotherKey() {
    assertThat(
            points(
                "<UserInput Timeout='5' BackKey='*'>",
                "<InitialCommands><Speak>Press 1</Speak></InitialCommands>",
                "<Inputs><Input Key='1'>",
                "<UserInput Timeout='5'><Inputs><Input Key='21'/></Inputs></UserInput>",
                "</Input><Input Key='2'/></Inputs>",
                "</UserInput>"))
        .containsExactly(
            "2 UserInput (commands)",
            "2 no key (no/other key) in UserInput",
            "2 another key (no/other key) in UserInput",
            "2 back key * (keys) in UserInput",
            "3 Speak (commands) in UserInput",
            "4 key 1 (keys) in UserInput",
            "5 UserInput (commands) in key 1",
            "5 no key (no/other key) in UserInput",
            "5 another key (no/other key) in UserInput",
            "5 key 21 (keys) in UserInput",
            "6 key 2 (keys) in UserInput");
  }

  @Test
  void shouldWantBothOutcomesOfTransfersCallsAndWebApplications() {
    assertThat(
            points(
                "<BlindTransfer Target='1003'/>",
                "<AttendedTransfer TargetCallId='B'/>",
                "<Call Dialed='1004'/>",
                "<UserInput Timeout='5' ForwardToUrl='http://app/pin'/>"))
        .containsExactly(
            "2 BlindTransfer (commands)",
            "2 BlindTransfer succeeds (outcomes) in BlindTransfer",
            "2 BlindTransfer fails (outcomes) in BlindTransfer",
            "3 AttendedTransfer (commands)",
            "3 AttendedTransfer succeeds (outcomes) in AttendedTransfer",
            "3 AttendedTransfer fails (outcomes) in AttendedTransfer",
            "4 Call (commands)",
            "4 Call succeeds (outcomes) in Call",
            "4 Call fails (outcomes) in Call",
            "5 UserInput (commands)",
            "5 no key (no/other key) in UserInput",
            "5 an answer (outcomes) in UserInput",
            "5 no answer (outcomes) in UserInput");
  }

  @Test
  void shouldWantTheBlocksOfARequestButNotTheOneThatAlwaysRuns() {
    assertThat(
            points(
                "<Request DialedAddress='1003' ExtensionAddress='9994'>",
                "<OnSetup><Delay>1</Delay></OnSetup>",
                "<OnBusy><Delay>2</Delay></OnBusy>",
                "<OnAnswered/>",
                "</Request>"))
        .containsExactly(
            "2 Request (commands)",
            "3 Delay (commands) in Request",
            "4 OnBusy (outcomes) in Request",
            "4 Delay (commands) in OnBusy",
            "5 OnAnswered (outcomes) in Request");
  }

  @Test
  void shouldWantAMessageAndNoneWhetherOrNotThereIsABlockForIt() {
    assertThat(
            points(
                "<WaitForMsg FromConnection='a@b'>",
                "<Execute><Delay>1</Delay></Execute>",
                "<OnTimeout/>",
                "</WaitForMsg>"))
        .containsExactly(
            "2 WaitForMsg (commands)",
            "2 a message (outcomes) in WaitForMsg",
            "3 Delay (commands) in WaitForMsg",
            "4 OnTimeout (outcomes) in WaitForMsg");
  }

  @Test
  void shouldWantNoOutcomeOfALoopAndOnlyThatAGoToSucceeds() {
    assertThat(
            points(
                "<ForEach Source='voicemails'>",
                "<Speak>Next</Speak>",
                "</ForEach>",
                "<GoTo Url='http://app/x.xml'/>"))
        .containsExactly(
            "2 ForEach (commands)",
            "3 Speak (commands) in ForEach",
            "5 GoTo (commands)",
            "5 GoTo succeeds (outcomes) in GoTo");
  }

  @Test
  void shouldWantNothingOfWhatCannotBeRead() {
    assertThat(Points.of(new DocumentReader(Limits.DEFAULT).read("test.xml", "<Response>")))
        .isEmpty();
  }
}
