package org.ozml.simulator;

import java.time.Duration;

/** The time that a simulated network lives in. */
public interface Timeline {
  /** Something that will be done. */
  interface Due {
    /** It will not be done. */
    void cancel();
  }

  /** Returns the time in nanoseconds. */
  long now();

  /**
   * Plans something.
   *
   * @param whose of one leg (or other object) things are done in the order of their times and of
   *     their planning
   */
  Due plan(Object whose, Duration after, Runnable what);

  /**
   * Plans something that can be named, for somebody who looks at what is due.
   *
   * @param name words such as "answers", or something else that tells what it is
   */
  default Due plan(Object whose, Duration after, Object name, Runnable what) {
    return plan(whose, after, what);
  }

  /** The world outside is asked something. */
  void ask();

  /** The world outside has answered; from any thread. */
  void answer(Runnable what);

  /** Something comes from the world outside that nobody asked for; from any thread. */
  void bring(Runnable what);
}
