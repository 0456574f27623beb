package org.ozml.configuration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a system is reached over HTTP, and how much it takes on.
 *
 * @param listen the address that it listens on; 0.0.0.0 for all
 * @param older the port whose requests are usually those of the older generation; 0: any free one,
 *     -1: none
 * @param newer the port of the newer generation and of the console; 0: any free one
 * @param publicUrl how others reach it, without a slash at the end; empty: by address and port
 * @param tls null: plain HTTP
 * @param limits how much it takes on
 * @param stopAfter how long running calls may go on when it is told to stop
 */
public record Serving(
    String listen,
    int older,
    int newer,
    String publicUrl,
    @Nullable Tls tls,
    Limits limits,
    Duration stopAfter) {
  /** This machine only, on the vendor's ports. */
  public static final Serving DEFAULT =
      new Serving("127.0.0.1", 7780, 9509, "", null, Limits.DEFAULT, Duration.ofMinutes(1));

  /** Returns the same on other ports. */
  public Serving on(int olderPort, int newerPort) {
    return new Serving(listen, olderPort, newerPort, publicUrl, tls, limits, stopAfter);
  }

  /**
   * A key and its certificate, both ports.
   *
   * @param keystore a PKCS #12 file
   */
  public record Tls(Path keystore, String password) {
    /** Leaves the password out. */
    @Override
    public String toString() {
      return keystore.toString();
    }
  }

  /**
   * How much a system takes on; more is refused at once, with 503 or busy.
   *
   * @param calls calls at a time
   * @param connections HTTP connections at a time
   * @param requests HTTP requests that wait for the end of their command, at a time
   * @param body bytes of a request
   * @param arrival how long the head of a request may take to come, and then its body; who takes
   *     longer is let go
   */
  public record Limits(int calls, int connections, int requests, int body, Duration arrival) {
    /** 10,000 calls, 10,000 connections, 1,000 requests of 1 MiB at most, each within 30 s. */
    public static final Limits DEFAULT =
        new Limits(10_000, 10_000, 1_000, 1 << 20, Duration.ofSeconds(30));
  }
}
