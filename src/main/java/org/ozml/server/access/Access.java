package org.ozml.server.access;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ozml.server.access.Decision.Allowed;
import org.ozml.server.access.Decision.Refused;

/**
 * Decides who may do what.
 *
 * <p>All methods may be called by any thread and none of them blocks: a password is verified, which
 * takes a fraction of a second, by threads of this class, and remembered so that the next request
 * with it takes microseconds. At most 50 wait to be verified; whoever comes then is told to come
 * again.
 */
public final class Access implements AutoCloseable {
  private static final int MOST_WAITING = 50;
  private static final Duration CROWDED = Duration.ofSeconds(5);

  /**
   * Who asks.
   *
   * @param from the address of the connection
   * @param user as it came in; null or empty is none
   * @param password as it came in; null or empty is none
   * @param passwordNeeded false where the listener answers without credentials ("office user
   *     authentication" off); those that come all the same are checked
   */
  public record Request(
      InetAddress from, @Nullable String user, @Nullable String password, boolean passwordNeeded) {

    /** A request that needs credentials. */
    public Request(InetAddress from, @Nullable String user, @Nullable String password) {
      this(from, user, password, true);
    }

    /** Without user and password. */
    @Override
    public String toString() {
      return "Request[from=" + from.getHostAddress() + "]";
    }
  }

  /** What a request claims, and the hash that decides whether it is true. */
  private record Claim(InetAddress from, String user, String password, PasswordHash hash) {

    /** Without user and password. */
    @Override
    public String toString() {
      return "Claim[from=" + from.getHostAddress() + "]";
    }
  }

  private final Executor verifiers;
  private final Fingerprint fingerprint = new Fingerprint();
  private final Attempts attempts;
  private final Remembered remembered;
  // Equal claims from one address are verified once, however many come before the first is decided.
  private final Map<String, CompletableFuture<Optional<Refused>>> underWay =
      new ConcurrentHashMap<>();
  private volatile AccessRules rules;
  // Verified in place of the hash that an unknown user does not have: it takes the same time.
  private volatile PasswordHash nobody;

  /**
   * @param clock counts the times of all limits
   */
  public Access(AccessRules rules, InstantSource clock) {
    this(rules, clock, threads());
  }

  /**
   * @param verifiers runs what takes long, or throws {@link RejectedExecutionException}
   */
  Access(AccessRules rules, InstantSource clock, Executor verifiers) {
    this.verifiers = verifiers;
    this.attempts = new Attempts(clock, fingerprint);
    this.remembered = new Remembered(clock);
    this.rules = rules;
    this.nobody = nobody(rules);
  }

  /** The rules in force. */
  public AccessRules rules() {
    return rules;
  }

  /** Puts new rules in force, also for passwords that are being verified. */
  public void rules(AccessRules rules) {
    this.nobody = nobody(rules);
    this.rules = rules;
  }

  /**
   * Decides, in this order: the address (307), missing credentials (304), too many wrong passwords
   * (305 with a time to wait), wrong ones (305), a missing right (306). An unknown user is refused
   * with the same text after the same time as one whose password is wrong.
   *
   * <p>The stage may be completed by a thread that verifies passwords: what depends on it must not
   * block.
   */
  public CompletionStage<Decision> check(Request request, Right needed) {
    if (!rules.networks().allow(request.from())) {
      return CompletableFuture.completedStage(Verdicts.addressForbidden(request.from()));
    }
    String user = given(request.user());
    String password = given(request.password());
    if (user == null && password == null && !request.passwordNeeded()) {
      return CompletableFuture.completedStage(new Allowed(null));
    }
    if (user == null || password == null) {
      return CompletableFuture.completedStage(
          Verdicts.credentialsMissing("user name or password is missing"));
    }
    AccessRules.User account = rules.users().get(user);
    PasswordHash hash = account == null ? nobody : account.password();
    Claim claim = new Claim(request.from(), user, password, hash);
    return refusal(claim)
        .thenApply(refusal -> refusal.isPresent() ? refusal.get() : byRight(user, hash, needed));
  }

  /** Lets the verifications under way end and refuses new ones. */
  @Override
  public void close() {
    if (verifiers instanceof ExecutorService threads) {
      threads.shutdown();
    }
  }

  private CompletionStage<Optional<Refused>> refusal(Claim claim) {
    Optional<Refused> pause = pause(claim);
    if (pause.isPresent()) {
      return CompletableFuture.completedStage(pause);
    }
    if (remembered.has(fingerprint(claim))) {
      attempts.right(claim.from, claim.user);
      return CompletableFuture.completedStage(Optional.empty());
    }
    return verification(claim);
  }

  private CompletionStage<Optional<Refused>> verification(Claim claim) {
    String key = fingerprint.of(Attempts.network(claim.from), fingerprint(claim));
    var mine = new CompletableFuture<Optional<Refused>>();
    var other = underWay.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    try {
      verifiers.execute(() -> settle(key, claim, mine));
    } catch (RejectedExecutionException e) {
      underWay.remove(key);
      mine.complete(
          Optional.of(Verdicts.notNow(CROWDED, "too many passwords wait to be verified")));
    }
    return mine;
  }

  private void settle(String key, Claim claim, CompletableFuture<Optional<Refused>> answer) {
    try {
      Optional<Refused> refusal = verified(claim);
      underWay.remove(key);
      answer.complete(refusal);
    } catch (RuntimeException | Error e) {
      underWay.remove(key);
      answer.completeExceptionally(e);
    }
  }

  private Optional<Refused> verified(Claim claim) {
    // Others may have been wrong while this one waited.
    Optional<Refused> pause = pause(claim);
    if (pause.isPresent()) {
      return pause;
    }
    if (remembered.has(fingerprint(claim)) || claim.hash.matches(claim.password.toCharArray())) {
      remembered.add(fingerprint(claim));
      attempts.right(claim.from, claim.user);
      return Optional.empty();
    }
    attempts.wrong(claim.from, claim.user);
    return Optional.of(
        Verdicts.credentialsWrong(
            rules.users().containsKey(claim.user)
                ? "wrong password for user " + claim.user
                : "unknown user name"));
  }

  private Optional<Refused> pause(Claim claim) {
    return attempts
        .pause(claim.from, claim.user)
        .map(pause -> Verdicts.notNow(pause.left(), pause.why()));
  }

  /** By the rules that are in force now: they may have changed since the password was right. */
  private Decision byRight(String user, PasswordHash hash, Right needed) {
    AccessRules.User account = rules.users().get(user);
    return account != null && account.password().equals(hash)
        ? Verdicts.byRight(user, account, needed)
        : Verdicts.credentialsWrong("a user was configured otherwise meanwhile");
  }

  private String fingerprint(Claim claim) {
    return fingerprint.of(claim.user, claim.hash.text(), claim.password);
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static PasswordHash nobody(AccessRules rules) {
    return PasswordHash.ofNothing(
        rules.users().values().stream()
            .mapToInt(user -> user.password().iterations())
            .max()
            .orElse(PasswordHash.ITERATIONS));
  }

  /** Half of the processors stay with the calls; threads that nobody needs end. */
  static ExecutorService threads() {
    int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    var threads =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              var thread = new Thread(task, "ozml-passwords");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
