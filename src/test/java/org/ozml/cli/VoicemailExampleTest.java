package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The voicemail menu of {@code examples/voicemail}. */
class VoicemailExampleTest {
  private static final String MENU = "examples/voicemail/menu.xml";
  private static final String FIRST = "voicemails/9994/new/20261120-101200_1005.wav";

  private static String inItsWorld(String... more) {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(
        new String[] {"run", MENU, "--world", "examples/voicemail/world.yaml"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLineRun run = CommandLineRun.ozml(arguments);
    assertThat(run.code()).isZero();
    return run.out();
  }

  @Test
  void shouldDeleteWithKey1AndKeepTheOthers() {
    assertThat(inItsWorld("--keys", "1"))
        .contains("1001 hears \"From 1005 on 2026-11-20 10:12:00.\"")
        .contains("1001 hears the file " + FIRST)
        .contains("the file " + FIRST + " is deleted")
        .contains("20261120-113000_1006.wav is moved to voicemails/9994/old/")
        .contains("<Code>200</Code>")
        .doesNotContain("1007");
  }

  @Test
  void shouldKeepAllWithoutAKey() {
    assertThat(inItsWorld())
        .contains("the file " + FIRST + " is moved to")
        .doesNotContain("deleted");
  }

  @Test
  void shouldTellJsonWhatBecameOfTheFiles() {
    assertThat(inItsWorld("--keys", "1", "--json"))
        .contains("\"event\":\"FileDeleted\",\"script\":1,\"file\":\"" + FIRST + "\"")
        .contains("\"event\":\"FileMoved\"");
  }

  /** Without a world the extension has plausible messages. */
  @Test
  void shouldShowSomethingWithoutAWorld() {
    assertThat(CommandLineRun.ozml("run", MENU).out()).contains("From 1002", "is moved to");
  }
}
