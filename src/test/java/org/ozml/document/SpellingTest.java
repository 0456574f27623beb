package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.command;
import static org.ozml.document.Reading.commands;
import static org.ozml.document.Reading.sound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in every letter case and by every alias, and which parameter may be text. */
class SpellingTest {
  /** One command of each kind with all that it may hold, in canonical spelling. */
  static final String EVERYTHING =
      """
      <Response>
        <Array ID="list"><Item Value="one"></Item><Item Value="two"></Item></Array>
        <AttendedTransfer TransferredCallId="a1" TargetCallId="b2" TransferorParty="caller"></AttendedTransfer>
        <Beep Party="all" CallId="a1"></Beep>
        <BlindTransfer Target="2001" CallId="a1" TransferorParty="callee" FinishedUrl="http://example.com/f"></BlindTransfer>
        <Call Dialed="2001" ApiExtension="9000" CallerId="1" CallerDisplayName="x" Url="http://example.com/u" ErrorUrl="http://example.com/e" FinishedUrl="http://example.com/f" ResponseOzML="x" RingTime="30"></Call>
        <CallSetup Caller="1" Callee="2" ErrorUrl="http://example.com/e"></CallSetup>
        <Delay Time="1.5"></Delay>
        <DeleteFile SourceFile="a.wav"></DeleteFile>
        <ForEach Source="list"><Exit></Exit></ForEach>
        <ForwardCall Destination="2001" CallId="a1"></ForwardCall>
        <GoTo Url="http://example.com/menu"></GoTo>
        <Hangup CallId="a1"></Hangup>
        <Hold CallId="a1"></Hold>
        <MoveFile SourceFile="a.wav" TargetDirectory="old"></MoveFile>
        <Play AudioFile="a.wav" Party="caller" CallId="a1" Repeat="true" Timeout="9"></Play>
        <ReceiveAlarmNotification><Received><Exit></Exit></Received></ReceiveAlarmNotification>
        <Record CallId="a1" Format="wav" Duration="9" Inactivity="2" FinishDigits="#" FinishedUrl="http://example.com/f" RecordPath="x"></Record>
        <Reject></Reject>
        <Request DialedAddress="1" ExtensionAddress="2" CallerPhoneNumber="3" CallerDisplayName="x" RingTime="9"><OnSetup></OnSetup><OnRinging></OnRinging><OnAnswered></OnAnswered><OnBusy></OnBusy><OnNoAnswer></OnNoAnswer><OnNotFound></OnNotFound><OnCompleted></OnCompleted><OnError></OnError></Request>
        <Route Destination="2001" RingTime="90" CallerId="1" DialedNumber="2"></Route>
        <SendAlarmNotification PhoneNumber="1" AccountNumber="1234" EventCode="130" PartitionNumber="01" ZoneNumber="015" EventQualifier="NewEvent" ApiExtension="9000" ResultUrl="http://example.com/r"></SendAlarmNotification>
        <SendDTMF Keys="12#" Party="all" CallId="a1"></SendDTMF>
        <SendEmail Recipient="a@example.com" Message="m" Subject="s" Sender="b@example.com" Attachments="a;b" ApiExtension="9000"></SendEmail>
        <SendMsg ToConnection="c" ToAddress="a" Text="t"></SendMsg>
        <SendSms Recipient="1" Message="m" Sender="2" DeliveryReportURL="http://example.com/d" ApiExtension="9000"></SendSms>
        <Speak Text="Hello" Party="all" CallId="a1" Language="en" Voice="v"></Speak>
        <Unhold CallId="a1"></Unhold>
        <UserInput Repeat="true" Timeout="5" Digits="1" MinDigits="1" MaxDigits="1" BackKey="*" ForwardToUrl="http://example.com/d" ExecuteSQL="select 1"><InitialCommands><Exit></Exit></InitialCommands><Inputs><Input Key="1"><Exit></Exit></Input></Inputs></UserInput>
        <Var ID="name" Value="v"></Var>
        <WaitForMsg FromConnection="c" FromAddress="a" Timeout="9"><Execute></Execute><OnMessage></OnMessage><OnTimeout></OnTimeout></WaitForMsg>
      </Response>
      """;

