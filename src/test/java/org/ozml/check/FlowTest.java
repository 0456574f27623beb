package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Context;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

class FlowTest {
  private static List<String> flow(Context context, String... lines) {
    String text = "<Response>\n" + String.join("\n", lines) + "\n</Response>";
    Flow flow = Flow.of(new DocumentReader(Limits.DEFAULT).read("test.xml", text), context);
    return flow.edges().stream().map(FlowTest::words).toList();
  }

  private static String words(Edge edge) {
    String how = edge.way() == null ? "" : " " + edge.way();
    if (edge.block() != null) how = " into " + edge.block().name();
    return words(edge.from()) + " -" + how + "> " + words(edge.to());
  }

  private static String words(Node node) {
    if (node instanceof Node.Start) return "start";
    if (node instanceof Node.Step s) return s.command().name() + s.command().position().line();
    if (node instanceof Node.Waits w) return "keys" + w.command().position().line();
    if (node instanceof Node.Answer a) return "answer" + a.command().position().line();
    return node instanceof Node.Jump ? "jump" : "end";
  }

  @Test
  void shouldLetATransferLeaveTheCallOrGoOn() {
    assertThat(flow(Context.EXTENSION, "<BlindTransfer Target='1003'/>", "<Speak>Sorry</Speak>"))
        .containsExactly(
            "start -> BlindTransfer2",
            "BlindTransfer2 - DONE> end",
            "BlindTransfer2 - FAILED> Speak3",
            "Speak3 -> end");
    assertThat(
            flow(
                Context.THIRD_PARTY,
                "<BlindTransfer Target='1003' TransferorParty='caller'/>",
                "<Speak Party='callee'>Sorry</Speak>"))
        .contains("BlindTransfer2 - DONE> Speak3", "BlindTransfer2 - FAILED> Speak3");
  }

  @Test
  void shouldGoFromAMenuIntoEachInputAndBackWhenItRepeats() {
    assertThat(
            flow(
                Context.EXTENSION,
                "<UserInput Timeout='5' Repeat='true'>",
                "<InitialCommands><Speak>Press 1</Speak></InitialCommands>",
                "<Inputs><Input Key='1'>",
                "<Hangup/>",
                "</Input><Input Key='2'/></Inputs>",
                "</UserInput>"))
        .containsExactlyInAnyOrder(
            "start -> UserInput2",
            "UserInput2 - into InitialCommands> Speak3",
            "Speak3 -> keys2",
            "keys2 - into Input> Hangup5",
            "Hangup5 -> end",
            "keys2 - into Input> UserInput2",
            "keys2 - NO_INPUT> UserInput2",
            "keys2 - NO_MATCH> UserInput2");
  }

  @Test
  void shouldAskAWebApplicationInsteadOfNotMatching() {
    assertThat(
            flow(
                Context.EXTENSION,
                "<UserInput Timeout='5' ForwardToUrl='http://app/pin'/>",
                "<Hangup/>"))
        .contains("keys2 - ANSWERED> answer2", "answer2 -> Hangup3", "keys2 - FAILED> Hangup3")
        .doesNotContain("keys2 - NO_MATCH> Hangup3");
  }

  @Test
  void shouldLeadTheBackKeyToTheMenuOutside() {
    assertThat(
            flow(
                Context.EXTENSION,
                "<UserInput Timeout='5'><Inputs><Input Key='1'>",
                "<UserInput Timeout='5' BackKey='*'/>",
                "</Input></Inputs></UserInput>"))
        .contains("keys3 - BACK> UserInput2", "keys3 - NO_INPUT> end");
  }

  @Test
  void shouldLoopAndJump() {
    assertThat(
            flow(
                Context.EXTENSION,
                "<ForEach Source='newvoicemails'>",
                "<Speak>Next</Speak>",
                "</ForEach>",
                "<GoTo Url='http://app/x.xml'/>"))
        .containsExactlyInAnyOrder(
            "start -> ForEach2",
            "ForEach2 - into ForEach> Speak3",
            "Speak3 -> ForEach2",
            "ForEach2 - DONE> GoTo5",
            "GoTo5 - DONE> jump",
            "GoTo5 - FAILED> end");
  }

  @Test
  void shouldReachNothingBehindTheEnd() {
    String text = "<Response><Exit/><Speak>Never</Speak></Response>";
    Flow flow =
        Flow.of(new DocumentReader(Limits.DEFAULT).read("test.xml", text), Context.EXTENSION);
    assertThat(flow.nodes()).hasSize(4);
    assertThat(flow.reachable(flow.start()).keySet())
        .extracting(FlowTest::words)
        .containsExactly("start", "Exit1", "end");
  }
}
