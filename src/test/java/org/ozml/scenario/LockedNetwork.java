package org.ozml.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Routing;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.simulator.Simulator;

/**
 * A simulated network that many threads use, one after another. Orders must come one after another
 * already: all of them are given by whoever runs the switchboard's loop.
 */
final class LockedNetwork implements Host, Routing {
  private final Simulator network;
  private final AtomicInteger ordering = new AtomicInteger();
  private volatile boolean crossed;

  LockedNetwork(Simulator network) {
    this.network = network;
  }

  /** Returns whether two orders have come at the same time. */
  boolean crossed() {
    return crossed;
  }

  void locked(Runnable what) {
    synchronized (network) {
      what.run();
    }
  }

  private void order(Runnable what) {
    if (ordering.incrementAndGet() != 1) crossed = true;
    locked(what);
    ordering.decrementAndGet();
  }

  @Override
  public void dial(Leg leg, String to, ShownId shown) {
    order(() -> network.dial(leg, to, shown));
  }

  @Override
  public void alert(Leg leg) {
    order(() -> network.alert(leg));
  }

  @Override
  public void answer(Leg leg) {
    order(() -> network.answer(leg));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    order(() -> network.reject(leg, cause));
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    order(() -> network.hangUp(leg, cause));
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    order(() -> network.mix(mix, hearings));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    order(() -> network.play(play, legs, sound, repeat));
  }

  @Override
  public void stop(long play) {
    order(() -> network.stop(play));
  }

  @Override
  public void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {
    order(() -> network.record(recording, legs, format, folder, inactivity));
  }

  @Override
  public void stopRecord(long recording) {
    order(() -> network.stopRecord(recording));
  }

  @Override
  public void sendKeys(long operation, Leg leg, String keys) {
    order(() -> network.sendKeys(operation, leg, keys));
  }

  @Override
  public void startTimer(long timer, Duration after) {
    order(() -> network.startTimer(timer, after));
  }

  @Override
  public void cancelTimer(long timer) {
    order(() -> network.cancelTimer(timer));
  }

  @Override
  public void resolve(Query query) {
    order(() -> network.resolve(query));
  }
}
