package org.ozml.cli;

import java.io.BufferedReader;
import java.io.File;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code ozml serve} in a process of its own. */
final class ServerProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private final String url;
  private final String password;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader out = process.inputReader();
    url = after(out, "HTTP API +(http://.*)/api");
    password = after(out, "password (\\w+)");
    after(out, "(Ctrl-C)");
  }

  /**
   * Starts one, and waits until it takes calls; its log is the file {@code log}.
   *
   * @param yaml its configuration
   */
  static ServerProcess start(Path folder, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("ozml.yaml"), yaml);
    return start(folder, List.of("serve", "--simulate", "--config", file.toString()));
  }

  /** Starts one with a command line; what it keeps without a configuration is in the folder. */
  static ServerProcess start(Path folder, List<String> arguments) throws IOException {
    return new ServerProcess(process(folder, arguments));
  }

  private static Process process(Path folder, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), "org.ozml.cli.Main"));
    line.addAll(arguments);
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectError(folder.resolve("log").toFile())
        .start();
  }

  /** Runs a command line that ends by itself, and returns what it says on standard error. */
  static String errors(Path folder, List<String> arguments) throws Exception {
    Process process = process(folder, arguments);
    process.getInputStream().readAllBytes();
    process.waitFor();
    return Files.readString(folder.resolve("log"));
  }

  /** Returns what it has said at its start, a line each. */
  List<String> said() {
    return Collections.unmodifiableList(said);
  }

  /** It runs in another directory. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String after(BufferedReader out, String pattern) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      Matcher found = Pattern.compile(pattern).matcher(line);
      if (found.find()) return found.group(1);
    }
    throw new IOException("the server has not said " + pattern);
  }

  String password() {
    return password;
  }

  String url() {
    return url;
  }

  HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  /** Gives a command of the newer generation as the administrator; returns the answer. */
  String command(String rest) throws Exception {
    return get(path(rest)).body();
  }

  /** Gives a command and does not wait. */
  CompletableFuture<String> order(String rest) {
    return CLIENT
        .sendAsync(request(path(rest)), HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
  }

  private String path(String rest) {
    return "/api?command=" + rest + "&Username=admin&Password=" + encoded(password);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Waits until what stands at a path has a text. */
  void until(String path, String text) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!get(path).body().contains(text)) {
      if (System.nanoTime() > end) throw new AssertionError(path + " does not say " + text);
    }
  }

  void signal(String name) throws Exception {
    String pid = Long.toString(process.pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    if (code != 0) throw new AssertionError("kill: " + code);
  }

  /** Waits for its end and returns its exit code. */
  int exit() throws InterruptedException {
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
    throw new AssertionError("it does not end");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
