package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.places;
import static org.ozml.document.Reading.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;

class IgnoresTest {
  /** The lines begin with line 2. */
  private static List<Diagnostic> in(String... lines) {
    String text = "<Response>\n" + String.join("\n", lines) + "\n</Response>";
    return Checks.check(read(text), Context.EXTENSION);
  }

  private static String ignore(String what) {
    return "<!-- ozml:ignore " + what + " -->";
  }

  private static final String LOST = "<BlindTransfer>1003</BlindTransfer>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- ozml:ignore OZ315 always answered -->\n" + LOST,
        "<!-- ozml:ignore oz315 always answered -->\n\n<!-- another remark -->\n" + LOST,
        "<!--ozml:ignore OZ315\n  always\n  answered-->" + LOST,
        "<Beep/><!-- ozml:ignore OZ315 always answered -->" + LOST,
        LOST + " <!-- ozml:ignore OZ315 always answered -->",
        "<!--ozml:ignore OZ301 set before--><!--ozml:ignore OZ315 b--><BlindTransfer Target='$me'/>",
      })
  void shouldSilenceTheElementBehindOrTheLineBefore(String commands) {
    assertThat(in(commands)).isEmpty();
  }

  @Test
  void shouldSilenceWhatIsFoundInTheTextOfTheElement() {
    assertThat(in(ignore("OZ301 set by main.xml"), "<Speak>Hello", "$name</Speak>")).isEmpty();
  }

  @Test
  void shouldNotSilenceWhatIsInside() {
    String inside = "<Inputs><Input Key='1'>" + LOST + "</Input></Inputs>";
    String menu = "<UserInput Timeout='5'>\n" + inside + "</UserInput>";
    assertThat(places(in(ignore("OZ315 always answered"), menu, "<Hangup/>")))
        .containsExactly("2:1 OZ321", "4:24 OZ315");
  }

  @Test
  void shouldSilenceOneCodeOnly() {
    assertThat(places(in(ignore("OZ301 set before"), "<BlindTransfer Target='$me'/>")))
        .containsExactly("3:1 OZ315");
  }

  @Test
  void shouldAskForTheReason() {
    assertThat(places(in(ignore("OZ315"), LOST))).containsExactly("2:1 OZ320", "3:1 OZ315");
    assertThat(in(ignore("OZ315"), LOST).get(0).render())
        .contains("does not say why OZ315", "<!-- ozml:ignore OZ315 because ... -->");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OZ999 because", "because", "OZ101 because", "OZ107 b", "OZ320 b"})
  void shouldRefuseWhatIsNoCodeOrCannotBeMeantSo(String what) {
    assertThat(places(in(ignore(what), LOST))).containsExactly("2:1 OZ320", "3:1 OZ315");
  }

  @Test
  void shouldNotSilenceErrors() {
    String menu = "<UserInput Timeout='5'><Inputs><Input Key='1'/>\n%s\n<Input Key='1'/></Inputs>";
    assertThat(places(in(menu.formatted(ignore("OZ202 why not")) + "</UserInput><Beep/>")))
        .containsExactly("3:1 OZ320", "4:8 OZ202");
  }

  @Test
  void shouldTellWhenThereIsNothingToSilence() {
    assertThat(places(in(ignore("OZ315 always answered"), "<Beep/>"))).containsExactly("2:1 OZ321");
    assertThat(places(in(LOST, ignore("OZ315 too late"))))
        .containsExactly("2:1 OZ315", "3:1 OZ321");
  }

  @Test
  void shouldNotTakeATextForAComment() {
    assertThat(in("<Speak><![CDATA[" + ignore("OZ999") + "]]></Speak>")).isEmpty();
    assertThat(in("<Speak Text='say ozml:ignore OZ999 > now'/>")).isEmpty();
    assertThat(in("<!-- about ozml:ignore -->", "<Beep/>")).isEmpty();
  }
}
