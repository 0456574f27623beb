package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.MessageStore.Untold;
import org.ozml.service.message.Messages.Kind;

class MessageTableTest extends OnBothDatabases {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  private MessageTable messages;

  @BeforeEach
  void table() {
    messages = new MessageTable(store);
  }

  @Test
  void aMessageComesBackAsItWasAdded() {
    Stored message = message("1", State.RECEIVED, NOON);
    messages.add(List.of(message));
    Stored found = messages.find("1");
    assertThat(found)
        .usingRecursiveComparison()
        .ignoringFields("created", "next")
        .isEqualTo(message);
    assertThat(found.created()).isEqualTo("2026-11-21T12:00:00.123456Z");
    assertThat(messages.find("2")).isNull();
  }

  @Test
  void aMessageThatIsKeptAlreadyIsLeftAsItIs() {
    messages.add(List.of(message("1", State.QUEUED, NOON)));
    messages.sent("1", List.of("r1", "r2"));
    messages.add(List.of(message("1", State.QUEUED, NOON), message("2", State.QUEUED, NOON)));
    assertThat(messages.find("1").state()).isEqualTo(State.SENT);
    assertThat(messages.find("1").references()).containsExactly("r1", "r2");
    assertThat(messages.find("2").state()).isEqualTo(State.QUEUED);
  }

  @Test
  void theLatestMessagesOfAllMailboxesComeFirst() {
    messages.add(
        List.of(
            message("1", State.QUEUED, NOON),
            message("2", State.FAILED, NOON),
            message("3", State.RECEIVED, NOON)));
    assertThat(messages.latest(new Page(0, 2))).extracting(Stored::id).containsExactly("3", "2");
    assertThat(messages.latest(new Page(1, 2))).extracting(Stored::id).containsExactly("1");
  }

  @Test
  void partsThatAreTakenAreKnownBeforeTheMessageIsSent() {
    messages.add(List.of(message("1", State.QUEUED, NOON)));
    messages.begin("1");
    messages.taken("1", List.of("r1"));
    messages.taken("1", List.of("r1", "r2"));
    assertThat(messages.find("1").state()).isEqualTo(State.SENDING);
    assertThat(messages.find("1").references()).containsExactly("r1", "r2");
  }

  @Test
  void aMessageGoesThroughItsLife() {
    messages.add(
        List.of(
            message("late", State.QUEUED, NOON.plusSeconds(2)),
            message("first", State.QUEUED, NOON),
            message("second", State.QUEUED, NOON),
            message("future", State.QUEUED, NOON.plusSeconds(9))));
    assertThat(messages.nextDue("sms@localhost")).isEqualTo("2026-11-21T12:00:00.123456Z");
    assertThat(messages.due("sms@localhost", NOON, 9))
        .extracting(Stored::id)
        .containsExactly("first", "second");
    assertThat(messages.due("sms@localhost", NOON.plusSeconds(2), 9))
        .extracting(Stored::id)
        .containsExactly("first", "second", "late");
    assertThat(messages.due("sms@localhost", NOON.plusSeconds(2), 2)).hasSize(2);
    assertThat(messages.due("other@localhost", NOON.plusSeconds(2), 2)).isEmpty();
    assertThat(messages.nextDue("other@localhost")).isNull();

    messages.begin("first");
    assertThat(messages.sending("sms@localhost")).extracting(Stored::id).containsExactly("first");
    assertThat(messages.find("first").attempts()).isEqualTo(4);
    messages.retry("first", NOON.plusSeconds(1), "link cut");
    assertThat(messages.sending("sms@localhost")).isEmpty();
    assertThat(messages.due("sms@localhost", NOON.plusSeconds(1), 9))
        .extracting(Stored::id, Stored::reason)
        .containsExactly(tuple("second", "why"), tuple("first", "link cut"));
    messages.sent("first", List.of("b", "a"));
    Stored sent = messages.find("first");
    assertThat(sent.state()).isEqualTo(State.SENT);
    assertThat(sent.folder()).isEqualTo("sent");
    assertThat(sent.reason()).isEmpty();
    assertThat(sent.references()).containsExactly("b", "a");
    messages.delivered("first", "Delivered");
    assertThat(messages.find("first").reason()).isEqualTo("Delivered");
    messages.failed("second", "refused", "Failed", NOON);
    messages.delivered("second", "Delivered");
    assertThat(messages.find("second").state()).isEqualTo(State.FAILED);
    assertThat(messages.find("second").reason()).isEqualTo("refused");
  }

