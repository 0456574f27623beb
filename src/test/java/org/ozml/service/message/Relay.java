package org.ozml.service.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between two on loopback, and cuts the line at the moment that a test has chosen. */
final class Relay implements AutoCloseable {
  /** Decides, piece by piece. */
  interface Watch {
    /** Returns whether this piece is not let through, and the line is cut instead. */
    boolean cuts(boolean fromClient, byte[] piece);
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int target;
  private volatile Watch watch = (fromClient, piece) -> false;
  private volatile CountDownLatch cut = new CountDownLatch(1);
  private volatile boolean down;

  Relay(int target) throws IOException {
    this.target = target;
    run(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Cuts once, when the watch says so. */
  void cutOnce(Watch once) {
    cut = new CountDownLatch(1);
    watch = once;
  }

  void awaitCut() throws InterruptedException {
    if (!cut.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the line was not cut");
    }
  }

  /** While it is down, whoever connects is sent away. */
  void down(boolean now) {
    down = now;
    if (now) {
      cutAll();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      if (down) {
        client.close();
        continue;
      }
      Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      other.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(other);
      run(() -> pass(client, other, true));
      run(() -> pass(other, client, false));
    }
  }

  private void pass(Socket from, Socket to, boolean fromClient) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[65536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        byte[] piece = Arrays.copyOf(buffer, read);
        if (watch.cuts(fromClient, piece)) {
          watch = (client, more) -> false;
          from.setSoLinger(true, 0);
          to.setSoLinger(true, 0);
          cut.countDown();
          return;
        }
        out.write(piece);
      }
    }
  }

  private void cutAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    sockets.clear();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of both went away, or the relay was closed.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    cutAll();
  }
}
