package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is not well-formed gets the likely cause, at the place of the mistake. */
class LikelyCauseTest {
  private static final String START = "<Response>\n  ";

  /** Where the mistake is in {@code text} stands a {@code §}. */
  private static void expect(String text, String message, String advice) {
    int at = text.indexOf('§');
    String clean = text.replace("§", "");
    Document document = read(clean);
    assertThat(document.response()).as(clean).isNull();
    List<Diagnostic> errors =
        document.diagnostics().stream()
            .filter(finding -> finding.rule().severity() == Severity.ERROR)
            .toList();
    assertThat(errors).as(clean).hasSize(1);
    Diagnostic cause = errors.get(0);
    assertThat(cause.message()).as(clean).contains(message);
    assertThat(String.valueOf(cause.advice())).as(clean).contains(advice);
    if (at >= 0) assertThat(cause.position()).as(clean).isEqualTo(cause.source().at(at));
  }

  @Test
  void shouldSeeAnAttributeValueWithoutQuotes() {
    expect(
        START + "<UserInput §Digits=1></UserInput></Response>",
        "'Digits' has no quotes",
        "Digits=\"1\"");
    expect(
        START + "<UserInput Repeat=\"true\" §Digits=1/></Response>",
        "'Digits' has no quotes",
        "Digits=\"1\"");
    expect(
        START + "<Speak §Party=all>Hi</Speak></Response>",
        "'Party' has no quotes",
        "Party=\"all\"");
    expect(
        START + "<Play §AudioFile=menu.wav Repeat='true'/></Response>",
        "'AudioFile' has no quotes",
        "AudioFile=\"menu.wav\"");
    expect(
        START + "<Speak §Party = all>Hi</Speak></Response>",
        "'Party' has no quotes",
        "Party=\"all\"");
  }

  @Test
  void shouldQuoteAUrlAsAWholeInTheAdvice() {
    expect(
        START + "<GoTo §Url=http://example.com/menu/></Response>",
        "'Url' has no quotes",
        "Url=\"http://example.com/menu");
  }

  @Test
  void shouldSeeAnAttributeWithoutAnEqualsSign() {
    expect(
        START + "<ForEach §source'sampleArray'><Beep/></ForEach></Response>",
        "'source' has no '='",
        "source='sampleArray'");
    expect(
        START + "<UserInput §Repeat Digits=\"1\"/></Response>",
        "'Repeat' has no value",
        "Repeat=\"");
  }

  @Test
  void shouldSeeABareAmpersand() {
    expect(
        START + "<GoTo Url=\"http://example.com/?a=1§&b=2\"/></Response>", "a bare '&'", "&amp;");
    expect(START + "<GoTo>http://example.com/?a=1§&b=2</GoTo></Response>", "a bare '&'", "&amp;");
    expect(START + "<Speak>Smith §& Sons</Speak></Response>", "a bare '&'", "&amp;");
    expect(START + "<Speak>Smith§&</Speak></Response>", "a bare '&'", "&amp;");
    expect(START + "<Speak Text='AT§&T'/></Response>", "a bare '&'", "&amp;");
    expect(
        START + "<GoTo Url=\"http://example.com/?first=1§&aVeryLongParameterName=2\"/></Response>",
        "a bare '&'",
        "&amp;");
  }

  @Test
  void shouldSeeAnEntityOfHtml() {
    expect(START + "<Speak>a§&nbsp;b</Speak></Response>", "'&nbsp;' is not defined", "&#160;");
    expect(START + "<Speak Text='a§&nbsp;b'/></Response>", "'&nbsp;' is not defined", "&#160;");
  }

  @Test
  void shouldSeeAnElementClosedByASecondOpeningTag() {
    expect(
        START + "<Speak>Hello§<Speak>\n</Response>",
        "<Speak> is opened again inside the <Speak> of line 2",
        "</Speak>");
    expect(
        START + "<Speak>Hello</Speak>\n§<Response>",
        "opened again inside the <Response> of line 1",
        "</Response>");
    expect(
        START
            + "<UserInput>\n<Inputs>\n<Input Key='1'><Hangup/>§<Input>\n</Inputs></UserInput></Response>",
        "<Input> is opened again inside the <Input> of line 4",
        "</Input>");
  }

