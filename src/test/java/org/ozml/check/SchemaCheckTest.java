package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.places;
import static org.ozml.document.Reading.read;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.Reading;
import org.ozml.document.Severity;

class SchemaCheckTest {
  private static final SchemaCheck SCHEMA = new SchemaCheck(Reading.READER);

  /** The types of XML Schema take more than the language does. */
  private static final Set<String> LAX = Set.of("+1", "5.", "99999999999", "ä");

  /** What the schema alone says. */
  private static List<Diagnostic> alone(String text) {
    return SCHEMA.check(read(text), List.of());
  }

  @Test
  void shouldAgreeWithASoundDocument() {
    assertThat(
            alone(
                """
                <?xml version="1.0"?>
                <RESPONSE>
                  <array id="a"><item>1</item><item/></array>
                  <foreach SOURCE="a"><speak party="ALL">$item</speak></foreach>
                  <Delay>.5</Delay>
                  <userinput repeat="Yes" timeout="$t" digits=""><inputs><input KEY="a"/></inputs></userinput>
                  <SendSMS recipient="1" delivaryreporturl="http://a/">text</SendSMS>
                  <Route Destination=""/>
                </RESPONSE>
                """))
        .isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWhere() {
    List<Diagnostic> found = alone("<Response>\n  <Speak Party='both'>x</Speak></Response>");
    assertThat(places(found)).containsExactly("2:3 OZ109");
    assertThat(found.get(0).message())
        .doesNotContain("cvc-")
        .contains("'both'")
        .contains("'Party'")
        .contains("'Speak'");
  }

  @Test
  void shouldNameTheAttributeInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(alone("<Response><Speak Party='both'>x</Speak></Response>").get(0).message())
          .doesNotContain("cvc-")
          .contains("'both'", "'Party'", "'Speak'");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldSeeAMissingParameter() {
    assertThat(places(alone("<Response><Beep/><CallSetup Caller='1'/></Response>")))
        .containsExactly("1:18 OZ109");
  }

  @Test
  void shouldNotRepeatWhatIsKnown() {
    Document document =
        read(
            "<Response><Speak Party='both'>x</Speak><CallSetup/><ListExtensions/>"
                + "<Delay\n  Time='soon'/></Response>");
    List<Diagnostic> known = Checks.check(document);
    assertThat(codes(known)).containsExactly("OZ104", "OZ103", "OZ103", "OZ106", "OZ104");
    assertThat(SCHEMA.check(document, known)).isEqualTo(known);
    assertThat(codes(SCHEMA.check(document, List.of()))).hasSize(4).containsOnly("OZ109");
  }

  @Test
  void shouldSpeakWhereOnlyAWarningIsKnown() {
    Document document = read("<Response><Speak Text='x' Party='both'>y</Speak></Response>");
    List<Diagnostic> warnings =
        document.diagnostics().stream()
            .filter(finding -> finding.rule().severity() == Severity.WARNING)
            .toList();
    assertThat(codes(SCHEMA.check(document, warnings))).containsExactly("OZ108", "OZ109");
  }

  @Test
  void shouldNotBeShownWhatIsNoCommand() {
    assertThat(alone("<Response><Fax a='1'><Speak Party='both'/><Fax/></Fax><Beep/></Response>"))
        .isEmpty();
  }

  @Test
  void shouldHaveNothingToSayOfWhatCannotBeRead() {
    Document document = read("<Response>");
    assertThat(SCHEMA.check(document, document.diagnostics())).isEqualTo(document.diagnostics());
  }

  @Test
  void shouldServeManyThreads() {
    String wrong = "<Response>" + "<Speak Party='both'>x</Speak><Beep/>".repeat(20) + "</Response>";
    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> alone(wrong).size()))
        .containsOnly(20);
  }

  @Test
  void shouldTakeALargeValueWithoutTakingLong() {
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          String keys = "1".repeat(500_000);
          assertThat(alone("<Response><SendDTMF>" + keys + "</SendDTMF></Response>")).isEmpty();
          assertThat(alone("<Response><SendDTMF>" + keys + "x</SendDTMF></Response>")).hasSize(1);
          assertThat(alone("<Response><SendDTMF>" + keys + "$x</SendDTMF></Response>")).isEmpty();
        });
  }

  /** The schema knows nothing that the reader and the rules do not. */
  @Property(tries = 1000)
  void shouldAgreeWithTheReaderOnAnyParameters(@ForAll("commands") List<String> commands) {
    Document document = read("<Response>" + String.join("\n", commands) + "</Response>");
    List<Diagnostic> known = Checks.check(document);
    assertThat(SCHEMA.check(document, known)).isEqualTo(known);
  }

  /**
   * Constants that one refuses the other refuses, too. What a $ makes of a value the schema leaves
   * to the reader, which knows whether it is a reference.
   */
  @Property(tries = 1000)
  void shouldRefuseTheSameValues(
      @ForAll("parameters") String parameter, @ForAll("values") String value) {
    String required =
        parameter.startsWith("Send")
            ? " PhoneNumber='1' AccountNumber='1' EventCode='1' PartitionNumber='1' ZoneNumber='1' "
                .replaceAll(" " + parameter.substring(parameter.indexOf(' ') + 1) + "='1'", " ")
            : " ";
    int blank = parameter.indexOf(' ');
    String element = parameter.substring(0, blank);
    String text =
        "<Response><%s%s%s='%s'/></Response>"
            .formatted(element, required, parameter.substring(blank + 1), value);
    Document document = read(text);
    boolean wrong =
        document.diagnostics().stream().anyMatch(finding -> finding.rule().name().equals("OZ104"));
    boolean refused = !alone(text).isEmpty();
    if (value.indexOf('$') >= 0) assertThat(refused).as(text).isFalse();
    else if (LAX.contains(value)) assertThat(!refused || wrong).as(text).isTrue();
    else assertThat(refused).as(text).isEqualTo(wrong);
  }

  @Provide
  Arbitrary<String> parameters() {
    return Arbitraries.of(
        "UserInput Repeat",
        "UserInput Timeout",
        "UserInput Digits",
        "UserInput MinDigits",
        "UserInput BackKey",
        "Speak Party",
        "BlindTransfer TransferorParty",
        "Record Format",
        "Record FinishDigits",
        "Record Duration",
        "SendDTMF Keys",
        "Delay Time",
        "Beep Party",
        "SendAlarmNotification AccountNumber",
        "SendAlarmNotification EventCode",
        "SendAlarmNotification ZoneNumber",
        "SendAlarmNotification PartitionNumber",
        "SendAlarmNotification EventQualifier",
        "Array ID",
        "ForEach Source");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "0",
        "1",
        "12",
        "123",
        "1234",
        "12345",
        "-1",
        "+1",
        "1.5",
        ".5",
        "5.",
        "-.5",
        "1e3",
        "99999999999",
        " 7 ",
        "true",
        "TRUE",
        "Yes",
        "no",
        "maybe",
        "caller",
        "Callee",
        "ALL",
        "both",
        "mp3",
        "WAV",
        "ogg",
        "*",
        "#",
        "A",
        "d",
        "E",
        "f",
        "1A*#",
        "1 2",
        "newevent",
        "NewRestore",
        "$x",
        "a$x",
        "$x.y",
        "$5",
        "$$",
        "$$x",
        "$",
        "name",
        "_a",
        "1a",
        "a b",
        "a.b",
        "ä");
  }

  @Provide
  Arbitrary<List<String>> commands() {
    return Arbitraries.of(
            "<Speak/>",
            "<Speak>x</Speak>",
            "<speak PARTY='CALLER'>x</speak>",
            "<Speak Party='x'/>",
            "<Array ID='a'><Item>1</Item><Foo/></Array>",
            "<Array/>",
            "<Fax><Beep Foo=''/></Fax>",
            "<UserInput><Inputs><Input/></Inputs><Inputs/></UserInput>",
            "text",
            "<Beep Foo='1'/>",
            "<UserInput><InitialCommands>x<Exit/></InitialCommands><Beep/></UserInput>",
            "<Response/>",
            "<Request DialedAddress='1'><OnError/><OnBusy/><OnError/></Request>",
            "<Request/>",
            "<WaitForMsg FromConnection='a'><OnMessge/></WaitForMsg>",
            "<ListExtensions/>",
            "<Exit username='x'>x</Exit>",
            "<Delay>x</Delay>",
            "<Var ID='1'/>",
            "<Item/>",
            "<SendMessage/>",
            "<ForEach><Speak Foo=''>x</Speak></ForEach>",
            "<Reject>x</Reject>")
        .list()
        .ofMaxSize(8);
  }
}
