package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a desktop shows that it is the one that has signed in. Source: CC-Gateway reference, section
 * 1.1. On the loop; times are nanoseconds on the host's clock.
 */
final class Guid {
  /** GUIDINTERVAL: one that is older is renewed with a polling reply. */
  static final Duration RENEWED = Duration.ofMinutes(1);

  /** GUIDTIMEOUT: one that was renewed is good until it is so old. */
  static final Duration GOOD = Duration.ofMinutes(2);

  private static final String PREFIX = "JSESSIONID=";
  private static final String NODE = ".AgentGateway0";

  private final boolean dynamic;
  private String current = fresh();
  private long since;
  private @Nullable String before;
  private long beforeSince;

  /**
   * Makes one.
   *
   * @param dynamic whether it is renewed (AUTHMODE 2)
   */
  Guid(boolean dynamic, long now) {
    this.dynamic = dynamic;
    since = now;
  }

  /** Of 122 bits that nobody can foresee. */
  private static String fresh() {
    return UUID.randomUUID() + NODE;
  }

  /** Returns the one that counts. */
  String current() {
    return current;
  }

  /** Returns the value of the header Set-GUID. */
  String header() {
    return PREFIX + current;
  }

  /** Returns whether one is good, shown with or without what stands before it in Set-GUID. */
  boolean accepts(String shown, long now) {
    String guid = bare(shown);
    return same(guid, current)
        || (before != null && same(guid, before) && now - beforeSince <= GOOD.toNanos());
  }

  private static String bare(String shown) {
    return shown.startsWith(PREFIX) ? shown.substring(PREFIX.length()) : shown;
  }

  /** Takes as long whatever is shown. */
  private static boolean same(String shown, String guid) {
    return MessageDigest.isEqual(guid.getBytes(UTF_8), shown.getBytes(UTF_8));
  }

  /**
   * Renews it when it is time to.
   *
   * @param shown by the desktop that polls
   * @return what the reply has to say in Set-GUID: that of somebody who still shows an old one may
   *     have been lost; null: nothing
   */
  @Nullable String withPollingReply(String shown, long now) {
    if (now - since >= RENEWED.toNanos()) renew(now);
    return same(bare(shown), current) ? null : header();
  }

  /** Renews it; one for the session stays. */
  void renew(long now) {
    if (!dynamic) return;
    before = current;
    beforeSince = since;
    current = fresh();
    since = now;
  }
}
