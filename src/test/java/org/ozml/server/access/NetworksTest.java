package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ozml.server.access.Addresses.ip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
  private static final Networks OFFICE =
      Networks.of(
          List.of("192.168.0.0/16", "10.1.2.3", "fd12:3456::/32"),
          List.of("192.168.1.15", "fd12:3456:0:bad::/64"));

  @ParameterizedTest
  @CsvSource({
    "192.168.0.0, true",
    "192.168.255.255, true",
    "192.169.0.0, false",
    "192.167.255.255, false",
    "192.168.1.14, true",
    "192.168.1.15, false",
    "192.168.1.16, true",
    "10.1.2.3, true",
    "10.1.2.4, false",
    "127.0.0.1, false",
    "::1, false",
    "fd12:3456::1, true",
    "fd12:3457::1, false",
    "fd12:3456:0:bad::1, false",
    "fd12:3456:0:bae::1, true",
  })
  void shouldAllowTheAllowedLessTheDenied(String address, boolean allowed) {
    assertThat(OFFICE.allow(ip(address))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"192.168.1.14, true", "192.168.1.15, false", "10.0.0.1, false"})
  void shouldJudgeAMappedAddressAsIpv4(String address, boolean allowed) throws Exception {
    byte[] mapped =
        ByteBuffer.allocate(16).putLong(0).putInt(0xffff).put(ip(address).getAddress()).array();

    assertThat(OFFICE.allow(Inet6Address.getByAddress(null, mapped, -1))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "8.8.8.8", "2001:db8::1"})
  void shouldAllowAllWhereNothingIsConfigured(String address) {
    assertThat(Networks.ALL.allow(ip(address))).isTrue();
  }

  @Test
  void shouldOnlyRefuseTheDeniedWhereNothingIsAllowedByName() {
    Networks networks = Networks.of(List.of(), List.of("10.0.0.0/8"));

    assertThat(networks.allow(ip("10.200.1.1"))).isFalse();
    assertThat(networks.allow(ip("11.0.0.1"))).isTrue();
  }

  @Property(tries = 300)
  void shouldCompareTheBitsOfTheMaskAndNoOthers(
      @ForAll int range, @ForAll int address, @ForAll @IntRange(max = 32) int bits)
      throws Exception {
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    // As likely inside as outside.
    int asked = (address & 1) == 0 ? address : (range & mask) | (address & ~mask);
    Networks only = Networks.of(List.of(text(range) + "/" + bits), List.of());
    Networks without = Networks.of(List.of(), List.of(text(range) + "/" + bits));

    assertThat(only.allow(ipv4(asked))).isEqualTo((asked & mask) == (range & mask));
    assertThat(without.allow(ipv4(asked))).isNotEqualTo(only.allow(ipv4(asked)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "office", "10.0.0.0/33", "10.0.0", "10.0.0.0/255.0.0.0", "10.1.2.256"})
  void shouldSayWhichTextIsNoRange(String text) {
    assertThatThrownBy(() -> Networks.of(List.of(text), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + text + '"');
    assertThatThrownBy(() -> Networks.of(List.of(), List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + text + '"');
  }

  private static InetAddress ipv4(int bits) throws Exception {
    return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(bits).array());
  }

  private static String text(int bits) throws Exception {
    return ipv4(bits).getHostAddress();
  }
}
