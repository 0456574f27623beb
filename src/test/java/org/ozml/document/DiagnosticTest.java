package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.finding;
import static org.ozml.document.Reading.found;
import static org.ozml.document.Reading.read;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings say where, what, what to do, and show the place. */
class DiagnosticTest {
  @Test
  void shouldShowTheLineWithACaretBelowTheMistake() {
    assertThat(finding("<Response>\n  <Speak Partie=\"all\">Hello</Speak>\n</Response>").render())
        .isEqualTo(
            """
            test.xml:2:10: error OZ102: Speak has no parameter 'Partie'; did you mean 'Party'?
              %s<Speak Partie="all">Hello</Speak>
              %s^"""
                .formatted("  ", " ".repeat(9)));
  }

  @Test
  void shouldPutTheHeadlineOnOneLine() {
    Diagnostic finding = finding("<Response>\n<Foo\nbar='1'/></Response>");
    assertThat(finding.headline()).isEqualTo("test.xml:2:1: error OZ101: unknown command 'Foo'");
    assertThat(finding).hasToString(finding.headline());
  }

  @Test
  void shouldKeepTheCaretBelowTheMistakeBehindTabs() {
    assertThat(finding("<Response>\n\t\t<Foo/>\n</Response>").render())
        .endsWith("\n    <Foo/>\n    ^");
  }

  @Test
  void shouldShowAPartOfALongLine() {
    String text = "<Response>" + "<Beep/>".repeat(100) + "<Foo/>" + "<Beep/>".repeat(100);
    List<String> lines = finding(text + "</Response>").render().lines().toList();
    assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("<Foo/>");
    assertThat(lines.get(1)).hasSizeLessThan(110);
  }

  @Test
  void shouldCountLinesOfEveryKind() {
    assertThat(found("<Response>\r\n<Foo/>\r\n</Response>")).containsExactly("2:1 OZ101");
    assertThat(found("<Response>\r<Foo/>\r</Response>")).containsExactly("2:1 OZ101");
    assertThat(found("<Response>\r\n<Beep\r\n\r\n  Foo=''/>\r\n</Response>"))
        .containsExactly("4:3 OZ102");
  }

  @Test
  void shouldCountColumnsInCharacters() {
    assertThat(found("<Response>ß\u00a0é<Foo/></Response>")).endsWith("1:14 OZ101");
  }

  @Test
  void shouldPointAtTheAttributeWhateverItsSpelling() {
    assertThat(found("<Response>\n<SPEAK   party = 'me' TEXT='x'/></Response>"))
        .containsExactly("2:10 OZ104");
    assertThat(found("<Response><BlindTransfer Target='1' TranferorParty='all'/></Response>"))
        .containsExactly("1:37 OZ104");
    // An attribute's name in another attribute's value is not meant.
    assertThat(found("<Response><Speak Text=' party=x' Party='me'/></Response>"))
        .containsExactly("1:34 OZ104");
  }

  @Test
  void shouldPointAtTheElementWhenAParameterIsMissing() {
    assertThat(found("<Response>\n  <Speak></Speak></Response>")).containsExactly("2:3 OZ103");
  }

  @Test
  void shouldReportEverythingInTheOrderOfTheText() {
    assertThat(
            found(
                """
                <Response>
                  <Speek>Hello</Speek>
                  <Delay Time="soon" Foo="1"/>
                  hello
                  <UserInput>
                    <Input Key="1"/>
                    <Inputs><Input/></Inputs>
                  </UserInput>
                </Response>
                """))
        .containsExactly(
            "2:3 OZ101", "3:10 OZ104", "3:22 OZ102", "4:3 OZ107", "6:5 OZ105", "7:13 OZ103");
  }

  @Test
  void shouldSayWhyADocumentCannotBeRead() {
    assertThat(read("<Response>\n<Speak>").reason())
        .isEqualTo(
            "not well-formed: the document ends inside Speak, which was opened in line 2 (line 2)");
    assertThat(read("<Response/>").reason()).isEmpty();
  }

  @Test
  void shouldTellErrorsFromWarnings() {
    assertThat(read("<Response>text</Response>").hasErrors()).isFalse();
    assertThat(read("<Response><Foo/></Response>").hasErrors()).isTrue();
  }
}
