package org.ozml.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.found;
import static org.ozml.document.Reading.read;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** OzML language notes, 1.3, and the encodings of files. */
class EncodingTest {
  private static final String SCRIPT = "<Response><Speak>Grüß Gott, €</Speak></Response>";

  private static String spoken(Document document) {
    assertThat(document.response()).isNotNull();
    return ((Speak) document.response().commands().get(0)).text().written();
  }

  @Test
  void shouldReadUtf8WithoutADeclaration() {
    Document document = read(SCRIPT.getBytes(UTF_8));
    assertThat(spoken(document)).isEqualTo("Grüß Gott, €");
    assertThat(found(document)).isEmpty();
  }

  @Test
  void shouldWarnOfAByteOrderMark() {
    Document document = read(("\uFEFF" + SCRIPT).getBytes(UTF_8));
    assertThat(spoken(document)).isEqualTo("Grüß Gott, €");
    assertThat(found(document)).containsExactly("1:1 OZ005");
  }

  @Test
  void shouldReadUtf16WithAndWithoutAMark() {
    for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE}) {
      for (String mark : new String[] {"", "\uFEFF"}) {
        String text = mark + "<?xml version='1.0' encoding='UTF-16'?>" + SCRIPT;
        Document document = read(text.getBytes(charset));
        assertThat(spoken(document)).as("%s %s", charset, mark).isEqualTo("Grüß Gott, €");
        assertThat(document.hasErrors()).isFalse();
      }
    }
  }

  @Test
  void shouldReadTheDeclaredEncoding() {
    String text = "<?xml version=\"1.0\" encoding='windows-1252'?>" + SCRIPT;
    assertThat(spoken(read(text.getBytes(Charset.forName("windows-1252")))))
        .isEqualTo("Grüß Gott, €");
    String declared =
        "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><Response><Speak>ő</Speak></Response>";
    assertThat(spoken(read(declared.getBytes(Charset.forName("ISO-8859-2"))))).isEqualTo("ő");
  }

  @Test
  void shouldReadTheDeclaredEncodingBehindBlankLines() {
    String text =
        "\r\n\r\n <?xml version='1.0' encoding='ISO-8859-1'?><Response><Speak>ü</Speak></Response>";
    Document document = read(text.getBytes(ISO_8859_1));
    assertThat(spoken(document)).isEqualTo("ü");
    assertThat(found(document)).containsExactly("3:2 OZ005");
  }

  @Test
  void shouldReadLatin1BytesThatClaimToBeUtf8WithAWarning() {
    Document document = read("<Response><Speak>ü</Speak></Response>".getBytes(ISO_8859_1));
    assertThat(spoken(document)).isEqualTo("ü");
    assertThat(found(document)).containsExactly("1:1 OZ006");
    assertThat(document.diagnostics().get(0).message()).isEqualTo("the bytes are not UTF-8");
  }

  @Test
  void shouldReadAnUnknownEncodingAsUtf8() {
    Document document = read(("<?xml version='1.0' encoding='klingon'?>" + SCRIPT).getBytes(UTF_8));
    assertThat(spoken(document)).isEqualTo("Grüß Gott, €");
    assertThat(found(document)).containsExactly("1:1 OZ006");
  }

  @Test
  void shouldTakeTextThatIsAlreadyDecodedWhateverItDeclares() {
    Document document = read("<?xml version='1.0' encoding='UTF-16'?>" + SCRIPT);
    assertThat(spoken(document)).isEqualTo("Grüß Gott, €");
    assertThat(found(document)).isEmpty();
  }

  @Test
  void shouldTolerateWhatTemplatesPutInFrontOfTheDeclaration() {
    for (String front : new String[] {"\n", "  ", "\r\n\t\n", "\n\uFEFF", "\uFEFF\n"}) {
      Document document = read(front + "<?xml version='1.0'?>\n<Response><Beep/></Response>");
      assertThat(document.response()).as(front).isNotNull();
      assertThat(document.hasErrors()).isFalse();
      assertThat(Reading.codes(document.diagnostics())).containsExactly("OZ005");
    }
    assertThat(found("\n\n<Response/>")).isEmpty();
  }

  @Test
  void shouldKeepPositionsBehindWhatItTolerates() {
    assertThat(found("\n\n <?xml version='1.0'?>\n<Response>\n <Foo/></Response>"))
        .containsExactly("3:2 OZ005", "5:2 OZ101");
  }
}
