package org.ozml.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.TraceEvent;
import org.ozml.command.Commands;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.RoutingScript;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Settings;
import org.ozml.service.Services;
import org.ozml.service.message.Messages;
import org.ozml.simulator.Chance;
import org.ozml.simulator.FolderTable;
import org.ozml.simulator.PostTable;
import org.ozml.simulator.SelectTable;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.WebTable;
import org.ozml.simulator.World;

/**
 * The second host: the people of a scenario on many threads. Whatever they do reaches the
 * switchboard a little later, each time on another thread, in order only for each leg; timers,
 * media and web applications keep no order at all. So it holds the port to its word.
 */
final class SecondHost implements Performance {
  /** As the stage does: longer than people wait, shorter than the limit of a call. */
  private static final Duration QUIET = Duration.ofMinutes(30);

  private static final int MOST_MICROS_LATE = 800;

  private final Scene scene;
  private final ScheduledExecutorService threads;
  private final SplittableRandom random;
  private final List<TraceEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> reporters = ConcurrentHashMap.newKeySet();
  private final Map<Object, Queue<Report>> lanes = new HashMap<>();
  private final ThreadedTime time;
  private final Simulator simulator;
  private final LockedNetwork network;
  private final Switchboard board;
  private final PostTable post;
  private final Engine engine;
  private final Routing routing;
  private volatile boolean muted = true;
  private volatile boolean over;

  /**
   * Makes a host.
   *
   * @param threads on which everything is done
   * @param seed for how late reports come
   */
  SecondHost(Scene scene, ScheduledExecutorService threads, long seed) {
    this.scene = scene;
    this.threads = threads;
    this.random = new SplittableRandom(seed);
    World world = scene.world();
    time = new ThreadedTime(threads, this::does);
    FolderTable folders = new FolderTable(world, time);
    simulator =
        new Simulator(world, new SoundLength(name -> null, folders::length), time, Chance.NONE);
    simulator.reportTo(this::send);
    network = new LockedNetwork(simulator);
    Supplier<String> ids = simulator.callIds();
    board =
        new Switchboard(
            network,
            new Plan(),
            this::trace,
            () -> {
              synchronized (simulator) {
                return ids.get();
              }
            },
            Switchboard.Limits.DEFAULT);
    simulator.attach(board, this::extension);
    post = new PostTable(world, time, Messages.NONE);
    engine =
        new Engine(
            board,
            Services.of(new WebTable(world, time, Chance.NONE, null))
                .with(post)
                .with(folders)
                .with(SelectTable.of(world, time)),
            new DocumentReader(Limits.DEFAULT),
            new Commands(),
            this::trace,
            Settings.DEFAULT,
            Stage.known(scene));
    Engine.Source routes = Stage.routes(scene);
    routing =
        routes == null ? network : new RoutingScript(engine, routes, network, this::extension);
    over = scene.context() == Context.ROUTING;
  }

  /** The dial plan, unless the script under test routes; calls that stand are not its business. */
  private final class Plan implements Routing {
    private Routing now() {
      return muted ? network : routing;
    }

    @Override
    public void resolve(Query query) {
      now().resolve(query);
    }

    @Override
    public void cancel(long query) {
      now().cancel(query);
    }
  }

  private void trace(TraceEvent event) {
    if (!muted) events.add(event);
  }

  private @Nullable Script extension(String number) {
    Engine.Source other = scene.others().get(number);
    if (other != null) return engine.extension(number, other);
    if (scene.context() != Context.EXTENSION || !number.equals(scene.dialed())) return null;
    return engine.extension(number, scene.script()).whenDone(this::done);
  }

  private void done(Session ended) {
    over = true;
  }

  // ---- threads

  /** What people do is done under the network's lock; the world outside knows nothing of it. */
  private void does(Object whose, Runnable what) {
    if (whose instanceof Leg || whose == simulator) network.locked(what);
    else what.run();
  }

