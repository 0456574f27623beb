package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Kind;

@ParameterizedClass
@EnumSource
class MessageTableTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

  @Parameter Databases database;
  @TempDir Path folder;
  private Store store;
  private MessageTable messages;

  @BeforeEach
  void open() throws SQLException {
    store = Store.open(database.empty(folder), Databases.USER, Databases.PASSWORD);
    messages = new MessageTable(store);
  }

  @AfterEach
  void close() {
    store.close();
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
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("second", "why"),
            org.assertj.core.groups.Tuple.tuple("first", "link cut"));
    messages.sent("first", List.of("b", "a"));
    Stored sent = messages.find("first");
    assertThat(sent.state()).isEqualTo(State.SENT);
    assertThat(sent.folder()).isEqualTo("sent");
    assertThat(sent.reason()).isEmpty();
    assertThat(sent.references()).containsExactly("b", "a");
    messages.delivered("first", "Delivered");
    assertThat(messages.find("first").reason()).isEqualTo("Delivered");
    messages.failed("second", "refused");
    messages.delivered("second", "Delivered");
    assertThat(messages.find("second").state()).isEqualTo(State.FAILED);
    assertThat(messages.find("second").reason()).isEqualTo("refused");
  }

  private static Stored message(String id, State state, Instant next) {
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
        "http://127.0.0.1/report",
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
