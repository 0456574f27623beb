package org.ozml.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Report.Played.End;
import org.ozml.call.Routing;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.call.Switchboard;

/**
 * A host that has nothing to do: what it is told is done at once. So a benchmark measures what is
 * above it.
 */
final class InstantHost implements Host {
  @Nullable Switchboard board;
  private long time;

  @Override
  public void dial(Leg leg, String to, ShownId shown) {
    board.report(new Report.Answered(++time, leg));
  }

  @Override
  public void alert(Leg leg) {}

  @Override
  public void answer(Leg leg) {
    board.report(new Report.Answered(++time, leg));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    hangUp(leg, cause);
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    board.report(new Report.Ended(++time, leg, cause));
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    board.report(new Report.Mixed(++time, mix));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    board.report(new Report.Played(++time, play, End.COMPLETED));
  }

  @Override
  public void stop(long play) {}

  @Override
  public void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {}

  @Override
  public void stopRecord(long recording) {
    board.report(new Report.Recorded(++time, recording, "r.wav", Duration.ZERO));
  }

  @Override
  public void sendKeys(long operation, Leg leg, String keys) {
    board.report(new Report.KeysSent(++time, operation, leg));
  }

  @Override
  public void startTimer(long timer, Duration after) {} // no time passes

  @Override
  public void cancelTimer(long timer) {}

  /** A routing that leads every number to a script. */
  static Routing to(InstantHost host, java.util.function.Supplier<org.ozml.call.Script> scripts) {
    return query ->
        host.board.report(
            new Report.Routed(
                ++host.time, query.id(), new org.ozml.call.Route.ToScript(scripts.get())));
  }
}
