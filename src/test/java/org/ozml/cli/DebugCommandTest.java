package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.withInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session in a file cannot show; see {@link DebugSessionTest}. */
class DebugCommandTest {
  private static final String MENU = "examples/menu.xml";

  @TempDir private Path folder;

  private static final class Screen implements Terminal {
    @Override
    public boolean interactive() {
      return true;
    }

    @Override
    public Listening listen(IntConsumer typed) {
      return () -> {};
    }
  }

  @Test
  void shouldPromptInATerminalAndNotRepeatWhatIsTyped() {
    CommandLineRun run = CommandLineRun.typing("step\nvars\n", new Screen(), "debug", MENU);
    assertThat(run.out())
        .contains("(ozml)    0.000  call ")
        .contains("=> menu.xml:3  <UserInput Timeout=\"5\">\n(ozml) no variable is set\n(ozml) \n")
        .doesNotContain("> step", "> vars");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldRunNothingThatHasNoCommands() throws IOException {
    String broken = Files.writeString(folder.resolve("broken.xml"), "<Response>").toString();
    CommandLineRun run = withInput("run\n", "debug", broken);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(broken + ":1:");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldGoThroughAScriptOfWhichSomeCommandsAreWrong() throws IOException {
    String script = "<Response>\n<Speek>Hello</Speek>\n<Beep/>\n</Response>";
    String file = Files.writeString(folder.resolve("half.xml"), script).toString();
    CommandLineRun run =
        withInput("break error\nrun\nnext\n", "debug", file, "--context", "extension");
    assertThat(run.err()).contains(file + ":2:1: error");
    assertThat(run.out())
        .contains("=> half.xml:2  <Speek>Hello</Speek>  has answered 301  (breakpoint 1)\n")
        .endsWith("=> half.xml:3  <Beep/>\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldRefuseAScriptFromStandardInputWhichIsForTheOrders() {
    CommandLineRun run = withInput("<Response/>", "debug", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("standard input is for the orders; put the script into a file");
  }

  @Test
  void shouldLetNobodyHangUpBeforeItBegins() {
    CommandLineRun run = withInput("hangup 77\npress 1\n", "debug", "examples/menu.xml");
    assertThat(run.out())
        .contains("> hangup 77\nnobody is in a call here", "> press 1\nnobody is in a call here");
  }

  @Test
  void shouldListEveryOrderInTheHelp() {
    assertThat(withInput("help\n", "debug", MENU).out())
        .contains("  run                   start anew", "  break [FILE:]LINE | error | keys\n")
        .contains("  press KEYS [NUMBER]   let somebody press keys now\n");
  }
}
