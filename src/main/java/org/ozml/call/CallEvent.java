package org.ozml.call;

import java.time.Duration;
import java.util.List;

/** What happens on calls and legs, for the trace. */
public sealed interface CallEvent extends TraceEvent {

  /** A call changed its state; {@code previous} equals {@code state} for a new call. */
  record StateChanged(
      long at, String call, CallState state, CallState previous, String caller, String callee)
      implements CallEvent {}

  /** Somebody else sits in a seat. */
  record PartyChanged(long at, String call, Role role, String number) implements CallEvent {}

  /** A device is called; it shows {@code shown} as the caller. */
  record Dialled(long at, String call, String number, ShownId shown) implements CallEvent {}

  /** A device has answered. */
  record LegAnswered(long at, String number) implements CallEvent {}

  /** A device is out of its calls; {@code byItself}: it was not told to. */
  record LegEnded(long at, String number, Cause cause, boolean byItself) implements CallEvent {}

  /** Legs begin to hear a sound. */
  record PlayStarted(
      long at, String call, long play, List<String> numbers, Sound sound, boolean repeat)
      implements CallEvent {}

  /** A sound has ended. */
  record PlayEnded(long at, String call, long play, Report.Played.End end) implements CallEvent {}

  /** What a leg hears of the others has changed. */
  record Hears(long at, String number, Hearing.Kind kind, List<String> others)
      implements CallEvent {}

  /** A device sent a key. */
  record KeyPressed(long at, String call, String number, char key) implements CallEvent {}

  /** A device sounded a tone. */
  record ToneHeard(long at, String call, String number, int hertz, Duration length)
      implements CallEvent {}

  /** Keys are sent to a device. */
  record KeysSent(long at, String call, String number, String keys) implements CallEvent {}

  /** A recording begins. */
  record RecordStarted(long at, String call, long recording, String format) implements CallEvent {}

  /** A recording is stored; {@code url} is empty when that failed. */
  record RecordEnded(long at, String call, long recording, String url, Duration length)
      implements CallEvent {}

  /** A call has lasted as long as a call may, and is hung up. */
  record LimitReached(long at, String call, Duration limit) implements CallEvent {}

  /** A device holds whom it talks to, by itself, or takes them off hold. */
  record DeviceHeld(long at, String number, boolean on) implements CallEvent {}

  /** Media could not be joined. */
  record MixFailed(long at, String call) implements CallEvent {}
}
