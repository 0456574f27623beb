package org.ozml.server.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago, so that nobody can fill the memory. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  Bounded(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
