package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;

/** What networks and strangers do to the gateway, byte by byte. */
@Timeout(60)
class WireTest {
  private static final String NONE = "\"event\":null";

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void open() throws Exception {
    String more =
        "web: {allow: [127.0.0.1]}\nserver: {older: 0, newer: 0, limits: {arrival: 1s}}\n";
    house = House.open(folder, "plain: true", more);
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** A client that sends what it likes. */
  private final class Raw implements AutoCloseable {
    private final Socket socket = new Socket();

    Raw() throws IOException {
      socket.setSoTimeout(15_000);
      URI uri = URI.create(house.url());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()), 5000);
    }

    Raw send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    }

    /** Returns what comes until something is there. */
    String until(String awaited) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      try {
        for (int c = in.read(); c >= 0; c = in.read()) {
          all.write(c);
          if (all.toString(UTF_8).endsWith(awaited)) break;
        }
      } catch (SocketException e) {
        all.writeBytes("(reset)".getBytes(UTF_8));
      }
      return all.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String polls(String guid) {
    return "GET /agentgateway/resource/agentevent/101 HTTP/1.1\r\nHost: a\r\nGUID: %s\r\n\r\n"
        .formatted(guid);
  }

  /** A desktop that was told all that there is. */
  private Desk quiet() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    for (int i = 0; i < 2; i++) assertThat(ann.poll().event()).isNotNull();
    return ann;
  }

  // ---- polls on connections that end

  @Test
  void shouldGiveUpAPollWhenItsConnectionEndsAndTellTheEventToTheNext() throws Exception {
    Desk ann = quiet();
    try (Raw raw = new Raw()) {
      raw.send(polls(ann.guid()));
      raw.socket.shutdownOutput();
      assertThat(raw.until(NONE + "}")).startsWith("HTTP/1.1 200 ").contains(NONE);
    }
    ann.order("POST", "onlineagent/101/saybusy?reason=203", "");
    assertThat(ann.poll().response().body()).contains("\"203\"");
  }

  @Test
  void shouldServeWhoSendsTheNextRequestBeforeTheAnswer() throws Exception {
    Desk ann = quiet();
    try (Raw raw = new Raw()) {
      raw.send(polls(ann.guid()) + polls(ann.guid()));
      assertThat(raw.until(NONE + "}")).contains(NONE);
      ann.order("POST", "onlineagent/101/saybusy?reason=204", "");
      assertThat(raw.until("}}}")).contains("HTTP/1.1 200 ", "\"204\"");
      raw.send(polls(ann.guid()));
      ann.order("POST", "onlineagent/101/saybusy?reason=205", "");
      assertThat(raw.until("}}}")).contains("HTTP/1.1 200 ", "\"205\"");
    }
  }

  // ---- push

  @Test
  void shouldPushEventsToTheDesktopsServer() throws Exception {
    BlockingQueue<String> came = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] status = {500, 200};
    int[] asked = {0};
    server.createContext(
        "/events",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          String token = exchange.getRequestHeaders().getFirst("serviceToken");
          came.add(exchange.getRequestMethod() + " " + token + " " + type + " " + body);
          exchange.sendResponseHeaders(status[Math.min(asked[0]++, 1)], -1);
          exchange.close();
        });
    server.start();
    try {
      Desk ann = house.desk("101");
      String push =
          ",\"callBackUri\":\"http://127.0.0.1:%d/events\",\"serviceToken\":\"abc\""
              .formatted(server.getAddress().getPort());
      assertThat(ann.signIn("2001", push).retcode()).isEqualTo("0");
      String first =
          "POST abc application/json; charset=UTF-8 "
              + "{\"eventType\":\"AgentOther_InService\",\"workNo\":\"101\",\"content\":null}";
      assertThat(came.poll(10, TimeUnit.SECONDS)).isEqualTo(first);
      assertThat(came.poll(10, TimeUnit.SECONDS)).as("again, after 500").isEqualTo(first);
      assertThat(came.poll(10, TimeUnit.SECONDS)).contains("AgentState_Ready");
      assertThat(ann.poll().retcode()).isEqualTo("000-001");
      assertThat(ann.order("POST", "onlineagent/101/saybusy?reason=206", "").retcode())
          .isEqualTo("0");
      assertThat(came.poll(10, TimeUnit.SECONDS)).contains("\"206\"");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a/", "desktop", "http:///x", "http://user:pw@a/", "javascript:alert(1)"})
  void shouldPushToNothingButWebServers(String uri) throws Exception {
    Answer answer =
        house
            .desk("101")
            .signIn("2001", ",\"callBackUri\":\"%s\",\"serviceToken\":\"abc\"".formatted(uri));
    assertThat(answer.retcode()).isEqualTo("100-001");
    assertThat(answer.message()).contains("callBackUri");
  }

  // ---- what strangers send

  @Test
  void shouldTakeNoMoreThanIsAllowed() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    String large = "{\"x\":\"%s\"}".formatted("a".repeat(1_000_000));
    Answer answer = ann.order("POST", "onlineagent/101/saybusy", large);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.retcode()).isEqualTo("000-002");
    assertThat(answer.message()).contains("131,072 bytes");
    assertThat(ann.order("POST", "onlineagent/101/saybusy", "").retcode()).isEqualTo("0");
  }

  @Test
  void shouldReadNoDeepJson() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    for (String deep : List.of("[".repeat(60_000), "{\"a\":".repeat(20_000), "{\"a\":[[[[]]]]")) {
      Answer answer = ann.order("POST", "onlineagent/101/saybusy", deep);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.retcode()).isEqualTo("000-002");
      assertThat(answer.message()).contains("not JSON");
    }
  }

  @Test
  void shouldSpendNoTimeOnEndlessNumbers() throws Exception {
    Desk ann = house.desk("101");
    String endless = ",\"status\":" + "9".repeat(120_000);
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(ann.signIn("2001", endless).message()).contains("not JSON");
    }
    // It was half a second each.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    Answer shorter = ann.signIn("2001", ",\"status\":" + "9".repeat(1000));
    assertThat(shorter.retcode()).isEqualTo("100-001");
    assertThat(shorter.response().body()).contains("status").hasSizeLessThan(300);
  }

  @Test
  void shouldTakeSixteenKilobytesOfDataAndNotAByteMore() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    String transfer = "{\"devicetype\":1,\"mode\":0,\"address\":\"20\",\"callappdata\":\"%s\"}";
    String path = "voicecall/101/transfer";
    String fits = "\u00e4".repeat(8 * 1024);
    String escaped = "\\u00e4".repeat(8 * 1024);
    for (String data : List.of(fits, escaped)) {
      assertThat(ann.order("POST", path, transfer.formatted(data)).retcode())
          .as("there is no call")
          .isEqualTo("200-012");
      Answer answer = ann.order("POST", path, transfer.formatted(data + "a"));
      assertThat(answer.retcode()).isEqualTo("000-002");
      assertThat(answer.message()).contains("callappdata has 16,385 bytes");
    }
  }

  @Test
  void shouldWaitForNoSlowBody() throws Exception {
    try (Raw raw = new Raw()) {
      raw.send("PUT /agentgateway/resource/onlineagent/101 HTTP/1.1\r\nHost: a\r\n");
      raw.send("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
      assertThat(raw.until("(end)"))
          .startsWith("HTTP/1.1 408 ")
          .contains("application/json", "the body has not come within 1 s");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Guid: a\r\n b",
        "Guid: a\rSet-GUID: b",
        "Guid: \u0000",
        "Guid : a",
        "Guid: a\r\nContent-Length: 1\r\nContent-Length: 2"
      })
  void shouldTakeNoHeaderThatHoldsAnother(String header) throws Exception {
    try (Raw raw = new Raw()) {
      raw.send("POST /agentgateway/resource/onlineagent/101/sayfree HTTP/1.1\r\nHost: a\r\n");
      raw.send("Connection: close\r\n" + header + "\r\n\r\n");
      assertThat(raw.until("(end)"))
          .containsPattern("^HTTP/1.1 (400 |200 )")
          .doesNotContain("Set-GUID", "\"retcode\":\"0\"");
    }
  }

  @Test
  void shouldNotMindFiveHundredWrongGuids() throws Exception {
    Desk ann = quiet();
    CompletableFuture<Answer> held = ann.polling();
    Desk stranger = house.desk("101");
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      String digit = Integer.toHexString(random.nextInt(16));
      int at = random.nextInt(ann.guid().length() - 15);
      String guess = ann.guid().substring(0, at) + digit + ann.guid().substring(at + 1);
      if (guess.equals(ann.guid())) continue;
      stranger.guid(guess);
      assertThat(stranger.order("POST", "onlineagent/101/sayfree", "").retcode())
          .isEqualTo("000-003");
    }
    if (held.isDone()) held = ann.polling(); // ten seconds may be over
    ann.order("POST", "onlineagent/101/saybusy?reason=207", "");
    assertThat(held.get(5, TimeUnit.SECONDS).response().body()).contains("\"207\"");
  }

  @Test
  void shouldHandNobodysEventsToSomebodyElse() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    Desk ben = house.signedIn("102", "2002");
    Desk spy = house.desk("101");
    spy.guid(ben.guid());
    assertThat(spy.poll().retcode()).isEqualTo("000-003");
    assertThat(ann.poll().eventType()).isEqualTo("AgentOther_InService");
  }
}
