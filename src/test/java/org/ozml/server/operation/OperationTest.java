package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running installation tells those who run it, over real connections. */
class OperationTest {
  private static final String SAMPLE =
      "([a-z_]+)(\\{[a-z]+=\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:,[a-z]+=\"(?:[^\"\\\\\\n]|\\\\.)*\")*})? (\\S+)";

  @TempDir private Path folder;
  private Running system;

  @BeforeEach
  void open() throws IOException {
    system = new Running(folder);
  }

  @AfterEach
  void close() {
    system.close();
  }

  // ---- figures

  private Map<String, Double> figures() throws Exception {
    HttpResponse<String> answer = system.send(system.request("/metrics"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain;version=0.0.4;charset=utf-8");
    return parsed(answer.body());
  }

  /** As a scraper would: every line is understood, every family has a type, no series is twice. */
  private static Map<String, Double> parsed(String text) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Set<String> families = new HashSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        assertThat(families.add(line.split(" ", 4)[2])).as(line).isTrue();
      } else if (!line.startsWith("# HELP ")) {
        Matcher sample = Pattern.compile(SAMPLE).matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String family = sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
        assertThat(families.contains(family) || families.contains(sample.group(1)))
            .as(line)
            .isTrue();
        String key = line.substring(0, line.lastIndexOf(' '));
        assertThat(figures.put(key, Double.valueOf(sample.group(3)))).as(line).isNull();
      }
    }
    return figures;
  }

  @Test
  void shouldCountCallsCommandsAndRequests() throws Exception {
    system.call("2001");
    system.call("2002");
    system.call("2003"); // one too many
    assertThat(system.send(system.request("/health/none")).statusCode()).isEqualTo(404);
    assertThat(figures())
        .containsEntry("ozml_calls_active{state=\"in_call\"}", 2.0)
        .containsEntry("ozml_calls_active{state=\"ringing\"}", 0.0)
        .containsEntry("ozml_calls_ended_total{outcome=\"busy\"}", 1.0)
        .containsEntry("ozml_calls_refused_total", 1.0)
        .containsEntry("ozml_call_ring_seconds_count", 1.0)
        .containsEntry("ozml_scripts_started_total", 2.0)
        .containsEntry("ozml_http_requests_total{site=\"/health\",status=\"404\"}", 1.0)
        .containsEntry("ozml_outbox_messages{connection=\"crm@localhost\",state=\"queued\"}", 0.0)
        .containsEntry("ozml_store_up", 1.0)
        .containsEntry("ozml_history_lost_total", 0.0)
        .containsKey("jvm_memory_used_bytes{area=\"heap\"}")
        .containsKey("process_uptime_seconds");
    system.installation.system().hangUpAll();
    system.installation.system().drain().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(figures())
        .containsEntry("ozml_calls_active{state=\"in_call\"}", 0.0)
        .containsEntry("ozml_calls_ended_total{outcome=\"completed\"}", 2.0)
        .containsEntry("ozml_call_talk_seconds_count", 2.0)
        .containsEntry("ozml_http_requests_total{site=\"/metrics\",status=\"200\"}", 1.0);
  }

  @Test
  void shouldAskForAPasswordWhenAProxyPassesSomebodyOn() throws Exception {
    HttpResponse<String> refused =
        system.send(system.request("/metrics").header("X-Forwarded-For", "203.0.113.7"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"ozml\", charset=\"UTF-8\"");
    assertThat(
            system
                .send(system.asAdmin("/metrics").header("X-Forwarded-For", "203.0.113.7"))
                .statusCode())
        .isEqualTo(200);
  }

  // ---- health

  @Test
  void shouldBeReadyUntilItIsStopped() throws Exception {
    assertThat(system.send(system.request("/health")).statusCode()).isEqualTo(200);
    assertThat(system.send(system.request("/health")).body()).isEqualTo("{\"status\":\"up\"}\n");
    system.call("2001");
    var drained = system.installation.system().drain();
    HttpResponse<String> stopping = system.send(system.request("/health"));
    assertThat(stopping.statusCode()).isEqualTo(503);
    assertThat(stopping.body()).isEqualTo("{\"status\":\"stopping\"}\n");
    assertThat(system.send(system.request("/health/live")).statusCode()).isEqualTo(200);
    assertThat(drained.toCompletableFuture()).isNotDone();
  }

  @Test
  void shouldNotBeAliveWhileTheCallsAreStuck() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                system
                    .installation
                    .system()
                    .board()
                    .loop()
                    .execute(
                        () -> {
                          stuck.countDown();
                          try {
                            free.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }));
    holder.start();
    assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
    try {
      assertThat(system.send(system.request("/health/live")).statusCode()).isEqualTo(503);
      assertThat(system.send(system.request("/health")).body())
          .isEqualTo("{\"status\":\"stuck\"}\n");
      assertThat(system.send(system.request("/metrics")).statusCode()).isEqualTo(503);
    } finally {
      free.countDown();
      holder.join();
    }
    assertThat(system.send(system.request("/health/live")).statusCode()).isEqualTo(200);
  }
}
