package org.ozml.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Serving;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;

/**
 * Listens on two ports and leads each request to the site that its path names, once it is read and
 * its sender may come in. Everything is bounded; beyond the bounds it says so and goes on.
 */
public final class Server implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());
  private static final int MOST_THREADS = 32;

  /** The path of requests that no site takes. */
  private static final String NOWHERE = "";

  /** How many times the largest body is still read to its end. */
  private static final int DROPPED = 8;

  private static final int STATUSES = 600;

  /** Whoever says nothing for so long is let go; streams of events say something more often. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Serving serving;
  private final Access access;
  private final Map<String, Site> sites;
  private final Map<String, AtomicLongArray> answers = new TreeMap<>();
  private final org.eclipse.jetty.server.Server jetty;
  private final List<ServerConnector> connectors = new ArrayList<>();
  private final Crowd crowd;
  private final Semaphore places;

  /** Those that may last long leave room for others. */
  private final Semaphore longOnes;

  private final Waiting waiting;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();

  /**
   * Makes a server that does not listen yet.
   *
   * @param sites by the beginning of their paths: the longest that fits counts, a single slash only
   *     for itself; one with an empty path takes what no other does
   */
  public Server(Serving serving, Access access, Map<String, Site> sites) {
    this.serving = serving;
    this.access = access;
    this.sites = new TreeMap<>(sites);
    answers.put(NOWHERE, new AtomicLongArray(STATUSES));
    sites.keySet().forEach(path -> answers.put(path, new AtomicLongArray(STATUSES)));
    this.crowd = new Crowd(serving.limits().connections());
    this.places = new Semaphore(serving.limits().requests());
    this.longOnes = new Semaphore(Math.max(1, serving.limits().requests() / 2));
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("http");
    threads.setDaemon(true);
    jetty = new org.eclipse.jetty.server.Server(threads);
    jetty.setHandler(new Front());
    jetty.setErrorHandler(new Refusals());
    waiting = new Waiting(serving.limits().arrival(), jetty.getScheduler());
    connect(serving.newer());
    if (serving.older() >= 0) connect(serving.older());
  }

  private void connect(int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Parameters may stand in the query, and a script among them.
    http.setRequestHeaderSize(64 << 10);
    ServerConnector connector;
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    Serving.Tls tls = serving.tls();
    if (tls == null) {
      connector = new Door(jetty, crowd, true, plain);
    } else {
      http.addCustomizer(new SecureRequestCustomizer(false));
      SslContextFactory.Server keys = new SslContextFactory.Server();
      keys.setKeyStorePath(tls.keystore().toString());
      keys.setKeyStorePassword(tls.password());
      ConnectionFactory secure = new SslConnectionFactory(keys, plain.getProtocol());
      connector = new Door(jetty, crowd, false, secure, plain);
    }
    connector.setHost(serving.listen());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(1024);
    connector.addBean(waiting);
    connectors.add(connector);
    jetty.addConnector(connector);
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when a port is taken, or the key cannot be used; says what to do
   */
  public void start() throws IOException {
    try {
      jetty.start();
      waiting.watch();
    } catch (IOException e) {
      close();
      throw new IOException(isTaken(e) || serving.tls() == null ? listening(e) : keys(e), e);
    } catch (Exception e) { // of the key store
      close();
      throw new IOException(keys(e), e);
    }
  }

  private String keys(Exception e) {
    return "the key store %s cannot be used: %s".formatted(serving.tls(), e.getMessage());
  }

  private String listening(IOException e) {
    String why =
        isTaken(e)
            ? "another program has one of them, or the address is none of this machine; choose others, as under"
                + " 'server:', or with --port"
            : String.valueOf(e.getMessage());
    String ports =
        serving.older() < 0
            ? "port " + serving.newer()
            : "ports %d and %d".formatted(serving.newer(), serving.older());
    return "cannot listen on %s, %s: %s".formatted(serving.listen(), ports, why);
  }

  private static boolean isTaken(IOException e) {
    return e instanceof BindException || e.getCause() instanceof BindException;
  }

  /** Returns the port of the newer generation and of the console. */
  public int newerPort() {
    return connectors.get(0).getLocalPort();
  }

  /** Returns the port of the older generation; -1: there is none. */
  public int olderPort() {
    return connectors.size() < 2 ? -1 : connectors.get(1).getLocalPort();
  }

  /** Returns how it is reached, without a slash at the end. */
  public String url() {
    if (!serving.publicUrl().isEmpty()) return serving.publicUrl();
    String host = serving.listen().equals("0.0.0.0") ? "localhost" : serving.listen();
    String scheme = serving.tls() == null ? "http" : "https";
    return "%s://%s:%d"
        .formatted(scheme, host.contains(":") ? "[" + host + "]" : host, newerPort());
  }

  /** Returns how many requests have come. */
  public long requests() {
    return requests.get();
  }

  /** Returns how many requests were turned away because there were too many. */
  public long turnedAway() {
    return turnedAway.get() + crowd.turnedAway();
  }

  /** Takes how often a site has answered with a status. */
  @FunctionalInterface
  public interface Answers {
    /**
     * Takes one figure.
     *
     * @param site the beginning of its paths; empty: no site took the requests
     */
    void of(String site, int status, long times);
  }

  /** Tells how often which site has answered with which status. */
  public void answers(Answers taken) {
    answers.forEach(
        (site, statuses) -> {
          for (int status = 0; status < STATUSES; status++) {
            long times = statuses.get(status);
            if (times > 0) taken.of(site, status, times);
          }
        });
  }

  /** Returns how many connections there are. */
  public int connections() {
    return connectors.stream().mapToInt(one -> one.getConnectedEndPoints().size()).sum();
  }

  /** Lets requests that are under way be answered, for so long; others get 503 from now on. */
  public void drain(Duration patience) {
    try {
      int all = serving.limits().requests();
      if (!places.tryAcquire(all, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "requests are cut off that are not answered yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not listen any more; connections are closed. */
  @Override
  public void close() {
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "the HTTP server does not stop well: " + e.getMessage());
    }
  }

  private String site(String path) {
    String found = NOWHERE;
    for (String begin : sites.keySet()) {
      boolean fits =
          path.equals(begin)
              || (begin.length() > 1
                  && path.startsWith(begin)
                  && path.charAt(begin.length()) == '/');
      if (fits && begin.length() > found.length()) found = begin;
    }
    return found;
  }

  /** Where every request comes in. */
  private final class Front extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      requests.incrementAndGet();
      Visit visit = new Visit(request, response, callback, longOnes);
      String path = site(visit.path());
      count(request, response, path);
      waiting.begun(request);
      Request.addCompletionListener(request, failure -> waiting.over(request));
      Site site = sites.get(path);
      if (site == null ? !Site.isOrdinary(visit.method()) : !site.takes(visit.method())) {
        visit.with(HttpHeader.ALLOW, "GET, POST, HEAD");
        visit.answer(405, "There is GET, POST and HEAD, and nothing else.");
        return true;
      }
      if (site == null) {
        visit.answer(
            404,
            "There is nothing at this path; commands are at /api?command=..., the console is at /console/");
        return true;
      }
      String query = request.getHttpURI().getQuery();
      if (request.getLength() > serving.limits().body()) tooLarge(visit, site);
      else if (query != null && !decoded(visit, site, "query", query.getBytes(UTF_8))) return true;
      else if (site.readsBodies() || isForm(request)) read(visit, site);
      else admit(visit, site);
      return true;
    }

    private void count(Request request, Response response, String site) {
      AtomicLongArray its = answers.get(site);
      if (its == null) return;
      Request.addCompletionListener(
          request, failure -> its.incrementAndGet(Math.min(response.getStatus(), STATUSES - 1)));
    }

    private boolean isForm(Request request) {
      String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      return type != null
          && MimeTypes.Type.FORM_ENCODED.is(MimeTypes.getContentTypeWithoutCharset(type));
    }

    private void read(Visit visit, Site site) {
      long patience = serving.limits().arrival().toMillis();
      CompletableFuture<byte[]> body = new CompletableFuture<>();
      var unused =
          body.orTimeout(patience, TimeUnit.MILLISECONDS)
              .whenComplete(
                  (read, failure) -> {
                    try {
                      if (read == null) misread(visit, site, failure);
                      else if (taken(visit, site, read)) admit(visit, site);
                    } catch (RuntimeException e) {
                      failed(visit, e);
                    }
                  });
      Content.Source.asByteArrayAsync(
          visit.request(), serving.limits().body(), Promise.Invocable.toPromise(body));
    }

    /** A site that reads bodies has it as it is; for others it is a form. */
    private boolean taken(Visit visit, Site site, byte[] body) {
      if (!site.readsBodies()) return decoded(visit, site, "form", body);
      visit.body(body);
      return true;
    }

    private boolean decoded(Visit visit, Site site, String what, byte[] encoded) {
      try {
        visit.parameters().add(encoded);
        return true;
      } catch (IllegalArgumentException e) {
        site.misread(visit, 400, "the %s cannot be decoded: %s".formatted(what, e.getMessage()));
        return false;
      }
    }

    private void misread(Visit visit, Site site, Throwable failure) {
      visit.with(HttpHeader.CONNECTION, "close");
      String what = site.readsBodies() ? "body" : "form";
      if (failure instanceof TimeoutException) {
        long seconds = serving.limits().arrival().toSeconds();
        site.misread(visit, 408, "the %s has not come within %d s".formatted(what, seconds));
      } else if (failure instanceof IOException || failure instanceof HttpException) {
        site.misread(visit, 400, "the %s cannot be read".formatted(what));
      } else {
        tooLarge(visit, site);
      }
    }

    /**
     * A little too much is read and dropped, because a client that still sends might not see the
     * answer; otherwise what is still to come is not read, and the connection ends with the answer.
     */
    private void tooLarge(Visit visit, Site site) {
      visit.with(HttpHeader.CONNECTION, "close");
      Runnable answer =
          () ->
              site.misread(
                  visit,
                  413,
                  "the request has more than %,d bytes".formatted(serving.limits().body()));
      long length = visit.request().getLength();
      boolean little = length >= 0 && length / DROPPED <= serving.limits().body();
      if (little) Content.Source.consumeAll(visit.request(), Callback.from(answer));
      else answer.run();
    }

    private void admit(Visit visit, Site site) {
      boolean lasts = site.lasts(visit);
      if (!lasts && !places.tryAcquire()) {
        turnedAway.incrementAndGet();
        visit.with(HttpHeader.RETRY_AFTER, "1");
        visit.answer(503, "There are too many requests at a time; try again in a second.");
        return;
      }
      if (!lasts) Request.addCompletionListener(visit.request(), failure -> places.release());
      site.admit(visit, access)
          .whenComplete(
              (decision, failure) -> {
                if (decision == null) failed(visit, failure);
                else come(visit, site, decision);
              });
    }

    private void come(Visit visit, Site site, Decision decision) {
      try {
        if (decision instanceof Decision.Allowed allowed) {
          visit.user(allowed.user());
          site.answer(visit);
        } else {
          Decision.Refused refused = (Decision.Refused) decision;
          LOG.log(Level.INFO, "refused " + visit.from().getHostAddress() + ": " + refused.why());
          site.refuse(visit, refused);
        }
      } catch (RuntimeException e) {
        failed(visit, e);
      }
    }

    private void failed(Visit visit, @Nullable Throwable failure) {
      LOG.log(Level.ERROR, "internal error at " + visit.path(), failure);
      if (!visit.response().isCommitted()) {
        visit.answer(500, "Something went wrong here; it is in the log.");
      } else {
        visit.callback().failed(failure == null ? new IllegalStateException() : failure);
      }
    }
  }
}
