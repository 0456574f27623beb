package org.ozml.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.picture.Drawn.lines;
import static org.ozml.picture.Drawn.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.check.Flow;
import org.ozml.check.Links;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.Element;
import org.ozml.document.GoTo;
import org.ozml.document.Input;
import org.ozml.document.UserInput;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Script;

class ChartTest {
  @Test
  void shouldMakeOneBoxOfWhatAlwaysFollowsAndARowOfEachWayOut() {
    assertThat(
            words(
                lines(
                    "<Speak>Hello</Speak>",
                    "<Beep/>",
                    "<BlindTransfer Target='1003'/>",
                    "<Speak>Sorry, nobody can take your call at the moment.</Speak>",
                    "<Hangup/>")))
        .containsExactly(
            "s1b1: “Hello” beep [Transfer to 1003]",
            "  answered > over",
            "  fails > s1b2",
            "s1b2: “Sorry, nobody can take your call at the moment.” hangs up",
            "  > over");
  }

  @Test
  void shouldMakeARowOfEachKeyWithWhatThePromptSaysOfIt() {
    assertThat(
            words(
                lines(
                    "<UserInput Timeout='5' Repeat='true'>",
                    "<InitialCommands><Speak>For sales press 1.</Speak></InitialCommands>",
                    "<Inputs><Input Key='1'><Speak>One</Speak><Beep/></Input>",
                    "<Input Key='2'/></Inputs></UserInput>")))
        .containsExactly(
            "s1b1: [Menu] “For sales press 1.”",
            "  1 sales > s1b2",
            "  2 nothing > again s1b1",
            "  no key for 5 s, other key > again s1b1",
            "s1b2: “One” beep",
            "  > again s1b1");
  }

  @Test
  void shouldSayInTheRowWhatIsNotWorthABox() {
    assertThat(words(lines("<BlindTransfer Target='1003'/>", "<Speak>Goodbye.</Speak>")))
        .containsExactly(
            "s1b1: [Transfer to 1003]", "  answered > over", "  fails: “Goodbye.” > over");
  }

  @Test
  void shouldTellTheBackKeyOfAMenuInside() {
    assertThat(
            words(
                lines(
                    "<UserInput Timeout='5'><Inputs><Input Key='1'>",
                    "<UserInput Timeout='3' BackKey='*'><Inputs><Input Key='7'><Hangup/></Input>",
                    "</Inputs></UserInput>",
                    "</Input></Inputs></UserInput>")))
        .contains("  * back > again s1b1", "  7 hangs up > over");
  }

  @Test
  void shouldTellWhatARequestAndAWaitComeTo() {
    assertThat(
            words(
                lines(
                    "<Request DialedAddress='1'><OnBusy><Beep/><Beep/></OnBusy></Request>",
                    "<WaitForMsg FromConnection='sms' Timeout='9'><OnMessage><Beep/><Beep/>",
                    "</OnMessage></WaitForMsg>")))
        .contains("s1b1: [Call 1]", "  busy > s1b2", "  otherwise > s1b3")
        .contains("s1b3: [Message from sms]", "  message > s1b4", "  none for 9 s > over");
  }

  @Test
  void shouldDrawWhatNothingLeadsTo() {
    assertThat(words(lines("<Exit/>", "<Speak>Never</Speak>"))).contains("s1b2: “Never”");
  }

  @Test
  void shouldNumberTheScriptsThatAreReachedAndNameTheOthers(@TempDir Path folder)
      throws IOException {
    write(folder, "main.xml", "<GoTo Url='http://x/b.xml'/><GoTo Url='http://x/none.xml'/>");
    write(folder, "b.xml", "<Beep/><GoTo Url='http://x/main.xml?again=1'/>");
    Chart chart = Drawn.file(folder.resolve("main.xml"));
    assertThat(chart.scripts()).extracting(Script::name).containsExactly("main.xml", "b.xml");
    assertThat(words(chart))
        .containsExactly(
            "s1b1: [b.xml]",
            "  > script 2",
            "  fails > s1b2",
            "s1b2: [none.xml]",
            "  > http://x/none.xml",
            "  fails > over",
            "s2b1: beep [main.xml]",
            "  > script 1",
            "  fails > over");
  }

