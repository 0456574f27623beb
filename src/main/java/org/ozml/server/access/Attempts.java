package org.ozml.server.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.AddressRange;

/**
 * Makes guessing passwords slow.
 *
 * <p>After 10 wrong ones within 5 minutes nothing from that address (IPv6: from its /64, which is
 * what one customer gets) is looked at for 30 seconds, and longer each time, up to 15 minutes; a
 * right one clears that. After 100 for one user name, from wherever, that name is looked at only
 * from loopback and from where its password was right before, for 5 minutes and longer each time,
 * up to an hour; a right one does not clear that, because the true user would do so for a botnet.
 *
 * <p>Names that nobody has are treated like others, or trying would tell which exist. Memory is
 * bounded: 10,000 addresses and as many names, those used longest ago are forgotten. To push one
 * out an attacker has to have as many passwords verified, which takes longer than the 5 minutes.
 */
final class Attempts {
  private static final Brake.Rule OF_ADDRESS =
      new Brake.Rule(10, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofMinutes(15));
  private static final Brake.Rule OF_NAME =
      new Brake.Rule(100, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1));
  private static final int MOST = 10_000;

  /** Why nothing is looked at, and how long. */
  record Pause(Duration left, String why) {}

  private final InstantSource clock;
  private final Fingerprint fingerprint;
  private final Map<String, Brake> addresses = new Bounded<>(MOST);
  // By fingerprints: what stands in the place of a name may be a password.
  private final Map<String, Brake> names = new Bounded<>(MOST);
  private final Map<String, Boolean> familiar = new Bounded<>(MOST);

  Attempts(InstantSource clock, Fingerprint fingerprint) {
    this.clock = clock;
    this.fingerprint = fingerprint;
  }

  /** Whether, and why, credentials that come from there are not looked at now. */
  synchronized Optional<Pause> pause(InetAddress from, String name) {
    Instant now = clock.instant();
    String network = network(from);
    Duration left = left(addresses.get(network), now);
    if (!left.isZero()) {
      return Optional.of(
          new Pause(left, "too many wrong passwords from address " + from.getHostAddress()));
    }
    left = left(names.get(fingerprint.of(name)), now);
    if (left.isZero() || from.isLoopbackAddress() || familiar.containsKey(pair(network, name))) {
      return Optional.empty();
    }
    return Optional.of(
        new Pause(
            left,
            "too many wrong passwords for this user name, and none was right from address "
                + from.getHostAddress()));
  }

  synchronized void wrong(InetAddress from, String name) {
    Instant now = clock.instant();
    addresses.computeIfAbsent(network(from), unused -> new Brake(OF_ADDRESS)).wrong(now);
    names.computeIfAbsent(fingerprint.of(name), unused -> new Brake(OF_NAME)).wrong(now);
  }

  synchronized void right(InetAddress from, String name) {
    String network = network(from);
    addresses.remove(network);
    familiar.put(pair(network, name), true);
  }

  private String pair(String network, String name) {
    return fingerprint.of(network, name);
  }

  private static Duration left(@Nullable Brake brake, Instant now) {
    return brake == null ? Duration.ZERO : brake.left(now);
  }

  /**
   * What counts as one address: all of an address of IPv4 (which has 8 zeros in front in the form
   * used here), the first half of one of IPv6.
   */
  static String network(InetAddress address) {
    byte[] bytes = AddressRange.bytes(address);
    boolean whole = Arrays.equals(bytes, 0, 8, new byte[8], 0, 8);
    return HexFormat.of().formatHex(bytes, 0, whole ? 16 : 8);
  }
}
