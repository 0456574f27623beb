package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests, so that an application can tell that they come from its own phone system and are
 * not old ones played again (OzML language notes, section 6).
 *
 * <p>The header is {@code Ozml-Signature: t=<unix seconds>,v1=<hex>}. To verify it, compute
 * HMAC-SHA256 with the shared secret (its UTF-8 bytes) over the digits of {@code t}, a full stop
 * and the body exactly as received, compare in constant time, and refuse a {@code t} that is some
 * minutes off. A request without a body, as after a redirect that turned POST into GET, is signed
 * over the empty body.
 */
public final class Signature {

  /** The name of the header. */
  public static final String HEADER = "Ozml-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final InstantSource clock;

  /**
   * @throws IllegalArgumentException if the secret is empty
   */
  public Signature(String secret, InstantSource clock) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the secret that signs requests is empty");
    }
    this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** The value of the header for this body at this moment. */
  public String header(byte[] body) {
    long time = clock.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((time + ".").getBytes(UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
