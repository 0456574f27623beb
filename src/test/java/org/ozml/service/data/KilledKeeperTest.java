package org.ozml.service.data;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process has acknowledged is there after it was killed in the middle of its work. */
@Timeout(120)
class KilledKeeperTest extends OnBothDatabases {
  private static final int ENOUGH = 300;
  private static final Page ALL = new Page(0, Integer.MAX_VALUE);

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    store.close();
    List<String> acknowledged = killed();
    store = open();
    assertThat(acknowledged).hasSizeGreaterThan(2 * ENOUGH);
    assertThat(alarms()).containsAll(named("alarm ", acknowledged)).doesNotHaveDuplicates();
    new CallWriter(new CallTable(store)).close(); // the next process
    Map<String, String> states = states();
    assertThat(states.keySet()).containsAll(named("begun ", acknowledged));
    Set<String> ended = new HashSet<>(named("ended ", acknowledged));
    assertThat(states)
        .allSatisfy(
            (id, state) -> {
              if (ended.contains(id)) assertThat(state).isEqualTo("Busy");
            });
    assertThat(states)
        .containsAllEntriesOf(
            named("begun ", acknowledged).stream()
                .limit(1)
                .collect(Collectors.toMap(id -> id, id -> "Error")));
  }

  private List<String> alarms() {
    return new AlarmTable(store)
        .list(ALL).rows().stream().map(each -> each.alarm().callId()).toList();
  }

  /** How each call ended, as the history has it; a call that is there twice fails. */
  private Map<String, String> states() {
    return new CallTable(store)
        .list(CallTable.Filter.NONE, ALL).rows().stream()
            .collect(Collectors.toMap(PastCall::callId, PastCall::state));
  }

  private static List<String> named(String kind, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .toList();
  }

  /** Starts a process, waits until it has acknowledged enough of each kind, and kills it. */
  private List<String> killed() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledKeeper.class.getName(),
                url,
                Databases.USER,
                Databases.PASSWORD)
            .redirectError(folder.resolve("errors").toFile())
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int alarms = 0;
      int calls = 0;
      while (alarms < ENOUGH || calls < ENOUGH) {
        String line = lines.readLine();
        assertThat(line).as("the process ended by itself, see %s", folder).isNotNull();
        acknowledged.add(line);
        if (line.startsWith("alarm ")) alarms++;
        else calls++;
      }
      process.toHandle().destroyForcibly(); // SIGKILL, in the middle of its work
      assertThat(process.waitFor(10, SECONDS)).isTrue();
      // What it said before it died counts too, but for a line that it did not finish.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        acknowledged.add(line);
      }
      acknowledged.remove(acknowledged.size() - 1);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    return acknowledged;
  }
}
