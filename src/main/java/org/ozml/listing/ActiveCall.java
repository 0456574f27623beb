package org.ozml.listing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;

/**
 * A call in progress, as ListActiveCalls shows it, with the fields of both generations of the
 * manual. One object for the life of the call; to be read on the loop.
 */
public final class ActiveCall {
  private final Call call;
  private final Instant startTime;
  private @Nullable Instant connected;

  ActiveCall(Call call, Instant startTime) {
    this.call = call;
    this.startTime = startTime;
  }

  void connected(Instant when) {
    connected = when;
  }

  Call call() {
    return call;
  }

  /** Returns its id. */
  public String callId() {
    return call.id();
  }

  /** Returns the number of the calling party. */
  public String source() {
    return call.caller().number();
  }

  /** Returns the number that the called party sees. */
  public String callerId() {
    return call.shown().number();
  }

  /** Returns the name that the called party sees; may be empty. */
  public String callerName() {
    return call.shown().name();
  }

  /** Returns the number of the called party, which is also where the dialled number led to. */
  public String destination() {
    return call.callee().number();
  }

  /** Returns what the calling party dialled. */
  public String dialed() {
    return call.dialed();
  }

  /** Returns when it began to ring. */
  public Instant startTime() {
    return startTime;
  }

  /** Returns how long it has rung, or did. */
  public Duration ringDuration(Instant now) {
    return Duration.between(startTime, connected == null ? now : connected);
  }

  /** Returns how long it has been connected; zero when it is not yet. */
  public Duration talkDuration(Instant now) {
    return connected == null ? Duration.ZERO : Duration.between(connected, now);
  }

  /** Returns Ringing, InCall or Hold. */
  public String callState() {
    return call.state().word();
  }
}
