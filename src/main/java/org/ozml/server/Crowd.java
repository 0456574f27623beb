package org.ozml.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is connected, by all ports together. One address has at most nine tenths of the places, so
 * that whoever takes all that it can get keeps nobody else out.
 */
final class Crowd {
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

  void enters(InetAddress from) {
    inside.incrementAndGet();
    byAddress.merge(from, 1, Integer::sum);
  }

  void leaves(InetAddress from) {
    inside.decrementAndGet();
    byAddress.computeIfPresent(from, (address, count) -> count > 1 ? count - 1 : null);
  }

  long turnedAway() {
    return turnedAway.get();
  }
}
