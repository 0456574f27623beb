package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.finding;
import static org.ozml.document.Reading.found;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader itself finds: OZ101 to OZ108, and nothing where nothing is wrong. */
class FindingsTest {
  private static List<String> in(String commands) {
    return found("<Response>" + commands + "</Response>");
  }

  private static String advice(String commands) {
    return String.valueOf(finding("<Response>" + commands + "</Response>").advice());
  }

  @ParameterizedTest
  @CsvSource({
    "<Speek/>, did you mean 'Speak'?",
    "<Sendmail/>, did you mean 'SendEmail'?",
    "<HangUpp/>, did you mean 'Hangup'?",
    "<Userinputs/>, did you mean 'UserInput'?",
    "<Xyzzy/>, it will answer 301",
  })
  void shouldNameUnknownCommands(String command, String advice) {
    assertThat(in(command)).containsExactly("1:11 OZ101");
    assertThat(advice(command)).isEqualTo(advice);
  }

  @Test
  void shouldNameUnknownElementsInCommands() {
    assertThat(in("<UserInput><Menu/></UserInput>")).containsExactly("1:22 OZ101");
    assertThat(advice("<UserInput><Inputz/></UserInput>"))
        .isEqualTo("expected InitialCommands, Inputs; did you mean 'Inputs'?");
    assertThat(in("<Array ID='a'><Itm>1</Itm></Array>")).containsExactly("1:25 OZ101");
    assertThat(in("<Array ID='a'><Item>1</Item></Array>")).isEmpty();
  }

  @Test
  void shouldNameUnknownAttributes() {
    assertThat(in("<Play AudioFile='a.wav' Loop='2'/>")).containsExactly("1:35 OZ102");
    assertThat(advice("<Play AudioFile='a.wav' Repaet='2'/>")).isEqualTo("did you mean 'Repeat'?");
    assertThat(advice("<Reject Foo='2'/>")).isEqualTo("it has none");
    assertThat(in("<Beep xmlns:x='urn:x' x:Foo='1' xml:lang='en'/>")).isEmpty();
    assertThat(in("<Beep xmlns='urn:x'/>")).isEmpty();
  }

  @Test
  void shouldTakeCredentialsOnEveryCommand() {
    assertThat(in("<Beep Username='admin' PASSWORD='abc'/>")).isEmpty();
    assertThat(in("<ForEach Source='voicemails' username='admin'/>")).isEmpty();
    assertThat(
            in(
                "<UserInput Username='a'><Inputs><Input Key='1' Username='a'/></Inputs></UserInput>"))
        .containsExactly("1:58 OZ102");
  }

  @Test
  void shouldMissParameters() {
    assertThat(in("<Speak/>")).containsExactly("1:11 OZ103");
    assertThat(in("<Speak>  \n </Speak>")).containsExactly("1:11 OZ103");
    assertThat(in("<Speak Text=' '/>")).containsExactly("1:11 OZ103");
    assertThat(in("<SendEmail Subject='x'/>")).containsExactly("1:11 OZ103", "1:11 OZ103");
    assertThat(in("<SendEmail Recipient='x'>Hi</SendEmail>")).isEmpty();
  }

