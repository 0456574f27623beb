package org.ozml.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.CallEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.simulator.World;

/** The reminder of the examples: real PHP orders the call and serves the script. */
@Timeout(90)
class PhpTest {
  private static final Path EXAMPLE = Path.of("examples/reminder").toAbsolutePath();

  @TempDir Path folder;
  private @Nullable Process php;
  private @Nullable TestInstallation pbx;
  private String application = "";

  @BeforeEach
  void open() throws Exception {
    boolean there = isThere();
    assertThat(there || !"true".equals(System.getenv("CI")))
        .withFailMessage("php is missing; install php-cli")
        .isTrue();
    assumeTrue(there, "skipped: there is no php; install php-cli");
    int port = serve();
    application = "http://127.0.0.1:" + port;
    String yaml =
        Files.readString(EXAMPLE.resolve("ozml.yaml"))
            .replace("http://127.0.0.1:8090", application);
    World.Person patient =
        new World.Person(
            World.Answering.after(0),
            List.of(
                new World.Act("press 1", Duration.ZERO, new World.Doing.Press("1")),
                new World.Act("we expect you", Duration.ZERO, new World.Doing.HangUp())),
            List.of(),
            true);
    pbx =
        TestInstallation.open(
            folder, yaml, World.where(World.Answering.after(0)).people(Map.of("1001", patient)));
  }

  private static boolean isThere() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("php", "--version").start();
      return version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts PHP's own web server, and waits until it says that it listens. */
  private int serve() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    php =
        new ProcessBuilder("php", "-S", "127.0.0.1:" + port, "-t", EXAMPLE.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = new BufferedReader(new InputStreamReader(php.getInputStream(), UTF_8));
    String line = said.readLine();
    while (line != null && !line.contains("started")) line = said.readLine();
    assertThat(line).isNotNull();
    Thread rest = new Thread(() -> said.lines().forEach(more -> {}), "php");
    rest.setDaemon(true);
    rest.start();
    return port;
  }

  @AfterEach
  void close() throws InterruptedException {
    if (pbx != null) pbx.close();
    if (php != null) {
      php.destroy();
      assertThat(php.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void shouldOrderACallAndConfirmTheAppointment() throws Exception {
    ProcessBuilder order =
        new ProcessBuilder(
                "php", EXAMPLE.resolve("order.php").toString(), "1001", "Monday & 9:30", "Room <5>")
            .redirectErrorStream(true);
    order.environment().putAll(Map.of("PBX", pbx.older(), "APPLICATION", application));
    Process ordering = order.start();
    String said;
    try (InputStream out = ordering.getInputStream()) {
      said = new String(out.readAllBytes(), UTF_8);
    }
    assertThat(said).isEqualTo("200 Command successfully executed\n");
    assertThat(ordering.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ordering.exitValue()).isZero();

    ScriptEvent.Requested entered =
        pbx.story()
            .await(ScriptEvent.Requested.class, one -> one.notification().equals("DtmfEntered"));
    assertThat(entered.form()).containsEntry("DtmfDigits", "1");
    CallEvent.StateChanged end =
        pbx.story().await(CallEvent.StateChanged.class, one -> one.state().terminal());
    assertThat(pbx.story().sofar().toString())
        .contains("You have an appointment Monday & 9:30, Room <5>.")
        .contains("Thank you. We expect you Monday & 9:30.");
    assertThat(pbx.command("ListCallHistory&CallId=" + end.call()))
        .contains("<TotalRecords>1</TotalRecords>", "<Dialed>1001</Dialed>", end.call());
  }
}
