package org.ozml.interpreter;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Document;
import org.ozml.service.web.Fetcher;

/**
 * One exchange with a web application: what is asked and what came of it, in the trace; the answer
 * read as a document.
 */
final class Request {
  private final Engine engine;
  private final int script;
  private final String url;
  private final Notification notification;
  private final long id;
  private Fetcher.@Nullable Exchange exchange;
  private final Arrival<Fetcher.Answer> arrival;
  private Answer answer = (id, document) -> {};

  /** Takes the answer; the document is null when none came. */
  interface Answer extends BiConsumer<Long, @Nullable Document> {}

  Request(Engine engine, int script, String url, Notification notification) {
    this.engine = engine;
    this.script = script;
    this.url = url;
    this.notification = notification;
    this.id = engine.board().newId();
    this.arrival = new Arrival<>(engine.board(), this::answered);
  }

  long id() {
    return id;
  }

  void send(Answer listener) {
    answer = listener;
    engine
        .trace()
        .on(
            new ScriptEvent.Requested(
                engine.board().now(), script, id, notification.name(), url, notification.fields()));
    exchange =
        engine.services().web().fetch(new Fetcher.Request(url, notification.fields()), arrival);
  }

  private void answered(Fetcher.Answer reply) {
    Document document = null;
    String words;
    if (reply instanceof Fetcher.Answer.Document body) {
      document = engine.answer(body.source(), body.body());
      words = words(document);
    } else {
      words = ((Fetcher.Answer.Failed) reply).reason();
    }
    engine.trace().on(ScriptEvent.Answered.of(engine.board().now(), script, id, words, document));
    answer.accept(id, document);
  }

  /** Says what is in an answer. */
  static String words(Document answer) {
    if (answer.response() == null) return answer.reason();
    int count = answer.response().commands().size();
    return count == 1 ? "1 command" : count + " commands";
  }

  /** Somebody else waits for the answer now. */
  void answerTo(Answer listener) {
    answer = listener;
  }

  /** Nobody waits for the answer any more. */
  void cancel() {
    if (arrival.forget() && exchange != null) exchange.cancel();
  }
}