  @Test
  void shouldTakeAnEmptyAttributeAsNotGiven() {
    assertThat(in("<Speak Party=''>Hi</Speak>")).isEmpty();
    assertThat(in("<UserInput Digits='' Timeout=' '/>")).isEmpty();
    // Here nothing means something: reject the call.
    Route route = Reading.command(Route.class, "<Route Destination=''/>");
    assertThat(route.destination()).isNotNull();
    assertThat(route.destination().constant()).isEmpty();
    assertThat(Reading.command(Route.class, "<Route/>").destination()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Delay Time='soon'/>|a number of seconds",
        "<Delay Time='-1'/>|a number of seconds",
        "<Delay Time='1e3'/>|a number of seconds",
        "<Delay Time='99999999'/>|a number of seconds",
        "<Speak Party='both'>x</Speak>|caller, callee or all",
        "<BlindTransfer Target='1' TransferorParty='all'/>|caller or callee",
        "<Play AudioFile='a' Repeat='maybe'/>|true or false",
        "<SendDTMF Keys='1E'/>|keys 0-9, *, # or A-D",
        "<UserInput BackKey='12'/>|one key",
        "<UserInput Digits='1.5'/>|a whole number",
        "<Record Format='ogg'/>|mp3 or wav",
        "<Record FinishedUrl='/done'/>|an absolute URL",
        "<GoTo Url='ftp://example.com/'/>|an absolute URL",
        "<GoTo>menu.xml</GoTo>|SELECT",
        "<Var ID='1a' Value='x'/>|a name",
        "<Var ID='my name' Value='x'/>|a name",
        "<ForEach Source='a-b'/>|a name",
        "<Array ID='a.b'/>|a name",
        "<SendAlarmNotification PhoneNumber='1' AccountNumber='12345' EventCode='1' PartitionNumber='1' ZoneNumber='1'/>|up to 4",
        "<SendAlarmNotification PhoneNumber='1' AccountNumber='1' EventCode='xyz' PartitionNumber='1' ZoneNumber='1'/>|up to 3",
        "<SendAlarmNotification PhoneNumber='1' AccountNumber='1' EventCode='1' PartitionNumber='1' ZoneNumber='1' EventQualifier='Old'/>|NewEvent",
      })
  void shouldRefuseUnusableValues(String command, String expected) {
    Diagnostic finding = finding("<Response>" + command + "</Response>");
    assertThat(finding.rule()).isEqualTo(Rule.OZ104);
    assertThat(finding.advice()).contains("expected").contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Delay>0</Delay>",
        "<Delay Time='.5'/>",
        "<Delay Time=' 1.25 '/>",
        "<Speak Party='CALLEE'>x</Speak>",
        "<Play AudioFile='a' Repeat='YES'/>",
        "<Play AudioFile='a' Repeat='0'/>",
        "<SendDTMF>12*#abcd</SendDTMF>",
        "<UserInput BackKey='#' Digits='4'/>",
        "<Record Format='WAV' FinishDigits='*#'/>",
        "<Record FinishedUrl='HTTPS://example.com/done?a=1'/>",
        "<GoTo Url='http://example.com'/>",
        "<GoTo>select ozml from menus where id = 1</GoTo>",
        "<Var ID='_a1' Value='x'/>",
        "<SendAlarmNotification PhoneNumber='1' AccountNumber='12aB' EventCode='130' PartitionNumber='01' ZoneNumber='015' EventQualifier='newrestore'/>",
      })
  void shouldTakeUsableValues(String command) {
    assertThat(in(command)).isEmpty();
  }

  @Test
  void shouldNotJudgeValuesWithReferences() {
    assertThat(
            in(
                "<Delay Time='$pause'/><SendDTMF>$keys</SendDTMF><UserInput Digits='$n'/><GoTo>$u</GoTo>"))
        .isEmpty();
    // A dollar sign that is none is judged.
    assertThat(in("<Delay Time='$$5'/>")).containsExactly("1:18 OZ104");
    assertThat(in("<Delay Time='$5'/>")).containsExactly("1:18 OZ104");
  }

  @Test
  void shouldSuggestTheValueThatWasMeant() {
    assertThat(advice("<Speak Party='caler'>x</Speak>")).endsWith("did you mean 'caller'?");
    assertThat(advice("<Play AudioFile='x' Repeat='ture'/>")).endsWith("did you mean 'true'?");
  }

  @Test
  void shouldSeeElementsInTheWrongPlace() {
    assertThat(in("<Input Key='1'/>")).containsExactly("1:11 OZ105");
    assertThat(in("<OnBusy><Hangup/></OnBusy>")).containsExactly("1:11 OZ105");
    assertThat(in("<Received/>")).containsExactly("1:11 OZ105");
    assertThat(in("<Response/>")).containsExactly("1:11 OZ105");
    assertThat(in("<UserInput><Speak>x</Speak></UserInput>")).containsExactly("1:22 OZ105");
    assertThat(in("<Speak>a<Beep/>b</Speak>")).containsExactly("1:19 OZ105");
    assertThat(in("<WaitForMsg FromConnection='x'><OnMessge><Beep/></OnMessge></WaitForMsg>"))
        .isEmpty();
  }

  @Test
  void shouldKeepOneOfEachBlock() {
    String twice =
        "<UserInput>"
            + "<InitialCommands><Beep/></InitialCommands>"
            + "<InitialCommands><Hangup/><Hangup/></InitialCommands></UserInput>";
    assertThat(in(twice)).containsExactly("1:64 OZ105");
    Response response = Reading.read("<Response>" + twice + "</Response>").response();
    assertThat(response).isNotNull();
    Block prompts = ((UserInput) response.commands().get(0)).initialCommands();
    assertThat(prompts).isNotNull();
    assertThat(prompts.commands()).hasOnlyElementsOfType(Beep.class);
    assertThat(in("<Request DialedAddress='1'><OnBusy/><onbusy/></Request>"))
        .containsExactly("1:47 OZ105");
    assertThat(in("<Request DialedAddress='1'><OnBusy/><OnError/></Request>")).isEmpty();
    assertThat(in("<UserInput><Inputs><Input Key='1'/><Input Key='2'/></Inputs></UserInput>"))
        .isEmpty();
  }

  @Test
  void shouldSeeStrayText() {
    assertThat(in("Hello<Beep/>")).containsExactly("1:11 OZ107");
    assertThat(in("<Beep> Hello</Beep>")).containsExactly("1:18 OZ107");
    assertThat(in("<UserInput>Hello</UserInput>")).containsExactly("1:22 OZ107");
    assertThat(in("  <!-- Hello --> <Beep> </Beep> <?php echo ?> ")).isEmpty();
  }

  @Test
  void shouldSeeWhatIsGivenTwice() {
    assertThat(in("<Speak Text='a'>b</Speak>")).containsExactly("1:11 OZ108");
    assertThat(in("<Speak Text='a'> </Speak>")).isEmpty();
    assertThat(in("<Speak Text='a' TEXT='b'/>")).containsExactly("1:27 OZ108");
    assertThat(in("<Record FinishedUrl='http://a/' FinishedURL='http://b/'/>"))
        .containsExactly("1:43 OZ108");
    Response response = Reading.read("<Response><Speak Text='a'>b</Speak></Response>").response();
    assertThat(response).isNotNull();
    assertThat(((Speak) response.commands().get(0)).text().constant()).isEqualTo("a");
  }

  @Test
  void shouldBlameTheFirstWrongParameterForTheRunsCode() {
    Response response =
        Reading.read("<Response><Delay/><Speak Party='x'>a</Speak><Beep/></Response>").response();
    assertThat(response).isNotNull();
    assertThat(response.commands())
        .extracting(Command::fault)
        .containsExactly("Time", "Party", null);
  }

  @Test
  void shouldRefuseOtherRoots() {
    assertThat(found("<vxml/>")).containsExactly("1:1 OZ003");
    assertThat(finding("<Respone/>").advice()).endsWith("did you mean 'Response'?");
    assertThat(found("<Input Key='1'/>")).containsExactly("1:1 OZ003");
  }
}
