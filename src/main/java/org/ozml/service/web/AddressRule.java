package org.ozml.service.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses a request may be sent to (OzML language notes, section 6).
 *
 * <p>Scripts name URLs and, through variables, callers and applications do too; so a URL must not
 * become a way into the machine or the network that the phone system stands in. The rule is asked
 * with every address that a name resolved to, again after each redirect, and the connection goes to
 * an address that passed. Unspecified, link-local, multicast, reserved and cloud-metadata addresses
 * never pass; loopback and private ones pass where allowed. An IPv6 address that carries an IPv4
 * address (RFC 4291 section 2.5.5, RFC 6052, RFC 3056) is judged by the latter.
 */
public final class AddressRule {

  /** For a laptop: loopback and private addresses may be used ({@code run}, {@code test}). */
  public static final AddressRule LOCAL_ALLOWED = new AddressRule(true, List.of(), Set.of());

  /** For a server: only public addresses, and what {@link #allowing} adds ({@code serve}). */
  public static final AddressRule PUBLIC_ONLY = new AddressRule(false, List.of(), Set.of());

  // Mostly from the IANA special-purpose registries (RFC 6890). A metadata service hands out the
  // credentials of the machine to whoever asks from it; each cloud has addresses of its own.
  private static final List<AddressRange> NEVER =
      List.of(
          AddressRange.of("0.0.0.0/8", "unspecified"),
          AddressRange.of("::", "unspecified"),
          AddressRange.of("169.254.0.0/16", "link-local"),
          AddressRange.of("fe80::/10", "link-local"),
          AddressRange.of("224.0.0.0/4", "multicast"),
          AddressRange.of("ff00::/8", "multicast"),
          AddressRange.of("240.0.0.0/4", "reserved"),
          AddressRange.of("100.100.100.200", "a cloud metadata service"), // Alibaba
          AddressRange.of("168.63.129.16", "a cloud metadata service"), // Azure
          AddressRange.of("192.0.0.192", "a cloud metadata service"), // Oracle
          AddressRange.of("fd00:c1::a9fe:a9fe", "a cloud metadata service"), // Oracle
          AddressRange.of("fd00:ec2::/32", "a cloud metadata service"), // Amazon
          AddressRange.of("fd20:ce::254", "a cloud metadata service"), // Google
          // These hide an IPv4 address at a place, or in a form, that cannot be told from outside.
          AddressRange.of("64:ff9b:1::/48", "a local translation to IPv4"), // RFC 8215
          AddressRange.of("2001::/32", "a Teredo tunnel")); // RFC 4380

  private static final List<AddressRange> LOCAL =
      List.of(
          AddressRange.of("127.0.0.0/8", "loopback"),
          AddressRange.of("::1", "loopback"),
          AddressRange.of("10.0.0.0/8", "private"),
          AddressRange.of("172.16.0.0/12", "private"),
          AddressRange.of("192.168.0.0/16", "private"),
          AddressRange.of("100.64.0.0/10", "private"),
          AddressRange.of("192.0.0.0/24", "private"),
          AddressRange.of("198.18.0.0/15", "private"),
          AddressRange.of("fc00::/7", "private"),
          AddressRange.of("fec0::/10", "private"));

  /** Addresses of IPv6 that carry one of IPv4, from the byte {@code offset} on. */
  private record Carrier(AddressRange range, int offset) {}

  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier(AddressRange.of("::/96", "IPv4-compatible"), 12),
          new Carrier(AddressRange.of("::ffff:0:0:0/96", "IPv4-translated"), 12),
          new Carrier(AddressRange.of("64:ff9b::/96", "NAT64"), 12),
          new Carrier(AddressRange.of("2002::/16", "6to4"), 2));

  private final boolean localAllowed;
  private final List<AddressRange> ranges;
  private final Set<String> hosts;

  private AddressRule(boolean localAllowed, List<AddressRange> ranges, Set<String> hosts) {
    this.localAllowed = localAllowed;
    this.ranges = ranges;
    this.hosts = hosts;
  }

  /**
   * This rule, widened by loopback or private targets that the configuration names. What is never
   * allowed stays so.
   *
   * @param targets host names ({@code app.internal}, only this very name), addresses ({@code
   *     10.1.2.3}) and ranges ({@code 10.1.0.0/16}, {@code fd12::/48})
   * @throws IllegalArgumentException if one of them is none of these
   */
  public AddressRule allowing(String... targets) {
    var moreRanges =
        Arrays.stream(targets)
            .filter(AddressRange::isNotation)
            .map(target -> AddressRange.of(target, "allowed"));
    var moreHosts =
        Arrays.stream(targets)
            .filter(target -> !AddressRange.isNotation(target))
            .map(AddressRule::checkedName);
    return new AddressRule(
        localAllowed,
        Stream.concat(ranges.stream(), moreRanges).toList(),
        Stream.concat(hosts.stream(), moreHosts).collect(toUnmodifiableSet()));
  }

  /** Returns whether a text is an address or a range, and no name. */
  public static boolean isRange(String text) {
    if (!AddressRange.isNotation(text)) return false;
    try {
      AddressRange.of(text, "");
      return true;
    } catch (IllegalArgumentException e) {
      return false; // more bits than an address has
    }
  }

  /**
   * Why a connection must not be made.
   *
   * @param host the name or address that stands in the URL
   * @param address what it resolved to
   * @return a sentence for trace and log, or empty if the connection may be made
   */
  public Optional<String> refusal(String host, InetAddress address) {
    byte[] bytes = unwrapped(AddressRange.bytes(address));
    Optional<AddressRange> never = find(NEVER, bytes);
    if (never.isPresent()) {
      return Optional.of(sentence(host, address, never.get()) + " and never allowed");
    }
    if (localAllowed || hosts.contains(name(host)) || find(ranges, bytes).isPresent()) {
      return Optional.empty();
    }
    return find(LOCAL, bytes)
        .map(
            range ->
                sentence(host, address, range) + " and allowed only where configured (web: allow)");
  }

  private static Optional<AddressRange> find(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().filter(range -> range.contains(address)).findFirst();
  }

  private static byte[] unwrapped(byte[] address) {
    if (find(LOCAL, address).or(() -> find(NEVER, address)).isPresent()) {
      return address; // also keeps :: and ::1 from being read as IPv4-compatible
    }
    return CARRIERS.stream()
        .filter(carrier -> carrier.range.contains(address))
        .findFirst()
        .map(carrier -> AddressRange.mapped(address, carrier.offset))
        .orElse(address);
  }

  private static String sentence(String host, InetAddress address, AddressRange range) {
    String number = address.getHostAddress();
    String of = number.equals(host) ? "" : " of " + host;
    return "address " + number + of + " is " + range.nature();
  }

  private static String checkedName(String target) {
    // What ends with a number is meant as an address, such as 10.1.2 or 300.1.1.1.
    if (!target.matches("[\\w.-]+") || target.matches("(.*\\.)?\\d+")) {
      throw new IllegalArgumentException(
          "a host name, an address or a range such as 10.1.0.0/16 is expected, not \""
              + target
              + '"');
    }
    return name(target);
  }

  private static String name(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
