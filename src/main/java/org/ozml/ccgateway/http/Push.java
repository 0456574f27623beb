package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.Fields;
import org.ozml.ccgateway.Mailbox;
import org.ozml.scenario.Json;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.HttpFetcher;

/**
 * A desktop's own server, which each event is posted to: the event object of polling, one after
 * another. One that is not taken (2xx) is posted again after a while, so it may come twice when
 * only the answer was lost; the others wait behind it. On the loop.
 */
final class Push implements Delivery {
  private static final System.Logger LOG = System.getLogger(Push.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A server behind which so many events wait is none. */
  private static final int MOST_WAITING = 10_000;

  private final Switchboard board;
  private final Mailbox mailbox;
  private final Post post;
  private final Executor loop;
  private final Target target;
  private final Runnable lost;
  private final Deque<AgentEvent> waiting = new ArrayDeque<>();
  private boolean over;

  /**
   * Where to.
   *
   * @param uri http or https
   * @param token shown in the header serviceToken
   */
  record Target(String uri, String token) {
    /**
     * Reads it from the parameters of a sign-in: only with both it is push.
     *
     * @return null: polling
     * @throws IllegalArgumentException when one is not as it has to be; names it
     */
    static @Nullable Target of(Fields fields) {
      String uri = fields.text("callBackUri");
      String token = fields.text("serviceToken");
      if (uri.isEmpty() || token.isEmpty()) return null;
      if (!isWeb(uri)) {
        throw new IllegalArgumentException(
            "callBackUri is not valid; expected http://HOST/... or https://HOST/...");
      }
      return new Target(uri, token);
    }

    private static boolean isWeb(String text) {
      try {
        URI uri = URI.create(text);
        return uri.getHost() != null
            && uri.getUserInfo() == null
            && ("http".equalsIgnoreCase(uri.getScheme())
                || "https".equalsIgnoreCase(uri.getScheme()));
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
      return uri;
    }
  }

  /** What posts: {@link HttpFetcher#post}. */
  @FunctionalInterface
  interface Post {
    /** Posts something; the answer comes on any thread. */
    Fetcher.Exchange post(HttpFetcher.Post letter, Consumer<Fetcher.Answer> answer);
  }

  /**
   * Begins to deliver.
   *
   * @param lost is told when nothing could be delivered for two minutes
   */
  Push(Switchboard board, Mailbox mailbox, Post post, Executor loop, Target target, Runnable lost) {
    this.board = board;
    this.mailbox = mailbox;
    this.post = post;
    this.loop = loop;
    this.target = target;
    this.lost = lost;
    next();
  }

  /** Takes what comes at once: what is told to somebody who signs out is still delivered. */
  private void next() {
    mailbox.take(
        event -> {
          if (event == null || over) return;
          waiting.addLast(event);
          if (waiting.size() == 1) deliver(new Delayed(event, board.now(), FIRST_PAUSE));
          if (waiting.size() == MOST_WAITING) lost.run();
          next();
        });
  }

  /**
   * An event that is to be delivered.
   *
   * @param since when it was tried first
   * @param pause before it is tried once more
   */
  private record Delayed(AgentEvent event, long since, Duration pause) {}

  private void deliver(Delayed one) {
    byte[] body = Json.line(one.event().body()).getBytes(UTF_8);
    HttpFetcher.Post letter =
        new HttpFetcher.Post(
            target.uri(), body, GatewaySite.JSON, Map.of("serviceToken", target.token()));
    post.post(letter, answer -> loop.execute(() -> answered(one, answer)));
  }

  private void answered(Delayed one, Fetcher.Answer answer) {
    if (answer instanceof Fetcher.Answer.Failed failed) {
      failed(one, failed);
      return;
    }
    waiting.removeFirst();
    AgentEvent next = waiting.peekFirst();
    if (next != null) deliver(new Delayed(next, board.now(), FIRST_PAUSE));
  }

  private void failed(Delayed one, Fetcher.Answer.Failed failed) {
    boolean first = one.pause().equals(FIRST_PAUSE);
    LOG.log(
        first ? Level.WARNING : Level.INFO,
        "an event cannot be told to " + target + ": " + failed.reason());
    Duration left = PATIENCE.minusNanos(board.now() - one.since());
    if (left.isNegative() || left.isZero()) {
      if (!over) lost.run();
      return;
    }
    Duration pause = shorter(one.pause(), left);
    Duration longer = shorter(one.pause().multipliedBy(2), LONGEST_PAUSE);
    board.startTimer(pause, timer -> deliver(new Delayed(one.event(), one.since(), longer)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What was told before is still delivered, as far as its patience goes. */
  @Override
  public void end() {
    over = true;
  }
}
