package org.ozml.server.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Sends commands. */
final class Client {
  /** How the parameters are sent. */
  enum Form {
    GET,
    POST
  }

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final Form form;

  Client(String url, Form form) {
    this.url = url;
    this.form = form;
  }

  /** Sends parameters that are written {@code a=b & c=d}; {@code \n} is a line break. */
  HttpResponse<String> send(String parameters) throws IOException, InterruptedException {
    return client.send(request(encoded(parameters)), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> begin(String parameters) {
    return client.sendAsync(request(encoded(parameters)), BodyHandlers.ofString());
  }

  /** Sends a GET with headers: name, value, name, value. */
  HttpResponse<String> send(String parameters, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "?" + encoded(parameters)))
            .timeout(PATIENCE)
            .headers(headers)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String encoded) {
    return form == Form.GET
        ? HttpRequest.newBuilder(URI.create(url + "?" + encoded)).timeout(PATIENCE).build()
        : HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded))
            .build();
  }

  static String encoded(String parameters) {
    return Arrays.stream(parameters.split(" & (?=\\w+=)"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> pair[0] + "=" + encode(pair[1].replace("\\n", "\n")))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
