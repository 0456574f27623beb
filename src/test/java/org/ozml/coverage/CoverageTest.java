package org.ozml.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.TraceEvent;
import org.ozml.check.Flow;
import org.ozml.configuration.YamlException;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.JsonText;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CoverageTest {
  private static final String MENU =
      """
      <Response>
        <UserInput Timeout="5">
          <InitialCommands><Speak>Is "1 &lt; 2" &amp; true?</Speak></InitialCommands>
          <Inputs>
            <Input Key="1">
              <BlindTransfer Target="1003"/>
              <Speak>Sorry</Speak>
            </Input>
            <Input Key="2"><GoTo Url="http://app/more.xml"/></Input>
          </Inputs>
        </UserInput>
        <Speak>Goodbye</Speak>
      </Response>
      """;

  private static final String MORE =
      "<Response>\n<Speak>More</Speak>\n<Delay>1</Delay>\n</Response>";

  private static final String SILENT = "script: menu.xml\nsteps:\n  - caller hears: Goodbye\n";

  private static final String BUSY =
      """
      script: menu.xml
      world:
        people: {1003: busy}
        web: {"http://app/more.xml": more.xml}
      steps:
        - caller hears: true
        - caller presses: 1
        - caller hears: Sorry
      """;

  @TempDir private Path folder;

  private final Coverage coverage = new Coverage();

  private void scripts() throws IOException {
    Files.writeString(folder.resolve("menu.xml"), MENU);
    Files.writeString(folder.resolve("more.xml"), MORE);
  }

  /** Tells a scenario, which has to go as told, and returns what happened. */
  private List<TraceEvent> tell(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Scenario scenario = new ScenarioReader().read(Files.writeString(file, text));
    ScenarioRunner.Outcome outcome = ScenarioRunner.run(scenario);
    assertThat(outcome.failure()).isNull();
    coverage.add(scenario, outcome.events());
    return outcome.events();
  }

  private Report.Script script(String name) {
    return coverage.report().scripts().stream()
        .filter(one -> one.name().endsWith("/" + name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> covered(Report.Script script) {
    return script.points().stream()
        .filter(Report.Measured::covered)
        .map(one -> one.point().line() + " " + one.point().words() + " " + one.times())
        .toList();
  }

  private static List<String> gaps(Report.Script script) {
    return script.gaps().stream().map(gap -> gap.line() + " " + gap.words()).toList();
  }

  @Test
  void shouldCountADocumentThatIsNoFileByItsNameInTheTrace() {
    Place here = new Place("http://app.example.com/menu", 2, 3);
    Place elsewhere = new Place("http://app.example.com/other", 2, 3);
    List<ScriptEvent> trace =
        List.of(
            new ScriptEvent.CommandStarted(1, 1, "c", "Speak", here),
            new ScriptEvent.CommandStarted(2, 1, "c", "Speak", elsewhere),
            new ScriptEvent.CommandStarted(3, 1, "c", "Speak", here));
    assertThat(Coverage.counts(trace, here.document()).all())
        .containsExactly(Map.entry(new Counts.Spot(2, 3, Mark.STARTED), 2L));
  }

  @Test
  void shouldTellWhatRanAndWhatDidNot() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    assertThat(covered(script("menu.xml")))
        .containsExactly("2 UserInput 1", "2 no key 1", "3 Speak 1", "12 Speak 1");
    assertThat(gaps(script("menu.xml")))
        .containsExactly("2 another key", "5 key 1 and 4 more", "9 key 2 and 2 more");
    assertThat(script("menu.xml").tally()).isEqualTo(new Tally(4, 13));
    assertThat(script("menu.xml").tally(Point.Kind.KEY)).isEqualTo(new Tally(0, 2));
    assertThat(script("menu.xml").tally(Point.Kind.OTHERWISE)).isEqualTo(new Tally(1, 2));
  }

  @Test
  void shouldAddScenariosUp() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    tell("b.yaml", BUSY);
    assertThat(covered(script("menu.xml")))
        .containsExactly(
            "2 UserInput 2",
            "2 no key 1",
            "3 Speak 2",
            "5 key 1 1",
            "6 BlindTransfer 1",
            "6 BlindTransfer fails 1",
            "7 Speak 1",
            "12 Speak 2");
    assertThat(gaps(script("menu.xml")))
        .containsExactly("2 another key", "6 BlindTransfer succeeds", "9 key 2 and 2 more");
  }

  @Test
  void shouldCountTheSameHoweverManyAddAtOnce() throws IOException {
    scripts();
    List<TraceEvent> events = tell("b.yaml", BUSY);
    Scenario scenario = new ScenarioReader().read(folder.resolve("b.yaml"));
    IntStream.range(0, 999).parallel().forEach(i -> coverage.add(scenario, events));
    assertThat(covered(script("menu.xml"))).contains("2 UserInput 1000", "5 key 1 1000");
  }

  @Test
  void shouldCountTheAnswersOfWebApplicationsInTheirFiles() throws IOException {
    scripts();
    tell("b.yaml", BUSY);
    assertThat(covered(script("more.xml"))).as("named, but it did not run").isEmpty();
    tell("c.yaml", BUSY.replace("presses: 1", "presses: 2").replace("Sorry", "More"));
    assertThat(covered(script("more.xml"))).containsExactly("2 Speak 1", "3 Delay 1");
    assertThat(covered(script("menu.xml"))).contains("9 GoTo succeeds 1");
  }

  @Test
  void shouldKnowAFileByWhateverNameItHas() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    tell("tests/a.yaml", SILENT.replace("menu.xml", "../menu.xml"));
    tell(
        "tests/deep/b.yaml",
        BUSY.replace("menu.xml", "../../menu.xml").replace(" more.xml", " ../../more.xml"));
    assertThat(coverage.report().scripts()).hasSize(2);
    assertThat(covered(script("menu.xml"))).contains("2 UserInput 3", "2 no key 2");
  }

  @Test
  void shouldNotCountScriptsThatStandInScenarios() throws IOException {
    Files.writeString(folder.resolve("script.xml"), MORE); // what a script in a scenario is called
    tell(
        "a.yaml", "script: <Response><Speak>Hi</Speak></Response>\nsteps:\n  - caller hears: Hi\n");
    assertThat(coverage.report().scripts()).isEmpty();
    assertThat(coverage.report().inline()).isEqualTo(1);
  }

  @Test
  void shouldCountScriptsWithoutATestAndMentionThoseWithErrors() throws IOException {
    scripts();
    for (String name : List.of("wrong.xml", "broken.xml", "other.xml")) {
      String text = "<Response><Speack>Hi</Speack></Response>";
      if (name.startsWith("broken")) text = "<Response><Speak>";
      if (name.startsWith("other")) text = "<project><a/></project>";
      Files.writeString(folder.resolve(name), text);
      coverage.add(folder.resolve(name));
    }
    coverage.add(folder.resolve("more.xml"));
    coverage.add(folder.resolve("nowhere.xml"));
    Report report = coverage.report();
    assertThat(report.scripts()).extracting(Report.Script::tally).containsExactly(new Tally(0, 2));
    assertThat(report.left()).hasSize(2);
    assertThat(report.left().get(0)).contains("broken.xml: not well-formed");
    assertThat(report.left().get(1)).contains("wrong.xml: it has errors");
  }

  @Test
  void shouldRoundDownSoThatOnlyAllIsAHundred() {
    assertThat(new Tally(9999, 10000).words()).isEqualTo("99.9 %");
    assertThat(new Tally(7, 8).words()).isEqualTo("87.5 %");
    assertThat(new Tally(8, 8).words()).isEqualTo("100 %");
    assertThat(new Tally(0, 0).words()).isEqualTo("-");
  }

  // ---- for a picture

  /** What is drawn: each edge that was taken, with how often. */
  private static List<String> taken(Coverage coverage, Document document) {
    Counts counts = coverage.counts(document);
    List<String> taken = new ArrayList<>();
    for (Flow.Edge edge : Flow.of(document, Context.EXTENSION).edges()) {
      if (counts.times(edge) == 0) continue;
      taken.add(words(edge.from()) + " > " + words(edge.to()) + " " + counts.times(edge));
    }
    return taken;
  }

  private static String words(Flow.Node node) {
    if (node instanceof Flow.Node.Step s) return s.command().name() + s.command().position().line();
    if (node instanceof Flow.Node.Waits w) return "keys" + w.command().position().line();
    return node.getClass().getSimpleName();
  }

  private Document menu() throws IOException {
    Path file = folder.resolve("menu.xml");
    return new DocumentReader(Limits.DEFAULT).read(file.toString(), Files.readAllBytes(file));
  }

  @Test
  void shouldTellHowOftenEachEdgeOfTheFlowWasTaken() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    tell("b.yaml", BUSY);
    assertThat(taken(coverage, menu()))
        .containsExactlyInAnyOrder(
            "Start > UserInput2 2",
            "UserInput2 > Speak3 2",
            "Speak3 > keys2 2",
            "keys2 > BlindTransfer6 1",
            "keys2 > Speak12 1",
            "BlindTransfer6 > Speak7 1",
            "Speak7 > Speak12 1",
            "Speak12 > End 2");
    Flow flow = Flow.of(menu(), Context.EXTENSION);
    Counts counts = coverage.counts(menu());
    assertThat(counts.times(flow.start())).isEqualTo(2);
    assertThat(flow.nodes().stream().map(counts::times))
        .as("start, menu, prompt, keys, transfer, sorry, GoTo, jump, goodbye, end")
        .containsExactlyInAnyOrder(2L, 2L, 2L, 2L, 1L, 1L, 0L, 0L, 2L, 0L);
  }

  @Test
  void shouldReadTheSameFromItsJson() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    tell("b.yaml", BUSY);
    Coverage read = JsonForm.read("c.json", JsonForm.write(coverage.report()));
    assertThat(taken(read, menu())).isEqualTo(taken(coverage, menu())).hasSize(8);
    assertThatThrownBy(() -> JsonForm.read("c.json", "{\"tests\": []}"))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("c.json:1:1: this is no coverage");
  }

  @Test
  void shouldReadTheSameFromATrace() throws IOException {
    scripts();
    String name = folder.resolve("menu.xml").toString();
    List<TraceEvent> events = tell("a.yaml", SILENT.replace("menu.xml", name));
    assertThat(taken(Coverage.ofTrace(events), menu()))
        .isEqualTo(taken(coverage, menu()))
        .hasSize(5);
  }

  // ---- the forms

  @Test
  void shouldWriteJsonForPrograms() throws IOException {
    scripts();
    tell("a.yaml", SILENT);
    Object json = JsonText.read(JsonForm.write(coverage.report()));
    assertThat(JsonText.at(json, "percent")).hasToString("30.7");
    assertThat(JsonText.at(json, "kinds/key/all")).hasToString("2");
    assertThat(JsonText.at(json, "scripts/0/points/4/what")).isEqualTo("key 1");
    assertThat(JsonText.at(json, "scripts/0/points/4/line")).hasToString("5");
    assertThat(JsonText.at(json, "scripts/0/points/4/times")).hasToString("0");
  }

  private static org.w3c.dom.Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    String load = "http://apache.org/xml/features/nonvalidating/load-external-dtd";
    factory.setFeature(load, false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @Test
  void shouldWriteCoberturaForBuildServers() throws Exception {
    scripts();
    tell("a.yaml", SILENT);
    org.w3c.dom.Document read =
        xml(CoberturaForm.write(coverage.report(), "1.0", Instant.ofEpochMilli(17)));
    assertThat(read.getDocumentElement().getAttribute("line-rate")).isEqualTo("0.4285");
    assertThat(read.getDocumentElement().getAttribute("timestamp")).isEqualTo("17");
    NodeList lines = read.getElementsByTagName("line");
    assertThat(lines.getLength()).isEqualTo(7);
    assertThat(lines.item(0).getAttributes().getNamedItem("number").getNodeValue()).isEqualTo("2");
    assertThat(lines.item(0).getAttributes().getNamedItem("condition-coverage").getNodeValue())
        .isEqualTo("50% (1/2)");
  }

  @Test
  void shouldWriteWellFormedPagesThatShowTheTextAsItIs() throws Exception {
    scripts();
    tell("a.yaml", SILENT);
    tell("b.yaml", BUSY);
    Map<String, String> pages = HtmlForm.write(coverage.report());
    assertThat(pages).hasSize(3).containsKey("index.html");
    for (String page : pages.values()) {
      org.w3c.dom.Document read = xml(page);
      assertThat(read.getDocumentElement().getTagName()).isEqualTo("html");
      String css = read.getElementsByTagName("style").item(0).getTextContent();
      assertThat(page).as("a browser reads no &gt; there").contains(css);
      NodeList links = read.getElementsByTagName("a");
      for (int i = 0; i < links.getLength(); i++) {
        String link = links.item(i).getAttributes().getNamedItem("href").getNodeValue();
        String[] parts = link.split("#", -1);
        String target = parts[0].isEmpty() ? page : pages.get(parts[0]);
        assertThat(target).as(link).isNotNull();
        if (parts.length > 1) assertThat(target).contains("id=\"" + parts[1] + "\"");
      }
    }
    String name =
        pages.keySet().stream().filter(one -> one.contains("menu")).findFirst().orElseThrow();
    NodeList rows = xml(pages.get(name)).getElementsByTagName("tr");
    assertThat(rows.getLength()).isEqualTo((int) MENU.lines().count());
    assertThat(rows.item(2).getTextContent())
        .contains("<Speak>Is \"1 &lt; 2\" &amp; true?</Speak>");
    assertThat(rows.item(1).getAttributes().getNamedItem("class").getNodeValue()).isEqualTo("part");
    assertThat(rows.item(1).getTextContent()).endsWith("never: another key");
    assertThat(rows.item(8).getAttributes().getNamedItem("class").getNodeValue()).isEqualTo("none");
    assertThat(rows.item(8).getAttributes().getNamedItem("title").getNodeValue())
        .contains("key 2: never");
    assertThat(rows.item(11).getAttributes().getNamedItem("class").getNodeValue())
        .isEqualTo("full");
  }
}
