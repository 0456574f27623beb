package org.ozml.server.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash in base64
 * without padding (PBKDF2 of RFC 8018 with HMAC-SHA256).
 */
public final class PasswordHash {

  /** For new hashes (OWASP Password Storage Cheat Sheet, 2023). */
  public static final int ITERATIONS = 600_000;

  private static final String SCHEME = "pbkdf2-sha256";
  private static final String ADVICE = "; make a hash with `ozml password`";

  // RFC 8018, section 4.2 begins at 1,000; beyond the upper bound one check would take seconds.
  private static final int FEWEST_ITERATIONS = 1_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final int GENERATED_LENGTH = 20;
  // Without 0 O 1 I l, which look alike: 57 characters, so that 20 of them are worth 116 bits.
  private static final String UNAMBIGUOUS =
      "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * The hash of a new password, with {@link #ITERATIONS}. Takes a fraction of a second.
   *
   * @throws IllegalArgumentException if the password is empty
   */
  public static PasswordHash of(char[] password) {
    return of(password, ITERATIONS);
  }

  /**
   * The same with another number of iterations, 1,000 to 10,000,000.
   *
   * @throws IllegalArgumentException if the password is empty or the number is out of these bounds
   */
  public static PasswordHash of(char[] password, int iterations) {
    if (password.length == 0) {
      throw new IllegalArgumentException("the password is empty");
    }
    checkIterations(iterations);
    byte[] salt = random(SALT_BYTES);
    return new PasswordHash(iterations, salt, derived(password, salt, iterations));
  }

  /**
   * Reads the text form. What stands there instead is never part of the message: it may be a
   * password.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static PasswordHash parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (!parts[0].equals(SCHEME)) {
      throw new IllegalArgumentException(
          "a password hash begins with " + SCHEME + "$, a plain password is not accepted" + ADVICE);
    }
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "a password hash has 4 parts between $ signs, this one has " + parts.length + ADVICE);
    }
    byte[] salt = bytes("salt", parts[2]);
    byte[] hash = bytes("hash", parts[3]);
    if (salt.length < SALT_BYTES / 2 || salt.length > SALT_BYTES * 4) {
      throw new IllegalArgumentException(
          "the salt of a password hash has 8 to 64 bytes, not " + salt.length + ADVICE);
    }
    if (hash.length != HASH_BYTES) {
      throw new IllegalArgumentException(
          "the last part of a password hash has 32 bytes, not " + hash.length + ADVICE);
    }
    return new PasswordHash(iterations(parts[1]), salt, hash);
  }

  /** A hash that no password has, as costly to check as others with so many iterations. */
  static PasswordHash ofNothing(int iterations) {
    return new PasswordHash(iterations, random(SALT_BYTES), random(HASH_BYTES));
  }

  /** A new password of 20 letters and digits, none of which look alike. */
  public static String generatePassword() {
    return RANDOM
        .ints(GENERATED_LENGTH, 0, UNAMBIGUOUS.length())
        .map(UNAMBIGUOUS::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Whether this is the password. Takes as long as making the hash took, whatever the answer. */
  public boolean matches(char[] password) {
    return MessageDigest.isEqual(hash, derived(password, salt, iterations));
  }

  int iterations() {
    return iterations;
  }

  /** The text form, for a configuration. */
  public String text() {
    var base64 = Base64.getEncoder().withoutPadding();
    return String.join(
        "$",
        SCHEME,
        Integer.toString(iterations),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }

  /** Two hashes of one password differ: each has a salt of its own. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash that
        && iterations == that.iterations
        && Arrays.equals(salt, that.salt)
        && MessageDigest.isEqual(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** For logs: says nothing of the password. */
  @Override
  public String toString() {
    return SCHEME + " with " + iterations + " iterations";
  }

  private static int iterations(String text) {
    try {
      return checkIterations(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the second part of a password hash is its number of iterations" + ADVICE, e);
    }
  }

  private static int checkIterations(int iterations) {
    if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "a password hash takes %d to %d iterations, not %d"
              .formatted(FEWEST_ITERATIONS, MOST_ITERATIONS, iterations));
    }
    return iterations;
  }

  private static byte[] bytes(String name, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the " + name + " of a password hash is not base64" + ADVICE, e);
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] derived(char[] password, byte[] salt, int iterations) {
    var spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
