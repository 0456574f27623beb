package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallWriterTest extends OnBothDatabases {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private CallTable calls;

  @BeforeEach
  void table() {
    calls = new CallTable(store);
  }

  @Test
  void whatWasHandedOverIsStoredWhenItIsClosed() {
    var writer = new CallWriter(calls, 5_000, PAUSE, PATIENCE);
    for (int i = 0; i < 2_500; i++) {
      writer.write(call(i));
    }
    writer.close();
    assertThat(writer.lost()).isZero();
    Page.Of<PastCall> stored = calls.list(CallTable.Filter.NONE, new Page(2, 1_000));
    assertThat(stored.total()).isEqualTo(2_500);
    assertThat(stored.rows().get(499)).isEqualTo(call(2_499));
  }

  @Test
  void callsWaitWhileTheDatabaseIsAwayAndThoseOverTheLimitAreCounted() {
    rename("call_history", "away");
    var writer = new CallWriter(calls, 10, PAUSE, PATIENCE);
    for (int i = 0; i < 13; i++) {
      writer.write(call(i));
    }
    awaitAway(writer);
    rename("away", "call_history");
    writer.close();
    assertThat(writer.lost()).isEqualTo(3);
    assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).rows()).hasSize(10).endsWith(call(9));
  }

  @Test
  void closingDoesNotWaitForThePauseButTriesOnceMore() {
    rename("call_history", "away");
    var writer = new CallWriter(calls, 10, Duration.ofMinutes(5), PATIENCE);
    writer.write(call(1));
    awaitAway(writer);
    rename("away", "call_history");
    writer.close();
    assertThat(writer.lost()).isZero();
    assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).rows()).containsExactly(call(1));
  }

  @Test
  void closingGivesUpWhatCannotBeStored() {
    rename("call_history", "away");
    var writer = new CallWriter(calls, 10, PAUSE, PATIENCE);
    writer.write(call(1));
    writer.close();
    assertThat(writer.lost()).isEqualTo(1);
    writer.write(call(2));
    assertThat(writer.lost()).isEqualTo(2);
  }

  /** Bounded by the time limit of the test. */
  private static void awaitAway(CallWriter writer) {
    while (!writer.away()) {
      Thread.onSpinWait();
    }
  }

  private void rename(String from, String to) {
    store.run("rename", handle -> handle.execute("ALTER TABLE " + from + " RENAME TO " + to));
  }

  static PastCall call(int second) {
    return new PastCall(
        Instant.ofEpochSecond(second),
        Duration.ZERO,
        Duration.ofSeconds(1),
        "Internal",
        "101",
        "102",
        "Busy",
        "102",
        "101",
        "",
        "Audio",
        Integer.toString(second, 36));
  }
}
