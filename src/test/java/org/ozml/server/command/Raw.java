package org.ozml.server.command;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Sends what a proper client would not. */
final class Raw {
  private Raw() {}

  /** What came back. */
  record Answer(int status, String body) {}

  /** Sends parameters as they are written. */
  static Answer send(String url, Client.Form form, String parameters)
      throws IOException, InterruptedException {
    if (form == Client.Form.GET) {
      String path = URI.create(url).getPath() + "?" + parameters;
      String answer = exchange(url, "GET " + path, "localhost", "");
      int status = Integer.parseInt(answer.substring(9, 12));
      return new Answer(status, answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(parameters))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /**
   * Sends a request line and returns the whole answer.
   *
   * @param headers more lines, each with its end
   */
  static String exchange(String url, String line, String host, String headers) throws IOException {
    URI server = URI.create(url);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(15_000);
      String request =
          line + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
