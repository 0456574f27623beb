package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code examples/alarm}, as the README says to run it. */
class AlarmExampleTest {
  private static final String README =
      "run examples/alarm/centre.xml --world examples/alarm/world.yaml --caller 5001";

  @Test
  void onlyWhatIsAcknowledgedGoesOut() {
    CommandLineRun run = CommandLineRun.ozml(README.split(" "));
    List<String> lines = run.out().lines().toList();
    int refused = first(lines, "not acknowledged: 1234181110010152");
    int received = first(lines, "an alarm is received and acknowledged: account=1234");
    int mailed = first(lines, "e-mail to guard@example.com, subject \"Fire at 1234\"");
    int texted = first(lines, "SMS to +36201112222: \"Fire, account 1234, zone 015\"");
    assertThat(List.of(refused, received, mailed, texted)).isSorted().doesNotContain(-1);
    assertThat(lines).filteredOn(line -> line.contains("e-mail to")).hasSize(1);
    assertThat(run.code()).isZero();
  }

  private static int first(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) return i;
    }
    return -1;
  }
}
