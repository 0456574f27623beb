package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ozml.server.access.Addresses.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.call.Result;
import org.ozml.server.access.Access.Request;
import org.ozml.server.access.AccessRules.User;
import org.ozml.server.access.Decision.Allowed;
import org.ozml.server.access.Decision.Refused;

class AccessTest {
  private static final InetAddress HERE = ip("192.168.7.7");
  private static final InetAddress ABROAD = ip("203.0.113.9");

  private static final User ANNA = new User(hash("apple"), Set.of(Right.CALLS, Right.LISTS));
  private static final User BERT = new User(hash("banana"), EnumSet.allOf(Right.class));
  private static final AccessRules RULES =
      new AccessRules(
          Map.of("anna", ANNA, "bert", BERT),
          Networks.of(List.of("192.168.0.0/16", "127.0.0.0/8"), List.of("192.168.1.15")));

  private final HandClock clock = new HandClock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Access access = new Access(RULES, clock, waiting::add);

  @Test
  void shouldAllowWhatTheUserMayDo() {
    assertThat(ask("anna", "apple", Right.CALLS)).isEqualTo(new Allowed("anna"));
    assertThat(ask("anna", "apple", Right.LISTS)).isEqualTo(new Allowed("anna"));
    assertThat(ask("bert", "banana", Right.CONSOLE)).isEqualTo(new Allowed("bert"));
  }

