package org.ozml.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The logins of the console: who has given a password once gets a token, which stands for it for 12
 * hours, or until 2 hours have passed without a request, or until the user is configured otherwise.
 *
 * <p>Each user has 20 logins at most: a further one ends the one used longest ago. Any thread may
 * call.
 */
public final class Logins {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration LONGEST_IDLE = Duration.ofHours(2);
  private static final int MOST_PER_USER = 20;
  private static final int TOKEN_BYTES = 32;

  /** With the user as configured then: whoever is configured otherwise now has to log in again. */
  private record Login(String user, AccessRules.User account, Instant begun, Instant used) {}

  private final Supplier<AccessRules> rules;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  // By the hash of the token: who can read this memory cannot log in with it.
  private final Map<String, Login> logins = new HashMap<>();

  /**
   * @param rules those in force, such as {@code access::rules}
   */
  public Logins(Supplier<AccessRules> rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * A new login of a user whose password was right.
   *
   * @return 43 characters that may stand in a cookie; they open nothing if the user is not
   *     configured any more
   */
  public synchronized String open(String user) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    AccessRules.User account = rules.get().users().get(user);
    if (account != null) {
      makeRoom(user);
      logins.put(hash(token), new Login(user, account, clock.instant(), clock.instant()));
    }
    return token;
  }

  /**
   * Decides as {@link Access#check} does, with a token for the credentials: the address (307), no
   * token or none that is valid (304), a missing right (306).
   */
  public synchronized Decision check(InetAddress from, @Nullable String token, Right needed) {
    AccessRules now = rules.get();
    if (!now.networks().allow(from)) {
      return Verdicts.addressForbidden(from);
    }
    Login login = token == null ? null : logins.get(hash(token));
    if (token == null || login == null || !valid(login)) {
      return Verdicts.credentialsMissing("no valid login");
    }
    logins.put(hash(token), new Login(login.user, login.account, login.begun, clock.instant()));
    return Verdicts.byRight(login.user, login.account, needed);
  }

  /** Logs out. Nothing happens if the token is not valid. */
  public synchronized void close(String token) {
    logins.remove(hash(token));
  }

  private boolean valid(Login login) {
    Instant now = clock.instant();
    return now.isBefore(login.begun.plus(LONGEST))
        && now.isBefore(login.used.plus(LONGEST_IDLE))
        && login.account.equals(rules.get().users().get(login.user));
  }

  private void makeRoom(String user) {
    logins.values().removeIf(login -> !valid(login));
    var others = logins.entrySet().stream().filter(entry -> entry.getValue().user.equals(user));
    var oldestFirst =
        others
            .sorted(Comparator.comparing((Map.Entry<String, Login> entry) -> entry.getValue().used))
            .map(Map.Entry::getKey)
            .toList();
    if (oldestFirst.size() >= MOST_PER_USER) {
      logins.remove(oldestFirst.get(0));
    }
  }

  private static String hash(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
