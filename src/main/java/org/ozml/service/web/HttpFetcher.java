package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.Fetcher.Answer.Document;
import org.ozml.service.web.Fetcher.Answer.Failed;
import org.ozml.service.web.Fetcher.Answer.Failed.Kind;

/**
 * Fetches over HTTP/1.1, by the rules of the OzML language notes, section 6.
 *
 * <ul>
 *   <li>The form is posted as {@code application/x-www-form-urlencoded; charset=UTF-8}. It is
 *       repeated only while no byte of it was sent, that is when no connection came about.
 *   <li>307 and 308 repeat the POST at the new place; 301, 302 and 303 become a GET without a body
 *       (RFC 9110, section 15.4).
 *   <li>A connection goes only to an address that the {@link AddressRule} lets pass, for the first
 *       URL as for each that it redirects to. Proxies, cookies and credentials are not used.
 *   <li>The {@link FetchBudget} bounds the exchange as a whole; when the time is over, or on {@link
 *       Exchange#cancel}, the answer is given at once and the connection is broken off.
 * </ul>
 *
 * <p>Exchanges run on a bounded number of daemon threads, the others wait for their turn while
 * their time runs. Answers are given one after another on a thread of their own, so never from
 * within {@link #fetch} or {@link Exchange#cancel}. Neither a thread nor a class of the HTTP client
 * exists before the first fetch, and idle threads end by themselves.
 */
