package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance;
import org.ozml.service.message.Messages.Acceptance.Accepted;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Incoming;
import org.ozml.service.message.Messages.Kind;
import org.ozml.service.message.Messages.Outgoing;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.Fetcher.Answer;
import org.ozml.service.web.Fetcher.Answer.Failed;

class OutboxTest {
  private static final Connection HOOK = new Connection.Webhook("Hook", "http://127.0.0.1:1/hook");
  private static final Answer OK = new Answer.Document(200, new byte[0], "", "");
  private static final Answer DOWN = new Failed(Failed.Kind.STATUS, "HTTP 503 Unavailable");

  @TempDir Path folder;
  private final HandTime time = new HandTime();

  /** A web application that answers what a test gives it, and remembers what it was posted. */
  private static final class Web implements Fetcher {
    final BlockingQueue<Map<String, String>> forms = new LinkedBlockingQueue<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final Answer otherwise;

    Web(Answer otherwise) {
      this.otherwise = otherwise;
    }

    @Override
    public Exchange fetch(Request request, Consumer<Answer> answer) {
      Answer next = answers.poll();
      assertThat(request.delivers()).isTrue();
      answer.accept(next == null ? otherwise : next);
      forms.add(request.form());
      return () -> {};
    }
  }

  private Post post(Fetcher web, Connection... connections) {
    return new Post(
        folder,
        new Connections(List.of(connections), "", "", Connections.A_DAY),
        Attachments.NONE,
        web,
        time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hook@localhost", "HOOK", "hook @localhost", " Hook "})
  void aConnectionIsFoundHoweverItIsWritten(String name) throws Exception {
    Web web = new Web(OK);
    try (Post post = post(web, HOOK)) {
      String id = post.accept(Post.message(name, "somebody", "Hello\nyou"));
      assertThat(Told.next(web.forms))
          .containsExactly(
              Map.entry("NotificationName", "Message"),
              Map.entry("MessageId", id),
              Map.entry("Attempt", "1"),
              Map.entry("FromConnection", "hook@localhost"),
              Map.entry("FromAddress", ""),
              Map.entry("ToAddress", "somebody"),
              Map.entry("Subject", ""),
              Map.entry("Text", "Hello\nyou"),
              Map.entry("ApiExtension", "9994"));
      post.await(id, State.SENT);
    }
  }

  @Test
  void whatNobodyTakesHasNoDestination() throws Exception {
    try (Post post = post(Post.NO_WEB, HOOK)) {
      assertThat(post.offer(Post.message("other@localhost", "", "Hello")))
          .isEqualTo(Refused.noDestination("there is no connection other@localhost"));
      assertThat(post.offer(Post.sms("+36301234567", "Hello", "")))
          .isEqualTo(Refused.noDestination("no connection takes messages of kind SMS"));
      assertThat(post.offer(Post.mail("ann@example.org", "", "")))
          .isEqualTo(Refused.noDestination("no connection takes messages of kind EMAIL"));
    }
  }

  @Test
  void everybodyIsAnsweredWhenTheStoreGoesWrongAndTheNextMessageIsTaken() throws Exception {
    try (Post post = post(Post.NO_WEB, new Connection.User("admin"))) {
      AtomicBoolean first = new AtomicBoolean(true);
      MessageStore wrongOnce =
          (MessageStore)
              Proxy.newProxyInstance(
                  MessageStore.class.getClassLoader(),
                  new Class<?>[] {MessageStore.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("add") && first.getAndSet(false)) {
                      throw new IllegalStateException("as a fault of ours");
                    }
                    return method.invoke(post.store, arguments);
                  });
      Connections admin = Post.only(new Connection.User("admin"));
      try (Outbox outbox =
          new Outbox(wrongOnce, admin, Attachments.NONE, post.spool, Post.NO_WEB, time)) {
        BlockingQueue<Acceptance> answers = new LinkedBlockingQueue<>();
        outbox.send(Post.message("admin", "", "one"), answers::add);
        assertThat(Told.next(answers)).isEqualTo(Refused.noDestination("internal error"));
        outbox.send(Post.message("admin", "", "two"), answers::add);
        assertThat(Told.next(answers)).isInstanceOf(Accepted.class);
      }
    }
  }

  @Test
  void connectionsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> new Connections(List.of(HOOK, HOOK), "", "", Connections.A_DAY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Connections(List.of(HOOK), "mail", "", Connections.A_DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMessageToAUserIsInTheInboxAndNobodyElseIsTold() throws Exception {
    try (Post post = post(Post.NO_WEB, new Connection.User("Admin"))) {
      String id = post.accept(Post.message("admin @localhost", "", "Hello"));
      assertThat(post.store.list("admin", "inbox", 10, true))
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.id()).isEqualTo(id);
                assertThat(message.state()).isEqualTo(State.RECEIVED);
                assertThat(message.recipient()).isEqualTo("admin");
              });
      post.outbox.arrived("Admin", "a", "b", "From admin");
      Incoming told = Told.next(post.told.arrivals);
      assertThat(told.connection()).isEqualTo("admin@localhost");
      assertThat(told.text()).isEqualTo("From admin");
      assertThat(post.store.find(told.id())).isNotNull();
      assertThat(post.told.arrivals).isEmpty();
    }
  }

