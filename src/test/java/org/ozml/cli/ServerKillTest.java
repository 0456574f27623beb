package org.ozml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.data.MessageTable;
import org.ozml.service.data.Store;

/**
 * A server that is killed with calls running and messages flowing loses nothing it has
 * acknowledged.
 */
@DisabledOnOs(OS.WINDOWS) // has no SIGKILL
@Timeout(180)
class ServerKillTest {
  private static final int CALLS = 100;
  private static final Pattern CALL_ID = Pattern.compile("<CallId>(\\w+)</CallId>");
  private static final Pattern SMS_ID = Pattern.compile("<SmsId>([\\w-]+)</SmsId>");
  private static final Pattern RECORDED = Pattern.compile("RecordURL=([^&]+)");

  @TempDir private Path folder;
  private HttpServer application;
  private final Queue<String> recorded = new ConcurrentLinkedQueue<>();
  private final CountDownLatch some = new CountDownLatch(20);

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(
        folder.resolve("waits.xml"),
        "<Response><UserInput Timeout='600'><Inputs><Input Key='1'/></Inputs></UserInput></Response>");
    application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    application.createContext(
        "/",
        exchange -> {
          Matcher url =
              RECORDED.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (url.find()) {
            recorded.add(URLDecoder.decode(url.group(1), UTF_8));
            some.countDown();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    application.start();
  }

  @AfterEach
  void stop() {
    application.stop(0);
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(
        folder,
        """
        extensions: {9994: {script: waits.xml}, city: {line: ""}}
        server: {older: 0, newer: 0}
        web: {allow: [127.0.0.1]}
        connections:
          mobile@localhost: {sms: {server: 127.0.0.1, port: 9, system-id: x, password: x}}
        """);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void shouldHaveAllThatItHasAcknowledged() throws Exception {
    String told = "http://127.0.0.1:" + application.getAddress().getPort() + "/";
    Queue<String> ended = new ConcurrentLinkedQueue<>();
    Queue<String> sent = new ConcurrentLinkedQueue<>();
    try (ServerProcess server = start()) {
      List<CompletableFuture<String>> placed = new ArrayList<>();
      for (int i = 0; i < CALLS + 40; i++) {
        placed.add(server.order("CallSetup&Caller=" + (2000 + i) + "&Callee=9994"));
      }
      for (CompletableFuture<String> one : placed) {
        assertThat(one.get(60, TimeUnit.SECONDS)).contains("<Code>200</Code>");
      }
      List<String> up = all(CALL_ID, server.command("ListActiveCalls"));
      assertThat(up).hasSize(CALLS + 40);
      for (String id : up) {
        String url = ServerProcess.encoded(told);
        assertThat(server.command("Record&Format=wav&CallId=" + id + "&FinishedUrl=" + url))
            .contains("<Code>200</Code>");
      }
      // From here on everything flows, until it is killed in the middle of it.
      List<CompletableFuture<?>> flowing = new ArrayList<>();
      for (int i = 0; i < up.size(); i++) {
        String id = up.get(i);
        flowing.add(
            server
                .order("SendSms&Recipient=%2B36201112222&Message=number+" + i)
                .thenAccept(answer -> sent.addAll(all(SMS_ID, answer))));
        if (i < 40) {
          flowing.add(
              server
                  .order("Hangup&CallId=" + id)
                  .thenAccept(
                      answer -> {
                        if (answer.contains("<Code>200</Code>")) ended.add(id);
                      }));
        }
      }
      assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
      server.signal("KILL");
      assertThat(server.exit()).isNotZero();
      // Answers that were on their way have come now, and the others never will.
      CompletableFuture.allOf(flowing.toArray(CompletableFuture[]::new))
          .handle((done, failure) -> true)
          .get(60, TimeUnit.SECONDS);
    }
    List<String> acknowledged = List.copyOf(recorded);
    assertThat(ended).isNotEmpty();
    assertThat(sent).isNotEmpty();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);

    for (String url : acknowledged) {
      Path file =
          folder.resolve("recordings").resolve(Path.of(URI.create(url).getPath()).getFileName());
      assertThat(file).isNotEmptyFile();
      assertThat(new String(Files.readAllBytes(file), 0, 4, UTF_8)).isEqualTo("RIFF");
    }
    try (ServerProcess server = start()) {
      String history = server.command("ListCallHistory&RowsPerPage=1000");
      assertThat(all(CALL_ID, history)).hasSize(CALLS + 40).containsAll(ended);
      List<String> states = all(Pattern.compile("<State>(\\w+)</State>"), history);
      assertThat(states)
          .filteredOn("CalleeHungUp"::equals)
          .hasSizeGreaterThanOrEqualTo(ended.size());
      assertThat(states).filteredOn("Error"::equals).hasSizeGreaterThanOrEqualTo(CALLS);
    }
    try (Store store = Store.open("jdbc:h2:" + folder.resolve("data/ozml"), "ozml", "")) {
      MessageTable messages = new MessageTable(store);
      assertThat(sent).allSatisfy(id -> assertThat(messages.find(id)).isNotNull());
    }
  }
}
