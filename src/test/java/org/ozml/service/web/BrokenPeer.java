package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does not hold to HTTP: it reads a request and then does its worst. */
final class BrokenPeer implements AutoCloseable {
  /** What the peer does with a connection on which a request has been read. */
  interface Behaviour {
    void apply(Socket socket) throws IOException;
  }

  final AtomicInteger connections = new AtomicInteger();
  final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

  BrokenPeer(Behaviour behaviour) throws IOException {
    Thread thread = new Thread(() -> serve(behaviour), "broken-peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes some bytes and goes away. */
  static Behaviour saying(String bytes) {
    return socket -> socket.getOutputStream().write(bytes.getBytes(UTF_8));
  }

  /** Writes the start of an answer and then one byte every 20 ms, for as long as it is heard. */
  static Behaviour dripping(String start) {
    return socket -> {
      saying(start).apply(socket);
      socket.setSoTimeout(20);
      while (true) {
        try {
          silent().apply(socket);
        } catch (SocketTimeoutException stillThere) {
          socket.getOutputStream().write('x');
        }
      }
    };
  }

  /** Says nothing until the other side goes away. */
  static Behaviour silent() {
    return socket -> {
      if (socket.getInputStream().read() < 0) {
        throw new EOFException("the other side went away");
      }
    };
  }

  private void serve(Behaviour behaviour) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        readRequest(socket);
        asked.countDown();
        behaviour.apply(socket);
      } catch (IOException e) {
        left.countDown();
      }
    }
  }

  /** Up to the end of the form, for which all tests with such a peer send {@code end=1} last. */
  private static void readRequest(Socket socket) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("end=1") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException("no whole request came");
      }
      request.append((char) next);
    }
  }

  /** Whether the other side broke the connection off within a generous time. */
  boolean wasLeft() throws InterruptedException {
    return left.await(5, TimeUnit.SECONDS);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
