package org.ozml.service.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.data.MessageTable;
import org.ozml.service.data.Store;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;
import org.ozml.service.message.Messages.Incoming;
import org.ozml.service.message.Messages.Kind;

/** What was acknowledged is told, also by a later process, until somebody takes it. */
@Timeout(60)
class TellerTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldTellOnceWhatIsTaken() throws Exception {
    try (Running first = new Running()) {
      first.listen();
      first.arrives("1");
      assertThat(Told.next(first.told.arrivals).id()).isEqualTo("1");
    }
    try (Running second = new Running()) {
      assertThat(second.store.untold(0, 9)).isEmpty();
    }
  }

  @Test
  void shouldTellTheNextProcessWhatWasNotTaken() throws Exception {
    try (Running first = new Running()) {
      first.told.takes = false;
      first.listen();
      first.arrives("1");
      first.arrives("2");
      Told.next(first.told.arrivals);
      Told.next(first.told.arrivals);
    }
    try (Running second = new Running()) {
      second.listen();
      Incoming again = Told.next(second.told.arrivals);
      assertThat(again.id()).isEqualTo("1");
      assertThat(again.text()).isEqualTo("Hello");
      assertThat(again.extension()).isEqualTo("9994");
      assertThat(Told.next(second.told.arrivals).id()).isEqualTo("2");
    }
    try (Running third = new Running()) {
      assertThat(third.store.untold(0, 9)).isEmpty();
    }
  }

  @Test
  void shouldTellWhatHasArrivedBeforeAnybodyListened() throws Exception {
    try (Running early = new Running()) {
      early.arrives("1");
      early.listen();
      early.arrives("2");
      assertThat(List.of(Told.next(early.told.arrivals), Told.next(early.told.arrivals)))
          .extracting(Incoming::id)
          .containsExactlyInAnyOrder("1", "2");
    }
    try (Running second = new Running()) {
      assertThat(second.store.untold(0, 9)).isEmpty();
    }
  }

  @Test
  void shouldTellTheNextProcessOfAReportThatWasNotTaken() throws Exception {
    Stored sent = message("1", State.SENT);
    try (Running first = new Running()) {
      first.told.takes = false;
      first.listen();
      first.store.add(List.of(sent));
      first.store.reported("1", "Delivered", NOON);
      first.teller.reported(new Untold(0, sent, "Delivered", NOON));
      assertThat(Told.next(first.told.reports).status()).isEqualTo("Delivered");
    }
    try (Running second = new Running()) {
      second.listen();
      var report = Told.next(second.told.reports);
      assertThat(report.id()).isEqualTo("1");
      assertThat(report.status()).isEqualTo("Delivered");
      assertThat(report.url()).isEqualTo("http://127.0.0.1/report");
    }
  }

  @Test
  void shouldTellAllThatWasLeftBehindInOrderAndOnce() throws Exception {
    int left = 230;
    try (Running first = new Running()) {
      for (int i = 0; i < left; i++) {
        first.store.arrived(message("left " + i, State.RECEIVED), List.of());
      }
    }
    try (Running second = new Running()) {
      second.listen();
      second.arrives("new");
      List<String> told = new ArrayList<>();
      for (int i = 0; i <= left; i++) {
        told.add(Told.next(second.told.arrivals).id());
      }
      assertThat(told).contains("new").hasSize(left + 1).doesNotHaveDuplicates();
      told.remove("new");
      assertThat(told)
          .containsExactlyElementsOf(IntStream.range(0, left).mapToObj(i -> "left " + i).toList());
    }
    try (Running third = new Running()) {
      assertThat(third.store.untold(0, 9)).isEmpty();
    }
  }

  /** Who never takes what was left behind must not keep others from what arrives. */
  @Test
  void shouldTellWhatArrivesWhileOldMessagesAreNotTaken() throws Exception {
    try (Running first = new Running()) {
      for (int i = 0; i < 60; i++) {
        first.store.arrived(message("left " + i, State.RECEIVED), List.of());
      }
    }
    try (Running second = new Running()) {
      second.told.takes = false;
      second.listen();
      for (int i = 0; i < 50; i++) {
        assertThat(Told.next(second.told.arrivals).id()).isEqualTo("left " + i);
      }
      second.arrives("new");
      assertThat(Told.next(second.told.arrivals).id()).isEqualTo("new");
    }
  }

  private static Stored message(String id, State state) {
    return new Stored(
        id,
        "admin",
        "inbox",
        Kind.SMS,
        "sms@localhost",
        "+36301234567",
        "1717",
        "",
        "Hello",
        List.of(),
        "http://127.0.0.1/report",
        "9994",
        NOON,
        state,
        0,
        NOON,
        "",
        List.of(),
        false);
  }

  /** A process, as far as the store can tell. */
  private final class Running implements AutoCloseable {
    final Told told = new Told();
    final Store database = Store.open("jdbc:h2:" + folder.resolve("ozml"), "ozml", "");
    final MessageStore store = new MessageTable(database);
    final Teller teller = new Teller(store, Time.SYSTEM);

    void listen() {
      teller.listen(told);
    }

    void arrives(String id) {
      Stored message = message(id, State.RECEIVED);
      store.arrived(message, List.of());
      teller.arrived(message);
    }

    @Override
    public void close() {
      teller.close(Duration.ofSeconds(5));
      database.close();
    }
  }
}
