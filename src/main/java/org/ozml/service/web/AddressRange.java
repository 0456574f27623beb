package org.ozml.service.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * All addresses that begin with the same bits, written as {@code 10.0.0.0/8}, {@code fc00::/7} or a
 * single address. Every address counts as IPv6 here, an IPv4 one in its mapped form {@code
 * ::ffff:a.b.c.d}; so the mapped form needs no thought anywhere else.
 */
public final class AddressRange {
  // Such a text is parsed by the JDK and never looked up as a name, which 256.1.1.1 would be.
  private static final String BYTE = "(?:25[0-5]|(?:2[0-4]|1\\d|\\d)?\\d)";
  private static final Pattern NOTATION =
      Pattern.compile(
          "(BYTE(?:\\.BYTE){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?"
              .replace("BYTE", BYTE));

  private final byte[] first;
  private final int length;
  private final String nature;

  private AddressRange(byte[] first, int length, String nature) {
    this.first = first;
    this.length = length;
    this.nature = nature;
  }

  /**
   * Reads a range.
   *
   * @param nature what these addresses are, to be read after "address 10.1.2.3 is"
   * @throws IllegalArgumentException if the text is no range
   */
  public static AddressRange of(String text, String nature) {
    var matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a range of addresses: \"" + text + '"');
    }
    try {
      InetAddress address = InetAddress.getByName(matcher.group(1));
      int width = address.getAddress().length * 8;
      int length = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
      if (length > width) {
        throw new IllegalArgumentException("more than " + width + " bits in \"" + text + '"');
      }
      return new AddressRange(bytes(address), 128 - width + length, nature);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: \"" + text + '"', e);
    }
  }

  static boolean isNotation(String text) {
    return NOTATION.matcher(text).matches();
  }

  /** The 16 bytes of an address, whatever its family: {@code ::ffff:a.b.c.d} for IPv4. */
  public static byte[] bytes(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? mapped(bytes, 0) : bytes;
  }

  /** The IPv4 address that stands in some bytes, in its mapped form. */
  static byte[] mapped(byte[] bytes, int offset) {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};
    System.arraycopy(bytes, offset, mapped, 12, 4);
    return mapped;
  }

  /** Whether the address is one of these. */
  public boolean contains(InetAddress address) {
    return contains(bytes(address));
  }

  boolean contains(byte[] address) {
    int whole = length / 8;
    int rest = 8 - length % 8;
    return Arrays.equals(first, 0, whole, address, 0, whole)
        && (rest == 8 || (first[whole] & 0xff) >> rest == (address[whole] & 0xff) >> rest);
  }

  String nature() {
    return nature;
  }
}
