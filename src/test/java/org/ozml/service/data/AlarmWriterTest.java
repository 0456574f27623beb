package org.ozml.service.data;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ozml.service.data.AlarmTable.Received;
import org.ozml.service.data.Alarms.Alarm;
import org.ozml.service.data.Alarms.Answer;

@Timeout(60)
class AlarmWriterTest extends OnBothDatabases {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private AlarmTable alarms;

  @BeforeEach
  void table() {
    alarms = new AlarmTable(store);
  }

  @Test
  void shouldListTheLatestAlarmsFirstAsTheyWereKept() {
    alarms.add(IntStream.range(0, 5).mapToObj(i -> new Received(NOON, alarm(i))).toList());
    assertThat(alarms.list(Page.FIRST).rows())
        .extracting(Received::alarm)
        .containsExactly(alarm(4), alarm(3), alarm(2), alarm(1), alarm(0));
    Page.Of<Received> page = alarms.list(new Page(1, 2));
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.rows())
        .containsExactly(new Received(NOON, alarm(2)), new Received(NOON, alarm(1)));
  }

  @Test
  void shouldHaveStoredAnAlarmBeforeItAnswers() throws Exception {
    try (var writer = writer()) {
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Integer> stored = new CompletableFuture<>();
        writer.keep(alarm(i), answer -> stored.complete(alarms.list(Page.FIRST).total()));
        assertThat(stored.get(10, SECONDS)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void shouldAnswerEachOfManyOnce() {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    try (var writer = writer()) {
      for (int i = 0; i < 2_000; i++) {
        answers.add(keep(writer, i));
      }
    }
    assertThat(answers).extracting(CompletableFuture::join).containsOnly(new Answer.Kept());
    assertThat(alarms.list(Page.FIRST).total()).isEqualTo(2_000);
  }

  @Test
  void shouldSayThatAnAlarmIsNotKeptWhileTheStoreIsAway() throws Exception {
    try (var writer = writer()) {
      rename("alarm", "away");
      assertThat(keep(writer, 1).get(10, SECONDS))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.reason()).startsWith("cannot store alarms: "));
      rename("away", "alarm");
      assertThat(keep(writer, 2).get(10, SECONDS)).isEqualTo(new Answer.Kept());
    }
    assertThat(alarms.list(Page.FIRST).rows()).containsExactly(new Received(NOON, alarm(2)));
  }

  @Test
  void shouldRefuseAlarmsWhenItIsClosed() throws Exception {
    var writer = writer();
    writer.close();
    assertThat(keep(writer, 1).get(10, SECONDS)).isInstanceOf(Answer.Failed.class);
    assertThat(alarms.list(Page.FIRST).total()).isZero();
  }

  @Test
  void shouldGoOnWhenSomebodyFailsToTakeAnAnswer() throws Exception {
    try (var writer = writer()) {
      writer.keep(
          alarm(1),
          answer -> {
            throw new IllegalStateException("thrown on purpose");
          });
      assertThat(keep(writer, 2).get(10, SECONDS)).isEqualTo(new Answer.Kept());
    }
  }

  private AlarmWriter writer() {
    return new AlarmWriter(alarms, InstantSource.fixed(NOON));
  }

  private static CompletableFuture<Answer> keep(Alarms alarms, int number) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    alarms.keep(alarm(number), answer::complete);
    return answer;
  }

  private void rename(String from, String to) {
    store.run("rename", handle -> handle.execute("ALTER TABLE " + from + " RENAME TO " + to));
  }

  static Alarm alarm(int number) {
    return new Alarm(
        Integer.toString(number, 36),
        "5001",
        "9994",
        "1234",
        "NewEvent",
        "131",
        "Perimeter burglary",
        "01",
        "015");
  }
}
