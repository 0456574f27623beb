package org.ozml.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.picture.Drawn.lines;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.document.XmlText;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgTest {
  private static final String HOSTILE =
      "&lt;script&gt;alert(\"1\")&lt;/script&gt; ]]&gt; &amp;amp; ' &#x202e; \u65e5\u672c \ud83d\ude00 | ; #";

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"menu.xml", "ivr/main.xml", "mistakes.xml", "alarm/centre.xml"})
  void shouldBeWellFormedAndTheSameEachTime(String file) throws Exception {
    String svg = Svg.of(Drawn.file(Path.of("examples", file)));
    assertThat(parsed(svg).getDocumentElement().getLocalName()).isEqualTo("svg");
    assertThat(svg).doesNotContain("NaN").doesNotContain("<script");
    assertThat(Svg.of(Drawn.file(Path.of("examples", file)))).isEqualTo(svg);
  }

  @Test
  void shouldTakeEveryTextForAText() throws Exception {
    Chart chart =
        lines(
            "<Speak>" + HOSTILE + "</Speak>",
            "<BlindTransfer Target='&lt;b&gt;&quot;'/>",
            "<GoTo Url='http://x/&lt;i&gt;&quot;'/>");
    String svg = Svg.of(chart);
    assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
    assertThat(parsed(svg).getDocumentElement().getTextContent())
        .contains("<script>alert(\"1\")</script>")
        .contains("\u65e5\u672c \ud83d\ude00");
  }

  @Test
  void shouldWriteCharactersThatXmlDoesNotKnowAsUnknown() {
    assertThat(XmlText.escaped("a\u0001\ufffeb")).isEqualTo("a\ufffd\ufffdb");
  }

  @Test
  void shouldSayWhatIsDrawnWhereForAPage() {
    Chart chart = lines("<UserInput>", "<Inputs><Input Key='1'/></Inputs>", "</UserInput>");
    assertThat(Svg.inPage(chart))
        .contains("data-from=\"2\"", "data-line=\"3\"")
        .doesNotContain("<style");
    assertThat(Svg.of(chart)).contains("<style").doesNotContain("data-");
  }

  @Test
  void shouldDrawTakenWaysStrongAndTheOthersFaint() {
    List<org.ozml.document.Document> menu = List.of(Drawn.read(Path.of("examples/menu.xml")));
    assertThat(Svg.of(Charts.of(menu, null, null, Drawn.always(4))))
        .contains("×4", " taken\"")
        .doesNotContain(" faint\"");
    assertThat(Svg.of(Charts.of(menu, null, null, Drawn.always(0))))
        .contains("faint\"")
        .doesNotContain(" taken\"");
    assertThat(Svg.of(Charts.of(menu, null, null, null)))
        .doesNotContain("faint\"")
        .doesNotContain(" taken\"");
  }

  @Test
  void shouldDrawAnEmptyScript() throws Exception {
    assertThat(parsed(Svg.of(lines())).getElementsByTagName("text").getLength()).isEqualTo(2);
  }

  @Test
  void shouldKeepWholeTextsForWhoPointsAtThem() {
    String text = "A very long announcement that fits into no box. ".repeat(20).strip();
    assertThat(Svg.of(lines("<Speak>" + text + "</Speak>"))).contains("2: “" + text + "”");
  }
}
