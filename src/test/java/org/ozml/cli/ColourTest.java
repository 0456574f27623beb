package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ColourTest {
  private static final String ESCAPE = "\u001b[";

  private static final Terminal SCREEN =
      new Terminal() {
        @Override
        public boolean showsOutput() {
          return true;
        }

        @Override
        public boolean showsErrors() {
          return true;
        }

        @Override
        public Listening listen(IntConsumer typed) {
          throw new AssertionError("nobody sits there");
        }
      };

  private static String explained(
      Terminal terminal, Map<String, String> environment, String... more) {
    return CommandLineRun.in(terminal, environment, more).out();
  }

  @Test
  void shouldColourOnlyOnATerminal() {
    assertThat(explained(SCREEN, Map.of(), "explain")).contains(ESCAPE);
    assertThat(explained(Terminal.NONE, Map.of(), "explain")).doesNotContain(ESCAPE);
  }

  @Test
  void shouldHonourNoColor() {
    assertThat(explained(SCREEN, Map.of("NO_COLOR", "1"), "explain")).doesNotContain(ESCAPE);
    assertThat(explained(SCREEN, Map.of("NO_COLOR", "1"), "--help")).doesNotContain(ESCAPE);
    assertThat(explained(SCREEN, Map.of("NO_COLOR", ""), "explain")).contains(ESCAPE);
    assertThat(explained(SCREEN, Map.of("TERM", "dumb"), "explain")).doesNotContain(ESCAPE);
  }

  @Test
  void shouldColourWhenToldTo() {
    assertThat(explained(Terminal.NONE, Map.of("NO_COLOR", "1"), "explain", "--color", "always"))
        .contains(ESCAPE);
    assertThat(explained(SCREEN, Map.of(), "explain", "--color", "never")).doesNotContain(ESCAPE);
  }

  @Test
  void shouldColourTranscriptsAndDiagnosticsWithoutChangingTheirText() {
    String[] command = {"run", "examples/menu.xml", "--fast", "--color", "always"};
    String coloured = explained(Terminal.NONE, Map.of(), command);
    String plain = explained(Terminal.NONE, Map.of(), "run", "examples/menu.xml");
    assertThat(coloured).contains(ESCAPE);
    assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
  }
}
