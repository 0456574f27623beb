package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.configuration.Configuration;
import org.ozml.installation.Installation;
import org.ozml.installation.SimulatedTelephones;
import org.ozml.simulator.World;

/** A small installation on ports of its own, whose script at 9994 waits for a key. */
final class Running implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final Installation installation;
  private SimulatedTelephones telephones;

  Running(Path folder) throws IOException {
    this(folder, 2);
  }

  Running(Path folder, int calls) throws IOException {
    Files.writeString(
        folder.resolve("waits.xml"),
        """
        <Response><UserInput Timeout="600"><InitialCommands><Speak>Press one.</Speak>
        </InitialCommands><Inputs><Input Key="1"><Hangup/></Input></Inputs></UserInput></Response>
        """);
    Files.writeString(
        folder.resolve("records.xml"),
        "<Response><Record Format=\"wav\" Duration=\"1\"/><Hangup/></Response>");
    Path file =
        Files.writeString(
            folder.resolve("ozml.yaml"),
            """
            extensions:
              1001: phone
              9994: {script: waits.xml}
              9995: {script: records.xml}
            connections:
              crm@localhost: inbox
            server: {older: 0, newer: 0, stop-after: 1s, limits: {calls: %d}}
            """
                .formatted(calls));
    installation =
        Installation.open(
            Configuration.read(file, Map.of()),
            around -> {
              telephones = new SimulatedTelephones(World.friendly(), around);
              return telephones;
            });
  }

  @Override
  public void close() {
    installation.close();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(installation.server().url() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder asAdmin(String path) {
    String pair = Installation.ADMIN + ":" + installation.generatedPassword();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return request(path)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Somebody calls the script; returns when the call is answered or over. */
  void call(String from) throws Exception {
    CountDownLatch settled = new CountDownLatch(1);
    installation
        .system()
        .listen(
            event -> {
              if (event instanceof CallEvent.StateChanged change
                  && (change.state() == CallState.IN_CALL || change.state().terminal())) {
                settled.countDown();
              }
            });
    incoming(from);
    assertThat(settled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Somebody calls the script that waits. */
  void incoming(String from) {
    incoming(from, "9994");
  }

  void incoming(String from, String to) {
    telephones.network().incoming(from, to);
  }
}
