package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.server.access.Addresses.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Result;
import org.ozml.server.access.AccessRules.User;
import org.ozml.server.access.Decision.Allowed;
import org.ozml.server.access.Decision.Refused;

class LoginsTest {
  private static final InetAddress HERE = ip("127.0.0.1");
  private static final User ANNA =
      new User(PasswordHash.ofNothing(1_000), Set.of(Right.CONSOLE, Right.CALLS));
  private static final User BERT = new User(PasswordHash.ofNothing(1_000), Set.of(Right.CONSOLE));
  private static final Networks LOCAL = Networks.of(List.of("127.0.0.0/8"), List.of());
  private static final Refused LOGIN_NEEDED =
      new Refused(Result.authenticationRequired(), Duration.ZERO, "no valid login");

  private final HandClock clock = new HandClock();
  private AccessRules rules = new AccessRules(Map.of("anna", ANNA, "bert", BERT), LOCAL);
  private final Logins logins = new Logins(() -> rules, clock);

  @Test
  void shouldStandForTheUserWhoLoggedIn() {
    String anna = logins.open("anna");
    String bert = logins.open("bert");

    assertThat(check(anna)).isEqualTo(new Allowed("anna"));
    assertThat(check(bert)).isEqualTo(new Allowed("bert"));
  }

  @Test
  void shouldGiveTokensThatAreNewAndFitInACookie() {
    List<String> tokens = Stream.generate(() -> logins.open("anna")).limit(100).toList();

    assertThat(tokens)
        .doesNotHaveDuplicates()
        .allSatisfy(token -> assertThat(token).matches("[A-Za-z0-9_-]{43}"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "anna", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "é\u0000"})
  void shouldAskForALoginWhereThereIsNone(@Nullable String token) {
    logins.open("anna");

    assertThat(check(token)).isEqualTo(LOGIN_NEEDED);
  }

  @Test
  void shouldRefuseAddressesAndRightsLikeAccess() {
    String bert = logins.open("bert");

    assertThat(logins.check(ip("192.0.2.1"), bert, Right.CONSOLE))
        .isEqualTo(
            new Refused(
                Result.forbiddenAddress(), Duration.ZERO, "address 192.0.2.1 is not allowed"));
    assertThat(logins.check(HERE, bert, Right.CALLS))
        .isEqualTo(
            new Refused(
                Result.forbiddenUser(),
                Duration.ZERO,
                "user bert does not have the right \"calls\""));
  }

  @Test
  void shouldEndWhenNothingHappensForTwoHours() {
    String token = logins.open("anna");
    clock.advance(Duration.ofHours(2).minusNanos(1));
    assertThat(check(token)).isEqualTo(new Allowed("anna"));
    clock.advance(Duration.ofHours(2));

    assertThat(check(token)).isEqualTo(LOGIN_NEEDED);
  }

  @Test
  void shouldEndAfterTwelveHoursHoweverBusy() {
    String token = logins.open("anna");
    for (int hour = 1; hour < 12; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(check(token)).isEqualTo(new Allowed("anna"));
    }
    clock.advance(Duration.ofHours(1));

    assertThat(check(token)).isEqualTo(LOGIN_NEEDED);
  }

  @Test
  void shouldEndWithALogoutAndNoOtherWithIt() {
    String token = logins.open("anna");
    String other = logins.open("anna");
    logins.close(token);
    logins.close("unknown");

    assertThat(check(token)).isEqualTo(LOGIN_NEEDED);
    assertThat(check(other)).isEqualTo(new Allowed("anna"));
  }

  @Test
  void shouldEndTheLoginUsedLongestAgoWhenAUserHasTooMany() {
    String bert = logins.open("bert");
    List<String> tokens =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  clock.advance(Duration.ofSeconds(1));
                  return logins.open("anna");
                })
            .toList();
    clock.advance(Duration.ofSeconds(1));
    check(tokens.get(0));
    String further = logins.open("anna");

    assertThat(check(tokens.get(1))).isEqualTo(LOGIN_NEEDED);
    assertThat(check(tokens.get(0))).isEqualTo(new Allowed("anna"));
    assertThat(check(tokens.get(2))).isEqualTo(new Allowed("anna"));
    assertThat(check(further)).isEqualTo(new Allowed("anna"));
    assertThat(check(bert)).isEqualTo(new Allowed("bert"));
  }

  @Test
  void shouldEndWhenTheUserIsConfiguredOtherwise() {
    String withOldPassword = logins.open("anna");
    String withOldRights = logins.open("bert");
    rules =
        new AccessRules(
            Map.of(
                "anna", new User(PasswordHash.ofNothing(1_000), ANNA.rights()),
                "bert", new User(BERT.password(), Set.of(Right.CONSOLE, Right.LISTS))),
            LOCAL);

    assertThat(check(withOldPassword)).isEqualTo(LOGIN_NEEDED);
    assertThat(check(withOldRights)).isEqualTo(LOGIN_NEEDED);
  }

  @Test
  void shouldGoOnWhenOnlyOthersAreConfiguredOtherwise() {
    String token = logins.open("anna");
    User same = new User(PasswordHash.parse(ANNA.password().text()), ANNA.rights());
    rules = new AccessRules(Map.of("anna", same), LOCAL);

    assertThat(check(token)).isEqualTo(new Allowed("anna"));
  }

  @Test
  void shouldOpenNothingForAUserWhoIsGone() {
    String token = logins.open("carl");

    assertThat(check(token)).isEqualTo(LOGIN_NEEDED);
  }

  private Decision check(@Nullable String token) {
    return logins.check(HERE, token, Right.CONSOLE);
  }
}
