package org.ozml.ccgateway.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Interface;
import org.ozml.installation.TestInstallation;
import org.ozml.pbx.PhoneSystem;
import org.ozml.scenario.JsonReader;
import org.ozml.server.access.PasswordHash;
import org.ozml.simulator.World;

/** A contact centre of three agents behind a real gateway, and desktops that reach it over HTTP. */
final class House implements AutoCloseable {
  static final String PASSWORD = "open sesame";

  /** Few iterations: how long a password takes is no matter here. */
  private static final String HASH = PasswordHash.of(PASSWORD.toCharArray(), 1000).text();

  static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final TestInstallation installation;

  private House(TestInstallation installation) {
    this.installation = installation;
  }

  /**
   * Opens one.
   *
   * @param gateway what stands in the configuration's gateway besides the port
   * @param more further lines of the configuration
   */
  static House open(Path folder, String gateway, String more) throws IOException {
    String yaml =
        """
        extensions: {2001: phone, 2002: phone, 2003: phone, 9999: echo test}
        centre:
          gateway: {port: 0, %s}
          queues:
            20: {name: voice, priority: 1, ring: 20s, wait: 5m}
          agents:
            101: {name: Ann, password: "%s", skills: [20], group: sales, video: true}
            102: {name: Ben, password: "%s", skills: [20], group: sales}
            103: {name: Cem, password: "%s", skills: [20]}
          access-codes:
            10086: {queue: 20}
        %s
        """
            .formatted(gateway, HASH, HASH, HASH, more);
    return of(folder, yaml);
  }

  /** Opens one with a configuration of its own. */
  static House of(Path folder, String yaml) throws IOException {
    return new House(TestInstallation.open(folder, yaml, World.friendly()));
  }

  static House open(Path folder) throws IOException {
    return open(folder, "plain: true", "");
  }

  TestInstallation installation() {
    return installation;
  }

  String url() {
    return String.valueOf(installation.installation().gatewayUrl());
  }

  /** Returns the rows of the table that requests are answered from. */
  List<Interface> rows() {
    PhoneSystem system = installation.system();
    Centre centre = Objects.requireNonNull(installation.installation().centre());
    Desktops desktops =
        new Desktops(
            centre, system.board(), system::order, (letter, answer) -> () -> {}, agent -> {});
    List<Interface> all = new ArrayList<>(centre.interfaces());
    all.addAll(desktops.interfaces());
    return all;
  }

  Desk desk(String agent) {
    return new Desk(agent, url(), CLIENT);
  }

  /** A desktop whose agent is signed in at a telephone. */
  Desk signedIn(String agent, String phone) throws Exception {
    Desk desk = desk(agent);
    Answer answer = desk.signIn(phone, "");
    if (!answer.retcode().equals("0")) throw new AssertionError(answer.toString());
    return desk;
  }

  @Override
  public void close() {
    installation.close();
  }

  /** What came back. */
  record Answer(int status, HttpResponse<String> response, Map<String, @Nullable Object> body) {
    String retcode() {
      return String.valueOf(body.get("retcode"));
    }

    String message() {
      return String.valueOf(body.get("message"));
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    @SuppressWarnings("unchecked")
    @Nullable Map<String, @Nullable Object> event() {
      return (Map<String, @Nullable Object>) body.get("event");
    }

    String eventType() {
      Map<String, @Nullable Object> event = event();
      return event == null ? "" : String.valueOf(event.get("eventType"));
    }
  }

  /** One agent's desktop. */
  static final class Desk {
    private final String agent;
    private final String url;
    private final HttpClient client;
    private String guid = "";

    Desk(String agent, String url, HttpClient client) {
      this.agent = agent;
      this.url = url;
      this.client = client;
    }

    String guid() {
      return guid;
    }

    void guid(String other) {
      guid = other;
    }

    Answer signIn(String phone, String more) throws Exception {
      return order(
          "PUT",
          "onlineagent/" + agent,
          "{\"password\":\"%s\",\"phonenum\":\"%s\"%s}".formatted(PASSWORD, phone, more));
    }

    Answer order(String verb, String path, String body) throws Exception {
      return send(verb, path, body).get(30, TimeUnit.SECONDS);
    }

    Answer poll() throws Exception {
      return polling().get(30, TimeUnit.SECONDS);
    }

    CompletableFuture<Answer> polling() {
      return send("GET", "agentevent/" + agent, "");
    }

    CompletableFuture<Answer> send(String verb, String path, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + "/agentgateway/resource/" + path))
              .timeout(Duration.ofSeconds(25))
              .header("Content-Type", "application/json; charset=UTF-8")
              .method(verb, HttpRequest.BodyPublishers.ofString(body));
      if (!guid.isEmpty()) request.header("guid", guid);
      return client
          .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
          .thenApply(this::read);
    }

    private Answer read(HttpResponse<String> response) {
      Answer answer = House.read(response);
      String next = answer.header("Set-GUID");
      if (!next.isEmpty()) guid = next.replaceFirst("^JSESSIONID=", "");
      return answer;
    }
  }

  @SuppressWarnings("unchecked")
  static Answer read(HttpResponse<String> response) {
    try {
      Object body = response.body().isEmpty() ? Map.of() : JsonReader.read(response.body());
      return new Answer(
          response.statusCode(),
          response,
          new LinkedHashMap<>((Map<String, @Nullable Object>) body));
    } catch (JsonReader.NotJson e) {
      throw new AssertionError(response.body(), e);
    }
  }
}
