package org.ozml.service.web;

import java.time.Duration;

/**
 * Limits of one exchange (OzML language notes, section 6).
 *
 * @param connect the longest wait for a connection to one address
 * @param total the longest time from {@link Fetcher#fetch} to the last byte of the answer, all
 *     attempts and redirects and any wait for a free worker included
 * @param maxBytes the largest body, counted after decompression
 * @param redirects how many redirects are followed
 * @param retries how often an attempt is repeated when no connection came about; once a byte was
 *     sent nothing is repeated, because a POST is not idempotent (RFC 9110, section 9.2.2)
 */
public record FetchBudget(
    Duration connect, Duration total, int maxBytes, int redirects, int retries) {

  /** 2 s to connect, 10 s in all, 1 MiB, 3 redirects, 1 retry. */
  public static final FetchBudget DEFAULT =
      new FetchBudget(Duration.ofSeconds(2), Duration.ofSeconds(10), 1 << 20, 3, 1);

  /**
   * @throws IllegalArgumentException if a duration is not positive or a number is negative
   */
  public FetchBudget {
    if (connect.toMillis() <= 0 || total.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "a fetch needs at least 1 ms, not " + connect + " to connect and " + total + " in all");
    }
    if (maxBytes < 0 || redirects < 0 || retries < 0) {
      throw new IllegalArgumentException(
          "bytes, redirects and retries of a fetch are not negative: %d, %d, %d"
              .formatted(maxBytes, redirects, retries));
    }
  }
}