  @Test
  void shouldLeaveLinkedScriptsOutWhenAsked(@TempDir Path folder) throws IOException {
    write(folder, "main.xml", "<GoTo Url='http://x/b.xml'/>");
    write(folder, "b.xml", "<Beep/>");
    List<Document> main = List.of(Drawn.read(folder.resolve("main.xml")));
    assertThat(words(Charts.of(main, null, null, null))).contains("  > http://x/b.xml");
  }

  @Test
  void shouldAddUpWhatWasTaken() {
    Chart chart =
        Charts.of(List.of(Drawn.read(Path.of("examples/menu.xml"))), null, null, Drawn.always(3));
    Box menu = chart.scripts().get(0).boxes().get(0);
    assertThat(chart.counted()).isTrue();
    assertThat(menu.times()).isEqualTo(3);
    assertThat(menu.exits()).extracting(Exit::times).containsExactly(3L, 3L, 6L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "examples/menu.xml",
        "examples/mistakes.xml",
        "examples/attended-transfer.xml",
        "examples/alarm/centre.xml",
        "examples/pin/pin.xml",
        "examples/voicemail/menu.xml",
        "examples/ivr/main.xml"
      })
  void shouldLeaveOutNoCommandAndNoInput(String file) {
    Chart chart = Drawn.file(Path.of(file));
    List<Document> documents =
        chart.scripts().stream()
            .map(script -> Drawn.read(Path.of(file).resolveSibling(script.name())))
            .toList();
    for (int i = 0; i < documents.size(); i++) {
      Script script = chart.scripts().get(i);
      Flow flow = Flow.of(documents.get(i), null);
      assertThat(flow.nodes()).isNotEmpty();
      Block response = documents.get(i).response();
      assertThat(response).isNotNull();
      String all = told(script);
      for (Command command : response.commands()) shouldBeTold(command, all);
    }
  }

  private static void shouldBeTold(Command command, String told) {
    if (command instanceof UserInput menu) {
      for (Input input : menu.inputs()) {
        assertThat(told).contains("key " + input.key().written() + "@" + line(input));
      }
    } else if (command instanceof GoTo jump) {
      assertThat(told).contains(Wording.place(jump.target().written()));
    } else {
      assertThat(told).contains(Wording.line(command).text());
    }
    if (command instanceof Block block) {
      for (Command inner : block.commands()) shouldBeTold(inner, told);
    }
    for (Element inner : command.inner()) {
      if (inner instanceof Block block) {
        for (Command one : block.commands()) shouldBeTold(one, told);
      }
    }
  }

  private static int line(Element element) {
    return element.position().line();
  }

  private static String told(Script script) {
    StringBuilder told = new StringBuilder();
    for (Box box : script.boxes()) {
      for (Line line : box.allLines()) told.append(line.text()).append('\n');
      told.append(box.title()).append('\n');
      for (Exit exit : box.exits()) {
        told.append("key ").append(exit.key()).append('@').append(exit.line()).append('\n');
        told.append(exit.label()).append('\n').append(exit.details()).append('\n');
        told.append(exit.target()).append('\n');
      }
    }
    return told.toString();
  }

  @Test
  void shouldFindLinksOnlyOfFilesThatAreThere() {
    Chart chart =
        Charts.of(List.of(Drawn.read(Path.of("examples/pin/right.xml"))), new Links(), null, null);
    assertThat(words(chart)).contains("  > http://localhost:8080/members");
  }

  private static void write(Path folder, String name, String commands) throws IOException {
    Files.writeString(folder.resolve(name), "<Response>" + commands + "</Response>");
  }
}
