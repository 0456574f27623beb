package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  @Test
  void whatIsAcknowledgedIsInTheHistory() throws Exception {
    try (var writer = new CallWriter(calls, 5_000, PAUSE, PATIENCE)) {
      for (int i = 0; i < 200; i++) {
        writer.write(call(i));
        CompletableFuture<Integer> stored = new CompletableFuture<>();
        writer.whenStored(
            () -> stored.complete(calls.list(CallTable.Filter.NONE, Page.FIRST).total()));
        assertThat(stored.get(10, TimeUnit.SECONDS)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void aCallThatWentOnWhenTheProcessEndedIsAnErrorInTheHistory() throws Exception {
    try (var first = new CallWriter(calls, 5_000, PAUSE, PATIENCE)) {
      first.begin(call(1));
      first.begin(call(2));
      store(first);
      first.write(call(2));
      first.begin(call(3));
      first.write(call(3));
      store(first);
      assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).rows())
          .as("a call that goes on is not in the history")
          .containsExactly(call(2), call(3));
    }
    new CallWriter(calls, 5_000, PAUSE, PATIENCE).close();
    assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).rows())
        .extracting(PastCall::callId, PastCall::state)
        .containsExactly(tuple("1", "Error"), tuple("2", "Busy"), tuple("3", "Busy"));
    new CallWriter(calls, 5_000, PAUSE, PATIENCE).close();
    assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).total()).isEqualTo(3);
  }

  private static void store(CallWriter writer) throws InterruptedException {
    CountDownLatch stored = new CountDownLatch(1);
    writer.whenStored(stored::countDown);
    assertThat(stored.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whenNothingWaitsItIsDoneAtOnceAndOnTheSameThread() throws Exception {
    try (var writer = new CallWriter(calls, 10, PAUSE, PATIENCE)) {
      List<Thread> ran = new ArrayList<>();
      writer.whenStored(() -> ran.add(Thread.currentThread()));
      assertThat(ran).containsExactly(Thread.currentThread());
      writer.write(call(1));
      CountDownLatch stored = new CountDownLatch(1);
      writer.whenStored(stored::countDown);
      assertThat(stored.await(10, TimeUnit.SECONDS)).isTrue();
      writer.whenStored(() -> ran.add(Thread.currentThread()));
      assertThat(ran).containsExactly(Thread.currentThread(), Thread.currentThread());
    }
  }

  @Test
  void anAnswerIsNotHeldBackForEverWhenTheDatabaseIsAway() throws Exception {
    rename("call_history", "away");
    try (var writer = new CallWriter(calls, 10, PAUSE, PATIENCE)) {
      writer.write(call(1));
      CompletableFuture<Long> held = new CompletableFuture<>();
      long from = System.nanoTime();
      writer.whenStored(() -> held.complete(System.nanoTime() - from));
      assertThat(Duration.ofNanos(held.get(10, TimeUnit.SECONDS)))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
      CountDownLatch stored = new CountDownLatch(1);
      writer.whenStored(stored::countDown);
      assertThat(stored.getCount()).as("another one is held back").isEqualTo(1);
      rename("away", "call_history");
      assertThat(stored.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(calls.list(CallTable.Filter.NONE, Page.FIRST).rows()).containsExactly(call(1));
    }
  }

  @Test
  void whatIsGivenUpIsNotWaitedFor() throws Exception {
    rename("call_history", "away");
    var writer = new CallWriter(calls, 10, PAUSE, PATIENCE);
    writer.write(call(1));
    CountDownLatch over = new CountDownLatch(1);
    writer.whenStored(over::countDown);
    writer.close();
    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(writer.lost()).isEqualTo(1);
  }

  @Test
  void somebodyWhoFailsDoesNotKeepOthersWaiting() throws Exception {
    rename("call_history", "away");
    try (var writer = new CallWriter(calls, 10, PAUSE, PATIENCE)) {
      writer.write(call(1));
      writer.whenStored(
          () -> {
            throw new IllegalStateException("thrown on purpose");
          });
      CountDownLatch stored = new CountDownLatch(1);
      writer.whenStored(stored::countDown);
      rename("away", "call_history");
      assertThat(stored.await(10, TimeUnit.SECONDS)).isTrue();
    }
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
