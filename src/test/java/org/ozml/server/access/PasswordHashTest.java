package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final String SALT = "c2FsdHNhbHRzYWx0c2FsdA";
  private static final String HASH = "n4PA7KayQ8H+KYljp2Dl/38BO3UhEmLfrgsulEpdxsE";

  @Property(tries = 50)
  void shouldKnowItsPasswordAfterWritingAndReading(
      @ForAll @StringLength(min = 1, max = 80) String password) {
    PasswordHash hash = PasswordHash.of(password.toCharArray(), 1_000);
    PasswordHash read = PasswordHash.parse(hash.text());

    assertThat(read).isEqualTo(hash).hasSameHashCodeAs(hash);
    assertThat(read.text()).isEqualTo(hash.text());
    assertThat(read.matches(password.toCharArray())).isTrue();
  }

  @Property(tries = 50)
  void shouldMatchNoOtherPassword(@ForAll("typed") String right, @ForAll("typed") String wrong) {
    Assume.that(!right.equals(wrong));

    assertThat(PasswordHash.of(right.toCharArray(), 1_000).matches(wrong.toCharArray())).isFalse();
  }

  @Provide
  Arbitrary<String> typed() {
    return Arbitraries.strings().withChars("abAB01 é€").ofMinLength(1).ofMaxLength(3);
  }

  @Test
  void shouldComputeWhatOtherProgramsCompute() {
    // Python: base64.b64encode(hashlib.pbkdf2_hmac("sha256", b"passwd", b"saltsaltsaltsalt", 1000))
    PasswordHash known = PasswordHash.parse("pbkdf2-sha256$1000$" + SALT + "$" + HASH);

    assertThat(known.matches("passwd".toCharArray())).isTrue();
    assertThat(known.matches("passwe".toCharArray())).isFalse();
    assertThat(known.matches(new char[0])).isFalse();
  }

  @Test
  void shouldUseSixHundredThousandIterationsForNewOnes() {
    PasswordHash hash = PasswordHash.of("secret".toCharArray());

    assertThat(hash.text()).matches("pbkdf2-sha256\\$600000\\$[A-Za-z0-9+/]{22}\\$.{43}");
    assertThat(hash.matches("secret".toCharArray())).isTrue();
  }

  @Test
  void shouldSaltEachHash() {
    assertThat(PasswordHash.of("secret".toCharArray(), 1_000))
        .isNotEqualTo(PasswordHash.of("secret".toCharArray(), 1_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2               | a plain password is not accepted; make a hash with `ozml password`",
        "''                    | a plain password is not accepted; make a hash with `ozml password`",
        "$2y$10$abcdefghijk    | a plain password is not accepted; make a hash with `ozml password`",
        "pbkdf2-sha256         | has 4 parts between $ signs, this one has 1; make",
        "pbkdf2-sha256$1$2$3$4 | has 4 parts between $ signs, this one has 5; make",
        "pbkdf2-sha256$many$SALT$HASH    | the second part of a password hash is its number",
        "pbkdf2-sha256$999$SALT$HASH     | takes 1000 to 10000000 iterations, not 999",
        "pbkdf2-sha256$10000001$SALT$HASH | takes 1000 to 10000000 iterations, not 10000001",
        "pbkdf2-sha256$99999999999$SALT$HASH | the second part of a password hash is its number",
        "pbkdf2-sha256$1000$_$HASH       | the salt of a password hash is not base64",
        "pbkdf2-sha256$1000$$HASH        | the salt of a password hash has 8 to 64 bytes, not 0",
        "pbkdf2-sha256$1000$SALT$ä       | the hash of a password hash is not base64",
        "pbkdf2-sha256$1000$SALT$c2FsdA  | the last part of a password hash has 32 bytes, not 4",
      })
  void shouldSayWhatIsWrongWithAText(String text, String expected) {
    assertThatThrownBy(() -> PasswordHash.parse(text.replace("SALT", SALT).replace("HASH", HASH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Property(tries = 300)
  void shouldNeverRepeatWhatMayBeAPassword(@ForAll @StringLength(min = 8, max = 40) String text) {
    Throwable refusal = catchThrowable(() -> PasswordHash.parse(text));

    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
    assertThat(refusal.getMessage()).doesNotContain(text);
  }

  @Test
  void shouldRefuseAnEmptyPassword() {
    assertThatThrownBy(() -> PasswordHash.of(new char[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password is empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 10_000_001})
  void shouldRefuseToHashTooWeaklyOrTooSlowly(int iterations) {
    assertThatThrownBy(() -> PasswordHash.of("secret".toCharArray(), iterations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a password hash takes 1000 to 10000000 iterations, not " + iterations);
  }

  @Test
  void shouldShowNothingOfItselfInLogs() {
    assertThat(PasswordHash.parse("pbkdf2-sha256$1000$" + SALT + "$" + HASH))
        .hasToString("pbkdf2-sha256 with 1000 iterations");
  }

  @Test
  void shouldGeneratePasswordsThatCanBeReadAloud() {
    Set<String> passwords = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      passwords.add(PasswordHash.generatePassword());
    }

    assertThat(passwords)
        .hasSize(200)
        .allSatisfy(password -> assertThat(password).matches("[2-9A-HJ-NP-Za-km-z]{20}"));
  }
}
