package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1800000000));

  /** The value is what {@code printf '1800000000.a=1' | openssl dgst -sha256 -hmac s3cret} says. */
  @Test
  void shouldSignTimeAndBodyAsOpensslDoes() {
    assertThat(new Signature("s3cret", CLOCK).header("a=1".getBytes(UTF_8)))
        .isEqualTo(
            "t=1800000000,v1=b0f4c572d2f57b6f543747b0c5377f9fb0a628a4f919d67842fc229f675bb298");
  }

  @Test
  void shouldSignTheEmptyBody() {
    assertThat(new Signature("s3cret", CLOCK).header(new byte[0]))
        .isEqualTo(
            "t=1800000000,v1=59d2b4f98fa9c15a86f3ed3a009e2c131309e4acd7db53cdcb31ed60982d3078");
  }

  @Test
  void shouldTakeTheBytesOfTheSecretAsUtf8() {
    assertThat(new Signature("schlüssel", CLOCK).header(new byte[0]))
        .isEqualTo(
            "t=1800000000,v1=e8335f19fea8388143f9493201e1aea4deeec5608bbd19bd5b3049f076e6ba90");
  }

  @Test
  void shouldNeverShowTheSecret() {
    assertThat(new Signature("s3cret", CLOCK)).asString().doesNotContain("s3cret");
    assertThatThrownBy(() -> new Signature("", CLOCK)).hasMessageContaining("empty");
  }
}
