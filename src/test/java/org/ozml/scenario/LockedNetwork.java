package org.ozml.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Routing;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.simulator.Simulator;

/** A simulated network that many threads use, one after another. */
record LockedNetwork(Simulator network) implements Host, Routing {
  void locked(Runnable what) {
    synchronized (network) {
      what.run();
    }
  }

  @Override
  public void dial(Leg leg, String to, ShownId shown) {
    locked(() -> network.dial(leg, to, shown));
  }

  @Override
  public void alert(Leg leg) {
    locked(() -> network.alert(leg));
  }

  @Override
  public void answer(Leg leg) {
    locked(() -> network.answer(leg));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    locked(() -> network.reject(leg, cause));
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    locked(() -> network.hangUp(leg, cause));
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    locked(() -> network.mix(mix, hearings));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    locked(() -> network.play(play, legs, sound, repeat));
  }

  @Override
  public void stop(long play) {
    locked(() -> network.stop(play));
  }

  @Override
  public void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {
    locked(() -> network.record(recording, legs, format, folder, inactivity));
  }

  @Override
  public void stopRecord(long recording) {
    locked(() -> network.stopRecord(recording));
  }

  @Override
  public void sendKeys(long operation, Leg leg, String keys) {
    locked(() -> network.sendKeys(operation, leg, keys));
  }

  @Override
  public void startTimer(long timer, Duration after) {
    locked(() -> network.startTimer(timer, after));
  }

  @Override
  public void cancelTimer(long timer) {
    locked(() -> network.cancelTimer(timer));
  }

  @Override
  public void resolve(Query query) {
    locked(() -> network.resolve(query));
  }
}
