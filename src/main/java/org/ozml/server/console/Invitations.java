package org.ozml.server.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Codes that let somebody in without a password, once, for ten minutes. They are made for the
 * person at whose terminal the server starts. Any thread may call.
 */
final class Invitations {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 5;
  private static final int BYTES = 32;

  /** By the hash of the code: who can read this memory cannot come in with it. */
  private record Invitation(String hash, String user, Instant until) {}

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Deque<Invitation> open = new ArrayDeque<>();

  Invitations(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns a code that stands for a user; the oldest of many is not valid any more. */
  synchronized String make(String user) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.addLast(new Invitation(hash(code), user, clock.instant().plus(LIFE)));
    if (open.size() > MOST) open.removeFirst();
    return code;
  }

  /** Returns for whom a code stands, which is used up with that; null: it is not valid. */
  synchronized @Nullable String use(String code) {
    Instant now = clock.instant();
    open.removeIf(one -> !now.isBefore(one.until));
    String hash = hash(code);
    for (Invitation one : open) {
      if (!one.hash.equals(hash)) continue;
      open.remove(one);
      return one.user;
    }
    return null;
  }

  private static String hash(String code) {
    try {
      byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
