package org.ozml.coverage;

import java.util.Locale;

/**
 * How many points there are, and how many of them are covered.
 *
 * @param covered at most all
 */
public record Tally(int covered, int all) {
  /** Returns both together. */
  public Tally plus(Tally other) {
    return new Tally(covered + other.covered, all + other.all);
  }

  /** Returns 0 to 100, with one decimal, rounded down: 100 means all. Where nothing is, 100. */
  public double percent() {
    return all == 0 ? 100 : Math.floorDiv(1000L * covered, all) / 10.0;
  }

  /** Returns {@code 87.5 %}; a dash where nothing is. */
  public String words() {
    return all == 0 ? "-" : words(percent());
  }

  /** Returns a percentage in words: {@code 87.5 %}, {@code 90 %}. */
  public static String words(double percent) {
    String number = String.format(Locale.ROOT, "%.1f", percent);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " %";
  }
}
