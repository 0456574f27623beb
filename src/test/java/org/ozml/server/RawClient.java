package org.ozml.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends what no proper client would, byte by byte if need be. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE = 15_000;

  /** More than any answer here. */
  private static final int MOST = 1 << 20;

  private final Socket socket = new Socket();

  RawClient(int port) throws IOException {
    this("127.0.0.1", port);
  }

  /** From one of this machine's addresses. */
  RawClient(String from, int port) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getAllByName(from)[0], 0));
    socket.setSoTimeout(PATIENCE);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
  }

  RawClient send(String latin) throws IOException {
    return send(latin.getBytes(ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Returns whether something has come, or the end. */
  boolean heard() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Returns what comes until the server closes the connection, which it has to. */
  String answer() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      byte[] some = new byte[8192];
      for (int n = in.read(some); n >= 0 && all.size() < MOST; n = in.read(some)) {
        all.write(some, 0, n);
      }
    } catch (SocketException e) { // reset: the server has not read all that was sent
      all.writeBytes("\n(reset)".getBytes(UTF_8));
    }
    return all.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
