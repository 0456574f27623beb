package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.cli.CommandLineRun.ozml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"run", "validate", "explain", "completion"})
  void shouldHelpWithEachCommandByExamples(String command) {
    CommandLineRun run = ozml(command, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Usage: ozml " + command).contains("Example");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldNameAllCommandsInItsHelp() {
    CommandLineRun run = ozml("--help");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("  run ", "  validate ", "  explain ", "  completion ", "Exit codes:");
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(ozml("--version").out()).startsWith("ozml ");
  }

  @Test
  void shouldAskForWhatIsMissing() {
    for (String command : new String[] {"run", "validate"}) {
      CommandLineRun run = ozml(command);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).startsWith("ozml " + command + ": Missing required parameter");
    }
  }

  @Test
  void shouldAskForACommand() {
    CommandLineRun run = ozml();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("run, validate, test, explore, explain or completion", "Try 'ozml --help'");
  }

  @Test
  void shouldSuggestTheCommandThatWasMeant() {
    CommandLineRun run = ozml("validte", "x.xml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean").contains("validate");
  }

  @Test
  void shouldSuggestTheOptionThatWasMeant() {
    CommandLineRun run = ozml("run", "x.xml", "--kees", "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--kees", "did you mean --keys?", "Try 'ozml run --help'");
  }

  @Test
  void shouldCompleteTheCommandLineInBash() {
    CommandLineRun run = ozml("completion");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("complete -F", "validate", "--hangup-at");
  }

  @Test
  void shouldExplainACodeInAnyCase() {
    CommandLineRun run = ozml("explain", "oz101");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("OZ101, error: unknown element").contains("```xml wrong");
  }

  @Test
  void shouldListAllCodes() {
    CommandLineRun run = ozml("explain");
    assertThat(run.out()).contains("OZ001  error    not well-formed XML", "OZ305  warning");
    assertThat(run.out().lines()).hasSize(org.ozml.document.Rule.values().length);
  }

  @Test
  void shouldSuggestTheCodeThatWasMeant() {
    CommandLineRun run = ozml("explain", "OZ1001");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no code 'OZ1001'; did you mean 'OZ");
  }
}
