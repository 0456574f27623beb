package org.ozml.server.operation;

/** How many of some durations were how long. For one thread; adding one allocates nothing. */
final class Histogram {
  private static final double NANOS = 1e9;

  private final double[] bounds;
  private final long[] limits;
  private final long[] counts;
  private long nanos;

  /**
   * Begins one.
   *
   * @param bounds the longest duration of each bucket, in seconds, ascending; the last takes the
   *     rest
   */
  Histogram(double... bounds) {
    this.bounds = bounds;
    limits = new long[bounds.length];
    for (int i = 0; i < bounds.length; i++) limits[i] = Math.round(bounds[i] * NANOS);
    counts = new long[bounds.length + 1];
  }

  /** How long web applications and databases take: 5 ms to 30 s. */
  static Histogram ofAnswers() {
    return new Histogram(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);
  }

  /** How long people ring and talk: 1 s to 1 h. */
  static Histogram ofCalls() {
    return new Histogram(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600);
  }

  /** Adds a duration. */
  void add(long duration) {
    int bucket = 0;
    while (bucket < limits.length && duration > limits[bucket]) bucket++;
    counts[bucket]++;
    nanos += duration;
  }

  int buckets() {
    return counts.length;
  }

  /** Returns how many are in a bucket, without those in the buckets before it. */
  long in(int bucket) {
    return counts[bucket];
  }

  /** Returns the longest duration of a bucket, in seconds. */
  double bound(int bucket) {
    return bucket < bounds.length ? bounds[bucket] : Double.POSITIVE_INFINITY;
  }

  /** Returns the sum of all. */
  long nanos() {
    return nanos;
  }
}
