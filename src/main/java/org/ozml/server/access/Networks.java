package org.ozml.server.access;

import java.net.InetAddress;
import java.util.List;
import org.ozml.service.web.AddressRange;

/**
 * From where requests are answered: the allowed ranges, less the denied ones. With no allowed range
 * everybody may ask who reaches the listening address and is not denied.
 *
 * <p>An IPv4 address that comes in its IPv6 form ({@code ::ffff:192.0.2.1}) is judged as IPv4.
 */
public final class Networks {

  /** No address is refused. */
  public static final Networks ALL = of(List.of(), List.of());

  private final List<AddressRange> allowed;
  private final List<AddressRange> denied;

  private Networks(List<AddressRange> allowed, List<AddressRange> denied) {
    this.allowed = allowed;
    this.denied = denied;
  }

  /**
   * Ranges such as {@code 192.168.0.0/16}, {@code fd12::/48}, or single addresses.
   *
   * @throws IllegalArgumentException if one of them is none of these; the message has its text
   */
  public static Networks of(List<String> allowed, List<String> denied) {
    return new Networks(ranges(allowed, "allowed"), ranges(denied, "denied"));
  }

  /** Whether requests from there are answered. */
  public boolean allow(InetAddress from) {
    return (allowed.isEmpty() || contain(allowed, from)) && !contain(denied, from);
  }

  private static List<AddressRange> ranges(List<String> texts, String nature) {
    return texts.stream().map(text -> AddressRange.of(text, nature)).toList();
  }

  private static boolean contain(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
