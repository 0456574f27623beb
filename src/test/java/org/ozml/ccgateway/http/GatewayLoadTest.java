package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.installation.TestInstallation;
import org.ozml.scenario.Json;
import org.ozml.server.access.PasswordHash;
import org.ozml.simulator.World;

/**
 * 200 agents poll over TLS while 50 calls a second are transferred, each from one agent to another
 * and back: what each desktop gets is exactly what the centre told, in its order.
 */
@Tag("load")
class GatewayLoadTest {
  private static final int PAIRS = 100;
  private static final int TRANSFERS_A_SECOND = 50;
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final String PASSWORD = "open sesame";

  @TempDir private Path folder;

  private final Map<String, List<String>> told = new ConcurrentHashMap<>();
  private final Map<String, Desk> desks = new ConcurrentHashMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch talking = new CountDownLatch(PAIRS);

  @Test
  void shouldLoseNoEventWhileFiftyCallsASecondAreTransferred() throws Exception {
    World world = World.where(World.Answering.after(0));
    ExecutorService pollers = Executors.newFixedThreadPool(2 * PAIRS);
    try (TestInstallation house = TestInstallation.open(folder, configuration(), world)) {
      house
          .installation()
          .system()
          .listen(
              event -> {
                if (event instanceof AgentEvent one) tell(one);
              });
      URI gateway = URI.create(String.valueOf(house.installation().gatewayUrl()));
      SSLContext trusting = trusting();
      for (int i = 0; i < 2 * PAIRS; i++) {
        Desk desk = new Desk(id(i), gateway.getPort(), trusting);
        desk.signIn(Integer.toString(20_000 + i));
        desks.put(desk.id, desk);
        pollers.execute(desk::poll);
      }
      for (int i = 0; i < PAIRS; i++) {
        String called = "{\"called\":\"%d\"}".formatted(30_000 + i);
        assertThat(desk(i).order("PUT", "callout", called)).contains("\"retcode\":\"0\"");
      }
      assertThat(talking.await(60, TimeUnit.SECONDS)).as("everybody talks").isTrue();
      Figures figures = transfer();
      awaitAllDelivered();
      over.set(true);
      System.out.printf(
          Locale.ROOT,
          "%,d transfers by %d agents in %d s: %,d events, each delivered once and in order; answer p50 %.1f ms,"
              + " p99 %.1f ms, longest %.1f ms%n",
          figures.count(),
          2 * PAIRS,
          MEASURED.toSeconds(),
          told.values().stream().mapToInt(List::size).sum(),
          figures.millis(0.5),
          figures.millis(0.99),
          figures.millis(1));
      assertThat(figures.refused()).as("refused transfers").isEmpty();
      assertThat(figures.millis(0.99)).as("p99 of the answer in ms").isLessThan(100);
    } finally {
      over.set(true);
      pollers.shutdownNow();
      for (Desk desk : desks.values()) desk.close();
    }
  }

  private static String id(int index) {
    return Integer.toString(1_000 + index);
  }

  private Desk desk(int index) {
    Desk desk = desks.get(id(index));
    if (desk == null) throw new IllegalArgumentException(id(index));
    return desk;
  }

  private static String configuration() {
    String hash = PasswordHash.of(PASSWORD.toCharArray(), 1000).text();
    StringBuilder yaml = new StringBuilder("extensions:\n");
    for (int i = 0; i < 2 * PAIRS; i++) yaml.append("  %d: phone%n".formatted(20_000 + i));
    yaml.append(
        "  city: {line: \"\"}\ncentre:\n  calling-number: 40040\n  gateway: {port: 0}\n  agents:\n");
    for (int i = 0; i < 2 * PAIRS; i++) {
      yaml.append("    %s: {name: A%d, password: \"%s\"}%n".formatted(id(i), i, hash));
    }
    return yaml.toString();
  }

  // ---- what the centre tells

  private void tell(AgentEvent event) {
    told.computeIfAbsent(event.workNo(), id -> new ArrayList<>()).add(Json.line(event.body()));
    if (event.eventType().equals("AgentEvent_Talking")) talking.countDown();
  }

  /** Bounded: what was told last is on its way for some milliseconds. */
  private void awaitAllDelivered() throws InterruptedException {
    for (Desk desk : desks.values()) {
      List<String> all = List.copyOf(told.getOrDefault(desk.id, List.of()));
      assertThat(desk.awaits(all.size())).as("agent %s gets all", desk.id).isTrue();
      assertThat(desk.got()).as("what agent %s gets", desk.id).isEqualTo(all);
    }
  }

  // ---- transfers

  private record Figures(List<Long> nanos, List<String> refused) {
    int count() {
      return nanos.size();
    }

    double millis(double part) {
      int index = (int) Math.min(nanos.size() - 1L, Math.round(part * nanos.size()));
      return nanos.get(index) / 1e6;
    }
  }

