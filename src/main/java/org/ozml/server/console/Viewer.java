package org.ozml.server.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.eclipse.jetty.util.Callback;
import org.ozml.server.Visit;

/**
 * A page that somebody looks at: an open answer to which events are written. What it has not taken
 * yet is bounded; when it is too slow it is let go, comes back, and begins with what is then.
 */
final class Viewer {
  private static final int MOST_MESSAGES = 1_000;
  private static final int MOST_BYTES = 1 << 20;

  private final String id;
  private final String user;
  private final String login;
  private final Visit visit;
  private final Runnable left;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean writing;
  private boolean gone;

  /** The versions of the rows that it has. */
  final Map<String, Long> rows = new HashMap<>();

  /** The call whose events it wants; empty: none. */
  volatile String call = "";

  /** What rows must have, in lower case; empty: all. */
  volatile String filter = "";

  /** The list of rows it has last been told of. */
  String order = "";

  /**
   * Makes a viewer whose answer has begun.
   *
   * @param id nobody can guess it: who knows it may operate its telephones
   * @param login the token that it came with
   * @param left told once, from any thread, when it is gone
   */
  Viewer(String id, String user, String login, Visit visit, Runnable left) {
    this.id = id;
    this.user = user;
    this.login = login;
    this.visit = visit;
    this.left = left;
  }

  String id() {
    return id;
  }

  String user() {
    return user;
  }

  String login() {
    return login;
  }

  Visit visit() {
    return visit;
  }

  /** Writes a message as soon as those before it are through; from any thread. */
  void send(byte[] message) {
    boolean slow;
    boolean idle;
    synchronized (this) {
      if (gone) return;
      waiting.add(message);
      bytes += message.length;
      slow = waiting.size() > MOST_MESSAGES || bytes > MOST_BYTES;
      idle = !writing;
      writing = true;
    }
    if (slow) fail(new IOException("the page does not take its events"));
    else if (idle) write();
  }

  private void write() {
    byte[] all;
    synchronized (this) {
      if (gone) return;
      if (waiting.isEmpty()) {
        writing = false;
        return;
      }
      all = new byte[bytes];
      int at = 0;
      for (byte[] one : waiting) {
        System.arraycopy(one, 0, all, at, one.length);
        at += one.length;
      }
      waiting.clear();
      bytes = 0;
    }
    visit.response().write(false, ByteBuffer.wrap(all), Callback.from(this::write, this::fail));
  }

  /** It is gone, or shall be. */
  void fail(Throwable why) {
    if (leave()) visit.callback().failed(why);
  }

  /** Ends its answer in order. */
  void end() {
    if (leave()) visit.callback().succeeded();
  }

  private boolean leave() {
    synchronized (this) {
      if (gone) return false;
      gone = true;
      waiting.clear();
    }
    left.run();
    return true;
  }

  synchronized boolean isGone() {
    return gone;
  }
}
