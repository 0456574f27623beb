package org.ozml.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connections that wait for the head of a request, the first or the next. Where none comes in
 * time they are closed; Jetty's own time for silence begins anew with each byte, so that somebody
 * who sends one now and then could keep a connection for ever.
 */
final class Waiting implements Connection.Listener {
  private static final int LOOKS = 4;

  private final long most;
  private final Scheduler scheduler;

  /** Since when, by {@link System#nanoTime}. */
  private final Map<Connection, Long> since = new ConcurrentHashMap<>();

  /**
   * @param most how long a connection may wait; it is closed after that or a quarter more
   */
  Waiting(Duration most, Scheduler scheduler) {
    this.most = most.toNanos();
    this.scheduler = scheduler;
  }

  /** Looks after them until the scheduler stops. */
  void watch() {
    long now = System.nanoTime();
    since.forEach(
        (connection, begin) -> {
          if (now - begin > most) connection.getEndPoint().close();
        });
    scheduler.schedule(this::watch, most / LOOKS, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    // That of HTTP is opened within that of TLS, before they have shaken hands.
    if (!(connection instanceof SslConnection)) since.put(connection, System.nanoTime());
  }

  @Override
  public void onClosed(Connection connection) {
    since.remove(connection);
  }

  /** Is told that a request has come. */
  void begun(Request request) {
    since.remove(connection(request));
  }

  /** Is told that a request is answered. */
  void over(Request request) {
    Connection connection = connection(request);
    since.put(connection, System.nanoTime());
    if (!connection.getEndPoint().isOpen()) since.remove(connection);
  }

  private static Connection connection(Request request) {
    return request.getConnectionMetaData().getConnection();
  }
}
