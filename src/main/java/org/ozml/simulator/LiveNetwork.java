package org.ozml.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Cause;
import org.ozml.call.Handsets;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.call.Switchboard;
import org.ozml.service.web.Fetcher;

/**
 * A {@link Simulator} in real time: scripted people, telephones that people operate, recordings as
 * files. From any thread; all of it happens on one thread of its own, from {@link #attach} to
 * {@link #close}.
 *
 * <p>Calls that stand already in the world are not set up: nothing has happened before a system
 * starts.
 */
public final class LiveNetwork implements Host, Handsets, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LiveNetwork.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_LENGTH = 8;

  private final World world;
  private final VirtualTime time = new VirtualTime();
  private final long begin = System.nanoTime();
  private final VirtualTime.Pace pace = VirtualTime.Pace.real();
  private final HandOperated hands;
  private final Recorder recorder;
  private final Simulator simulator;
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private final List<LiveWeb> webs = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "ozml-network");
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean over;
  private volatile @Nullable Switchboard board;

  /**
   * Makes a network.
   *
   * @param disk finds an audio file; null: there is none. It is asked on the network's thread.
   * @param recordings where recordings are kept
   */
  public LiveNetwork(World world, Function<String, @Nullable Path> disk, Recordings recordings) {
    this(world, disk, recordings, Duration.ofSeconds(10));
  }

  LiveNetwork(
      World world, Function<String, @Nullable Path> disk, Recordings recordings, Duration grace) {
    this.world = world;
    this.hands = new HandOperated(time, grace);
    this.recorder = new Recorder(recordings, time, this::report);
    SoundLength lengths = new SoundLength(disk, new FolderTable(world, time)::length);
    this.simulator = new Simulator(world, lengths, time, hands);
    simulator.reportTo(this::reported);
    hands.attach(simulator);
    thread.setDaemon(true);
  }

  /** Connects it with its switchboard and begins; once. */
  public void attach(Switchboard switchboard) {
    board = switchboard;
    simulator.attach(switchboard, number -> null);
    time.bring(simulator::begin);
    thread.start();
  }

  /** Returns the time that reports carry: nanoseconds since it was made. */
  public long now() {
    return System.nanoTime() - begin;
  }

  /** Returns the maker of call ids: eight letters and digits that nobody can foresee. */
  public Supplier<String> callIds() {
    return LiveNetwork::newId;
  }

  static String newId() {
    return Simulator.letters(ID_LENGTH, RANDOM::nextInt);
  }

  /**
   * Returns the web as scripts see it.
   *
   * @param behind asked for all that the world does not name; from any thread
   */
  public Fetcher web(Fetcher behind) {
    LiveWeb web = new LiveWeb(world, time, behind);
    webs.add(web);
    return web;
  }

  /** Somebody of the world calls a number. */
  public void incoming(String from, String to) {
    time.bring(() -> simulator.call(from, to));
  }

  // ---- its thread

  private void run() {
    while (!over) safely(this::goOn);
    webs.forEach(LiveWeb::close);
    // Whoever brings something from now on sees that it is over.
    while (time.brings()) safely(() -> time.takeOutside(0));
  }

  /** An interrupt does not end it: only close does. */
  private void goOn() {
    if (!time.step(pace) && Thread.interrupted() && !over) LOG.log(Level.DEBUG, "interrupted");
  }

  /** Our fault, and of this one thing: the other calls must not notice. */
  private static void safely(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
    }
  }

  private void reported(Report report) {
    if (report instanceof Report.Recorded ended) {
      recorder.ended(ended);
    } else {
      report(report);
      hands.told(report);
    }
  }

  private void report(Report report) {
    Switchboard to = board;
    if (to != null) to.report(report);
  }

  /**
   * Ends it within some seconds; calls are left as they are. What was recorded until now is stored
   * and told.
   */
  @Override
  public void close() {
    if (closing.getAndSet(true)) return;
    boolean waits = Thread.currentThread() != thread && thread.isAlive();
    try {
      CompletableFuture<Boolean> settled = new CompletableFuture<>();
      time.bring(simulator::close);
      time.bring(() -> settle(settled));
      if (waits) settled.get(2, SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.WARNING, "the network is too busy to end its recordings");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(waits);
  }

  /** Ends what is being recorded. */
  private void settle(CompletableFuture<Boolean> done) {
    recorder.running().forEach(simulator::stopRecord);
    time.plan(this, Duration.ZERO, () -> done.complete(true));
  }

  private void end(boolean waits) {
    try {
      recorder.close();
      time.bring(() -> over = true);
      if (waits) thread.join(SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over = true;
    if (thread.isAlive() && waits) thread.interrupt();
  }

  // ---- telephones that people operate

  @Override
  public boolean isHandset(String number) {
    return registered.contains(number);
  }

  @Override
  public boolean register(String number) {
    synchronized (registered) {
      if (over || number.isBlank() || !registered.add(number)) return false;
      time.bring(() -> hands.register(number));
      return true;
    }
  }

  @Override
  public void unregister(String number) {
    synchronized (registered) {
      if (registered.remove(number)) time.bring(() -> hands.unregister(number));
    }
  }

  @Override
  public CompletableFuture<Boolean> call(String number, String to) {
    return act(() -> hands.call(number, to));
  }

  @Override
  public CompletableFuture<Boolean> answer(String number) {
    return act(() -> hands.answer(number));
  }

  @Override
  public CompletableFuture<Boolean> press(String number, String keys) {
    return act(() -> hands.press(number, keys));
  }

  @Override
  public CompletableFuture<Boolean> hold(String number, boolean on) {
    return act(() -> hands.hold(number, on));
  }

  @Override
  public CompletableFuture<Boolean> hangUp(String number) {
    return act(() -> hands.hangUp(number));
  }

  @Override
  public void heard(String number, long play) {
    time.bring(() -> hands.heard(number, play));
  }

  private CompletableFuture<Boolean> act(BooleanSupplier what) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    time.bring(
        () -> {
          boolean good = false;
          try {
            good = !over && what.getAsBoolean();
          } finally {
            done.complete(good);
          }
        });
    if (over) done.complete(false); // perhaps nobody takes it any more
    return done;
  }

  // ---- the host

  @Override
  public void dial(Leg leg, String to, ShownId shown) {
    time.bring(
        () -> {
          simulator.dial(leg, to, shown);
          hands.dialled(leg, to);
        });
  }

  @Override
  public void alert(Leg leg) {
    time.bring(() -> simulator.alert(leg));
  }

  @Override
  public void answer(Leg leg) {
    time.bring(() -> simulator.answer(leg));
  }

  @Override
  public void reject(Leg leg, Cause cause) {
    time.bring(() -> simulator.reject(leg, cause));
  }

  @Override
  public void hangUp(Leg leg, Cause cause) {
    time.bring(() -> simulator.hangUp(leg, cause));
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    time.bring(() -> simulator.mix(mix, hearings));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    time.bring(
        () -> {
          simulator.play(play, legs, sound, repeat);
          if (!repeat) hands.plays(play, legs);
        });
  }

  @Override
  public void stop(long play) {
    time.bring(
        () -> {
          simulator.stop(play);
          hands.stopped(play);
        });
  }

  @Override
  public void record(
      long recording,
      List<Leg> legs,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity) {
    time.bring(
        () -> {
          recorder.begins(recording, legs, format, folder);
          simulator.record(recording, legs, format, folder, inactivity);
        });
  }

  @Override
  public void stopRecord(long recording) {
    time.bring(() -> simulator.stopRecord(recording));
  }

  @Override
  public void sendKeys(long operation, Leg leg, String keys) {
    time.bring(() -> simulator.sendKeys(operation, leg, keys));
  }

  @Override
  public void startTimer(long timer, Duration after) {
    time.bring(() -> simulator.startTimer(timer, after));
  }

  @Override
  public void cancelTimer(long timer) {
    time.bring(() -> simulator.cancelTimer(timer));
  }
}