  /** Writes what the schema and JAXB see. */
  static String canonical(String text) {
    Document document = Reading.read(text);
    assertThat(document.response()).as(text).isNotNull();
    StringBuilder written = new StringBuilder();
    try {
      XMLStreamReader reader = Reading.READER.canonical(document);
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            written.append('<').append(reader.getLocalName());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
              written.append(
                  " %s=\"%s\""
                      .formatted(reader.getAttributeLocalName(i), reader.getAttributeValue(i)));
            }
            written.append('>');
          }
          case XMLStreamReader.END_ELEMENT ->
              written.append("</").append(reader.getLocalName()).append('>');
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new AssertionError(e);
    }
    return written.toString();
  }

  private static String withoutIndent(String text) {
    return text.replaceAll(">\\s+<", "><").strip();
  }

  @Test
  void shouldShowACanonicalDocumentAsItIs() {
    sound(EVERYTHING);
    assertThat(canonical(EVERYTHING)).isEqualTo(withoutIndent(EVERYTHING));
  }

  @Test
  void shouldKnowEveryCommandThatScriptsHave() {
    Stream<String> http =
        Stream.of(
            "SendMessage",
            "ReceiveMessage",
            "ListActiveCalls",
            "ListCallHistory",
            "ListExtensions",
            "ListExtensionTypes",
            "ListAddressbookContacts",
            "ListAddressbookNames",
            "OtherCommand");
    List<String> all = new ArrayList<>(http.toList());
    sound(EVERYTHING).commands().forEach(command -> all.add(command.name()));
    all.add("Exit"); // stands inside the others
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Command.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @Property(tries = 200)
  void shouldReadNamesInAnyLetterCase(@ForAll long seed) {
    Random random = new Random(seed);
    // Names of elements and of attributes, the latter with their equals sign and quote.
    Pattern name = Pattern.compile("<[A-Za-z]+|\\s[A-Za-z]+=\"");
    String mixed = name.matcher(EVERYTHING).replaceAll(found -> mixed(found.group(), random));
    // A closing tag must repeat its opening one, letter by letter.
    String text = closedAsOpened(mixed);
    sound(text);
    assertThat(canonical(text)).isEqualTo(withoutIndent(EVERYTHING));
  }

  private static String mixed(String name, Random random) {
    StringBuilder mixed = new StringBuilder();
    name.chars()
        .map(c -> random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))
        .forEach(mixed::appendCodePoint);
    return mixed.toString();
  }

  private static String closedAsOpened(String text) {
    ArrayDeque<String> open = new ArrayDeque<>();
    StringBuilder closed = new StringBuilder();
    Matcher tag = Pattern.compile("<(/?)([A-Za-z]+)").matcher(text);
    int done = 0;
    while (tag.find()) {
      closed.append(text, done, tag.start());
      done = tag.end();
      if (tag.group(1).isEmpty()) {
        open.push(tag.group(2));
        closed.append(tag.group());
      } else {
        closed.append("</").append(open.pop());
      }
    }
    return closed.append(text.substring(done)).toString();
  }

  @Property(tries = 100)
  void shouldShowTheSameWhenReadTwice(@ForAll long seed) {
    String upper =
        new Random(seed).nextBoolean() ? EVERYTHING : EVERYTHING.toUpperCase(Locale.ROOT);
    String once = canonical(upper);
    assertThat(canonical(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "Forward, ForwardCall, Destination='1'",
    "SendSMS, SendSms, Recipient='1' Message='m'",
    "SendMessageToConn, SendMsg, ToConnection='c' Text='t'",
    "GetCallHistory, ListCallHistory, ''",
    "ListAddressbokkContacts, ListAddressbookContacts, AddressbookName='a'",
  })
  void shouldKnowTheOtherNamesOfCommands(String alias, String name, String attributes) {
    for (String spelling :
        List.of(alias, alias.toLowerCase(Locale.ROOT), alias.toUpperCase(Locale.ROOT))) {
      assertThat(commands("<" + spelling + " " + attributes + "/>"))
          .extracting(Command::name)
          .containsExactly(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AttendedTransfer, TransferredCallId, TranferredCallId, TargetCallId='b'",
    "AttendedTransfer, TransferorParty, TranferorParty, TargetCallId='b'",
    "BlindTransfer, TransferorParty, TranferorParty, Target='b'",
    "Call, Dialed, Dialled, ''",
    "Record, FinishedUrl, FinishedURL, ''",
    "UserInput, ForwardToUrl, ForwardToURL, ''",
    "UserInput, ForwardToUrl, enteredUrl, ''",
    "SendSms, DeliveryReportURL, DelivaryReportURL, Recipient='1' Message='m'",
  })
  void shouldKnowTheOtherNamesOfParameters(
      String command, String parameter, String alias, String attributes) {
    String value = parameter.endsWith("Party") ? "caller" : "http://example.com/";
    for (String spelling : List.of(parameter, alias, alias.toUpperCase(Locale.ROOT))) {
      String text = "<%s %s %s='%s'/>".formatted(command, attributes, spelling, value);
      Value<?> read = commands(text).get(0).parameters().get(parameter);
      assertThat(read).as(text).isNotNull();
      assertThat(read.written()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BlindTransfer, Target, 2001, ''",
    "ForwardCall, Destination, 2001, ''",
    "Call, Dialed, 2001, ''",
    "Route, Destination, 2001, ''",
    "Speak, Text, Hello, ''",
    "Play, AudioFile, a.wav, ''",
    "SendDTMF, Keys, 12#, ''",
    "Delay, Time, 2, ''",
    "Var, Value, v, ID='n'",
    "GoTo, Url, http://example.com/, ''",
    "DeleteFile, SourceFile, a.wav, ''",
    "SendEmail, Message, m, Recipient='r'",
    "SendSms, Message, m, Recipient='r'",
    "SendMsg, Text, t, ToConnection='c'",
  })
  void shouldTakeTheDesignatedParameterAsText(
      String command, String parameter, String value, String attributes) {
    List<String> forms =
        List.of(
            "<%s %s %s='%s'/>".formatted(command, attributes, parameter, value),
            "<%s %s>%s</%s>".formatted(command, attributes, value, command),
            "<%s %s>\n  %s\n</%s>".formatted(command, attributes, value, command),
            "<%s %s><![CDATA[%s]]></%s>".formatted(command, attributes, value, command),
            "<%s %s><!-- c -->%s<?pi?></%s>".formatted(command, attributes, value, command));
    for (String form : forms) {
      Value<?> read = commands(form).get(0).parameters().get(parameter);
      assertThat(read).as(form).isNotNull();
      assertThat(read.written().strip()).as(form).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Response", "response", "RESPONSE", "OzML", "OZML", "ozml"})
  void shouldTakeEitherRoot(String root) {
    assertThat(sound("<" + root + "><Beep/></" + root + ">").commands())
        .extracting(Command::name)
        .containsExactly("Beep");
  }

  @Test
  void shouldTakeALoneCommandAsTheRoot() {
    Response response = sound("<Request DialedAddress='1'><OnSetup><Beep/></OnSetup></Request>");
    assertThat(response.commands()).hasOnlyElementsOfType(Request.class).hasSize(1);
    assertThat(sound("<?xml version='1.0'?>\n<speak>Hi</speak>\n").commands())
        .hasOnlyElementsOfType(Speak.class)
        .hasSize(1);
    assertThat(canonical("<BEEP/>")).isEqualTo("<Response><Beep></Beep></Response>");
  }

  @Test
  void shouldReadAnEmptyScript() {
    assertThat(sound("<Response/>").commands()).isEmpty();
    assertThat(sound("<Response>\n</Response>").commands()).isEmpty();
  }

  @Test
  void shouldIgnoreNamespaces() {
    assertThat(
            sound(
                    "<Response xmlns='http://ozeki.hu' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:noNamespaceSchemaLocation='ozml.xsd'><Beep/></Response>")
                .commands())
        .hasOnlyElementsOfType(Beep.class)
        .hasSize(1);
  }

  @Test
  void shouldKeepWhatIsNoCommandForThoseWhoKnowIt() {
    Response response =
        Reading.read(
                "<Response><Fax Number='1' $x='' >a<Beep/>b</Fax></Response>"
                    .replace("$x='' ", "note='$n'"))
            .response();
    assertThat(response).isNotNull();
    OtherCommand fax = (OtherCommand) response.commands().get(0);
    assertThat(fax.name()).isEqualTo("Fax");
    assertThat(fax.misplaced()).isFalse();
    assertThat(fax.text()).isEqualTo("ab");
    assertThat(fax.attributes().keySet()).containsExactly("Number", "note");
    assertThat(fax.commands()).hasOnlyElementsOfType(Beep.class).hasSize(1);
  }

  @Test
  void shouldSayWhichKnownElementIsMisplaced() {
    Response response = Reading.read("<Response><Input Key='1'/></Response>").response();
    assertThat(response).isNotNull();
    assertThat(((OtherCommand) response.commands().get(0)).misplaced()).isTrue();
  }

  @Test
  void shouldSayWhetherAValueIsGiven() {
    Speak plain = command(Speak.class, "<Speak>Hi</Speak>");
    assertThat(plain.party().constant()).isEqualTo(Party.ALL);
    assertThat(plain.party().given()).isFalse();
    assertThat(command(Speak.class, "<Speak Party='all'>Hi</Speak>").party().given()).isTrue();
  }
}
