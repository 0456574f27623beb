package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortTextTest {
  @ParameterizedTest
  @CsvSource({
    "a, 153, 1", "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "€, 80, 1", "€, 81, 2",
    "ő, 70, 1", "ő, 71, 2", "ő, 134, 2", "ő, 135, 3", "😀, 35, 1", "😀, 36, 2", "😀, 67, 3"
  })
  void countsPartsAsPhonesDo(String letter, int letters, int parts) {
    String text = letter.repeat(letters);
    assertThat(ShortText.of(text, !ShortText.isGsm(text), 7).parts()).hasSize(parts);
  }

  @ParameterizedTest
  @CsvSource({"a, €, 152, false", "ő, 😀, 66, true"})
  void neverCutsWhatTakesTwo(String one, String two, int before, boolean unicode) {
    String text = one.repeat(before) + two + one.repeat(60);
    byte[] first = ShortText.of(text, unicode, 7).parts().get(0);
    assertThat(text(first, unicode)).isEqualTo(one.repeat(before));
  }

  @Property(tries = 300)
  void givesEveryTextBack(
      @ForAll @StringLength(max = 700) String any, @ForAll int reference, @ForAll boolean gsm) {
    // Half a surrogate pair is no text.
    String text = new String(any.getBytes(UTF_16BE), UTF_16BE);
    if (gsm) {
      text = text.replaceAll("[^ -Z_a-z\\n€{}^äöüÄÖÜß]", "~");
    }
    boolean unicode = !ShortText.isGsm(text);
    StringBuilder back = new StringBuilder();
    var parts = ShortText.of(text, unicode, reference).parts();
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i);
      if (parts.size() > 1) {
        assertThat(Segment.read(part))
            .isEqualTo(new Segment(reference & 0xFF, parts.size(), i + 1));
        part = Segment.body(part);
      }
      assertThat(part.length).isLessThanOrEqualTo(unicode ? 140 : 160);
      back.append(unicode ? new String(part, UTF_16BE) : ShortText.read(part));
    }
    assertThat(back.toString()).isEqualTo(text);
  }

  @Property(tries = 500)
  void aHeaderThatIsNoneIsSurvived(@ForAll byte[] bytes) {
    Segment segment = Segment.read(bytes);
    assertThat(Segment.body(bytes).length).isLessThanOrEqualTo(bytes.length);
    if (segment != null) {
      assertThat(segment.number()).isBetween(1, segment.total());
    }
  }

  private static String text(byte[] part, boolean unicode) {
    byte[] body = Arrays.copyOfRange(part, 6, part.length);
    return unicode ? new String(body, UTF_16BE) : ShortText.read(body);
  }
}
