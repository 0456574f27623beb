package org.ozml.call;

import java.time.Duration;

/**
 * A party without a device: an API extension's script, which sits in a call as a telephone does.
 * The methods are called by the switchboard, one after another, never from inside one of its own
 * methods.
 */
public non-sealed interface Script extends Occupant {
  /**
   * A call rings here. The script gets its first document and then calls {@link Switchboard#answer}
   * or {@link Switchboard#reject}.
   */
  void ring(Call call);

  /** The call that it placed rings somewhere. */
  default void ringing(Call call) {}

  /** The call is up: the other party is there. */
  void connected(Call call);

  /** The other party pressed a key. */
  void key(Call call, char key);

  /** The other party's device sounded a tone of 1400 or 2300 Hz, which has ended. */
  default void tone(Call call, int hertz, Duration length) {}

  /** The script has lost its seat; nothing follows. */
  void left(Call call, Leaving why);

  /** Why a script lost its seat. */
  enum Leaving {
    /** The call has ended. */
    HUNG_UP,
    /** A transfer put somebody else in its place; the call goes on. */
    TRANSFERRED
  }
}
