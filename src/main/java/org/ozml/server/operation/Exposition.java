package org.ozml.server.operation;

/**
 * Writes figures in the text format of Prometheus, version 0.0.4. By hand: the official library
 * brings atomic counters, which nothing needs that is counted on one thread.
 *
 * <p>Source: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
final class Exposition {
  /** The content type of what is written. */
  static final String TYPE = "text/plain;version=0.0.4;charset=utf-8";

  private static final double NANOS = 1e9;

  private final StringBuilder text = new StringBuilder(16_384);
  private String family = "";

  /** Begins a family of samples; a counter's name ends in {@code _total}. */
  Exposition counter(String name, String help) {
    return begin(name, "counter", help);
  }

  /** Begins a family of samples that go up and down. */
  Exposition gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  /** Begins a family of histograms. */
  Exposition histogram(String name, String help) {
    return begin(name, "histogram", help);
  }

  /** Begins a family of sums and counts. */
  Exposition summary(String name, String help) {
    return begin(name, "summary", help);
  }

  private Exposition begin(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Adds a sample.
   *
   * @param labels names and values by turns
   */
  Exposition sample(long value, String... labels) {
    return sample("", Long.toString(value), labels);
  }

  /** Adds a sample. */
  Exposition sample(double value, String... labels) {
    return sample("", number(value), labels);
  }

  /** Adds the sum and the count of a summary. */
  Exposition summed(double sum, long count, String... labels) {
    return sample("_sum", number(sum), labels).sample("_count", Long.toString(count), labels);
  }

  /** Adds a histogram. */
  Exposition samples(Histogram histogram, String... labels) {
    String[] bounded = new String[labels.length + 2];
    System.arraycopy(labels, 0, bounded, 0, labels.length);
    bounded[labels.length] = "le";
    long count = 0;
    for (int i = 0; i < histogram.buckets(); i++) {
      count += histogram.in(i);
      bounded[labels.length + 1] = number(histogram.bound(i));
      sample("_bucket", Long.toString(count), bounded);
    }
    return summed(histogram.nanos() / NANOS, count, labels);
  }

  private Exposition sample(String suffix, String value, String... labels) {
    text.append(family).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n') text.append("\\n");
      else if (c == '"' || c == '\\') text.append('\\').append(c);
      else text.append(c);
    }
  }

  private static String number(double value) {
    return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
  }

  /** Returns what is written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
