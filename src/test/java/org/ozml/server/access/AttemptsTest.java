package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.server.access.Addresses.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final InetAddress HERE = ip("192.0.2.1");
  private static final InetAddress THERE = ip("192.0.2.2");

  private final HandClock clock = new HandClock();
  private final Attempts attempts = new Attempts(clock, new Fingerprint());

  @Test
  void shouldLookAtTenWrongPasswordsAndNotAtTheNext() {
    for (int i = 0; i < 10; i++) {
      assertThat(left(HERE)).isZero();
      attempts.wrong(HERE, "anna");
    }

    assertThat(attempts.pause(HERE, "anna"))
        .hasValue(
            new Attempts.Pause(
                Duration.ofSeconds(30), "too many wrong passwords from address 192.0.2.1"));
    assertThat(attempts.pause(HERE, "another name")).isPresent();
    assertThat(attempts.pause(THERE, "anna")).isEmpty();
  }

  @Test
  void shouldNotSlowDownWhoIsWrongNowAndThen() {
    for (int i = 0; i < 200; i++) {
      attempts.wrong(HERE, "anna");
      clock.advance(Duration.ofSeconds(34)); // the tenth before is 306 seconds old

      assertThat(left(HERE)).isZero();
    }
  }

  @Test
  void shouldPauseTwiceAsLongEachTimeUpToAQuarterOfAnHour() {
    wrong(HERE, 10);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      pauses.add(left(HERE).toSeconds());
      clock.advance(left(HERE).minusNanos(1));
      assertThat(left(HERE)).isEqualTo(Duration.ofNanos(1));
      clock.advance(Duration.ofNanos(1));
      assertThat(left(HERE)).isZero();
      wrong(HERE, 1);
    }

    assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
  }

  @Test
  void shouldForgetTheWrongOnesAfterARightOne() {
    wrong(HERE, 9);
    attempts.right(HERE, "anna");
    wrong(HERE, 9);
    assertThat(left(HERE)).isZero();

    wrong(HERE, 1);
    clock.advance(Duration.ofSeconds(30));
    attempts.right(HERE, "anna");
    wrong(HERE, 10);
    assertThat(left(HERE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldGiveACleanSlateToWhoWaitsForHours() {
    wrong(HERE, 10);
    clock.advance(Duration.ofSeconds(30));
    wrong(HERE, 1);
    clock.advance(Duration.ofSeconds(60).plus(Duration.ofMinutes(150)));

    wrong(HERE, 9);
    assertThat(left(HERE)).isZero();
    wrong(HERE, 1);
    assertThat(left(HERE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldTakeWhatOneCustomerHasOfIpv6ForOneAddress() {
    for (int i = 0; i < 10; i++) {
      attempts.wrong(ip("2001:db8:1:2::" + i), "anna");
    }

    assertThat(left(ip("2001:db8:1:2:ffff::1"))).isPositive();
    assertThat(left(ip("2001:db8:1:3::1"))).isZero();
  }

  @Test
  void shouldTellIpv4AddressesApart() {
    wrong(ip("10.0.0.1"), 10);

    assertThat(left(ip("10.0.0.1"))).isPositive();
    assertThat(left(ip("10.0.0.2"))).isZero();
    assertThat(left(ip("::1"))).isZero();
  }

  @Test
  void shouldLetOnlyFamiliarAddressesInWhenManyGuessOnePassword() {
    attempts.right(HERE, "anna");
    attempts.right(THERE, "bert");
    for (int i = 0; i < 100; i++) {
      assertThat(left(ip("10.1.1." + i))).isZero();
      attempts.wrong(ip("10.1.1." + i), "anna");
    }

    assertThat(attempts.pause(ip("10.1.2.1"), "anna"))
        .hasValue(
            new Attempts.Pause(
                Duration.ofMinutes(5),
                "too many wrong passwords for this user name, and none was right from address"
                    + " 10.1.2.1"));
    assertThat(attempts.pause(HERE, "anna")).isEmpty();
    assertThat(attempts.pause(ip("127.0.0.1"), "anna")).isEmpty();
    assertThat(attempts.pause(ip("::1"), "anna")).isEmpty();
    assertThat(attempts.pause(THERE, "anna")).isPresent();
    assertThat(attempts.pause(ip("10.1.2.1"), "bert")).isEmpty();
  }

  @Test
  void shouldKeepTheBrakeOfANameWhenItsTrueUserIsRight() {
    for (int i = 0; i < 100; i++) {
      attempts.wrong(ip("10.1.1." + i), "anna");
    }
    attempts.right(HERE, "anna");

    assertThat(attempts.pause(ip("10.1.2.1"), "anna")).isPresent();
    assertThat(attempts.pause(HERE, "anna")).isEmpty();
  }

  @Test
  void shouldLetABotnetTryLittleMoreThanAHundredPasswordsADay() {
    int looked = 0;
    Instant end = clock.instant().plus(Duration.ofDays(1));
    for (int bot = 0; clock.instant().isBefore(end); bot++) {
      InetAddress from = ip("10.%d.%d.%d".formatted(bot >> 16, bot >> 8 & 255, bot & 255));
      if (attempts.pause(from, "anna").isEmpty()) {
        attempts.wrong(from, "anna");
        looked++;
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(looked).isBetween(100, 130);
  }

  @Test
  void shouldLetOneAddressTryLittleMoreThanAHundredPasswordsADay() {
    int looked = 0;
    Instant end = clock.instant().plus(Duration.ofDays(1));
    while (clock.instant().isBefore(end)) {
      if (attempts.pause(HERE, "name " + looked).isEmpty()) {
        attempts.wrong(HERE, "name " + looked);
        looked++;
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(looked).isBetween(90, 120);
  }

  @Property(tries = 200)
  void shouldLookAtThirteenWithinFiveMinutesAtMostHoweverTheyAreSpread(
      @ForAll @Size(min = 20, max = 120) List<@IntRange(max = 90) Integer> gaps) {
    HandClock clock = new HandClock();
    Attempts attempts = new Attempts(clock, new Fingerprint());
    List<Instant> looked = new ArrayList<>();
    for (int gap : gaps) {
      clock.advance(Duration.ofSeconds(gap));
      if (attempts.pause(HERE, "anna").isEmpty()) {
        attempts.wrong(HERE, "anna");
        looked.add(clock.instant());
      }
    }

    // Ten, and one more after each of the pauses of 30, 60 and 120 seconds.
    for (int i = 13; i < looked.size(); i++) {
      assertThat(Duration.between(looked.get(i - 13), looked.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }
  }

  @Test
  void shouldPauseNoLongerThanEverWhenSomebodyPutsTheClockBack() {
    wrong(HERE, 10);
    clock.advance(Duration.ofDays(-1));

    assertThat(left(HERE)).isZero();
    wrong(HERE, 10);
    assertThat(left(HERE)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(15));
  }

  @Test
  void shouldForgetTheOldestWhenThereAreTooManyAddresses() {
    wrong(HERE, 10);
    for (int i = 0; i < 9_999; i++) {
      attempts.wrong(ip("10.9.%d.%d".formatted(i >> 8, i & 255)), "name " + i);
    }
    assertThat(left(HERE)).isPositive();

    for (int i = 0; i < 10_000; i++) {
      attempts.wrong(ip("10.10.%d.%d".formatted(i >> 8, i & 255)), "name " + i);
    }
    assertThat(left(HERE)).isZero();
  }

  private void wrong(InetAddress from, int times) {
    for (int i = 0; i < times; i++) {
      attempts.wrong(from, "anna");
    }
  }

  private Duration left(InetAddress from) {
    return attempts.pause(from, "anna").map(Attempts.Pause::left).orElse(Duration.ZERO);
  }
}