public final class HttpFetcher implements Fetcher, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpFetcher.class.getName());
  private static final int PARALLEL = 64;

  /** So many exchanges may be under way or wait for their turn; more fail at once. */
  private static final int MOST = 20_000;

  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Which redirects are followed. */
  private enum Redirects {
    ALL,
    /** Those that do not leave what is posted behind. */
    DELIVERING,
    NONE;

    boolean follows(int status) {
      boolean leaves = status < 307;
      return REDIRECTS.contains(status) && (this == ALL || (this == DELIVERING && !leaves));
    }
  }

  /**
   * What is posted.
   *
   * @param body not to be changed
   * @param type the header Content-Type
   * @param headers others, by name
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Post(String url, byte[] body, String type, Map<String, String> headers) {
    /** Copies the map. */
    public Post {
      headers = Map.copyOf(headers);
    }

    /** Tells nothing of what is posted. */
    @Override
    public String toString() {
      return "POST " + Target.withoutUser(url);
    }
  }

  private static final byte[] NO_BODY = {};

  private final FetchBudget budget;
  private final AddressRule rule;
  private final @Nullable Signature signature;
  private final Wire.Resolver resolver;
  private final int parallel;
  private final int most;
  private final Executor workers;
  private final Executor answers = threads("ozml-answers", 1);
  private final Set<Running> exchanges = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private @Nullable Wire wire; // guarded by this

  /**
   * @param signature signs every request, or null for none
   */
  public HttpFetcher(FetchBudget budget, AddressRule rule, @Nullable Signature signature) {
    this(budget, rule, signature, InetAddress::getAllByName, PARALLEL, MOST);
  }

  /** For tests: with its own idea of names, and a number of exchanges that run in parallel. */
  HttpFetcher(
      FetchBudget budget,
      AddressRule rule,
      @Nullable Signature signature,
      Wire.Resolver resolver,
      int parallel) {
    this(budget, rule, signature, resolver, parallel, MOST);
  }

  HttpFetcher(
      FetchBudget budget,
      AddressRule rule,
      @Nullable Signature signature,
      Wire.Resolver resolver,
      int parallel,
      int most) {
    this.most = most;
    this.budget = budget;
    this.rule = rule;
    this.signature = signature;
    this.resolver = resolver;
    this.parallel = parallel;
    this.workers = threads("ozml-fetch", parallel);
  }

  /**
   * Posts something that is no form, once, under the same limits. No redirect is followed: what is
   * posted, and the headers with it, go nowhere else.
   */
  public Exchange post(Post post, Consumer<Answer> answer) {
    return begin(new Running(post, Redirects.NONE), answer);
  }

  @Override
  public Exchange fetch(Request request, Consumer<Answer> answer) {
    Post form = new Post(request.url(), encoded(request.form()), FORM, Map.of());
    return begin(
        new Running(form, request.delivers() ? Redirects.DELIVERING : Redirects.ALL), answer);
  }

  private Exchange begin(Running exchange, Consumer<Answer> answer) {
    exchanges.add(exchange);
    exchange.begin(answer);
    if (exchanges.size() > most) {
      exchange.refuse();
    } else if (closed) {
      exchange.cancel();
    }
    return exchange;
  }

  /** Cancels what is under way; later fetches are cancelled too. */
  @Override
  public void close() {
    closed = true;
    exchanges.forEach(Running::cancel);
  }

  /** The client, made on first use: loading it takes longer than many a script runs. */
  private synchronized Wire wire() {
    if (wire == null) {
      wire = new Wire(budget, rule, resolver, parallel);
    }
    return wire;
  }

  /** An exchange from the queue to its answer; the future sees to it that the answer comes once. */
  private final class Running implements Exchange {
    private final Post post;
    private final Redirects followed;
    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private volatile Runnable abort = () -> {};

    Running(Post post, Redirects followed) {
      this.post = post;
      this.followed = followed;
    }

    void begin(Consumer<Answer> answer) {
      var unused =
          outcome.thenAccept(
              given -> {
                exchanges.remove(this);
                answers.execute(() -> tell(answer, given));
                abort.run();
              });
      outcome.completeOnTimeout(
          new Failed(Kind.TIMEOUT, "no answer within " + words(budget.total())),
          budget.total().toMillis(),
          MILLISECONDS);
      workers.execute(this::work);
    }

    void refuse() {
      outcome.complete(
          new Failed(Kind.UNREACHABLE, "too many web applications are asked at a time"));
    }

    @Override
    public void cancel() {
      outcome.complete(new Failed(Kind.CANCELLED, "cancelled"));
    }

    private void work() {
      if (outcome.isDone()) {
        return; // gave up while it waited for its turn
      }
      try {
        outcome.complete(follow());
      } catch (FetchFailure e) {
        outcome.complete(e.answer());
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "fetching went wrong: " + post, e);
        outcome.complete(new Failed(Kind.UNREACHABLE, "internal error: " + e));
      }
    }

    private Answer follow() throws FetchFailure {
      Target target = Target.of(post.url());
      @Nullable Post body = post;
      for (int redirects = 0; ; redirects++) {
        Wire.Reply reply = send(target, body);
        if (reply.isSuccess()) {
          return new Document(
              reply.status(), reply.body(), reply.contentType(), target.url().toString());
        }
        if (!followed.follows(reply.status()) || reply.location().isEmpty()) {
          return new Failed(Kind.STATUS, ("HTTP " + reply.status() + " " + reply.phrase()).strip());
        }
        if (redirects == budget.redirects()) {
          return new Failed(
              Kind.TOO_MANY_REDIRECTS, "more than " + budget.redirects() + " redirects");
        }
        target = target.redirectedTo(reply.location());
        if (reply.status() < 307) body = null;
      }
    }

    /** Asks once, and again as long as no connection came about and the budget has retries. */
    private Wire.Reply send(Target target, @Nullable Post body) throws FetchFailure {
      for (int attempt = 0; ; attempt++) {
        Wire.Hop hop = wire().hop(target, body, signed(body));
        abort = hop::abort;
        if (outcome.isDone()) {
          hop.abort(); // whoever ended the exchange may not have seen this hop
        }
        try {
          return hop.send();
        } catch (FetchFailure e) {
          throw e;
        } catch (IOException e) {
          if (hop.connected()) {
            throw new FetchFailure(Kind.UNREACHABLE, "no complete answer: " + words(e));
          }
          if (attempt == budget.retries()) {
            throw new FetchFailure(Kind.UNREACHABLE, "no connection: " + words(e));
          }
        }
      }
    }
  }

  private @Nullable String signed(@Nullable Post body) {
    return signature == null ? null : signature.header(body == null ? NO_BODY : body.body());
  }

  private static void tell(Consumer<Answer> listener, Answer answer) {
    try {
      listener.accept(answer);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the receiver of an answer went wrong", e);
    }
  }

  private static byte[] encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(joining("&"))
        .getBytes(UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String words(IOException e) {
    return e instanceof UnknownHostException
        ? "the host " + e.getMessage() + " is not known"
        : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** A pool of daemon threads that are started when needed and end when idle. */
  private static Executor threads(String name, int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            5,
            SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
