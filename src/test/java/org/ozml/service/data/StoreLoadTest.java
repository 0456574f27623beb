package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Kind;

/** How much a store can take, and how soon it is open. */
@Tag("load")
class StoreLoadTest extends OnBothDatabases {
  private static final int MESSAGES = 10_000;
  private static final int CALLS = 100_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void openingTakesAFractionOfASecond() {
    store.close();
    for (int i = 0; i < 5; i++) {
      long from = System.nanoTime();
      store = open();
      System.out.printf("%s: opened in %,d ms%n", database, millis(from));
      store.close();
    }
  }

  @Test
  void messagesPerSecond() throws IOException {
    var table = new MessageTable(store);
    IntStream.range(0, 2_000).forEach(i -> table.add(List.of(message("warm" + i))));
    long from = System.nanoTime();
    for (int i = 0; i < MESSAGES; i++) {
      table.add(List.of(message("one" + i)));
    }
    show("messages, 1 a transaction", MESSAGES, from);
    from = System.nanoTime();
    for (int i = 0; i < MESSAGES; i += 100) {
      int first = i;
      table.add(IntStream.range(first, first + 100).mapToObj(n -> message("group" + n)).toList());
    }
    show("messages, 100 a transaction", MESSAGES, from);
    from = System.nanoTime();
    int sent = 0;
    for (List<Stored> due = table.due("sms@localhost", Instant.EPOCH, 100);
        !due.isEmpty();
        due = table.due("sms@localhost", Instant.EPOCH, 100)) {
      for (Stored each : due) {
        table.begin(each.id());
        table.sent(each.id(), List.of(each.id()));
        sent++;
      }
    }
    show("messages found due, begun and sent", sent, from);
    assertThat(sent).isEqualTo(2_000 + 2 * MESSAGES);
    store.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        System.out.printf("%s: %,d bytes in %s%n", database, Files.size(file), file.getFileName());
      }
    }
  }

  @Test
  void callsPerSecond() {
    var table = new CallTable(store);
    List<PastCall> calls = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      calls.add(CallWriterTest.call(i));
    }
    long from = System.nanoTime();
    try (var writer = new CallWriter(table, CALLS, PAUSE, PATIENCE)) {
      calls.forEach(writer::write);
      System.out.printf("%s: %,d calls handed over in %,d ms%n", database, CALLS, millis(from));
    }
    show("calls written", CALLS, from);
    list(table, "the first 20 of all", CallTable.Filter.NONE, 0);
    list(table, "the last 20 of all", CallTable.Filter.NONE, CALLS / 20 - 1);
    list(
        table,
        "the first 20 of one source",
        new CallTable.Filter(null, "", "101", "", "", "", "", "", "", ""),
        0);
    list(
        table,
        "a text that is nowhere",
        new CallTable.Filter(null, "", "", "", "", "", "", "", "", "nowhere"),
        0);
  }

  /** What it costs that calls are kept from their beginning; a thousand are up all the time. */
  @Test
  void callsFromTheirBeginningPerSecond() {
    var table = new CallTable(store);
    int up = 1_000;
    for (int round = 0; round < 2; round++) {
      boolean kept = round == 1;
      long from = System.nanoTime();
      try (var writer = new CallWriter(table, CALLS, PAUSE, PATIENCE)) {
        for (int i = 0; i < CALLS / 2; i++) {
          int number = round * CALLS + i;
          if (kept) writer.begin(CallWriterTest.call(number));
          if (i >= up) writer.write(CallWriterTest.call(number - up));
        }
      }
      show(kept ? "calls begun and written" : "calls written", CALLS / 2, from);
    }
  }

  /** As HTTP answers do: each waits until its call is in the history. */
  @Test
  void acknowledgedCallsPerSecond() throws InterruptedException {
    try (var writer = new CallWriter(new CallTable(store))) {
      var number = new AtomicInteger();
      acknowledged(
          "calls written and acknowledged",
          over -> {
            writer.write(CallWriterTest.call(number.incrementAndGet()));
            writer.whenStored(over);
          });
    }
  }

  @Test
  void alarmsPerSecond() throws InterruptedException {
    try (var writer = new AlarmWriter(new AlarmTable(store), InstantSource.system())) {
      var number = new AtomicInteger();
      acknowledged(
          "alarms kept and acknowledged",
          over ->
              writer.keep(AlarmWriterTest.alarm(number.incrementAndGet()), answer -> over.run()));
    }
  }

  /** So many at a time; the next begins when one is over. */
  private void acknowledged(String what, Consumer<Runnable> one) throws InterruptedException {
    for (int together : new int[] {1, 1, 10, 100, 1_000}) {
      var free = new Semaphore(together);
      int count = together == 1 ? 5_000 : 40_000;
      long from = System.nanoTime();
      for (int i = 0; i < count; i++) {
        free.acquire();
        one.accept(free::release);
      }
      assertThat(free.tryAcquire(together, 30, TimeUnit.SECONDS)).isTrue();
      show(what + ", " + together + " at a time", count, from);
    }
  }

  private void list(CallTable table, String what, CallTable.Filter filter, int page) {
    for (int i = 0; i < 3; i++) {
      long from = System.nanoTime();
      int total = table.list(filter, new Page(page, 20)).total();
      System.out.printf("%s: %s, %,d found: %,d ms%n", database, what, total, millis(from));
    }
  }

  private void show(String what, int count, long from) {
    System.out.printf("%s: %,.0f/s %s%n", database, count * 1e9 / (System.nanoTime() - from), what);
  }

  private static long millis(long from) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
  }

  private static Stored message(String id) {
    return new Stored(
        id,
        "admin",
        "outbox",
        Kind.SMS,
        "sms@localhost",
        "+36201",
        "+36202",
        "",
        "Your parcel has arrived and waits for you at the counter until Friday at noon.",
        List.of(),
        "",
        "9999",
        Instant.EPOCH,
        State.QUEUED,
        0,
        Instant.EPOCH,
        "",
        List.of(),
        false);
  }
}
