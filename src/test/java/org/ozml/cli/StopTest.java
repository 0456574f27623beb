package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** How a server process of its own ends when it is told to. */
@DisabledOnOs(OS.WINDOWS) // has no signals
class StopTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final long PATIENCE = 60;

  @TempDir private Path folder;
  private Process process;
  private String url;
  private String password;

  private void start(String stopAfter) throws IOException {
    Files.writeString(
        folder.resolve("waits.xml"),
        """
        <Response><UserInput Timeout="600"><InitialCommands><Speak>Press one.</Speak></InitialCommands>
        <Inputs><Input Key="1"><Hangup/></Input></Inputs></UserInput></Response>
        """);
    Path file =
        Files.writeString(
            folder.resolve("ozml.yaml"),
            """
            extensions: {9994: {script: waits.xml}, city: {line: ""}}
            server: {older: 0, newer: 0, stop-after: %s}
            """
                .formatted(stopAfter));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.ozml.cli.Main",
                "serve",
                "--simulate",
                "--config",
                file.toString())
            .redirectError(folder.resolve("log").toFile())
            .start();
    BufferedReader out = process.inputReader();
    url = after(out, "HTTP API +(http://.*)/api");
    password = after(out, "password (\\w+)");
    after(out, "(Ctrl-C)");
  }

  private static String after(BufferedReader out, String pattern) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher found = Pattern.compile(pattern).matcher(line);
      if (found.find()) return found.group(1);
    }
    throw new IOException("the server has not said " + pattern);
  }

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(PATIENCE))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String command(String rest) throws Exception {
    String who = "&Username=admin&Password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    return get("/api?command=" + rest + who).body();
  }

  private void send(String signal) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private void until(String path, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (!get(path).body().contains(text)) {
      assertThat(System.nanoTime()).as("%s says %s", path, text).isLessThan(end);
    }
  }

  private void callUp() throws Exception {
    assertThat(command("CallSetup&Caller=2001&Callee=9994")).contains("200");
    until("/metrics", "ozml_calls_active{state=\"in_call\"} 1\n");
  }

  private int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  @Test
  void shouldLetRunningCallsEndAndTakeNoNewOnes() throws Exception {
    start("600s");
    callUp();
    send("TERM");
    until("/health", "stopping");
    assertThat(command("CallSetup&Caller=2002&Callee=9994")).contains("402").contains("Busy");
    Matcher id =
        Pattern.compile("\"call began.*\"call\":\"(\\w+)\"").matcher(String.join("\n", log()));
    assertThat(id.find()).isTrue();
    assertThat(command("Hangup&CallId=" + id.group(1))).contains("200");
    assertThat(exit()).isZero();
    for (String line : log()) {
      Map<String, Object> entry = new Yaml().load(line);
      assertThat(entry).containsKeys("time", "level", "logger", "message");
    }
    assertThat(String.join("\n", log())).doesNotContain(password);
  }

  @Test
  void shouldHangUpWhenItsTimeIsOverAndKeepTheHistory() throws Exception {
    start("1s");
    callUp();
    send("INT");
    assertThat(exit()).isZero();
    assertThat(log()).anyMatch(line -> line.contains("call ended: Completed"));
    assertThat(log()).noneMatch(line -> line.contains("missing in the history"));
  }

  @Test
  void shouldEndAtOnceWhenItIsToldTwice() throws Exception {
    start("600s");
    callUp();
    send("TERM");
    until("/health", "stopping");
    send("TERM");
    assertThat(exit()).isEqualTo(1);
  }
}
