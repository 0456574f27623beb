package org.ozml.interpreter;

import org.jspecify.annotations.Nullable;

/**
 * One command being executed. A new object is made each time a command runs; its fields are the
 * state of that execution, and the document is never touched.
 *
 * <p>Its life: {@link #start} is called once. While its latest step is {@link Step.Wait} or {@link
 * Step.Take} it is offered events; while a block that it entered runs, it is offered those that
 * nothing inside took. {@link #resumed} is called when such a block has run to its end. It is over
 * when it answers {@link Step.Next}, {@link Step.Raise}, {@link Step.Replace} or {@link Step.End},
 * or when {@link #stop} was called.
 *
 * <p>In none of these may it block, sleep, read a clock or start a thread: it orders what takes
 * time from the {@link Session}, keeps the operation or id that it gets, and waits for the event
 * that carries it. An event with another id is somebody else's: a late end of a sound that was
 * stopped ends nothing.
 */
public interface Handler {
  /** Begins. */
  Step start();

  /** Takes an event, or leaves it to what is outside by answering {@link Step#WAIT}. */
  default Step on(Event event) {
    return Step.WAIT;
  }

  /** The block that it entered has run to its end. */
  default Step resumed() {
    return Step.OK;
  }

  /**
   * Whether the block that runs inside must run to its end, though the script's own call is gone:
   * commands that need a call are 601 then, and the script ends behind the block.
   */
  default boolean outlivesCall() {
    return false;
  }

  /**
   * The script that runs inside is to end before its end is reached (Exit, Hangup, a transfer).
   *
   * @return what is left to do; null: nothing, the script ends
   */
  default @Nullable Step exited() {
    return null;
  }

  /**
   * Returns how far it is, in words, for who looks at a run; empty when that goes without saying.
   */
  default String state() {
    return "";
  }

  /** Returns the timer that it waits for, for who looks at a run; 0, or one that is over: none. */
  default long timer() {
    return 0;
  }

  /** Something outside took over, or the call is gone: gives up what it waits for. */
  default void stop() {}
}
