package org.ozml.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.installation.TestInstallation;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.simulator.World;

/**
 * What strangers throw at a whole installation while somebody stands in a menu: it is refused with
 * a clear answer, others are served, and the menu still takes a key.
 */
@Timeout(60)
class HardeningTest {
  private static final String YAML =
      """
      extensions:
        1001: phone
        9994: {script: menu.xml}
        city: {line: "0"}
      connections:
        pbx@mail: {email: {server: 127.0.0.1, sender: pbx@example.org}}
      web: {allow: [127.0.0.2]}
      access: {older-without-password: true}
      folders: {content: content, recordings: recordings}
      server:
        older: 0
        newer: 0
        limits: {arrival: 1s, connections: 300}
      """;
  private static final String MENU =
      """
      <Response><UserInput Repeat="true" Timeout="600">
        <Inputs><Input Key="1"/></Inputs>
      </UserInput></Response>
      """;
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private static final String SMUGGLER =
      """
      POST /api HTTP/1.1\r
      Host: a\r
      Content-Length: 5\r
      Transfer-Encoding: chunked\r
      \r
      """;

  @TempDir static Path folder;
  private static TestInstallation pbx;
  private static String call;

  /** Listens where nobody may get to. */
  private static ServerSocketChannel inside;

  private static int port;

  /** A finger takes its time: a key is pressed once for each test, not for each of its rows. */
  private static final Set<Optional<Method>> PRESSED_IN = new HashSet<>();

  private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
  private static final Logger OURS = Logger.getLogger("org.ozml");
  private static final Handler KEEPER =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          LOG.add(entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void open() throws Exception {
    OURS.setLevel(Level.ALL);
    OURS.addHandler(KEEPER);
    inside =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    inside.configureBlocking(false);
    port = inside.socket().getLocalPort();
    Files.writeString(folder.resolve("menu.xml"), MENU);
    Files.writeString(folder.resolve("secret.wav"), "secret");
    Path content = Files.createDirectories(folder.resolve("content"));
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    for (Path root : List.of(content, recordings)) {
      Files.createSymbolicLink(root.resolve("link.wav"), folder.resolve("secret.wav"));
      Files.createSymbolicLink(root.resolve("out"), folder);
    }
    pbx = TestInstallation.open(folder, YAML, World.where(World.Answering.after(0)));
    pbx.network().register("1001");
    assertThat(TestInstallation.done(pbx.network().call("1001", "9994"))).isTrue();
    pbx.story().await(ScriptEvent.KeysAwaited.class, keys -> true);
    call =
        pbx.story()
            .await(CallEvent.StateChanged.class, one -> one.state() == CallState.IN_CALL)
            .call();
  }

  /** The service answers, the call goes on, and nobody got inside. */
  @AfterEach
  void stands(TestInfo test) throws Exception {
    assertThat(pbx.command("ListActiveCalls")).contains("<Code>200</Code>", call);
    assertThat(inside.accept()).isNull();
    if (PRESSED_IN.add(test.getTestMethod())) takesAKey();
  }

  private static void takesAKey() throws Exception {
    int before = pbx.story().sofar().size();
    assertThat(TestInstallation.done(pbx.network().press("1001", "1"))).isTrue();
    pbx.story().await(before, ScriptEvent.BlockEntered.class, one -> one.call().equals(call));
    pbx.story().await(before, ScriptEvent.KeysAwaited.class, one -> one.call().equals(call));
  }

  @AfterAll
  static void close() throws Exception {
    takesAKey();
    pbx.close();
    assertThat(inside.accept()).as("nobody came late, either").isNull();
    inside.close();
    OURS.removeHandler(KEEPER);
    OURS.setLevel(null);
  }

  private static int newer() {
    return pbx.installation().server().newerPort();
  }

  private static int older() {
    return pbx.installation().server().olderPort();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** What is answered to a request without a body, after which the connection ends. */
  private static String ask(String from, int port, String line, String... headers)
      throws IOException {
    String more = Stream.of(headers).map(one -> one + "\r\n").collect(Collectors.joining());
    try (RawClient client = new RawClient(from, port)) {
      String head = line + " HTTP/1.1\r\n" + more + "Connection: close\r\n";
      boolean named = more.startsWith("Host:");
      return client.send(head + (named ? "" : "Host: 127.0.0.1\r\n") + "\r\n").answer();
    }
  }

  private static String get(String path) throws IOException {
    return ask("127.0.0.1", newer(), "GET " + path);
  }

  private static String post(int port, String more, byte[] form) throws IOException {
    try (RawClient client = new RawClient(port)) {
      String head = "POST /api HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + FORM + more;
      return client.send(head + "Content-Length: " + form.length + "\r\n\r\n").send(form).answer();
    }
  }

  // ---- where it must not reach

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "http://localhost:PORT/",
        "http://LOCALHOST.:PORT/",
        "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::127.0.0.1]:PORT/",
        "http://[64:ff9b::7f00:1]:PORT/",
        "http://[2002:7f00:1::]:PORT/",
        "http://2130706433:PORT/",
        "http://0x7f000001:PORT/",
        "http://127.1:PORT/",
        "http://0:PORT/",
        "http://user@127.0.0.1:PORT/",
        "http://example.org@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT\\@example.org/",
        "http://127\u30020\u30020\u30021:PORT/",
        "http://\u2460\u2461\u2466.0.0.1:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]:PORT/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://127.0.0.1:PORT/a\r\nX-Evil: 1"
      })
  void shouldAskNobodyInside(String url) throws Exception {
    String there = url.replace("PORT", Integer.toString(port));
    assertThat(refusal(there))
        .containsAnyOf(
            "allowed", "not known", "user name or password", "no valid host", "malformed")
        .doesNotContain("connection: Connect");
  }

