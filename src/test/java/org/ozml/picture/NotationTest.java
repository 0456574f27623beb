package org.ozml.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.picture.Drawn.lines;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn by others. */
class NotationTest {
  @Test
  void shouldWriteAMermaidFlowchart() {
    assertThat(Mermaid.of(lines("<BlindTransfer Target='1003'/>", "<Speak>Goodbye.</Speak>")))
        .isEqualTo(
            """
            flowchart LR
              subgraph script1["test.xml"]
                s1start((" "))
                s1b1(["<b>Transfer to 1003</b>"])
              end
              s1start --> s1b1
              s1b1 -->|"answered"| end1((" "))
              s1b1 -.->|"fails: “Goodbye.”"| end2((" "))
            """);
  }

  @Test
  void shouldWriteADotGraph() {
    assertThat(Dot.of(lines("<BlindTransfer Target='1003'/>", "<Speak>Goodbye.</Speak>")))
        .startsWith("digraph \"test.xml\" {\n")
        .contains("    s1b1 [shape=cds style=solid label=\"Transfer to 1003\"]\n")
        .contains("  s1b1 -> end1 [label=\"answered\"]\n")
        .endsWith("}\n");
  }

  @Test
  void shouldTakeEveryTextForAText() {
    Chart chart = lines("<Speak>\"]; end &lt;b&gt; #quot; | \\ &amp;</Speak>");
    assertThat(Mermaid.of(chart))
        .contains("[\"“#34;#93;#59; end #60;b#62; #35;quot#59; #124; #92; #38;”\"]");
    assertThat(Dot.of(chart)).contains("label=\"“\\\"]; end <b> #quot; | \\\\ &”\"");
  }

  @Test
  void shouldDrawWhatWasTaken() {
    Chart chart =
        Charts.of(List.of(Drawn.read(Path.of("examples/menu.xml"))), null, null, Drawn.always(2));
    assertThat(Mermaid.of(chart)).contains("×2", "class s1b1,s1b2");
    assertThat(Dot.of(chart)).contains("×2", "penwidth=2");
  }
}
