package org.ozml.server;

import java.net.InetAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.SelectorManager;

/**
 * Who is connected, by all ports together. One address has at most nine tenths of the places, so
 * that whoever takes all that it can get keeps nobody else out.
 */
final class Crowd implements SelectorManager.AcceptListener {
  private final int most;
  private final int mostOfOne;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Crowd(int most) {
    this.most = most;
    this.mostOfOne = Math.max(1, most - most / 10);
  }

  boolean isRoomFor(InetAddress from) {
    boolean room = inside.get() < most && byAddress.getOrDefault(from, 0) < mostOfOne;
    if (!room) turnedAway.incrementAndGet();
    return room;
  }

  /** On the acceptor's thread, so that the next one that asks for room is counted behind it. */
  @Override
  public void onAccepting(SelectableChannel channel) {
    inside.incrementAndGet();
    byAddress.merge(address(channel), 1, Integer::sum);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    leaves(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    leaves(channel);
  }

  private void leaves(SelectableChannel channel) {
    inside.decrementAndGet();
    byAddress.computeIfPresent(address(channel), (address, count) -> count > 1 ? count - 1 : null);
  }

  /** Also of one that is closed. */
  private static InetAddress address(SelectableChannel channel) {
    InetAddress from = channel instanceof SocketChannel one ? one.socket().getInetAddress() : null;
    return from == null ? InetAddress.getLoopbackAddress() : from;
  }

  long turnedAway() {
    return turnedAway.get();
  }
}
