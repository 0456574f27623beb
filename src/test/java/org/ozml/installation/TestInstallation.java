package org.ozml.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ozml.configuration.Configuration;
import org.ozml.pbx.PhoneSystem;
import org.ozml.simulator.LiveNetwork;
import org.ozml.simulator.World;

/**
 * A whole installation on free ports, with people of a world; everything it keeps is in one folder.
 */
public final class TestInstallation implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Installation installation;
  private final Story story = new Story();
  private SimulatedTelephones network;

  private TestInstallation(Path folder, String yaml, World world) throws IOException {
    Path file = folder.resolve("ozml.yaml");
    Files.writeString(
        file, yaml.contains("server:") ? yaml : yaml + "\nserver: {older: 0, newer: 0}\n");
    Configuration configuration = Configuration.read(file, Map.of());
    installation =
        Installation.open(
            configuration, around -> network = new SimulatedTelephones(world, around));
    installation.follow(file, Map.of());
    installation.system().listen(story);
  }

  /**
   * Opens one.
   *
   * @param yaml its configuration; without {@code server:} it listens on free ports
   */
  public static TestInstallation open(Path folder, String yaml, World world) throws IOException {
    return new TestInstallation(folder, yaml, world);
  }

  public Installation installation() {
    return installation;
  }

  public PhoneSystem system() {
    return installation.system();
  }

  public Story story() {
    return story;
  }

  public LiveNetwork network() {
    return network.network();
  }

  public String password() {
    String generated = installation.generatedPassword();
    return generated == null ? "" : generated;
  }

  public String newer() {
    return "http://127.0.0.1:" + installation.server().newerPort();
  }

  public String older() {
    return "http://127.0.0.1:" + installation.server().olderPort();
  }

  /** Waits for what a telephone does. */
  public static boolean done(CompletableFuture<Boolean> act) throws Exception {
    return act.get(10, SECONDS);
  }

  /** Sends a command of the newer generation as the administrator; returns the answer's body. */
  public String command(String query) throws Exception {
    String all =
        "command=" + query + "&username=admin&password=" + URLEncoder.encode(password(), UTF_8);
    return get(newer() + "/api?" + all).body();
  }

  public static HttpResponse<String> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  @Override
  public void close() {
    installation.close();
  }
}
