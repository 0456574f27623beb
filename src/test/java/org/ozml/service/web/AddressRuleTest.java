package org.ozml.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "169.254.1.1, link-local",
    "169.254.169.254, link-local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "224.0.0.1, multicast",
    "239.255.255.250, multicast",
    "ff02::1, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, reserved",
    "100.100.100.200, a cloud metadata service",
    "168.63.129.16, a cloud metadata service",
    "192.0.0.192, a cloud metadata service",
    "fd00:ec2::254, a cloud metadata service",
    "fd20:ce::254, a cloud metadata service",
    "64:ff9b:1::a00:1, a local translation to IPv4",
    "2001:0:1::1, a Teredo tunnel",
  })
  void shouldNeverAllowWhatIsNoHostOfAnybody(String address, String nature) throws Exception {
    AddressRule widest =
        AddressRule.LOCAL_ALLOWED.allowing("0.0.0.0/0", "::/0", "app.example", address);

    assertThat(widest.refusal("app.example", ip(address)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("address ")
                    .endsWith(" of app.example is " + nature + " and never allowed"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.255, loopback",
    "::1, loopback",
    "10.0.0.1, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.1.1, private",
    "100.64.0.1, private",
    "100.127.255.255, private",
    "198.19.0.1, private",
    "fc00::1, private",
    "fdff::1, private",
    "fec0::1, private",
  })
  void shouldAllowLocalAddressesOnlyWhereLocalIsAllowed(String address, String nature)
      throws Exception {
    assertThat(AddressRule.LOCAL_ALLOWED.refusal("app", ip(address))).isEmpty();
    assertThat(AddressRule.PUBLIC_ONLY.refusal("app", ip(address)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .endsWith(
                        "of app is " + nature + " and allowed only where configured (web: allow)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.215.14",
        "1.0.0.1",
        "11.0.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.1.1",
        "192.169.0.1",
        "223.255.255.255",
        "2606:2800:21f::1",
        "64:ff9b::5db8:d70e",
        "2002:5db8:d70e::1",
      })
  void shouldAllowPublicAddressesEverywhere(String address) throws Exception {
    assertThat(AddressRule.PUBLIC_ONLY.refusal("app", ip(address))).isEmpty();
    assertThat(AddressRule.LOCAL_ALLOWED.refusal("app", ip(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
      })
  void shouldJudgeAnIpv6AddressByTheIpv4AddressItCarries(String address) throws Exception {
    assertThat(AddressRule.LOCAL_ALLOWED.refusal("app", ip(address)))
        .hasValueSatisfying(reason -> assertThat(reason).endsWith("link-local and never allowed"));
  }

  @Test
  void shouldJudgeAMappedAddressThatNobodyUnwrappedBefore() {
    byte[] metadata = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, 1, 1};

    assertThat(AddressRange.of("169.254.0.0/16", "link-local").contains(metadata)).isTrue();
    assertThat(AddressRange.of("::ffff:169.254.0.0", "link-local").contains(metadata)).isFalse();
  }

  @Test
  void shouldAllowWhatIsConfiguredAndNothingBeside() throws Exception {
    AddressRule rule =
        AddressRule.PUBLIC_ONLY.allowing("10.1.0.0/16", "192.168.5.5", "fd12::/20", "App.Internal");

    assertThat(rule.refusal("x", ip("10.1.255.1"))).isEmpty();
    assertThat(rule.refusal("x", ip("10.2.0.1"))).isPresent();
    assertThat(rule.refusal("x", ip("192.168.5.5"))).isEmpty();
    assertThat(rule.refusal("x", ip("192.168.5.6"))).isPresent();
    assertThat(rule.refusal("x", ip("fd12:fff::1"))).isEmpty();
    assertThat(rule.refusal("x", ip("fd12:1000::1"))).isPresent();
    assertThat(rule.refusal("app.internal.", ip("127.0.0.1"))).isEmpty();
    assertThat(rule.refusal("my.app.internal", ip("127.0.0.1"))).isPresent();
    assertThat(rule.allowing("127.0.0.1").refusal("x", ip("10.1.0.1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "::/129",
        "http://app",
        "app:80",
        "a b",
        "10.1.2.3/",
        "10.1.2",
        "300.1.1.1"
      })
  void shouldSayWhichConfiguredTargetIsNone(String target) {
    assertThatThrownBy(() -> AddressRule.PUBLIC_ONLY.allowing(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + target + '"');
  }

  @Test
  void shouldNotNameAnAddressTwice() throws Exception {
    assertThat(AddressRule.PUBLIC_ONLY.refusal("10.0.0.1", ip("10.0.0.1")))
        .hasValue("address 10.0.0.1 is private and allowed only where configured (web: allow)");
  }

  private static InetAddress ip(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }
}
