package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.installation.Installation;

/** Requests a second while 1,000 calls are up, beside a bare Jetty in the same run. */
@Tag("load")
class ServerLoadTest {
  private static final int CALLS = 1_000;
  private static final int CONNECTIONS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void shouldAnswerWhileAThousandCallsAreUp() throws Exception {
    Server bare = bare();
    try (Running system = new Running(folder, CALLS)) {
      String call = thousandCalls(system);
      String who =
          "&Username=%s&Password=%s"
              .formatted(Installation.ADMIN, system.installation.generatedPassword());
      int port = system.installation.server().newerPort();
      System.out.printf("%-34s %12s %14s%n", "", "requests/s", "bytes/answer");
      int beside = ((ServerConnector) bare.getConnectors()[0]).getLocalPort();
      tell("bare Jetty, a constant", beside, "/");
      tell("bare Jetty, one of 323,133 bytes", beside, "/large");
      tell("ListExtensions, 4", port, "/api?command=ListExtensions" + who);
      tell("ListActiveCalls, 1,000 calls", port, "/api?command=ListActiveCalls" + who);
      tell("Speak into a call", port, "/api?command=Speak&CallId=" + call + "&Text=Hello" + who);
      tell("/metrics", port, "/metrics");
      tell("/health", port, "/health");
    } finally {
      bare.stop();
    }
  }

  private static String thousandCalls(Running system) throws Exception {
    CountDownLatch up = new CountDownLatch(CALLS);
    List<String> ids = new ArrayList<>();
    system
        .installation
        .system()
        .listen(
            event -> {
              if (event instanceof CallEvent.StateChanged change
                  && change.state() == CallState.IN_CALL) {
                ids.add(change.call());
                up.countDown();
              }
            });
    for (int i = 0; i < CALLS; i++) system.incoming(Integer.toString(20_000 + i));
    assertThat(up.await(60, TimeUnit.SECONDS)).isTrue();
    return ids.get(0);
  }

  private static Server bare() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    byte[] small = "a constant\n".getBytes(StandardCharsets.UTF_8);
    byte[] large = new byte[323_133]; // as long as the list of 1,000 calls
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            byte[] body = request.getHttpURI().getPath().equals("/large") ? large : small;
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
          }
        });
    server.start();
    return server;
  }

  // ---- the client

  private static void tell(String name, int port, String path) throws Exception {
    load(port, path, WARM_UP);
    Load load = load(port, path, MEASURED);
    assertThat(load.answers()).as(name).isPositive();
    System.out.printf(
        Locale.ROOT,
        "%-34s %,12.0f %,14.0f%n",
        name,
        load.answers() / (MEASURED.toMillis() / 1e3),
        (double) load.bytes() / load.answers());
  }

  private record Load(long answers, long bytes) {
    Load plus(Load other) {
      return new Load(answers + other.answers, bytes + other.bytes);
    }
  }

  private static Load load(int port, String path, Duration length) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long end = System.nanoTime() + length.toNanos();
      List<Callable<Load>> clients = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) clients.add(() -> client(port, path, end));
      Load all = new Load(0, 0);
      for (Future<Load> one : threads.invokeAll(clients)) all = all.plus(one.get());
      return all;
    } finally {
      threads.shutdown();
    }
  }

  private static Load client(int port, String path, long end) throws IOException {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
            .formatted(URI.create(path), port)
            .getBytes(StandardCharsets.US_ASCII);
    Load load = new Load(0, 0);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(request);
        load = load.plus(new Load(1, answer(in)));
      }
    }
    return load;
  }

  /** Reads one answer, which must be good, and returns its length. */
  private static int answer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.contains(" 200 ")) throw new IOException(status);
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length < 0) throw new IOException("no length");
    in.skipNBytes(length);
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new IOException("the server has closed the connection");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }
}
