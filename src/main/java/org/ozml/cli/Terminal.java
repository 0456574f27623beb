package org.ozml.cli;

import java.util.function.IntConsumer;
import org.ozml.simulator.VirtualTime;

/** Whether somebody sits in front of the program, and what they type. */
interface Terminal {
  /** Nobody. */
  Terminal NONE = (typed) -> () -> {};

  /** Returns whether input comes from a keyboard and output goes to a screen. */
  default boolean interactive() {
    return false;
  }

  /** Returns whether standard output goes to a screen. */
  default boolean showsOutput() {
    return false;
  }

  /** Returns whether standard error goes to a screen. */
  default boolean showsErrors() {
    return false;
  }

  /** Returns how long waiting takes from now on. */
  default VirtualTime.Pace pace() {
    return VirtualTime.Pace.real();
  }

  /**
   * Listens to the keyboard, each key at once where the terminal can do that.
   *
   * @param typed takes characters, on any thread; -1 when there will be no more
   */
  Listening listen(IntConsumer typed);

  /** A keyboard that is listened to. */
  interface Listening {
    /** Gives the keyboard back. */
    void close();
  }
}
