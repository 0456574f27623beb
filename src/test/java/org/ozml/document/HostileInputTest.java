package org.ozml.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.found;
import static org.ozml.document.Reading.read;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whatever comes in, a document comes out: never an exception, and never a silent failure. */
class HostileInputTest {
  private static final String GOOD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Response>
        <!-- a menu -->
        <Var ID="name">Grüß &amp; Gott</Var>
        <UserInput Repeat="true" Timeout='5' BackKey="*">
          <InitialCommands><Speak Party="all">Press 1, $name.</Speak></InitialCommands>
          <Inputs>
            <Input Key="1"><GoTo Url="http://example.com/?a=$name&amp;b=2"/></Input>
            <Input Key="2"><![CDATA[ ]]><Hangup/></Input>
          </Inputs>
        </UserInput>
      </Response>
      """;

  private static final DocumentReader READER_OF_MANY =
      new DocumentReader(new Limits(1 << 24, 256, 200_000));

  private static void holds(Document document) {
    for (Diagnostic finding : document.diagnostics()) {
      assertThat(finding.render()).startsWith("test.xml:");
      assertThat(finding.position().offset()).isBetween(0, document.source().text().length());
    }
    if (document.response() == null) {
      assertThat(document.hasErrors()).isTrue();
      assertThat(document.reason()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  void shouldAnswerAnyBytes(@ForAll byte[] bytes) {
    holds(read(bytes));
  }

  @Property(tries = 500)
  void shouldAnswerAnyText(@ForAll String text) {
    holds(read(text));
  }

  @Property(tries = 1000)
  void shouldAnswerAnythingThatLooksLikeMarkup(@ForAll("markup") List<String> tokens) {
    holds(read(String.join("", tokens)));
    holds(read("<Response>" + String.join("", tokens)));
  }

  @Provide
  Arbitrary<List<String>> markup() {
    return Arbitraries.of(
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<?xml",
            "&",
            ";",
            "&amp;",
            "&#x0;",
            "&#xD800;",
            "=",
            "\"",
            "'",
            " ",
            "\n",
            "\r",
            "\t",
            "\uFEFF",
            "\u0000",
            "$",
            "$$",
            "Response",
            "Speak",
            "UserInput",
            "Inputs",
            "Input",
            "Key",
            "id",
            "Var",
            "xmlns",
            "xml:id",
            "a:b",
            "x",
            "<Response>",
            "</Response>",
            "<Speak>",
            "</Speak>",
            "<UserInput Digits=\"1\">",
            "<!DOCTYPE",
            "Digits=\"1\"",
            "\uD800",
            "💥",
            "ß")
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 2000)
  void shouldAnswerAMutatedDocument(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(GOOD);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(5));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end));
        case 2 -> text.insert(at, "<>&\"'=/ \u0000!-".charAt(random.nextInt(11)));
        default -> text.setCharAt(at, (char) random.nextInt(0x250));
      }
    }
    holds(read(text.toString()));
  }

  @Test
  void shouldAnswerADocumentThatIsCutOffAnywhere() {
    String whole = GOOD.stripTrailing();
    for (int length = 0; length < whole.length(); length++) {
      Document document = read(whole.substring(0, length));
      holds(document);
      assertThat(document.response()).as("%d characters", length).isNull();
      assertThat(document.diagnostics()).as("%d characters", length).hasSize(1);
    }
    assertThat(found(whole)).isEmpty();
  }

  @Test
  void shouldAnswerAMebibyteOfNoise() {
    byte[] noise = new byte[1 << 20];
    new Random(42).nextBytes(noise);
    quick(() -> holds(read(noise)));
    byte[] markup = new byte[1 << 20];
    Random random = new Random(7);
    byte[] alphabet = "<<>>&&''\"\"==// aZ\n".getBytes(UTF_8);
    for (int i = 0; i < markup.length; i++) markup[i] = alphabet[random.nextInt(alphabet.length)];
    quick(() -> holds(read(markup)));
    quick(() -> holds(read("<Response>" + new String(markup, 0, 1 << 19, ISO_8859_1))));
  }

  /** Far above what it takes, far below what a quadratic search takes. */
  private static void quick(Executable read) {
    Assertions.assertTimeout(Duration.ofSeconds(8), read);
  }

  @Test
  void shouldReportManyMistakesInLinearTime() {
    String command = "<Speak Foo='1' Bar='2' Party='x'/>\n";
    String text = "<Response>\n" + command.repeat(9_000) + "</Response>";
    quick(() -> assertThat(read(text).diagnostics()).hasSize(4 * 9_000));
    StringBuilder wide = new StringBuilder("<Response>");
    for (int element = 0; element < 400; element++) {
      wide.append("<Beep");
      for (int i = 0; i < 190; i++) wide.append(" a").append(i).append("=''");
      wide.append("/>");
    }
    quick(() -> assertThat(read(wide + "</Response>").diagnostics()).hasSize(400 * 190));
  }

  @Test
  void shouldRefuseADoctype() {
    assertThat(found("<?xml version='1.0'?>\n<!DOCTYPE Response>\n<Response/>"))
        .containsExactly("2:1 OZ002");
  }

  @Test
  void shouldNotFetchAnExternalEntity() {
    String text =
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<Response><Speak>&x;</Speak></Response>";
    Document document = read(text);
    assertThat(document.response()).isNull();
    assertThat(found(document)).containsExactly("1:1 OZ002");
  }

  @Test
  void shouldNotExpandAnEntityBomb() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">\n");
    for (int i = 1; i < 30; i++) {
      String twice = "&a%d;&a%d;".formatted(i - 1, i - 1);
      bomb.append("<!ENTITY a").append(i).append(" \"").append(twice).append("\">\n");
    }
    bomb.append("]><Response><Speak>&a29;</Speak></Response>");
    quick(() -> assertThat(found(bomb.toString())).containsExactly("1:1 OZ002"));
  }

  @Test
  void shouldHoldTheLimitOfNesting() {
    assertThat(found(nested(255))).isEmpty();
    for (int depth : new int[] {256, 100_000}) {
      Document document = READER_OF_MANY.read("test.xml", nested(depth));
      assertThat(codes(document.diagnostics())).containsExactly("OZ004");
      assertThat(document.diagnostics().get(0).message()).contains("more than 256 deep");
    }
  }

  private static String nested(int depth) {
    return "<Response>"
        + "<ForEach Source='voicemails'>".repeat(depth)
        + "</ForEach>".repeat(depth)
        + "</Response>";
  }

  @Test
  void shouldHoldTheLimitOfElements() {
    assertThat(found("<Response>" + "<Beep/>".repeat(9_999) + "</Response>")).isEmpty();
    Document document = read("<Response>" + "<Beep/>".repeat(10_000) + "</Response>");
    assertThat(codes(document.diagnostics())).containsExactly("OZ004");
    assertThat(document.diagnostics().get(0).message()).contains("more than 10,000 elements");
  }

  @Test
  void shouldHoldTheLimitOfSize() {
    String frame = "<Response><Speak></Speak></Response>";
    String full = frame.replace("<Speak>", "<Speak>" + "a".repeat((1 << 20) - frame.length()));
    assertThat(full).hasSize(1 << 20);
    assertThat(found(read(full.getBytes(UTF_8)))).isEmpty();
    for (Document document :
        new Document[] {read((full + " ").getBytes(UTF_8)), read(full + " ")}) {
      assertThat(found(document)).containsExactly("1:1 OZ004");
      assertThat(document.diagnostics().get(0).render())
          .isEqualTo(
              "test.xml:1:1: error OZ004: the document has 1,048,577 bytes; the limit is"
                  + " 1,048,576");
    }
    // Two bytes a letter: half as many letters are too many.
    String wide = frame.replace("<Speak>", "<Speak>" + "ß".repeat(1 << 19));
    assertThat(codes(read(wide).diagnostics())).containsExactly("OZ004");
  }

  @Test
  void shouldHoldTheLimitOfAttributes() {
    StringBuilder text = new StringBuilder("<Response><Beep");
    for (int i = 0; i < 201; i++) text.append(" a").append(i).append("='1'");
    assertThat(codes(read(text + "/></Response>").diagnostics())).contains("OZ004");
  }

  @Test
  void shouldTakeOtherLimits() {
    DocumentReader small = new DocumentReader(new Limits(100, 3, 4));
    assertThat(codes(small.read("x", "<Response>" + " ".repeat(100)).diagnostics()))
        .containsExactly("OZ004");
    assertThat(codes(small.read("x", "<Response><a><b><c/></b></a></Response>").diagnostics()))
        .contains("OZ004");
    assertThat(small.read("x", "<Response><Beep/><Beep/><Beep/></Response>").diagnostics())
        .isEmpty();
    assertThat(
            codes(
                small.read("x", "<Response><Beep/><Beep/><Beep/><Beep/></Response>").diagnostics()))
        .containsExactly("OZ004");
  }

  @Test
  void shouldBeSafeForManyThreads() {
    long same =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> Reading.readBytes(GOOD))
            .filter(document -> document.response() != null && document.diagnostics().isEmpty())
            .count();
    assertThat(same).isEqualTo(400);
  }
}
