package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.web.Fetcher.Answer;
import org.ozml.service.web.Fetcher.Answer.Document;
import org.ozml.service.web.Fetcher.Answer.Failed;
import org.ozml.service.web.Fetcher.Answer.Failed.Kind;
import org.ozml.service.web.Fetcher.Exchange;
import org.ozml.service.web.Fetcher.Request;

class HttpFetcherTest {
  private static final Map<String, String> FORM = form("NotificationName", "GoTo", "end", "1");
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));

  /** Short, for exchanges that are to run out of time. */
  private static final FetchBudget HASTY = within(Duration.ofMillis(400));

  private WebApplication app;
  private final List<HttpFetcher> fetchers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    app = new WebApplication();
  }

  @AfterEach
  void stop() {
    fetchers.forEach(HttpFetcher::close);
    app.close();
  }

  // What is sent

  @Test
  void shouldPostTheFieldsInOrderAndKeepTheOwnQuery() throws Exception {
    app.on("/menu", "<Response/>");

    ask(
        fetcher(),
        app.url("/menu?lang=de&x=a%26b"),
        form("NotificationName", "GoTo", "CallId", "7", "Auto", ""));

    var request = app.received.get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/menu?lang=de&x=a%26b");
    assertThat(request.body()).isEqualTo("NotificationName=GoTo&CallId=7&Auto=");
    Headers headers = request.headers();
    assertThat(headers.get("Content-Type"))
        .containsExactly("application/x-www-form-urlencoded; charset=UTF-8");
    assertThat(headers.get("User-Agent")).containsExactly("ozml");
    assertThat(headers.get("Cache-Control")).containsExactly("no-store");
    assertThat(headers.get("Connection")).containsExactly("close");
    assertThat(headers.get("Host")).containsExactly("127.0.0.1:" + app.port());
    assertThat(headers).doesNotContainKeys("Cookie", "Authorization", "Referer", Signature.HEADER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a&b=c; a%26b%3Dc",
        "1+1; 1%2B1",
        "a b; a+b",
        "Jörg Müßig; J%C3%B6rg+M%C3%BC%C3%9Fig",
        "€ 😀; %E2%82%AC+%F0%9F%98%80",
        "100%; 100%25",
        "*#; *%23",
        "''; ''",
      })
  void shouldEncodeFieldsAsFormsAre(String value, String encoded) throws Exception {
    app.on("/", "");

    ask(fetcher(), app.url("/"), form("NotificationName", "DtmfEntered", "Dtmf Digits", value));

    assertThat(app.received.get(0).body())
        .isEqualTo("NotificationName=DtmfEntered&Dtmf+Digits=" + encoded);
  }

  @Test
  void shouldSignEveryRequestOverWhatItCarries() throws Exception {
    app.redirect("/first", 307, "/second").redirect("/second", 303, "/third").on("/third", "");
    Signature signature = new Signature("s3cret", NOON);

    ask(fetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, signature), app.url("/first"));

    String posted = signature.header("NotificationName=GoTo&end=1".getBytes(UTF_8));
    assertThat(app.received)
        .extracting(request -> request.headers().getFirst(Signature.HEADER))
        .containsExactly(posted, posted, signature.header(new byte[0]));
  }

  // What comes back

  @Test
  void shouldBringBackTheDocumentWithItsTypeAndTheUrlThatAnswered() throws Exception {
    app.redirect("/old", 301, "/new?a=1")
        .on(
            "/new",
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/html; charset=iso-8859-1");
              WebApplication.send(exchange, 201, "<Response>ü</Response>".getBytes(UTF_8));
            });

    assertThat(ask(fetcher(), app.url("/old#top")))
        .isEqualTo(
            new Document(
                201,
                "<Response>ü</Response>".getBytes(UTF_8),
                "text/html; charset=iso-8859-1",
                app.url("/new?a=1")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void shouldTakeAnEmptyBodyAsAnEmptyDocument(int status) throws Exception {
    app.on("/", exchange -> exchange.sendResponseHeaders(status, -1));

    assertThat(ask(fetcher(), app.url("/")))
        .isEqualTo(new Document(status, new byte[0], "", app.url("/")));
  }

  @ParameterizedTest
  @CsvSource({
    "404, HTTP 404 Not Found",
    "500, HTTP 500 Internal Server Error",
    "401, HTTP 401 Unauthorized",
    "304, HTTP 304 Not Modified",
    "503, HTTP 503 Service Unavailable",
    "302, HTTP 302 Temporary Redirect",
  })
  void shouldSayWithWhichStatusTheApplicationRefused(int status, String reason) throws Exception {
    app.on("/", exchange -> exchange.sendResponseHeaders(status, -1));

    assertThat(ask(fetcher(), app.url("/"))).isEqualTo(new Failed(Kind.STATUS, reason));
    assertThat(app.received).hasSize(1);
  }

  @Test
  void shouldTakeABodyOfExactlyTheLimitAndNoByteMore() throws Exception {
    int limit = FetchBudget.DEFAULT.maxBytes();
    app.on("/full", exchange -> WebApplication.send(exchange, 200, new byte[limit]))
        .on("/over", exchange -> WebApplication.send(exchange, 200, new byte[limit + 1]))
        .on(
            "/chunked",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(new byte[limit + 1]);
            });
    Failed tooLarge = new Failed(Kind.TOO_LARGE, "answer larger than 1 MiB");

    assertThat(ask(fetcher(), app.url("/full")))
        .isInstanceOfSatisfying(Document.class, full -> assertThat(full.body()).hasSize(limit));
    assertThat(ask(fetcher(), app.url("/over"))).isEqualTo(tooLarge);
    assertThat(ask(fetcher(), app.url("/chunked"))).isEqualTo(tooLarge);
  }

  @Test
  void shouldCountTheBytesAfterDecompression() throws Exception {
    app.on("/", exchange -> sendZipped(exchange, "<Response/>".getBytes(UTF_8)))
        .on("/bomb", exchange -> sendZipped(exchange, new byte[50 << 20]));

    assertThat(ask(fetcher(), app.url("/")))
        .isInstanceOfSatisfying(
            Document.class,
            zipped -> assertThat(zipped.body()).asString().isEqualTo("<Response/>"));
    assertThat(ask(fetcher(), app.url("/bomb")))
        .isEqualTo(new Failed(Kind.TOO_LARGE, "answer larger than 1 MiB"));
  }

  private static void sendZipped(HttpExchange exchange, byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(body);
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    WebApplication.send(exchange, 200, zipped.toByteArray());
  }

  // Redirects

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void shouldRepeatThePostOn(int status) throws Exception {
    app.redirect("/old", status, app.url("/new?k=v")).on("/new", "ok");

    assertThat(ask(fetcher(), app.url("/old"))).isInstanceOf(Document.class);
    var second = app.received.get(1);
    assertThat(second.method()).isEqualTo("POST");
    assertThat(second.target()).isEqualTo("/new?k=v");
    assertThat(second.body()).isEqualTo("NotificationName=GoTo&end=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void shouldGoOnWithAGetOn(int status) throws Exception {
    app.redirect("/old", status, "/mid").redirect("/mid", 307, "/new").on("/new", "ok");

    assertThat(ask(fetcher(), app.url("/old"))).isInstanceOf(Document.class);
    assertThat(app.received)
        .extracting(WebApplication.Received::method)
        .containsExactly("POST", "GET", "GET");
    assertThat(app.received.get(2).body()).isEmpty();
    assertThat(app.received.get(2).headers()).doesNotContainKey("Content-Type");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void shouldNotTakeAPageBehindARedirectForTheReceiverOfAForm(int status) throws Exception {
    app.redirect("/moved", status, "/login").on("/login", "ok");
    app.redirect("/kept", 307, "/new").on("/new", "ok");
    LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    HttpFetcher fetcher = fetcher();
    fetcher.fetch(new Request(app.url("/moved"), FORM, true), answers::add);
    assertThat(answers.poll(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.STATUS));
    fetcher.fetch(new Request(app.url("/kept"), FORM, true), answers::add);
    assertThat(answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(Document.class);
    assertThat(app.received).extracting("method").containsExactly("POST", "POST", "POST");
  }

  @Test
  void shouldFollowThreeRedirectsAndNoMore() throws Exception {
    app.redirect("/3", 302, "/2")
        .redirect("/2", 302, "/1")
        .redirect("/1", 302, "/0")
        .on("/0", "ok")
        .redirect("/loop", 307, "/loop");

    assertThat(ask(fetcher(), app.url("/3"))).isInstanceOf(Document.class);
    app.received.clear();
    assertThat(ask(fetcher(), app.url("/loop")))
        .isEqualTo(new Failed(Kind.TOO_MANY_REDIRECTS, "more than 3 redirects"));
    assertThat(app.received).hasSize(4);
  }

  @Test
  void shouldNotCarryACookieAlong() throws Exception {
    app.on(
            "/old",
            exchange -> {
              exchange.getResponseHeaders().set("Set-Cookie", "session=1; Path=/");
              exchange.getResponseHeaders().set("Location", "/new");
              exchange.sendResponseHeaders(307, -1);
            })
        .on("/new", "ok");
    HttpFetcher fetcher = fetcher();

    ask(fetcher, app.url("/old"));
    ask(fetcher, app.url("/new"));

    assertThat(app.received).noneMatch(request -> request.headers().containsKey("Cookie"));
  }

  // Where it may lead

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/latest/meta-data, address 169.254.169.254 is link-local and never"
        + " allowed",
    "http://[fe80::1]/, address fe80:0:0:0:0:0:0:1 of fe80::1 is link-local and never allowed",
    "http://0/, address 0.0.0.0 of 0 is unspecified and never allowed",
    "http://2852039166/, address 169.254.169.254 of 2852039166 is link-local and never allowed",
    "ftp://app.example/, \"ftp://app.example/\" cannot be fetched: an absolute http:// or https://"
        + " URL is expected",
    "http://joe:pw@app.example/, \"http://...@app.example/\" must not contain a user name"
        + " or password",
  })
  void shouldRefuseAUrlOrARedirectThatLeadsWhereItMustNot(String url, String reason)
      throws Exception {
    app.redirect("/", 302, url);

    assertThat(ask(fetcher(), url)).isEqualTo(new Failed(Kind.REFUSED_URL, reason));
    assertThat(ask(fetcher(), app.url("/"))).isEqualTo(new Failed(Kind.REFUSED_URL, reason));
  }

  @Test
  void shouldReachLoopbackFromAServerOnlyWhereConfigured() throws Exception {
    app.on("/", "ok");
    AddressRule configured = AddressRule.PUBLIC_ONLY.allowing("127.0.0.1");

    assertThat(ask(fetcher(FetchBudget.DEFAULT, AddressRule.PUBLIC_ONLY, null), app.url("/")))
        .isEqualTo(
            new Failed(
                Kind.REFUSED_URL,
                "address 127.0.0.1 is loopback and allowed only where configured (web: allow)"));
    assertThat(app.received).isEmpty();
    assertThat(ask(fetcher(FetchBudget.DEFAULT, configured, null), app.url("/")))
        .isInstanceOf(Document.class);
  }

  @Test
  void shouldRefuseANameThatResolvesToAForbiddenAddress() throws Exception {
    Names names = new Names().answer("app.example", "169.254.169.254", "fe80::1");

    assertThat(ask(fetcher(names), "http://app.example/"))
        .isEqualTo(
            new Failed(
                Kind.REFUSED_URL,
                "address 169.254.169.254 of app.example is link-local and never allowed"));
    assertThat(names.asked).containsExactly("app.example");
  }

  @Test
  void shouldConnectToTheAddressThatWasChecked() throws Exception {
    app.on("/", "ok");
    Names names = new Names().answer("my_app.example", "169.254.1.1", "127.0.0.1");
    String url = "http://my_app.example:" + app.port() + "/";

    assertThat(ask(fetcher(names), url))
        .isEqualTo(new Document(200, "ok".getBytes(UTF_8), "", url));
    assertThat(names.asked).containsExactly("my_app.example");
    assertThat(app.received.get(0).headers().get("Host"))
        .containsExactly("my_app.example:" + app.port());
  }

  @Test
  void shouldCheckTheAddressAnewForEveryRequest() throws Exception {
    Names names =
        new Names().answer("rebound.example", "127.0.0.1").answer("rebound.example", "169.254.1.1");
    app.redirect("/", 307, "http://rebound.example:" + app.port() + "/");

    assertThat(ask(fetcher(names), "http://rebound.example:" + app.port() + "/"))
        .extracting("kind")
        .isEqualTo(Kind.REFUSED_URL);
    assertThat(app.received).hasSize(1);
  }

  @Test
  void shouldReachAnIpv6Address() throws Exception {
    InetAddress six = InetAddress.getAllByName("::1")[0];
    assumeTrue(NetworkInterface.getByInetAddress(six) != null, "this machine has no IPv6");
    try (WebApplication other = new WebApplication(HttpServer.create(), six).on("/", "six")) {
      String authority = "[::1]:" + other.port();

      assertThat(ask(fetcher(), "http://" + authority + "/")).isInstanceOf(Document.class);
      assertThat(other.received.get(0).headers().get("Host")).containsExactly(authority);
    }
  }

  // Connections

  @Test
  void shouldTryTwiceWhenNoConnectionComesAbout() throws Exception {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      nobody = closed.getLocalPort();
    }
    Names names = new Names().answer("app.example", "127.0.0.1");

    Answer answer = ask(fetcher(names), "http://app.example:" + nobody + "/");

    assertThat(answer).extracting("kind").isEqualTo(Kind.UNREACHABLE);
    assertThat(answer)
        .extracting("reason")
        .asString()
        .startsWith("no connection: ")
        .contains("app.example:" + nobody, "refused");
    assertThat(names.asked).hasSize(2);
  }

  @Test
  void shouldSucceedWithTheSecondTry() throws Exception {
    app.on("/", "ok");
    Names names = new Names().answer("app.example").answer("app.example", "127.0.0.1");

    assertThat(ask(fetcher(names), "http://app.example:" + app.port() + "/"))
        .isInstanceOf(Document.class);
    assertThat(app.received).hasSize(1);
  }

  @Test
  void shouldNameTheHostThatIsNotKnown() throws Exception {
    assertThat(ask(fetcher(new Names()), "http://nowhere.example/"))
        .isEqualTo(
            new Failed(Kind.UNREACHABLE, "no connection: the host nowhere.example is not known"));
  }

  @Test
  void shouldWaitForAConnectionNoLongerThanTheBudgetSays() throws Exception {
    FetchBudget impatient = new FetchBudget(Duration.ofMillis(50), Duration.ofSeconds(10), 1, 0, 0);
    List<SocketChannel> queue = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) { // fills the backlog: the next one hears nothing
        SocketChannel channel = SocketChannel.open();
        queue.add(channel);
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
      }

      assertThat(
              ask(
                  fetcher(impatient, AddressRule.LOCAL_ALLOWED, null),
                  "http://127.0.0.1:" + full.getLocalPort() + "/"))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failed.reason()).startsWith("no connection: ").contains("timed out");
              });
    } finally {
      for (SocketChannel channel : queue) {
        channel.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<Response>",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<Resp",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\noops",
        "HTTP/1.1 302 Found\r\nContent-Length: x\r\n\r\n",
        "220 mail.example ESMTP\r\n",
      })
  void shouldNotRepeatAPostThatMayHaveArrived(String answer) throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.saying(answer))) {
      assertThat(ask(fetcher(), peer.url()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(failed.reason()).startsWith("no complete answer: ");
              });
      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  void shouldNotReadHeadersWithoutEnd() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20);
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.dripping(endless))) {
      assertThat(ask(fetcher(), peer.url())).extracting("kind").isEqualTo(Kind.UNREACHABLE);
    }
  }

  // Time

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 500 Oh\r\nContent-Length: 1000\r\n\r",
      })
  void shouldEndAnAnswerThatDripsInWhenTheWholeTimeIsOver(String start) throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.dripping(start))) {
      assertThat(ask(fetcher(HASTY, AddressRule.LOCAL_ALLOWED, null), peer.url()))
          .isEqualTo(new Failed(Kind.TIMEOUT, "no answer within 400 ms"));
      assertThat(peer.wasLeft()).isTrue();
      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  void shouldNotWaitForTheBodyOfAnError() throws Exception {
    try (BrokenPeer peer =
        new BrokenPeer(BrokenPeer.dripping("HTTP/1.1 500 Oh\r\nContent-Length: 1000\r\n\r\n"))) {
      assertThat(ask(fetcher(), peer.url())).isEqualTo(new Failed(Kind.STATUS, "HTTP 500 Oh"));
      assertThat(peer.wasLeft()).isTrue();
    }
  }

  @Test
  void shouldNotWaitForTheBodyOfARedirect() throws Exception {
    app.on("/", "ok");
    String redirect =
        "HTTP/1.1 302 Found\r\nContent-Length: 1000\r\nLocation: " + app.url("/") + "\r\n\r\n";
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.dripping(redirect))) {
      assertThat(ask(fetcher(), peer.url())).isInstanceOf(Document.class);
      assertThat(peer.wasLeft()).isTrue();
    }
  }

  @Test
  void shouldCountTheRedirectsIntoTheWholeTime() throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.silent())) {
      app.redirect("/", 307, peer.url());

      assertThat(ask(fetcher(HASTY, AddressRule.LOCAL_ALLOWED, null), app.url("/")))
          .isEqualTo(new Failed(Kind.TIMEOUT, "no answer within 400 ms"));
    }
  }

  @Test
  void shouldAnswerInTimeEvenWhileAllWorkersAreBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    app.on("/busy", exchange -> await(busy));
    HttpFetcher single =
        fetcher(HASTY, AddressRule.LOCAL_ALLOWED, null, InetAddress::getAllByName, 1);

    CompletableFuture<Answer> first = new CompletableFuture<>();
    single.fetch(new Request(app.url("/busy"), FORM), first::complete);
    assertThat(ask(single, app.url("/busy"))).extracting("kind").isEqualTo(Kind.TIMEOUT);

    assertThat(first)
        .succeedsWithin(5, TimeUnit.SECONDS)
        .extracting("kind")
        .isEqualTo(Kind.TIMEOUT);
    busy.countDown();
  }

  @Test
  void shouldTellATimeInSecondsWherePossible() {
    assertThat(HttpFetcher.words(Duration.ofSeconds(10))).isEqualTo("10 s");
    assertThat(HttpFetcher.words(Duration.ofMillis(1500))).isEqualTo("1500 ms");
  }

  @Test
  void shouldFailAtOnceWhatIsTooMuchAtATime() throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.silent())) {
      HttpFetcher fetcher =
          new HttpFetcher(
              FetchBudget.DEFAULT,
              AddressRule.LOCAL_ALLOWED,
              null,
              InetAddress::getAllByName,
              4,
              1);
      fetchers.add(fetcher);
      var answers = new LinkedBlockingQueue<Answer>();

      fetcher.fetch(new Request(peer.url(), FORM), answers::add);
      fetcher.fetch(new Request(peer.url(), FORM), answers::add);

      assertThat(answers.poll(5, TimeUnit.SECONDS))
          .isEqualTo(new Failed(Kind.UNREACHABLE, "too many web applications are asked at a time"));
      assertThat(answers).isEmpty();
    }
  }

  // Giving up

  @Test
  void shouldGiveOneAnswerAndLeaveWhenCancelled() throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.silent())) {
      HttpFetcher fetcher = fetcher();
      var answers = new LinkedBlockingQueue<Answer>();

      Exchange exchange = fetcher.fetch(new Request(peer.url(), FORM), answers::add);
      assertThat(peer.asked.await(5, TimeUnit.SECONDS)).isTrue();
      exchange.cancel();
      exchange.cancel();

      assertThat(answers.poll(5, TimeUnit.SECONDS))
          .isEqualTo(new Failed(Kind.CANCELLED, "cancelled"));
      assertThat(peer.wasLeft()).isTrue();
      ask(fetcher, "nothing"); // answers come in order: a second one would be there now
      assertThat(answers).isEmpty();
    }
  }

  @Test
  void shouldIgnoreACancelThatComesTooLate() throws Exception {
    app.on("/", "ok");
    HttpFetcher fetcher = fetcher();
    var answers = new LinkedBlockingQueue<Answer>();

    Exchange exchange = fetcher.fetch(new Request(app.url("/"), FORM), answers::add);
    assertThat(answers.poll(5, TimeUnit.SECONDS)).isInstanceOf(Document.class);
    exchange.cancel();

    ask(fetcher, "nothing");
    assertThat(answers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldNotConnectAnymoreWhenCancelledWhileTheNameIsLookedUp(boolean found) throws Exception {
    app.on("/", "ok");
    CountDownLatch lookedUp = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    HttpFetcher fetcher =
        fetcher(
            FetchBudget.DEFAULT,
            AddressRule.LOCAL_ALLOWED,
            null,
            host -> {
              if (lookedUp.getCount() > 0) {
                lookedUp.countDown();
                await(cancelled);
                if (!found) {
                  throw new UnknownHostException(host); // so that there is a second try
                }
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            1);
    CompletableFuture<Answer> answer = new CompletableFuture<>();

    Exchange exchange =
        fetcher.fetch(
            new Request("http://slow.example:" + app.port() + "/", FORM), answer::complete);
    assertThat(lookedUp.await(5, TimeUnit.SECONDS)).isTrue();
    exchange.cancel();
    assertThat(answer)
        .succeedsWithin(5, TimeUnit.SECONDS)
        .isEqualTo(new Failed(Kind.CANCELLED, "cancelled"));
    cancelled.countDown();

    assertThat(ask(fetcher, app.url("/after"))).isInstanceOf(Document.class); // same worker, later
    assertThat(app.received).extracting(WebApplication.Received::target).containsExactly("/after");
  }

  @Test
  void shouldCancelEverythingWhenClosed() throws Exception {
    try (BrokenPeer peer = new BrokenPeer(BrokenPeer.silent())) {
      HttpFetcher fetcher = fetcher();
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      fetcher.fetch(new Request(peer.url(), FORM), answer::complete);
      assertThat(peer.asked.await(5, TimeUnit.SECONDS)).isTrue();

      fetcher.close();

      assertThat(answer)
          .succeedsWithin(5, TimeUnit.SECONDS)
          .isEqualTo(new Failed(Kind.CANCELLED, "cancelled"));
      assertThat(ask(fetcher, peer.url())).isEqualTo(new Failed(Kind.CANCELLED, "cancelled"));
    }
  }

  @Test
  void shouldNeverAnswerFromWithinACallOfTheCaller() throws Exception {
    HttpFetcher fetcher = fetcher();
    CompletableFuture<Thread> answered = new CompletableFuture<>();

    fetcher
        .fetch(new Request("nothing", FORM), answer -> answered.complete(Thread.currentThread()))
        .cancel();

    Thread thread = answered.get(5, TimeUnit.SECONDS);
    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void shouldSurviveAReceiverThatThrows() throws Exception {
    HttpFetcher fetcher = fetcher();
    fetcher.fetch(
        new Request("nothing", FORM),
        answer -> {
          throw new IllegalStateException("thrown on purpose by " + answer);
        });

    assertThat(ask(fetcher, "nothing")).isInstanceOf(Failed.class);
  }

  // Many, and none

  @Test
  void shouldRunNoMoreExchangesAtATimeThanItHasWorkers() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Phaser four = new Phaser(4);
    app.on(
        "/",
        exchange -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          four.arriveAndAwaitAdvance(); // goes on when four have come: so four do run at a time
          inside.decrementAndGet();
          WebApplication.send(exchange, 200, "ok".getBytes(UTF_8));
        });
    HttpFetcher fetcher =
        fetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, null, InetAddress::getAllByName, 4);
    var answers = new LinkedBlockingQueue<Answer>();

    for (int i = 0; i < 40; i++) {
      fetcher.fetch(new Request(app.url("/"), FORM), answers::add);
    }

    for (int i = 0; i < 40; i++) {
      assertThat(answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(Document.class);
    }
    assertThat(most).hasValue(4);
  }

  /** The client is optional, and loading it takes longer than many a script runs. */
  @Test
  void shouldNeedNoHttpClientBeforeTheFirstFetch() throws Exception {
    ClassLoader without =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.hc.")) {
              throw new ClassNotFoundException(name);
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in =
                HttpFetcherTest.class.getClassLoader().getResourceAsStream(file)) {
              if (in == null) {
                throw new ClassNotFoundException(name);
              }
              byte[] bytes = in.readAllBytes();
              return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
              throw new ClassNotFoundException(name, e);
            }
          }
        };

    Class<?> trial = Class.forName(Trial.class.getName(), true, without);

    assertThat(trial.getMethod("run").invoke(null))
        .asString()
        .contains("internal error: java.lang.NoClassDefFoundError: org/apache/hc/");
  }

  /** What the test above runs in a world without HttpClient. */
  public static final class Trial {
    private Trial() {}

    /** Returns what the fetch that does need the client says. */
    public static String run() throws Exception {
      try (HttpFetcher fetcher =
          new HttpFetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, null)) {
        return ask(fetcher, "http://127.0.0.1:1/").toString();
      }
    }
  }

  // TLS

  @Test
  void shouldTrustAnHttpsServerOnlyUnderItsName(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("app.p12");
    keytool("-genkeypair -alias app -keyalg EC -dname CN=app -ext san=dns:app.example", store);
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
    Names names =
        new Names().answer("app.example", "127.0.0.1").answer("other.example", "127.0.0.1");
    String right = "https://app.example";
    String wrong = "https://other.example";

    try (WebApplication secure =
        new WebApplication(server, InetAddress.getLoopbackAddress()).on("/", "ok")) {
      String rest = ":" + secure.port() + "/";
      assertThat(ask(fetcher(names), right + rest)).extracting("kind").isEqualTo(Kind.UNREACHABLE);

      System.setProperty("javax.net.ssl.trustStore", store.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
      HttpFetcher trusting = fetcher(names);
      assertThat(ask(trusting, right + rest))
          .isEqualTo(new Document(200, "ok".getBytes(UTF_8), "", right + rest));
      assertThat(ask(trusting, wrong + rest))
          .isInstanceOfSatisfying(
              Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .startsWith("no connection: ")
                      .contains("other.example"));
      assertThat(secure.received).hasSize(1);
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  private static void keytool(String arguments, Path store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static SSLContext tls(Path store) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  // Values

  @Test
  void shouldShowNeitherPasswordsNorWhatACallerKeyedIn() {
    assertThat(new Request("http://joe:pw@app/?x=1", form("DtmfDigits", "1234")))
        .hasToString("POST http://...@app/?x=1 [DtmfDigits]");
  }

  @Test
  void shouldCompareDocumentsByTheirBytes() {
    Document one = new Document(200, new byte[] {1}, "text/xml", "http://app/");

    assertThat(one)
        .isEqualTo(new Document(200, new byte[] {1}, "text/xml", "http://app/"))
        .hasSameHashCodeAs(new Document(200, new byte[] {1}, "text/xml", "http://app/"))
        .isNotEqualTo(new Document(200, new byte[] {2}, "text/xml", "http://app/"))
        .hasToString("200 text/xml, 1 bytes from http://app/");
  }

  // Helpers

  /** Names with the addresses they resolve to; the last answer stands for all that follow. */
  private static final class Names implements Wire.Resolver {
    final List<String> asked = new ArrayList<>();
    private final Map<String, List<List<String>>> answers = new LinkedHashMap<>();

    Names answer(String host, String... addresses) {
      answers.computeIfAbsent(host, h -> new ArrayList<>()).add(List.of(addresses));
      return this;
    }

    @Override
    public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
      asked.add(host);
      List<List<String>> left = answers.getOrDefault(host, List.of(List.of()));
      List<InetAddress> resolved = new ArrayList<>();
      for (String address : left.size() > 1 ? left.remove(0) : left.get(0)) {
        resolved.add(InetAddress.getByName(address));
      }
      return resolved.toArray(InetAddress[]::new);
    }
  }

  private HttpFetcher fetcher() {
    return fetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, null);
  }

  private HttpFetcher fetcher(Names names) {
    return fetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, null, names, 4);
  }

  private HttpFetcher fetcher(FetchBudget budget, AddressRule rule, Signature signature) {
    return fetcher(budget, rule, signature, InetAddress::getAllByName, 4);
  }

  private HttpFetcher fetcher(
      FetchBudget budget,
      AddressRule rule,
      Signature signature,
      Wire.Resolver resolver,
      int parallel) {
    HttpFetcher fetcher = new HttpFetcher(budget, rule, signature, resolver, parallel);
    fetchers.add(fetcher);
    return fetcher;
  }

  private static FetchBudget within(Duration total) {
    return new FetchBudget(Duration.ofSeconds(2), total, 1 << 20, 3, 1);
  }

  private static Answer ask(HttpFetcher fetcher, String url) throws Exception {
    return ask(fetcher, url, FORM);
  }

  private static Answer ask(HttpFetcher fetcher, String url, Map<String, String> form)
      throws Exception {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    fetcher.fetch(new Request(url, form), answer::complete);
    return answer.get(10, TimeUnit.SECONDS);
  }

  private static Map<String, String> form(String... namesAndValues) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
