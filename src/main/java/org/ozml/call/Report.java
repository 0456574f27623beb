package org.ozml.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a host reports. Every report carries {@code at}, nanoseconds on the host's monotonic clock.
 * Reports about legs that have ended or with unknown ids are harmless. Source: call model, The Leg
 * port.
 */
public sealed interface Report {
  /** Returns nanoseconds on a clock that never goes back; only differences count. */
  long at();

  /** A device calls. The leg was made with {@link Switchboard#offer}. */
  record Offered(long at, Leg leg, String name, String to) implements Report {}

  /** A dialled device rings ({@code ringing}) or sends early media. */
  record Progress(long at, Leg leg, boolean ringing) implements Report {}

  /** A dialled or offered leg is up. */
  record Answered(long at, Leg leg) implements Report {}

  /** The leg is over. */
  record Ended(long at, Leg leg, Cause cause) implements Report {}

  /** A mix stands. */
  record Mixed(long at, long mix) implements Report {}

  /** A mix cannot be made. */
  record MixFailed(long at, long mix, @Nullable Leg leg) implements Report {}

  /** A sound has ended. */
  record Played(long at, long play, End end) implements Report {
    /** How a sound ended. */
    public enum End {
      COMPLETED,
      STOPPED,
      /** It could not be played, for instance because there is no such file. */
      FAILED,
      /** Nobody is there to hear it. */
      GONE
    }
  }

  /** A device sent a key. */
  record Key(long at, Leg leg, char key) implements Report {}

  /**
   * A device sounded a tone of 1400 or 2300 Hz, as alarm receivers do; reported when it has ended.
   *
   * @param hertz which of the two it was, whatever the line has made of it
   */
  record ToneHeard(long at, Leg leg, int hertz, Duration length) implements Report {}

  /** Keys have been sent to a leg. */
  record KeysSent(long at, long operation, Leg leg) implements Report {}

  /**
   * A recording is done and stored.
   *
   * @param url where it can be fetched
   */
  record Recorded(long at, long recording, String url, Duration length) implements Report {}

  /** Nothing was recorded. */
  record RecordFailed(long at, long recording, String reason) implements Report {}

  /** A device put its other party on hold, or took it off. */
  record DeviceHold(long at, Leg leg, boolean on) implements Report {}

  /**
   * A device asks for a transfer of its other party.
   *
   * @param replaces the device's other leg, for an attended transfer; null for a blind one
   */
  record TransferRequested(long at, long request, Leg leg, String target, @Nullable Leg replaces)
      implements Report {}

  /** Another leg takes over all that a leg has. */
  record Replaced(long at, Leg old, Leg by) implements Report {}

  /** A dialled device wants to be called elsewhere. */
  record Redirected(long at, Leg leg, String target) implements Report {}

  /** A timer is over. */
  record TimerFired(long at, long timer) implements Report {}

  /** The answer to {@link Routing#resolve}. */
  record Routed(long at, long query, Route route) implements Report {}
}
