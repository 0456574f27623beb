package org.ozml.server.access;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what.
 *
 * <p>All methods may be called by any thread and none of them blocks: a password is verified, which
 * takes a fraction of a second, by threads of this class, and remembered so that the next request
 * with it takes microseconds.
 */
public final class Access implements AutoCloseable {

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

  private volatile AccessRules rules;

  /**
   * @param clock counts the times of all limits
   */
  public Access(AccessRules rules, InstantSource clock) {
    this.rules = rules;
  }

  /** The rules in force. */
  public AccessRules rules() {
    return rules;
  }

  /** Puts new rules in force, at once and for all requests that are not decided yet. */
  public void rules(AccessRules rules) {
    this.rules = rules;
  }

  /**
   * Decides, in this order: the address (307), missing credentials (304), too many wrong passwords
   * (305 with a time to wait), wrong ones (305), a missing right (306).
   *
   * <p>The stage may be completed by a thread that verifies passwords: what depends on it must not
   * block.
   */
  public CompletionStage<Decision> check(Request request, Right needed) {
    return CompletableFuture.completedStage(
        rules.networks().allow(request.from())
            ? Verdicts.credentialsMissing("not decided yet")
            : Verdicts.addressForbidden(request.from()));
  }

  /** Lets the verifications under way end and refuses new ones. */
  @Override
  public void close() {}
}