  @Test
  void shouldSeeTextInFrontOfTheDeclaration() {
    expect(
        "§Warning: Undefined variable $x in /var/www/menu.php on line 3\n<?xml version='1.0'?><Response/>",
        "starts with 'Warning: Undefined",
        "delete everything in front");
    expect(
        "<br />\n<b>Warning</b>: mysql_connect() in <b>/var/www/menu.php</b> on line <b>3</b>\n<?xml version='1.0'?><Response/>",
        "",
        "delete everything in front");
    expect("\n\n  §Notice: x\n<Response/>", "starts with 'Notice", "delete everything");
    expect("\uFEFF§hello <Response/>", "starts with 'hello", "delete everything");
    expect("§hello", "starts with 'hello'", "expected an XML document");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>404</body></html>",
        "<!doctype HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>404 Not Found</title><hr></body></html>",
        "<html><head><meta charset=utf-8><title>502</title></head><body><hr></html>",
        "\n<HTML><BODY>502</BODY></HTML>",
        "<!-- nginx --><html><hr><body></html>",
      })
  void shouldSeeAnHtmlPage(String text) {
    Document document = read(text);
    assertThat(document.response()).isNull();
    assertThat(document.diagnostics()).hasSize(1);
    assertThat(document.diagnostics().get(0).render()).contains("HTML page");
  }

  @ParameterizedTest
  @CsvSource({
    "<Response><Speak>Hello</Speak, inside a tag",
    "<Response><Speak Party=\"al, inside a tag",
    "<Response><Speak>Hel, ends inside Speak",
    "<Response><Speak>Hello</Speak>, ends inside Response",
    "<Response><Speak>Hello</Speak></Respon, inside a tag",
    "<Response><!-- com, inside a comment",
    "<Response><Speak><![CDATA[x, inside a CDATA section",
    "<?xml version=\"1., inside",
    "<, inside a tag",
  })
  void shouldSeeATruncatedDocument(String text, String message) {
    expect(text, "the document ends " + message.replace("ends ", ""), "cut off");
  }

  @Test
  void shouldSeeAQuoteThatIsNotClosed() {
    expect(
        START + "<Speak Party=§\"all>Hello</Speak>\n</Response>",
        "is not closed",
        "put a quote at its end");
    expect(
        START + "<Speak Party=§\"all>Hello</Speak>\n  <Play AudioFile=\"x.wav\"/>\n</Response>",
        "is not closed",
        "put a quote at its end");
    expect(
        START + "<Speak\n  Party='all'\n  Voice=§'anna>\nHello\nthere</Speak>\n</Response>",
        "is not closed",
        "put a quote at its end");
  }

  @Test
  void shouldSeeAMissingBlankBetweenAttributes() {
    expect(
        START + "<userinput repeat ='true'§digits ='1'></userinput></Response>",
        "no blank between two attributes",
        "repeat ='true'");
    expect(
        START + "<UserInput Repeat=\"true\"§Digits=\"1\"/></Response>",
        "no blank",
        "Repeat=\"true\"");
  }

  @Test
  void shouldSeeAMissingBlankBehindTheNameOfAnElement() {
    expect(
        START + "§<arrayid=\"sampleArray\"><item>1</item></array></Response>",
        "no blank between 'array' and 'id'",
        "<array id=");
    expect(
        START + "§<SpeakParty='all'>x</Speak></Response>",
        "no blank between 'Speak' and 'Party'",
        "<Speak Party=");
    expect(
        START + "§<UserInputRepeat='true'/></Response>",
        "no blank between 'UserInput' and 'Repeat'",
        "<UserInput Repeat=");
  }

  @Test
  void shouldSeeAClosingTagInAnotherCase() {
    expect(
        START + "<Speak>Hello§</speak></Response>",
        "</speak> stands where </Speak> was expected, opened in line 2",
        "upper and lower case");
  }

  @Test
  void shouldSeeTagsThatCross() {
    expect(
        START + "<ForEach Source='voicemails'><Speak>Hi§</ForEach></Speak></Response>",
        "</ForEach> stands where </Speak> was expected",
        "close it first");
    expect(START + "<UserInput>§</Response>", "</UserInput> was expected", "<UserInput ... />");
    expect("<Response/>§</Response>", "closes nothing that is open", "closed too early");
  }

  @Test
  void shouldSeeMoreBehindTheRoot() {
    expect("<Response/>\n§<Response/>", "more behind the end", "one root");
    expect("<Response/>\n§bye", "more behind the end", "one root");
  }

  @Test
  void shouldSeeASecondDeclaration() {
    expect(
        "<?xml version='1.0'?>\n<Response>\n§<?xml version='1.0'?>\n<Speak>x</Speak></Response>",
        "a second XML declaration",
        "only the first line");
  }

  @Test
  void shouldSeeALessThanSignInText() {
    expect(START + "<Speak>if 1 §< 2</Speak></Response>", "a bare '<'", "&lt;");
    expect(START + "<Speak>press §<1> now</Speak></Response>", "a bare '<'", "&lt;");
  }

  @Test
  void shouldSeeTypographicQuotes() {
    expect(START + "<Speak Party=§“all”>Hi</Speak></Response>", "typographic quote", "\"");
  }

  @Test
  void shouldSeeDuplicateAttributes() {
    expect(
        START + "<Speak Party='all' §Party='caller'>Hi</Speak></Response>",
        "'Party' is given twice",
        "delete one");
  }

  @Test
  void shouldSeeACharacterThatXmlForbids() {
    expect(START + "<Speak>bell§\u0007</Speak></Response>", "character", "delete it");
    expect(START + "<Speak>nul§\u0000</Speak></Response>", "character", "delete it");
  }

  @Test
  void shouldSeeAnEmptyDocument() {
    for (String text : List.of("", " \n ", "\uFEFF", "\uFEFF\n")) {
      Diagnostic finding = Reading.finding(text);
      assertThat(finding.rule()).isEqualTo(Rule.OZ003);
      assertThat(finding.message()).isEqualTo("the document is empty");
    }
  }

  @Test
  void shouldSeeACommentThatIsNoOne() {
    expect(START + "§<!-- a -- b --><Beep/></Response>", "'--' inside a comment", "another");
  }

  @Test
  void shouldNotBlameWhatIsCommentedOut() {
    expect(
        START + "<Beep/><!-- <Speak Party=all> -->§</Foo></Response>",
        "</Foo> stands where </Response> was expected",
        "close it first");
  }

  @Test
  void shouldSeeJsonForWhatItIs() {
    expect("§{\"error\": \"not found\"}", "starts with '{\"error\"", "expected an XML document");
  }
}
