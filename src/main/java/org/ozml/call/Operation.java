package org.ozml.call;

import org.jspecify.annotations.Nullable;

/**
 * One thing in progress. It has exactly one outcome: either it has ended when the method that
 * ordered it returns, and then {@link #result} says how, or its listener is told later, once.
 */
public abstract class Operation {

  /** Told of the outcome of an operation that was in progress when its order returned. */
  public interface Listener {
    /** The operation is over; {@link Operation#result} says how. */
    void ended(Operation operation);
  }

  final Switchboard board;
  final long id;
  private final Listener listener;
  private @Nullable Result result;
  private @Nullable Failure failure;
  private boolean ordered;

  Operation(Switchboard board, Listener listener) {
    this.board = board;
    this.id = board.newId();
    this.listener = listener;
  }

  /** Returns a number that is unique in the switchboard. */
  public final long id() {
    return id;
  }

  /** Returns the outcome; null while the operation is in progress. */
  public final @Nullable Result result() {
    return result;
  }

  /** Returns why nobody was reached; null when somebody was, or that was not the question. */
  public final @Nullable Failure failure() {
    return failure;
  }

  /** Returns the call that it sets up or acts on, where it is about one. */
  public @Nullable Call call() {
    return null;
  }

  /**
   * Marks that the order returns to who gave it: from now on an outcome is told to the listener.
   */
  final Operation ordered() {
    ordered = true;
    return this;
  }

  /** Ends the operation, unless it has ended. */
  final void complete(Result outcome) {
    if (result != null) return;
    result = outcome;
    board.forget(id);
    if (ordered) board.loop().execute(() -> listener.ended(this));
  }

  /** Ends the operation, unless it has ended: somebody could not be reached. */
  final void fail(String number, Failure why) {
    if (result == null) failure = why;
    complete(Result.connectFailed(number, why));
  }

  /** An operation that is over before it begins. */
  static Operation refused(Switchboard board, Result result) {
    Operation operation = new Operation(board, ended -> {}) {};
    operation.complete(result);
    return operation;
  }
}