  /** Sends a report on its way, behind those of the same leg. */
  private void send(Report report) {
    Leg leg = leg(report);
    Object lane = leg == null ? new Object() : leg;
    time.begun(report.at());
    synchronized (lanes) {
      Queue<Report> waiting = lanes.computeIfAbsent(lane, one -> new ArrayDeque<>());
      waiting.add(report);
      if (waiting.size() == 1) deliverSoon(lane);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what fails in it fails the scenario
  private void deliverSoon(Object lane) {
    int late = random.nextInt(MOST_MICROS_LATE);
    threads.schedule(() -> deliver(lane), late, TimeUnit.MICROSECONDS);
  }

  private void deliver(Object lane) {
    Report report;
    synchronized (lanes) {
      report = lanes.get(lane).element();
    }
    reporters.add(Thread.currentThread().getName());
    board.report(report);
    synchronized (lanes) {
      Queue<Report> waiting = lanes.get(lane);
      waiting.remove();
      if (waiting.isEmpty()) lanes.remove(lane);
      else deliverSoon(lane);
    }
    // Only now: whoever reports may have run the loop, and all that came of it.
    time.arrived(report.at());
  }

  private static @Nullable Leg leg(Report report) {
    if (report instanceof Report.Offered r) return r.leg();
    if (report instanceof Report.Progress r) return r.leg();
    if (report instanceof Report.Answered r) return r.leg();
    if (report instanceof Report.Ended r) return r.leg();
    if (report instanceof Report.Key r) return r.leg();
    if (report instanceof Report.ToneHeard r) return r.leg();
    if (report instanceof Report.KeysSent r) return r.leg();
    return report instanceof Report.DeviceHold r ? r.leg() : null;
  }

  /** Returns the names of the threads that have reported something. */
  Set<String> reporters() {
    return Collections.unmodifiableSet(reporters);
  }

  /** Returns whether the switchboard has given two orders at the same time. */
  boolean crossed() {
    return network.crossed();
  }

  // ---- the performance

  @Override
  public void start() {
    for (World.Standing call : scene.world().calls()) {
      simulator.setUp(
          call,
          () -> {
            while (time.step(time.now())) {}
          });
    }
    muted = false;
    engine.subscribe(Stage.subscriptions(scene));
    post.begin(scene.dialed());
    switch (scene.context()) {
      case EXTENSION, ROUTING ->
          network.locked(() -> simulator.call(scene.caller(), scene.dialed()));
      case THIRD_PARTY ->
          board.loop().execute(() -> engine.thirdParty(document(), standing(), this::done));
      case MESSAGE, HTTP ->
          board.loop().execute(() -> engine.message(document(), scene.variables(), this::done));
    }
  }

  private Document document() {
    return Objects.requireNonNull(scene.document(), "only a call fetches its script");
  }

  private Call standing() {
    String id = scene.callId();
    Call call = id == null ? first() : board.call(id);
    if (call == null) throw new IllegalArgumentException("the world has no call " + id);
    return call;
  }

  private @Nullable Call first() {
    return board.calls().stream().findFirst().orElse(null);
  }

  @Override
  public List<TraceEvent> events() {
    return events;
  }

  @Override
  public boolean next() {
    return time.step(over ? time.now() + QUIET.toNanos() : Long.MAX_VALUE);
  }

  @Override
  public void pass(Duration length) {
    long until = time.now() + length.toNanos();
    while (time.step(until)) {}
    time.moveTo(until);
  }

  @Override
  public boolean act(String number, World.Doing what) {
    synchronized (simulator) {
      return simulator.act(number, what);
    }
  }

  @Override
  public void call(String from, String to) {
    network.locked(() -> simulator.call(from, to));
  }

  @Override
  public void arrives(World.Arriving message) {
    post.arrives(message, scene.dialed());
  }

  @Override
  public void order(String script) {
    Document document = engine.read("order", script);
    board.report(new Report.TimerFired(time.now(), 0));
    board
        .loop()
        .execute(
            () -> {
              Call call = first();
              if (call == null) engine.message(document, Map.of(), session -> {});
              else engine.thirdParty(document, call, session -> {});
            });
  }

  @Override
  public String leftovers() {
    if (!board.calls().isEmpty()) return "calls " + board.calls();
    int awaited = board.awaited();
    return awaited == 0 ? "" : awaited + " timers, sounds or recordings";
  }
}