  /** Returns what the script's author reads when a call is to run what is there. */
  private static String refusal(String url) throws Exception {
    int before = pbx.story().sofar().size();
    String where = encoded(url);
    String answer =
        pbx.command(
            "Call&Dialed=0777&Url=" + where + "&ErrorUrl=" + where + "&FinishedUrl=" + where);
    if (answer.contains("<Code>302</Code>")) return "not allowed: " + answer;
    ScriptEvent.Requested asked =
        pbx.story()
            .await(
                before, ScriptEvent.Requested.class, one -> one.url().strip().equals(url.strip()));
    ScriptEvent.Answered answered =
        pbx.story()
            .await(before, ScriptEvent.Answered.class, one -> one.request() == asked.request());
    assertThat(answered.good()).isFalse();
    return answered.answer();
  }

  @Test
  void shouldNotBeLedInsideByARedirect() throws Exception {
    HttpServer allowed = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
    allowed.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + "/");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    allowed.start();
    try {
      assertThat(refusal("http://127.0.0.2:" + allowed.getAddress().getPort() + "/"))
          .contains("127.0.0.1 is loopback and allowed only where configured (web: allow)");
    } finally {
      allowed.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "jar:http://x!/", "//127.0.0.1/"})
  void shouldTakeNothingButTheWebForAUrl(String url) throws Exception {
    assertThat(pbx.command("Call&Dialed=0777&Url=" + encoded(url)))
        .contains("<Code>302</Code>", "'Url' for command 'Call'");
  }

  @Test
  void shouldLetNoScriptGetInside() throws Exception {
    String url = "http://127.0.0.1:" + port + "/";
    String script = "<Response><GoTo Url='%s'/></Response>".formatted(url);
    int before = pbx.story().sofar().size();
    assertThat(pbx.command("Call&Dialed=0777&ResponseOzML=" + encoded(script)))
        .contains("<Code>200</Code>");
    ScriptEvent.CommandEnded jump =
        pbx.story()
            .await(before, ScriptEvent.CommandEnded.class, one -> one.command().equals("GoTo"));
    assertThat(jump.result().code()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.wav",
        "out/secret.wav",
        "link.wav",
        "/etc/passwd",
        "file:///etc/passwd",
        "..\\secret.wav",
        "a/../../secret.wav",
        "a\u0000.wav"
      })
  void shouldPlayAndRecordOnlyInItsFolders(String path) throws Exception {
    assertThat(pbx.command("Play&CallId=" + call + "&AudioFile=" + encoded(path)))
        .contains("<Code>302</Code>", "AudioFile");
    List<Path> before = files();
    assertThat(pbx.command("Record&CallId=" + call + "&RecordPath=" + encoded("../" + path)))
        .contains("<Code>302</Code>", "RecordPath");
    assertThat(files()).isEqualTo(before);
    assertThat(folder.resolve("secret.wav")).hasContent("secret");
  }

  /** These telephones play what is elsewhere only as if; whoever really fetches it has the rule. */
  @Test
  void shouldConnectToNobodyForASound() throws Exception {
    String sound = encoded("http://127.0.0.1:" + port + "/a.wav");
    int before = pbx.story().sofar().size();
    assertThat(pbx.command("Play&CallId=" + call + "&AudioFile=" + sound))
        .contains("<Code>200</Code>");
    CallEvent.PlayStarted play =
        pbx.story().await(before, CallEvent.PlayStarted.class, one -> one.call().equals(call));
    pbx.network().heard("1001", play.play());
    pbx.story().await(before, CallEvent.PlayEnded.class, one -> one.play() == play.play());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(one -> !one.toString().contains("ozml-data")).sorted().toList();
    }
  }

  // ---- what must not get in between

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SendEmail&Recipient=%s&Message=x&Subject=x",
        "SendEmail&Recipient=a@example.org&Message=x&Subject=%s",
        "SendEmail&Recipient=a@example.org&Message=x&Subject=x&Sender=%s",
        "SendSms&Recipient=%s&Message=x",
        "Call&Dialed=0777&Url=http://%s/",
        "SendMessage&Recipient=a&MessageData=x&ResponseFormat=html&ContinueUrl=%s",
        "%s"
      })
  void shouldMakeNoHeaderOfALineBreak(String command) throws Exception {
    String evil = encoded("a@example.org\r\nX-Evil: 1\r\n\r\n<script>");
    String query = "command=" + command.formatted(evil) + "&username=admin&password=";
    String answer = get("/api?" + query + encoded(pbx.password()));
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("<Code>[345]\\d\\d</Code>|Status code: ");
    assertThat(answer.lines()).noneMatch(line -> line.startsWith("X-Evil"));
    assertThat(answer).doesNotContain("<script>");
  }

  @Test
  void shouldAnswerWellFormedXmlWhateverTheNames() throws Exception {
    String name = encoded("]]><script>alert(1)</script>&\"'\u0000\u0001\ufffe\u202e");
    assertThat(pbx.command("Call&Dialed=1001&RingTime=1&CallerDisplayName=" + name))
        .contains("<Code>402</Code>"); // is in the menu
    for (String list : List.of("ListActiveCalls", "ListCallHistory", name)) {
      String body = pbx.command(list);
      assertThat(body).doesNotContain("<script>").doesNotContain("]]>");
      javax.xml.parsers.DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new java.io.ByteArrayInputStream(body.getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ff%fe", "%", "%u0041", "%ed%a0%80", "%c0%ae", "%00%zz"})
  void shouldSayWhatCannotBeDecoded(String text) throws Exception {
    assertThat(get("/api?command=" + text))
        .startsWith("HTTP/1.1 200 ")
        .contains("<Code>300</Code>", "percent-encoded UTF-8");
    assertThat(post(newer(), "", ("command=" + text).getBytes(ISO_8859_1)))
        .contains("<Code>300</Code>", "percent-encoded UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/recordings/../ozml.yaml",
        "/recordings/%2e%2e/ozml.yaml",
        "/recordings/%2e%2e%2fozml.yaml",
        "/recordings/..%5cozml.yaml",
        "/recordings/%252e%252e%252fozml.yaml",
        "/recordings/..;/ozml.yaml",
        "/recordings/.;x/../ozml.yaml",
        "//recordings/../ozml.yaml",
        "/recordings//ozml.yaml",
        "/recordings/a%00.wav",
        "/recordings/%c0%ae%c0%ae/ozml.yaml",
        "/recordings/%u002e%u002e/ozml.yaml",
        "/recordings/out/ozml.yaml",
        "/recordings/link.wav",
        "/../../ozml.yaml",
        "/console/../ozml.yaml",
        "/console/%2e%2e/ozml.yaml",
        "/console/org/ozml/../../secret",
        "/api/../recordings/../../ozml.yaml",
        "http://127.0.0.1/recordings/../ozml.yaml"
      })
  void shouldGiveOutNothingOutside(String path) throws Exception {
    String basic =
        java.util.Base64.getEncoder().encodeToString(("admin:" + pbx.password()).getBytes(UTF_8));
    String answer =
        ask(
            "127.0.0.1",
            newer(),
            "GET " + path + "?Password=p4ss",
            "Authorization: Basic " + basic);
    assertThat(answer)
        .containsPattern("^HTTP/1.1 (40[014] |200 [^§]*<Code>302</Code>|302 )")
        .doesNotContain("older-without-password", "secret\n", "p4ss", "Jetty", "\tat ");
  }

  // ---- too much

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORM + "Content-Length: 1073741824\r\n",
        FORM + "Transfer-Encoding: chunked\r\n",
        "Content-Type: text/plain\r\nContent-Length: 1073741824\r\n"
      })
  void shouldReadNoGigabyte(String headers) throws Exception {
    byte[] piece = "a".repeat(1 << 16).getBytes(ISO_8859_1);
    boolean chunked = headers.contains("chunked");
    System.gc();
    long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    long sent = 0;
    try (RawClient client = new RawClient(newer())) {
      client.send("POST /api HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n");
      try {
        while (!client.heard() && sent < 1L << 30) {
          if (chunked) client.send("10000\r\n");
          client.send(piece);
          if (chunked) client.send("\r\n");
          sent += piece.length;
        }
      } catch (IOException e) {
        assertThat(sent).isPositive(); // the server has closed it already
      }
      if (client.heard()) {
        assertThat(client.answer()).startsWith("HTTP/1.1 413 ").contains("1,048,576 bytes");
      }
    }
    assertThat(sent).isLessThan(64 << 20);
    System.gc();
    Runtime memory = Runtime.getRuntime();
    assertThat(memory.totalMemory() - memory.freeMemory()).isLessThan(before + (32 << 20));
  }

  @Test
  void shouldReadNoHundredThousandParameters() throws Exception {
    String same = "a=1&".repeat(100_000);
    String many =
        IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(Collectors.joining("&"));
    // "a~" and "b_" have one hash, and so has whatever is made of as many of them.
    String colliding =
        IntStream.range(0, 1 << 15)
            .mapToObj(Integer::toBinaryString)
            .map(bits -> "0".repeat(15 - bits.length()) + bits)
            .map(bits -> bits.replace("0", "a~").replace("1", "b_"))
            .collect(Collectors.joining("&"));
    long begin = System.nanoTime();
    for (String form : List.of(same, many, colliding)) {
      assertThat(post(newer(), "", form.getBytes(ISO_8859_1)))
          .contains("<Code>300</Code>", "more than 1,000 parameters");
    }
    assertThat(get("/api?" + "a&".repeat(30_000))).contains("more than 1,000 parameters");
    // It was 12 s for the first of them alone.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldTakeNoEndlessHead() throws Exception {
    assertThat(ask("127.0.0.1", newer(), "GET /api", "X: " + "a".repeat(70_000)))
        .startsWith("HTTP/1.1 431 ")
        .contains("This request cannot be answered");
    assertThat(get("/api?a=" + "a".repeat(70_000))).startsWith("HTTP/1.1 414 ");
    assertThat(get("/api?command=x%" + "25".repeat(20_000) + "41"))
        .contains("<Code>301</Code>", "%2525")
        .hasSizeLessThan(1000);
  }

  // ---- too slow, too many

  /** Somebody who begins well and goes on as slowly as may be. */
  private record Slow(RawClient client, String more) {
    /** Sends a little more; returns whether nobody takes it. */
    boolean isGone() {
      try {
        if (client.heard()) return true; // was told that it takes too long
        client.send(more);
        return false;
      } catch (IOException e) {
        return true;
      }
    }
  }

  @Test
  void shouldNotWaitForThoseWhoSendAByteNowAndThen() throws Exception {
    List<String> beginnings =
        List.of(
            "GET /api?",
            "POST /api HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 100000\r\n\r\n",
            "POST /api HTTP/1.1\r\nHost: x\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n1;",
            "");
    List<Slow> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        String begin = beginnings.get(i % beginnings.size());
        slow.add(new Slow(new RawClient(newer()).send(begin), begin.isEmpty() ? "\r\n" : "a"));
      }
      List<Slow> left = new ArrayList<>(slow);
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      long slowest = 0;
      while (!left.isEmpty() && System.nanoTime() < end) {
        left.removeIf(Slow::isGone);
        long asked = System.nanoTime();
        assertThat(get("/health")).contains("\"up\"");
        slowest = Math.max(slowest, System.nanoTime() - asked);
      }
      assertThat(left).isEmpty();
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
    } finally {
      for (Slow one : slow) one.client().close();
    }
  }

  @Test
  void shouldServeThoseInsideWhenThereAreTooManyConnections() throws Exception {
    crowd(newer(), pbx.installation().server(), 600, 300);
  }

  /** As many as fit into this process, which holds both ends of each; about 20,000 files. */
  @Test
  @Tag("load")
  void shouldServeThoseInsideWhenNineThousandAreThere(@TempDir Path own) throws Exception {
    String yaml = "server: {older: 0, newer: 0, limits: {connections: 9000}}";
    try (TestInstallation large =
        TestInstallation.open(own, yaml, World.where(World.Answering.after(0)))) {
      Server server = large.installation().server();
      crowd(server.newerPort(), server, 9_500, 9_000);
    }
  }

  /**
   * Whoever is too many is told so, those inside are served, others still come in, and all of it is
   * given back.
   */
  private static void crowd(int at, Server server, int count, int most) throws Exception {
    UnixOperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    long files = system.getOpenFileDescriptorCount();
    List<RawClient> many = new ArrayList<>();
    try (RawClient within = new RawClient(at)) {
      within.send("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      for (int i = 0; i < count; i++) many.add(new RawClient(at));
      assertThat(within.send("Connection: close\r\n\r\n").answer()).contains("\"up\"");
      assertThat(server.connections()).isLessThanOrEqualTo(most);
      assertThat(many.get(count - 1).answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("too many connections at a time");
      assertThat(server.turnedAway()).isPositive();
      assertThat(ask("127.0.0.67", at, "GET /health/live")).contains("\"up\"");
    } finally {
      for (RawClient client : many) client.close();
    }
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (system.getOpenFileDescriptorCount() > files + 20 && System.nanoTime() < end) {
      assertThat(ask("127.0.0.1", at, "GET /health")).contains("\"up\"");
    }
    assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(files + 20);
  }

  // ---- who asks

  @Test
  void shouldSlowDownWhoGuesses() throws Exception {
    String wrong = "ListActiveCalls&username=admin&password=hunter2-";
    for (int i = 0; i < 10; i++) {
      int at = i % 2 == 0 ? newer() : older();
      String path = i % 2 == 0 ? "/api" : "/";
      assertThat(ask("127.0.0.66", at, "GET " + path + "?command=" + wrong + i))
          .contains("<Code>305</Code>");
    }
    for (int at : List.of(newer(), older())) {
      for (String path : List.of("/api", "/")) {
        assertThat(ask("127.0.0.66", at, "GET " + path + "?command=" + wrong + "x"))
            .startsWith("HTTP/1.1 429 ")
            .containsPattern("Retry-After: [1-9]\\d?\r\n")
            .contains("<Code>305</Code>");
      }
    }
    String basic = "Authorization: Basic YWRtaW46aHVudGVyMi15";
    assertThat(ask("127.0.0.66", newer(), "GET /recordings/a.wav", basic))
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: ");
    long begin = System.nanoTime();
    assertThat(pbx.command("ListActiveCalls")).contains("<Code>200</Code>");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(LOG).anyMatch(line -> line.contains("too many wrong passwords from address"));
    assertThat(LOG)
        .noneMatch(line -> line.contains("hunter2"))
        .noneMatch(line -> line.contains(pbx.password()))
        .noneMatch(line -> line.contains("password="));
  }

  @Test
  void shouldSlowDownWhoGuessesAtTheLogin() throws Exception {
    String form = "user=admin&password=hunter3-";
    for (int i = 0; i < 10; i++)
      assertThat(login("127.0.0.77", form + i)).startsWith("HTTP/1.1 401 ");
    assertThat(login("127.0.0.77", "user=admin&password=" + encoded(pbx.password())))
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: ", "try again in");
    assertThat(login("127.0.0.78", "user=admin&password=" + encoded(pbx.password())))
        .containsPattern("^HTTP/1.1 20[04] ")
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(LOG).noneMatch(line -> line.contains("hunter3") || line.contains(pbx.password()));
  }

  private static String login(String from, String form) throws IOException {
    String here = "127.0.0.1:" + newer();
    try (RawClient client = new RawClient(from, newer())) {
      String head = "POST /console/login HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\n";
      return client
          .send(head.formatted(here, here) + "Connection: close\r\n" + FORM)
          .send("Content-Length: " + form.length() + "\r\n\r\n" + form)
          .answer();
    }
  }

  @Test
  void shouldTakeNoLoginFromAnotherSite() throws Exception {
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1.evil.example")) {
      assertThat(
              ask(
                  "127.0.0.1",
                  newer(),
                  "POST /console/login",
                  "Host: 127.0.0.1",
                  "Origin: " + origin))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: 127.0.0.1|Origin: http://evil.example",
        "Host: 127.0.0.1|Origin: null",
        "Host: 127.0.0.1|Sec-Fetch-Site: cross-site",
        "Host: localhost|Sec-Fetch-Site: same-site",
        "Host: 127.0.0.1.evil.example"
      })
  void shouldAnswerNoPageOfAnotherSite(String headers) throws Exception {
    String[] each = headers.split("\\|");
    assertThat(ask("127.0.0.1", older(), "GET /?command=ListActiveCalls", each))
        .contains("<Code>307</Code>")
        .doesNotContain(call, "Access-Control");
    assertThat(ask("127.0.0.1", newer(), "GET /metrics", each))
        .startsWith("HTTP/1.1 401 ")
        .doesNotContain("ozml_");
    assertThat(ask("127.0.0.1", older(), "GET /?command=ListActiveCalls"))
        .contains("<Code>200</Code>", call);
  }

  // ---- what is hardly HTTP

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "TRACE", "OPTIONS", "DELETE", "PATCH", "PRI", "get"})
  void shouldKnowNoOtherMethods(String method) throws Exception {
    for (String path : List.of("/api?command=ListActiveCalls", "/recordings/x", "/metrics", "/x")) {
      assertThat(ask("127.0.0.1", newer(), method + " " + path, "X-Echo: secret"))
          .startsWith("HTTP/1.1 405 ")
          .contains("Allow: GET, POST, HEAD")
          .doesNotContain("secret");
    }
  }

  @Test
  void shouldBeNoTunnel() throws Exception {
    String there = "127.0.0.1:" + port;
    assertThat(ask("127.0.0.1", newer(), "CONNECT " + there, "Host: " + there))
        .startsWith("HTTP/1.1 405 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
        SMUGGLER + "0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
        "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na",
        "POST /api HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\na",
        "POST /api HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\na",
        "G\u0000T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0000\u00c8\u0001\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void shouldRefuseWhatIsHalfHttp(String request) throws Exception {
    try (RawClient client = new RawClient(newer())) {
      assertThat(client.send(request).answer())
          .containsPattern("^HTTP/1.1 (400|426|501|505) ")
          .doesNotContain("\"up\"", "<html", "<Code>200");
    }
  }

  @Test
  void shouldAnswerPipelinedRequestsInTheirOrder() throws Exception {
    try (RawClient client = new RawClient(newer())) {
      String answer =
          client
              .send("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(20))
              .send("GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
              .answer();
      assertThat(answer.split("\"up\"", -1)).hasSize(21);
      assertThat(answer.indexOf("<Code>302")).isGreaterThan(answer.lastIndexOf("\"up\""));
    }
  }
}
