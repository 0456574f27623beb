package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The PIN check of {@code examples/pin}, with its web application as files. */
class PinExampleTest {
  private static final String SITE = "http://localhost:8080/";
  private static final String FILES = "examples/pin/";

  private static CommandLineRun run(String keys, String... pins) {
    List<String> arguments = new ArrayList<>(List.of("run", FILES + "pin.xml", "--keys", keys));
    for (String pin : pins) arguments.addAll(List.of("--answer", SITE + "pin=" + FILES + pin));
    arguments.addAll(List.of("--answer", SITE + "members=" + FILES + "members.xml"));
    return CommandLineRun.ozml(arguments.toArray(String[]::new));
  }

  @Test
  void shouldLetMembersIn() {
    assertThat(run("1234", "right.xml").out())
        .contains("DtmfEntered is posted to http://localhost:8080/pin with DtmfDigits=1234")
        .contains("1001 hears \"Welcome to the members' line.\"")
        .doesNotContain("Goodbye");
  }

  @Test
  void shouldGiveASecondTry() {
    assertThat(run("1111,1234", "wrong.xml", "right.xml").out())
        .contains("1111 is not your PIN", "Welcome to the members' line.");
    assertThat(run("1111,2222", "wrong.xml", "wrong.xml").out())
        .contains("1111 is not your PIN", "2222 is not your PIN", "We could not let you in.");
  }

  @Test
  void shouldNotWaitForEver() {
    assertThat(CommandLineRun.ozml("run", FILES + "pin.xml", "--offline").out())
        .contains("We could not let you in.")
        .doesNotContain("presses");
    assertThat(run("12", "right.xml").out()).contains("presses 2", "We could not let you in.");
  }
}
