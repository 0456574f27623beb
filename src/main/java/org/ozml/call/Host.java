package org.ozml.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The port that a host implements: it offers legs and does to them what it is told. Methods return
 * at once, never throw for telephony reasons and never call back from inside the call; what comes
 * of them is told with {@link Switchboard#report}, from any thread. Order is kept for each leg;
 * {@link Report.Ended} comes exactly once and last for each leg, also when the far end never
 * replies. Source: call model, The Leg port.
 */
public interface Host {
  /** Calls a number. Leads to Progress, Answered, Redirected, Ended. */
  void dial(Leg leg, String to, ShownId shown);

  /** Tells the calling device of an offered leg that it rings. */
  void alert(Leg leg);

  /** Answers an offered leg. Leads to Answered or Ended. */
  void answer(Leg leg);

  /** Refuses an offered leg. Leads to Ended. */
  void reject(Leg leg, Cause cause);

  /** Ends a leg in any state. Leads to Ended, unless that has been reported. */
  void hangUp(Leg leg, Cause cause);

  /**
   * Changes what legs hear; legs that are not named hear what they heard. Leads to Mixed or
   * MixFailed with the id.
   *
   * @param hearings by leg
   */
  void mix(long mix, Map<Leg, Hearing> hearings);

  /**
   * Plays to legs until the end, over what they hear of the mix. Leads to one Played with the id.
   */
  void play(long play, List<Leg> legs, Sound sound, boolean repeat);

  /** Stops a sound. */
  void stop(long play);

  /**
   * Records what legs say and hear. With an id that is in use: from now on of these legs.
   *
   * @param format wav or mp3
   * @param folder under the recordings root; null for the root
   * @param inactivity how long nobody may speak before the recording ends by itself; null: for ever
   */
  void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity);

  /** Ends a recording. Leads to Recorded or RecordFailed. */
  void stopRecord(long recording);

  /** Sends keys to a leg. Leads to KeysSent with the id and the leg. */
  void sendKeys(long operation, Leg leg, String keys);

  /** Tells a device that asked for a transfer what came of it. */
  default void transferProgress(long request, Result result) {}

  /** Starts a timer. Leads to TimerFired with the id. */
  void startTimer(long timer, Duration after);

  /** Stops a timer; one that has fired already is no error. */
  void cancelTimer(long timer);
}