  @Test
  void aReportFindsTheLatestMessageWithItsReference() {
    messages.add(
        List.of(
            message("1", State.QUEUED, NOON),
            message("2", State.QUEUED, NOON),
            message("3", State.QUEUED, NOON)));
    messages.sent("2", List.of("b", "a"));
    messages.sent("1", List.of("a"));
    messages.sent("3", List.of("c"));
    assertThat(messages.findByReference("sms@localhost", "a").id()).isEqualTo("2");
    assertThat(messages.findByReference("sms@localhost", "c").id()).isEqualTo("3");
    assertThat(messages.findByReference("other@localhost", "a")).isNull();
    assertThat(messages.findByReference("sms@localhost", "d")).isNull();
  }

  @Test
  void aMailboxShowsItsMessagesUntilTheyAreDeleted() {
    messages.add(
        List.of(
            message("1", State.RECEIVED, NOON),
            message("2", State.RECEIVED, NOON),
            message("3", State.RECEIVED, NOON)));
    messages.downloaded(List.of("1", "none"));
    assertThat(messages.list("admin", "outbox", 9, false))
        .extracting(Stored::id, Stored::downloaded)
        .containsExactly(tuple("1", true), tuple("2", false), tuple("3", false));
    assertThat(messages.list("admin", "outbox", 9, true))
        .extracting(Stored::id)
        .containsExactly("2", "3");
    assertThat(messages.list("admin", "outbox", 1, true))
        .extracting(Stored::id)
        .containsExactly("2");
    assertThat(messages.list("admin", "sent", 9, false)).isEmpty();
    assertThat(messages.list("other", "outbox", 9, false)).isEmpty();
    messages.sent("2", List.of("r"));
    messages.delete(List.of("1", "2"));
    assertThat(messages.find("2")).isNull();
    assertThat(messages.findByReference("sms@localhost", "r")).isNull();
    assertThat(messages.list("admin", "outbox", 9, false))
        .extracting(Stored::id)
        .containsExactly("3");
  }

  @Test
  void whatHasArrivedIsToBeToldUntilItIs() {
    messages.add(List.of(message("part", State.RECEIVED, NOON)));
    messages.arrived(message("1", State.RECEIVED, NOON), List.of("part"));
    messages.arrived(message("2", State.RECEIVED, NOON), List.of());
    messages.arrived(message("1", State.RECEIVED, NOON), List.of());
    assertThat(messages.find("part")).as("is in the whole now").isNull();
    List<Untold> untold = messages.untold(0, 9);
    assertThat(untold)
        .extracting(one -> one.message().id(), Untold::status, Untold::when)
        .containsExactly(
            tuple("1", "", Instant.parse("2026-11-21T12:00:00.123456Z")),
            tuple("2", "", Instant.parse("2026-11-21T12:00:00.123456Z")));
    assertThat(untold.get(0).message())
        .usingRecursiveComparison()
        .ignoringFields("created", "next")
        .isEqualTo(message("1", State.RECEIVED, NOON));
    assertThat(messages.untold(0, 1)).containsExactly(untold.get(0));
    assertThat(messages.untold(untold.get(0).number(), 9)).containsExactly(untold.get(1));
    messages.told(List.of("1", "none"));
    assertThat(messages.untold(0, 9)).containsExactly(untold.get(1));
    messages.delete(List.of("2"));
    assertThat(messages.untold(0, 9)).isEmpty();
  }

