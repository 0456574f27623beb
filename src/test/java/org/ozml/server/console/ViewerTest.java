package org.ozml.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ozml.configuration.Serving;
import org.ozml.server.Server;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.AccessRules;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Networks;

@Timeout(60)
class ViewerTest {
  private static final int MOST = 100_000;

  private final BlockingQueue<Viewer> viewers = new ArrayBlockingQueue<>(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private Server server;

  /** Gives each visitor events, and nothing else. */
  private final class Events implements Site {
    @Override
    public CompletionStage<Decision> admit(Visit visit, Access access) {
      return CompletableFuture.completedStage(new Decision.Allowed(null));
    }

    @Override
    public void answer(Visit visit) {
      visit.response().setStatus(200);
      viewers.add(new Viewer("id", "user", "login", visit, left::countDown));
    }

    @Override
    public void refuse(Visit visit, Decision.Refused why) {
      visit.answer(403, "no");
    }
  }

  @BeforeEach
  void open() throws Exception {
    Serving serving =
        new Serving("127.0.0.1", -1, 0, "", null, Serving.Limits.DEFAULT, Duration.ZERO);
    AccessRules rules = new AccessRules(Map.of(), Networks.ALL);
    server =
        new Server(serving, new Access(rules, InstantSource.system()), Map.of("/", new Events()));
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.newerPort()));
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(UTF_8));
    return socket;
  }

  @Test
  void shouldLetAPageGoThatDoesNotTakeItsEvents() throws Exception {
    try (Socket socket = connect()) {
      Viewer viewer = viewers.poll(10, TimeUnit.SECONDS);
      byte[] message = ("data: " + "x".repeat(1000) + "\n\n").getBytes(UTF_8);
      int sent = 0;
      while (!viewer.isGone() && sent < MOST) {
        viewer.send(message);
        sent++;
      }
      assertThat(viewer.isGone()).isTrue();
      assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void shouldWriteEverythingInOrderToAPageThatReads() throws Exception {
    try (Socket socket = connect()) {
      Viewer viewer = viewers.poll(10, TimeUnit.SECONDS);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      int next = 0;
      for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 50; i++) {
          viewer.send("data: %d\n\n".formatted(round * 50 + i).getBytes(UTF_8));
        }
        while (next < (round + 1) * 50) {
          String line = lines.readLine();
          if (line.startsWith("data: ")) assertThat(line).isEqualTo("data: " + next++);
        }
      }
      assertThat(viewer.isGone()).isFalse();
    }
  }
}
