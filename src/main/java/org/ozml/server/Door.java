package org.ozml.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A port that lets connections in as long as there is room, and tells the others so at once: nobody
 * waits in front of it without knowing why.
 */
final class Door extends ServerConnector {
  private static final System.Logger LOGGER = System.getLogger(Door.class.getName());

  private static final byte[] FULL =
      """
      HTTP/1.1 503 Service Unavailable
      Retry-After: 1
      Connection: close
      Content-Type: text/plain
      Content-Length: 60

      There are too many connections at a time; try again later.
      """
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);

  /** Who is told so may read it for so long, before the connection is reset. */
  private static final int READING_MILLIS = 500;

  private static final int MOST_READING = 500;

  private final Crowd crowd;
  private final boolean plain;
  private final AtomicInteger reading = new AtomicInteger();

  /**
   * Makes a port.
   *
   * @param crowd who is inside, by all ports together
   * @param plain false: TLS, where nothing can be told before a handshake
   */
  Door(Server server, Crowd crowd, boolean plain, ConnectionFactory... factories) {
    super(server, 1, 1, factories);
    this.crowd = crowd;
    addBean(crowd, false); // is told who comes in and goes out
    this.plain = plain;
  }

  @Override
  public void accept(int acceptor) throws IOException {
    if (!(getTransport() instanceof ServerSocketChannel listening) || !listening.isOpen()) return;
    SocketChannel channel = listening.accept();
    channel.configureBlocking(false);
    if (!crowd.isRoomFor(address(channel.getRemoteAddress()))) {
      turnAway(channel);
      return;
    }
    configure(channel.socket());
    getSelectorManager().accept(channel);
  }

  private void turnAway(SocketChannel channel) throws IOException {
    boolean told = plain && reading.get() < MOST_READING;
    if (!told) {
      channel.close();
      return;
    }
    reading.incrementAndGet();
    channel.write(ByteBuffer.wrap(FULL));
    channel.shutdownOutput();
    getScheduler().schedule(() -> leave(channel), READING_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void leave(SocketChannel channel) {
    reading.decrementAndGet();
    try {
      channel.close();
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "a connection that was turned away", e); // it is gone either way
    }
  }

  private static InetAddress address(SocketAddress from) {
    return from instanceof InetSocketAddress internet
        ? internet.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