  @Test
  void whetherAMessageWasDeliveredIsToBeToldToWhoWantsToKnow() {
    messages.add(
        List.of(
            message("sent", State.SENT, NOON),
            message("partly", State.SENT, NOON),
            message("failed", State.SENDING, NOON),
            message("not sent", State.QUEUED, NOON),
            unreported("quiet"),
            unreported("failed quietly")));
    messages.reported("sent", "Delivered", NOON.plusSeconds(1));
    messages.delivered("partly", "1 Delivered");
    messages.failed("failed", "no such number", "Failed", NOON.plusSeconds(2));
    messages.reported("not sent", "Delivered", NOON);
    messages.reported("quiet", "Delivered", NOON);
    messages.failed("failed quietly", "no such number", "Failed", NOON);
    assertThat(messages.find("quiet").reason()).isEqualTo("Delivered");
    assertThat(messages.untold(0, 9))
        .extracting(one -> one.message().id(), Untold::status, Untold::when)
        .containsExactly(
            tuple("sent", "Delivered", Instant.parse("2026-11-21T12:00:01.123456Z")),
            tuple("failed", "Failed", Instant.parse("2026-11-21T12:00:02.123456Z")));
  }

  @Test
  void whatADatabaseRefusesInATextIsReplaced() {
    messages.add(
        List.of(message("a\0b", State.QUEUED, NOON), message("\ud83dx", State.QUEUED, NOON)));
    assertThat(messages.due("sms@localhost", NOON, 9))
        .extracting(Stored::id)
        .containsExactly("a?b", "?x");
  }

  @Test
  void theSameMessageFromTwoSidesIsKeptOnce() throws Exception {
    int rounds = 50;
    var together = new CyclicBarrier(2);
    Callable<Void> side =
        () -> {
          for (int i = 0; i < rounds; i++) {
            together.await(30, TimeUnit.SECONDS);
            messages.add(List.of(message("m" + i, State.QUEUED, NOON)));
            messages.begin("m" + i);
          }
          return null;
        };
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> each : both.invokeAll(List.of(side, side), 60, TimeUnit.SECONDS)) {
        each.get();
      }
    } finally {
      both.shutdownNow();
    }
    assertThat(messages.sending("sms@localhost"))
        .hasSize(rounds)
        .allSatisfy(message -> assertThat(message.attempts()).isEqualTo(5));
  }

  @Test
  void nothingIsAddedWhenOneOfThemCannotBe() {
    assertThatThrownBy(
            () ->
                store.run(
                    "try",
                    handle -> {
                      handle.execute("INSERT INTO address_book (name) VALUES ('a')");
                      handle.execute("INSERT INTO address_book (name) VALUES ('a')");
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot try: ");
    assertThat(new AddressBookTable(store).names()).isEmpty();
  }

  @Test
  void messagesAreThereAfterARestart() {
    messages.add(List.of(message("1", State.QUEUED, NOON)));
    messages.begin("1");
    store.close();
    assertThatThrownBy(() -> messages.find("1")).isInstanceOf(StoreException.class);
    store = open();
    assertThat(new MessageTable(store).sending("sms@localhost"))
        .extracting(Stored::id)
        .containsExactly("1");
  }

  private static Stored unreported(String id) {
    return message(id, State.SENT, NOON, "");
  }

  private static Stored message(String id, State state, Instant next) {
    return message(id, state, next, "http://127.0.0.1/report");
  }

  private static Stored message(String id, State state, Instant next, String reportUrl) {
    return new Stored(
        id,
        "admin",
        "outbox",
        Kind.SMS,
        "sms@localhost",
        "+36201",
        "+36202",
        "subject",
        "Grüße 😀\n'\"?",
        List.of("a.wav", "b, c.wav"),
        reportUrl,
        "9999",
        NOON,
        state,
        3,
        next,
        "why",
        List.of(),
        false);
  }
}