  @Test
  void shouldRefuseAddressesFirst() {
    for (InetAddress from : List.of(ABROAD, ip("192.168.1.15"), ip("::1"))) {
      assertThat(decided(new Request(from, "anna", "apple"), Right.CALLS))
          .isEqualTo(
              new Refused(
                  new Result(307, "Use API from this address is forbidden"),
                  Duration.ZERO,
                  "address " + from.getHostAddress() + " is not allowed"));
    }
    assertThat(waiting).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({",", "anna,", ",apple", "'',''", "anna,''", "'',apple"})
  void shouldAskForCredentialsThatAreMissing(@Nullable String user, @Nullable String password) {
    for (int i = 0; i < 20; i++) { // does not count as an attempt
      assertThat(ask(user, password, Right.CALLS))
          .isEqualTo(
              new Refused(
                  new Result(304, "Authentication required"),
                  Duration.ZERO,
                  "user name or password is missing"));
    }
    assertThat(ask("anna", "apple", Right.CALLS)).isEqualTo(new Allowed("anna"));
  }

  @Test
  void shouldRefuseAWrongPasswordAndAnUnknownUserWithTheSameText() {
    Result result = new Result(305, "Authentication failed, bad username or password");

    assertThat(ask("anna", "banana", Right.CALLS))
        .isEqualTo(new Refused(result, Duration.ZERO, "wrong password for user anna"));
    assertThat(ask("apple", "anna", Right.CALLS))
        .isEqualTo(new Refused(result, Duration.ZERO, "unknown user name"));
    assertThat(ask("Anna", "apple", Right.CALLS))
        .isEqualTo(new Refused(result, Duration.ZERO, "unknown user name"));
  }

  @Test
  void shouldVerifySomethingForAnUnknownUserToo() {
    access.check(new Request(HERE, "nobody", "apple"), Right.CALLS);

    assertThat(waiting).hasSize(1);
  }

  @Test
  void shouldRefuseARightThatIsMissing() {
    assertThat(ask("anna", "apple", Right.RECORDINGS))
        .isEqualTo(
            new Refused(
                new Result(306, "User is not allowed to use API in ACL"),
                Duration.ZERO,
                "user anna does not have the right \"recordings\""));
  }

  @Test
  void shouldNotTellWhoGuessesWhatAUserMayDo() {
    assertThat(code(ask("anna", "wrong", Right.RECORDINGS))).isEqualTo(305);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswerWithoutCredentialsWhereNoneAreNeeded(Right right) {
    assertThat(decided(new Request(HERE, null, "", false), right)).isEqualTo(new Allowed(null));
    assertThat(code(decided(new Request(ABROAD, null, null, false), right))).isEqualTo(307);
  }

  @Test
  void shouldCheckCredentialsThatComeWhereNoneAreNeeded() {
    assertThat(decided(new Request(HERE, "anna", "apple", false), Right.CALLS))
        .isEqualTo(new Allowed("anna"));
    assertThat(code(decided(new Request(HERE, "anna", "pear", false), Right.CALLS))).isEqualTo(305);
    assertThat(code(decided(new Request(HERE, "anna", "apple", false), Right.CONSOLE)))
        .isEqualTo(306);
    assertThat(code(decided(new Request(HERE, "anna", "", false), Right.CALLS))).isEqualTo(304);
  }

  @Test
  void shouldVerifyAPasswordOnlyOnce() {
    ask("anna", "apple", Right.CALLS);

    for (int i = 0; i < 100; i++) {
      assertThat(access.check(new Request(HERE, "anna", "apple"), Right.CALLS))
          .isCompletedWithValue(new Allowed("anna"));
    }
    assertThat(waiting).isEmpty();
  }

  @Test
  void shouldVerifyAgainWhenAPasswordWasNotUsedForAnHour() {
    ask("anna", "apple", Right.CALLS);
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMinutes(59));
      assertThat(access.check(new Request(HERE, "anna", "apple"), Right.CALLS))
          .isCompletedWithValue(new Allowed("anna"));
    }
    clock.advance(Duration.ofMinutes(60));

    access.check(new Request(HERE, "anna", "apple"), Right.CALLS);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void shouldNotTakeTheMemoryOfOneUserForAnother() {
    ask("anna", "apple", Right.CALLS);

    assertThat(code(ask("bert", "apple", Right.CALLS))).isEqualTo(305);
    assertThat(code(ask("annaa", "pple", Right.CALLS))).isEqualTo(305);
    assertThat(code(ask("ann", "aapple", Right.CALLS))).isEqualTo(305);
  }

  @Test
  void shouldVerifyOnceWhatComesManyTimesAtOnce() {
    List<CompletableFuture<Decision>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(asked(HERE, "anna", "apple"));
    }
    assertThat(waiting).hasSize(1);
    assertThat(answers).noneMatch(CompletableFuture::isDone);

    work();
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(new Allowed("anna")));
  }

  @Test
  void shouldNotLookAtFurtherGuessesThatWaitedMeanwhile() {
    List<CompletableFuture<Decision>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(asked(HERE, "anna", "guess " + i));
    }
    answers.add(asked(HERE, "anna", "apple"));
    work();

    assertThat(answers).allSatisfy(answer -> assertThat(code(answer.join())).isEqualTo(305));
    assertThat(answers.subList(0, 10))
        .allSatisfy(answer -> assertThat(retryAfter(answer.join())).isZero());
    assertThat(answers.subList(10, 51))
        .allSatisfy(
            answer -> assertThat(retryAfter(answer.join())).isEqualTo(Duration.ofSeconds(30)));
  }

  @Test
  void shouldRefuseTheRightPasswordAfterTooManyWrongOnes() {
    ask("anna", "apple", Right.CALLS); // also when it is remembered: or guesses would be free
    for (int i = 0; i < 10; i++) {
      ask("anna", "guess " + i, Right.CALLS);
    }

    assertThat(asked(HERE, "anna", "apple"))
        .isCompletedWithValue(
            new Refused(
                Result.authenticationFailed(),
                Duration.ofSeconds(30),
                "too many wrong passwords from address 192.168.7.7"));
    assertThat(asked(ip("192.168.7.8"), "anna", "apple")).isCompletedWithValue(new Allowed("anna"));
    clock.advance(Duration.ofSeconds(30));
    assertThat(asked(HERE, "anna", "apple")).isCompletedWithValue(new Allowed("anna"));
  }

  @Test
  void shouldRefuseAMissingRightWithoutCountingIt() {
    for (int i = 0; i < 20; i++) {
      assertThat(code(ask("anna", "apple", Right.CONSOLE))).isEqualTo(306);
    }
  }

  @Test
  void shouldNotLetABotnetGuessOn() {
    ask("anna", "apple", Right.CALLS);
    for (int i = 0; i < 100; i++) {
      decided(new Request(ip("192.168.2." + i), "anna", "guess " + i), Right.CALLS);
    }

    Decision refused = decided(new Request(ip("192.168.3.1"), "anna", "apple"), Right.CALLS);
    assertThat(code(refused)).isEqualTo(305);
    assertThat(retryAfter(refused)).isEqualTo(Duration.ofMinutes(5));
    assertThat(ask("anna", "apple", Right.CALLS)).isEqualTo(new Allowed("anna"));
    assertThat(decided(new Request(ip("127.0.0.1"), "anna", "apple"), Right.CALLS))
        .isEqualTo(new Allowed("anna"));
  }

  @Test
  void shouldTreatNamesThatNobodyHasLikeOthersWhenThereIsAPause() {
    for (int i = 0; i < 100; i++) {
      decided(new Request(ip("192.168.2." + i), "nobody", "guess " + i), Right.CALLS);
    }

    Decision refused = decided(new Request(HERE, "nobody", "guess"), Right.CALLS);
    assertThat(retryAfter(refused)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldRefuseWhileTooManyPasswordsWait() {
    AtomicBoolean full = new AtomicBoolean(true);
    Access crowded =
        new Access(
            RULES,
            clock,
            task -> {
              if (full.get()) throw new RejectedExecutionException();
              task.run();
            });

    assertThat(crowded.check(new Request(HERE, "anna", "apple"), Right.CALLS))
        .isCompletedWithValue(
            new Refused(
                Result.authenticationFailed(),
                Duration.ofSeconds(5),
                "too many passwords wait to be verified"));
    full.set(false);
    assertThat(crowded.check(new Request(HERE, "anna", "apple"), Right.CALLS))
        .isCompletedWithValue(new Allowed("anna"));
  }

  @Test
  void shouldLetNobodyInWithAnOldPassword() {
    ask("anna", "apple", Right.CALLS);
    access.rules(rules(Map.of("anna", new User(hash("cherry"), Set.of(Right.CALLS)))));

    assertThat(code(ask("anna", "apple", Right.CALLS))).isEqualTo(305);
    assertThat(ask("anna", "cherry", Right.CALLS)).isEqualTo(new Allowed("anna"));
    assertThat(code(ask("bert", "banana", Right.CALLS))).isEqualTo(305);
  }

  @Test
  void shouldVerifyAgainWhenTheSamePasswordIsHashedAnew() {
    ask("anna", "apple", Right.CALLS);
    access.rules(rules(Map.of("anna", new User(hash("apple"), Set.of(Right.CALLS)))));

    access.check(new Request(HERE, "anna", "apple"), Right.CALLS);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void shouldJudgeByTheRulesThatAreInForceWhenThePasswordWasVerified() {
    var withOldPassword = asked(HERE, "anna", "apple");
    var withOldRights = asked(HERE, "bert", "banana");
    access.rules(
        rules(
            Map.of(
                "anna", new User(hash("cherry"), Set.of(Right.CALLS)),
                "bert", new User(BERT.password(), Set.of(Right.LISTS)))));
    work();

    assertThat(withOldPassword.join())
        .isEqualTo(
            new Refused(
                Result.authenticationFailed(),
                Duration.ZERO,
                "a user was configured otherwise meanwhile"));
    assertThat(code(withOldRights.join())).isEqualTo(306);
  }

  @Test
  void shouldPutNewNetworksInForceAtOnce() {
    access.rules(new AccessRules(RULES.users(), Networks.of(List.of("203.0.113.0/24"), List.of())));

    assertThat(decided(new Request(ABROAD, "anna", "apple"), Right.CALLS))
        .isEqualTo(new Allowed("anna"));
    assertThat(code(ask("anna", "apple", Right.CALLS))).isEqualTo(307);
  }

  @Test
  void shouldLetNobodyInWhereThereAreNoUsers() {
    access.rules(rules(Map.of()));

    assertThat(code(ask("anna", "apple", Right.CALLS))).isEqualTo(305);
  }

  @Test
  void shouldSayNothingSecretWhereRequestsAreLogged() {
    assertThat(new Request(HERE, "anna", "apple")).hasToString("Request[from=192.168.7.7]");
    assertThat(RULES.toString()).contains("anna").doesNotContain("$");
    for (String user : List.of("anna", "pear1", "pear2")) {
      for (int i = 0; i < 12; i++) {
        assertThat(ask(user, "pear" + i, Right.CALLS).toString()).doesNotContain("pear");
      }
    }
  }

  @Test
  void shouldVerifyOnThreadsOfItsOwnUnlessClosed() {
    Access real = new Access(RULES, clock);
    List<CompletableFuture<Decision>> answers =
        IntStream.range(0, 40)
            .mapToObj(i -> new Request(ip("192.168.9." + i), "bert", "banana"))
            .map(request -> real.check(request, Right.CALLS).toCompletableFuture())
            .toList();
    real.close();

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(new Allowed("bert")));
    assertThat(real.check(new Request(HERE, "anna", "apple"), Right.CALLS))
        .isCompletedWithValueMatching(decision -> code(decision) == 305);
  }

  @Test
  void shouldLetFiftyPasswordsWaitAndNoMore() throws Exception {
    ExecutorService threads = Access.threads();
    CountDownLatch end = new CountDownLatch(1);
    int busy = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    try {
      for (int i = 0; i < busy + 50; i++) {
        threads.execute(() -> await(end));
      }
      assertThatThrownBy(() -> threads.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
    } finally {
      end.countDown();
      threads.shutdown();
    }
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Decision ask(@Nullable String user, @Nullable String password, Right needed) {
    return decided(new Request(HERE, user, password), needed);
  }

  private Decision decided(Request request, Right needed) {
    var answer = access.check(request, needed).toCompletableFuture();
    work();
    return answer.join();
  }

  private CompletableFuture<Decision> asked(InetAddress from, String user, String password) {
    return access.check(new Request(from, user, password), Right.CALLS).toCompletableFuture();
  }

  private void work() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  private static int code(Decision decision) {
    return decision instanceof Refused refused ? refused.result().code() : 200;
  }

  private static Duration retryAfter(Decision decision) {
    return decision instanceof Refused refused ? refused.retryAfter() : Duration.ZERO;
  }

  private static AccessRules rules(Map<String, User> users) {
    return new AccessRules(users, RULES.networks());
  }

  private static PasswordHash hash(String password) {
    return PasswordHash.of(password.toCharArray(), 1_000);
  }
}
