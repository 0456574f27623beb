package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web application on loopback that answers as a test says and remembers what it was asked. */
final class WebApplication implements AutoCloseable {
  /** A request as it arrived. */
  record Received(String method, String target, Headers headers, String body) {}

  /** Answers a request whose body has been read already. */
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  WebApplication() throws IOException {
    this(HttpServer.create(), InetAddress.getLoopbackAddress());
  }

  /** Takes a server that is not bound yet. */
  WebApplication(HttpServer server, InetAddress address) throws IOException {
    this.server = server;
    server.bind(new InetSocketAddress(address, 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  WebApplication on(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  WebApplication on(String path, String answer) {
    return on(path, exchange -> send(exchange, 200, answer.getBytes(UTF_8)));
  }

  WebApplication redirect(String path, int status, String location) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(status, -1);
        });
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