  private Figures transfer() throws Exception {
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(8);
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    int all = (int) MEASURED.toSeconds() * TRANSFERS_A_SECOND;
    CountDownLatch done = new CountDownLatch(all);
    boolean[] there = new boolean[PAIRS];
    AtomicInteger next = new AtomicInteger();
    long pause = 1_000_000_000L / TRANSFERS_A_SECOND;
    for (int i = 0; i < all; i++) {
      var unused =
          clients.schedule(
              () -> {
                int pair = next.getAndIncrement() % PAIRS;
                int from = there[pair] ? pair + PAIRS : pair;
                int to = there[pair] ? pair : pair + PAIRS;
                there[pair] = !there[pair];
                String body =
                    "{\"devicetype\":2,\"mode\":2,\"address\":\"%s\",\"holdflag\":\"true\"}"
                        .formatted(id(to));
                long begin = System.nanoTime();
                try {
                  String answer = desk(from).order("POST", "transfer", body);
                  nanos.add(System.nanoTime() - begin);
                  if (!answer.contains("\"retcode\":\"0\"")) refused.add(answer);
                } catch (IOException e) {
                  refused.add(e.toString());
                } finally {
                  done.countDown();
                }
              },
              i * pause,
              TimeUnit.NANOSECONDS);
    }
    try {
      assertThat(done.await(2 * MEASURED.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      clients.shutdownNow();
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Figures(sorted, List.copyOf(refused));
  }

  // ---- desktops

  /** Any certificate: this one was made a moment ago. */
  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    context.init(null, new TrustManager[] {all}, new SecureRandom());
    return context;
  }

  /** A desktop: one connection for polling, one for orders. */
  private final class Desk implements AutoCloseable {
    private final String id;
    private final Connection polls;
    private final Connection orders;
    private final List<String> got = new ArrayList<>();
    private volatile String guid = "";

    Desk(String id, int port, SSLContext tls) throws IOException {
      this.id = id;
      polls = new Connection(port, tls);
      orders = new Connection(port, tls);
    }

    void signIn(String phone) throws IOException {
      String body = "{\"password\":\"%s\",\"phonenum\":\"%s\"}".formatted(PASSWORD, phone);
      assertThat(send(orders, "PUT", "onlineagent/" + id, body)).contains("\"retcode\":\"0\"");
    }

    String order(String verb, String what, String body) throws IOException {
      return send(orders, verb, "voicecall/" + id + "/" + what, body);
    }

    private String send(Connection on, String verb, String path, String body) throws IOException {
      Answer answer = on.exchange(verb, path, body, guid);
      if (!answer.guid().isEmpty()) guid = answer.guid();
      return answer.body();
    }

    void poll() {
      try {
        while (!over.get()) {
          String answer = send(polls, "GET", "agentevent/" + id, "");
          int begin = answer.indexOf("\"event\":{");
          if (begin < 0) continue;
          synchronized (got) {
            got.add(answer.substring(begin + 8, answer.lastIndexOf('}')));
            got.notifyAll();
          }
        }
      } catch (IOException e) {
        if (!over.get()) throw new UncheckedIOException(id, e);
      }
    }

    List<String> got() {
      synchronized (got) {
        return List.copyOf(got);
      }
    }

    boolean awaits(int count) throws InterruptedException {
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      synchronized (got) {
        while (got.size() < count && System.nanoTime() < end) got.wait(100);
        return got.size() >= count;
      }
    }

    @Override
    public void close() throws IOException {
      polls.socket.close();
      orders.socket.close();
    }
  }

  private record Answer(String body, String guid) {}

  /** As little of HTTP as it takes: the client runs on the same two cores. */
  private static final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(int port, SSLContext tls) throws IOException {
      socket = tls.getSocketFactory().createSocket("127.0.0.1", port);
      socket.setSoTimeout(30_000);
      in = new BufferedInputStream(socket.getInputStream());
    }

    synchronized Answer exchange(String verb, String path, String body, String guid)
        throws IOException {
      byte[] content = body.getBytes(UTF_8);
      String head =
          "%s /agentgateway/resource/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
              .formatted(verb, path, content.length);
      String guidLine = guid.isEmpty() ? "" : "Guid: " + guid + "\r\n";
      byte[] first = (head + guidLine + "\r\n").getBytes(UTF_8);
      byte[] request = Arrays.copyOf(first, first.length + content.length);
      System.arraycopy(content, 0, request, first.length, content.length);
      socket.getOutputStream().write(request);
      int length = 0;
      String next = "";
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:"))
          length = Integer.parseInt(line.substring(15).strip());
        if (lower.startsWith("set-guid:")) next = line.substring(line.indexOf('=') + 1).strip();
      }
      return new Answer(new String(in.readNBytes(length), UTF_8), next);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) throw new SocketException("closed");
        if (c != '\r') line.append((char) c);
      }
      return line.toString();
    }
  }
}