  @Test
  void triesAgainThoughTheClockIsPutBackMeanwhile() throws Exception {
    Web web = new Web(DOWN);
    try (Post post = post(web, HOOK)) {
      post.accept(Post.message("hook", "", "Hello"));
      Told.next(web.forms);
      time.stepAndPutBack(Duration.ofMinutes(1));
      assertThat(time.step()).isEqualTo(Duration.ofMinutes(1));
      assertThat(Told.next(web.forms)).containsEntry("Attempt", "2");
    }
  }

  @Test
  void whatIsGivenUpIsLogged() throws Exception {
    BlockingQueue<String> logged = new LinkedBlockingQueue<>();
    Logger logger = Logger.getLogger(Lane.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord said) {
            logged.add(said.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (Post post = post(new Web(new Failed(Failed.Kind.STATUS, "HTTP 404 Not Found")), HOOK)) {
      String id = post.accept(Post.message("hook", "", "Hello"));
      assertThat(Told.next(logged))
          .isEqualTo("hook@localhost gives message " + id + " up: HTTP 404 Not Found");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToFiveMinutes() throws Exception {
    Web web = new Web(DOWN);
    try (Post post = post(web, HOOK)) {
      post.accept(Post.message("hook", "", "Hello"));
      List<Long> waits = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        Told.next(web.forms);
        waits.add(time.step().toSeconds());
      }
      assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }
  }

  @Test
  void whenTheConnectionFailsOneMessageTriesForAll() throws Exception {
    Web web = new Web(DOWN);
    try (Post post = post(web, HOOK)) {
      String first = post.accept(Post.message("hook", "", "1"));
      Told.next(web.forms);
      while (post.store.find(first).state() != State.QUEUED) {
        Thread.onSpinWait();
      }
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        ids.add(post.accept(Post.message("hook", "", "more")));
      }
      assertThat(web.forms).isEmpty();
      web.answers.addAll(java.util.Collections.nCopies(200, OK));
      time.step();
      for (String id : ids) {
        assertThat(post.await(id, State.SENT).attempts()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"STATUS, HTTP 503 Down, Expired", "UNREACHABLE, cut off, Unknown"})
  void whatCannotBeSentInTimeIsGivenUpAndReported(Failed.Kind kind, String reason, String status)
      throws Exception {
    Web web = new Web(new Failed(kind, reason));
    try (Post post = post(web, HOOK)) {
      Outgoing message =
          new Outgoing(
              Kind.SMS, "hook", "", "1234", "", "Hello", List.of(), "http://report", "9994");
      String id = post.accept(message);
      Told.next(web.forms);
      time.awaitPlan(); // the next try, which then comes too late
      time.advance(Duration.ofDays(2));
      time.step();
      assertThat(post.await(id, State.FAILED).reason()).contains(reason);
      assertThat(Told.next(post.told.reports).status()).isEqualTo(status);
    }
  }

  @Test
  void aMessageStaysInDoubtUntilItIsSent() throws Exception {
    Web web = new Web(OK);
    web.answers.add(new Failed(Failed.Kind.TIMEOUT, "no answer within 10 s"));
    web.answers.add(DOWN);
    try (Post post = post(web, HOOK)) {
      String id = post.accept(Post.message("hook", "", "Hello"));
      List<String> attempts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        attempts.add(Told.next(web.forms).get("Attempt"));
        if (i < 2) {
          Stored queued = post.await(id, State.QUEUED);
          while (queued.attempts() <= i) {
            queued = post.await(id, State.QUEUED);
          }
          assertThat(queued.inDoubt()).isTrue();
          time.step();
        }
      }
      assertThat(attempts).containsExactly("1", "2", "3");
      assertThat(post.await(id, State.SENT).inDoubt()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP 404 Not Found", "HTTP 400 Bad Request"})
  void whatTheApplicationRefusesIsGivenUp(String reason) throws Exception {
    try (Post post = post(new Web(new Failed(Failed.Kind.STATUS, reason)), HOOK)) {
      String id = post.accept(Post.message("hook", "", "Hello"));
      assertThat(post.await(id, State.FAILED).reason()).isEqualTo(reason);
    }
  }

  @Test
  void theNextProcessTakesOverWhatOneLeavesBehind() throws Exception {
    String queued;
    String sending;
    // Nobody ever answers: the first process is cut off in the middle of an attempt.
    CountDownLatch asked = new CountDownLatch(1);
    Fetcher silent =
        (request, answer) -> {
          asked.countDown();
          return () -> {};
        };
    Post first = post(silent, HOOK);
    try {
      sending = first.accept(Post.message("hook", "", "1"));
      assertThat(asked.await(10, SECONDS)).isTrue();
      first.await(sending, State.SENDING);
      first.database.close();
    } finally {
      first.outbox.close();
    }
    Web web = new Web(OK);
    try (Post second = post(web, HOOK)) {
      queued = second.accept(Post.message("hook", "", "2"));
      Map<String, String> one = Told.next(web.forms);
      Map<String, String> other = Told.next(web.forms);
      assertThat(List.of(one.get("MessageId"), other.get("MessageId")))
          .containsExactlyInAnyOrder(sending, queued);
      assertThat(second.await(sending, State.SENT).attempts()).isEqualTo(2);
    }
  }

  @Test
  void everyCallerGetsAnAnswerOfItsOwn() throws Exception {
    Web web = new Web(OK);
    int callers = 32;
    int each = 50;
    BlockingQueue<Acceptance> answers = new LinkedBlockingQueue<>();
    try (Post post = post(web, HOOK)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int j = 0; j < each; j++) {
                    post.outbox.send(Post.message("hook", "", "Hello"), answers::add);
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join(10_000);
      }
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < callers * each; i++) {
        ids.add(((Accepted) Told.next(answers)).id());
      }
      assertThat(ids).doesNotHaveDuplicates();
      List<String> arrived = new ArrayList<>();
      for (int i = 0; i < callers * each; i++) {
        arrived.add(Told.next(web.forms).get("MessageId"));
      }
      assertThat(arrived).containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  void whatCannotBeStoredIsNotAccepted() throws Exception {
    try (Post post = post(Post.NO_WEB, HOOK)) {
      post.database.close();
      assertThat(post.offer(Post.message("hook", "", "Hello"))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void aClosedOutboxRefuses() {
    Post post = post(Post.NO_WEB, HOOK);
    post.close();
    assertThat(post.offer(Post.message("hook", "", "Hello"))).isInstanceOf(Refused.class);
  }
}
