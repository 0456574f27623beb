package org.ozml.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does with the console, without a page. */
final class Browser {
  private static final Pattern COOKIE = Pattern.compile("ozml-console=([^;]*)");
  private static final Pattern VIEWER = Pattern.compile("\"viewer\":\"([^\"]+)\"");
  private static final long PATIENCE = 20;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private String cookie = "";

  Browser(String url) {
    this.url = url;
  }

  /** A page that takes its events. */
  record Page(String viewer, HttpURLConnection connection, BlockingQueue<String> messages) {
    /** Returns the first message from now on that is as wanted: its name and its data. */
    String await(Predicate<String> wanted) throws InterruptedException {
      StringBuilder seen = new StringBuilder();
      for (; ; ) {
        String message = messages.poll(PATIENCE, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("no such message came, but: " + seen);
        if (wanted.test(message)) return message;
        seen.append(message).append('\n');
      }
    }

    void await(String... parts) throws InterruptedException {
      await(
          message -> {
            for (String part : parts) if (!message.contains(part)) return false;
            return true;
          });
    }

    /** Waits until the server has ended it. */
    void awaitEnd() throws InterruptedException {
      await("END"::equals);
    }
  }

  HttpRequest.Builder request(String what) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + what)).timeout(Duration.ofSeconds(30));
    return cookie.isEmpty() ? request : request.header("Cookie", "ozml-console=" + cookie);
  }

  HttpResponse<String> get(String what) throws Exception {
    return send(request(what));
  }

  HttpResponse<String> post(String what, Map<String, String> fields) throws Exception {
    return send(form(what, fields).header("Origin", url).header("Sec-Fetch-Site", "same-origin"));
  }

  HttpRequest.Builder form(String what, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return request(what)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(
            set -> {
              Matcher found = COOKIE.matcher(set);
              if (found.find()) cookie = found.group(1);
            });
    return answer;
  }

  HttpResponse<String> logIn(String user, String password) throws Exception {
    return post("/console/login", Map.of("user", user, "password", password));
  }

  /** Opens a page; it ends with the test's server. */
  Page open() throws Exception {
    HttpURLConnection connection = connect();
    InputStream body = connection.getInputStream();
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(body, messages), "page");
    reader.setDaemon(true);
    reader.start();
    String hello = messages.poll(PATIENCE, TimeUnit.SECONDS);
    Matcher viewer = VIEWER.matcher(String.valueOf(hello));
    if (!viewer.find()) throw new AssertionError("no greeting, but " + hello);
    return new Page(viewer.group(1), connection, messages);
  }

  HttpURLConnection connect() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + "/console/events").toURL().openConnection();
    connection.setRequestProperty("Cookie", "ozml-console=" + cookie);
    return connection;
  }

  private static void read(InputStream body, BlockingQueue<String> messages) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      StringBuilder message = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          message.append(line).append(' ');
        } else {
          messages.add(message.toString());
          message.setLength(0);
        }
      }
    } catch (IOException e) {
      // that is an end, too
    }
    messages.add("END");
  }

  /** Does something at a telephone of a page; returns whether it could be done. */
  boolean phone(Page page, String number, String act, String what) throws Exception {
    HttpResponse<String> answer =
        post(
            "/console/phone",
            Map.of("viewer", page.viewer(), "number", number, "act", act, "what", what));
    return answer.body().contains("true");
  }
}
