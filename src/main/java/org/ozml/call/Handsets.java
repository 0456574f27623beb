package org.ozml.call;

import java.util.concurrent.CompletableFuture;

/**
 * Telephones that people operate through this system, such as those in the browser: what they do.
 * What they hear and see is told by the {@link Trace}. A telephone that has two calls means the
 * later one.
 *
 * <p>From any thread, also the one that the trace comes on. Acts return at once; what comes of one
 * is true when it is done, false when the telephone has no such call or nobody is registered at it.
 * It is told on a thread that everybody shares: whoever goes on from there must be quick, or go
 * elsewhere with it.
 */
public interface Handsets {
  /** A system without such telephones. */
  Handsets NONE = new Absent();

  /** Returns whether somebody is registered at a number. */
  boolean isHandset(String number);

  /**
   * Somebody sits at a telephone from now on: it rings until it is answered by hand.
   *
   * @return false when somebody does already, or the number can be no such telephone
   */
  boolean register(String number);

  /** Nobody sits there any more: its calls are hung up. */
  void unregister(String number);

  /** Dials a number; the call that it has, if any, is put on hold by the telephone. */
  CompletableFuture<Boolean> call(String number, String to);

  /** Takes the call that rings. */
  CompletableFuture<Boolean> answer(String number);

  /**
   * Presses keys, one after another.
   *
   * @param keys of 0-9 * # A-D
   */
  CompletableFuture<Boolean> press(String number, String keys);

  /** Puts the other party on hold by the telephone, or takes it off. */
  CompletableFuture<Boolean> hold(String number, boolean on);

  /** Hangs up, or rejects the call that rings. */
  CompletableFuture<Boolean> hangUp(String number);

  /**
   * A telephone has heard a sound to its end; harmless at any time.
   *
   * @param play {@link CallEvent.PlayStarted#play}
   */
  void heard(String number, long play);

  /** There are none. */
  final class Absent implements Handsets {
    private Absent() {}

    @Override
    public boolean isHandset(String number) {
      return false;
    }

    @Override
    public boolean register(String number) {
      return false;
    }

    @Override
    public void unregister(String number) {}

    @Override
    public CompletableFuture<Boolean> call(String number, String to) {
      return no();
    }

    @Override
    public CompletableFuture<Boolean> answer(String number) {
      return no();
    }

    @Override
    public CompletableFuture<Boolean> press(String number, String keys) {
      return no();
    }

    @Override
    public CompletableFuture<Boolean> hold(String number, boolean on) {
      return no();
    }

    @Override
    public CompletableFuture<Boolean> hangUp(String number) {
      return no();
    }

    @Override
    public void heard(String number, long play) {}

    private static CompletableFuture<Boolean> no() {
      return CompletableFuture.completedFuture(false);
    }
  }
}
