package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.call.CallState.IN_CALL;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An order that was given to the switchboard, and what came of it. */
final class Order {
  private static final Pattern STATE = Pattern.compile("result state '(\\w+)'");

  final String what;
  private @Nullable Operation operation;
  private @Nullable Result result;
  private @Nullable Seat transferor;
  private @Nullable Policy policy;
  private @Nullable Call into;
  private @Nullable Seat leaves;
  private boolean stays;
  private int outcomes;
  private Runnable afterwards = () -> {};

  /** The states to which the calls of a transfer return when it fails. */
  private final Map<Call, CallState> before = new HashMap<>();

  Order(String what) {
    this.what = what;
  }

  void returnsTo(Call... calls) {
    for (Call call : calls) before.put(call, call.state());
  }

  /** It moves the other party of a call, or brings in a third one. */
  void moves(Seat from, Policy how) {
    transferor = from;
    policy = how;
    into = from.call();
  }

  /**
   * It joins two calls.
   *
   * @param from where the common party sits in the one, whose other party is moved
   * @param other where it sits in the other one
   * @param stays whether it stays there
   */
  void joins(Seat from, Seat other, boolean stays) {
    leaves = from;
    transferor = other;
    this.stays = stays;
    into = other.call();
  }

  /** Returns where the common party sits in the call that ends when two are joined. */
  @Nullable Seat leaves() {
    return leaves;
  }

  /** Returns whether the common party of two calls stays. */
  boolean stays() {
    return stays;
  }

  /** Returns in which call others are afterwards; null when it is about something else. */
  @Nullable Call into() {
    return into;
  }

  /** Returns how it moves somebody; null when it does not. */
  @Nullable Policy policy() {
    return policy;
  }

  /** Returns the seat of who transfers. */
  Seat transferor() {
    return Objects.requireNonNull(transferor);
  }

  boolean succeeded() {
    return result != null && result.ok();
  }

  void given(Operation given) {
    operation = given;
    if (given.result() != null) outcome(given.result());
  }

  void listen(Operation ended) {
    assertThat(ended).as(what).isSameAs(operation);
    outcome(ended.result());
    afterwards.run();
  }

  void outcome(@Nullable Result outcome) {
    assertThat(outcome).as("the outcome of %s", what).isNotNull();
    assertThat(++outcomes).as("outcomes of %s", what).isEqualTo(1);
    result = outcome;
    before.forEach(
        (call, state) -> {
          if (call.state().terminal()) return;
          assertThat(call.state())
              .as("%s, when %s", call, this)
              .isEqualTo(succeeded() ? IN_CALL : state);
        });
  }

  /** Does something as soon as the outcome is told, as a script's next command would. */
  void then(Runnable next) {
    afterwards = next;
  }

  Operation operation() {
    assertThat(operation).isNotNull();
    return operation;
  }

  /** Whether it has no outcome yet. */
  boolean inProgress() {
    return result == null;
  }

  /** Whether it had its outcome when it was given, and that says that it is not possible. */
  boolean refused() {
    return result != null && (result.code() == 303 || result.code() == 601);
  }

  /** Returns the outcome in short, such as "200" or "402 Busy", or "in progress". */
  String outcome() {
    if (result == null) return "in progress";
    Matcher state = STATE.matcher(result.message());
    return result.code() == 402 && state.find() ? "402 " + state.group(1) : "" + result.code();
  }

  @Override
  public String toString() {
    return what + ": " + outcome();
  }
}
