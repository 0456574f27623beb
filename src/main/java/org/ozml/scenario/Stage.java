package org.ozml.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Result;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
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
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.FolderTable;
import org.ozml.simulator.SelectTable;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.WebTable;
import org.ozml.simulator.World;

/**
 * One script on the simulated network, wired up; {@link #start} begins it and {@link #run} lets
 * time pass.
 */
public final class Stage {
  /** Longer than people wait; shorter than the limit after which a call is hung up. */
  private static final Duration QUIET = Duration.ofMinutes(30);

  /** Dear to make, and the same for all. */
  private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

  private static final Commands COMMANDS = new Commands();

  private final Scene scene;
  private final VirtualTime time = new VirtualTime();
  private final Simulator simulator;
  private final Switchboard board;
  private final Engine engine;
  private final @Nullable RoutingScript routing;
  private boolean muted = true;
  private @Nullable Session session;

  /** What a stage needs besides the scene; each may be null for none or the default. */
  public record Props(
      @Nullable Fetcher outside,
      @Nullable Path content,
      @Nullable Commands commands,
      @Nullable Settings settings) {
    /** Nothing special: no web applications but the world's, no files but the world's. */
    public static final Props NONE = new Props(null, null, null, null);
  }

  /** Wires everything up; nothing happens yet. */
  public Stage(Scene scene, Trace trace, Props props) {
    this.scene = scene;
    World world = scene.world();
    FolderTable folders = new FolderTable(world, time);
    simulator = new Simulator(world, new SoundLength(props.content(), folders::length), time);
    Trace heard =
        trace == Trace.NONE
            ? trace
            : event -> {
              if (!muted) trace.on(event);
            };
    board =
        new Switchboard(
            simulator, new Plan(), heard, simulator.callIds(), Switchboard.Limits.DEFAULT);
    simulator.attach(board, this::extension);
    engine =
        new Engine(
            board,
            Services.of(new WebTable(world, time, props.outside()))
                .with(folders)
                .with(SelectTable.of(world, time)),
            READER,
            props.commands() == null ? COMMANDS : props.commands(),
            heard,
            props.settings() == null ? Settings.DEFAULT : props.settings(),
            known(scene));
    boolean routes = scene.context() == Context.ROUTING;
    routing =
        routes ? new RoutingScript(engine, scene.document(), simulator, this::extension) : null;
  }

  /** Which API extensions there are: any, unless the scene names some. */
  static Set<String> known(Scene scene) {
    if (scene.extensions().isEmpty()) return Set.of();
    Set<String> known = new HashSet<>(scene.extensions().keySet());
    known.add(scene.dialed());
    return known;
  }

  /** The dial plan, unless the script under test routes; calls that stand are not its business. */
  private final class Plan implements Routing {
    private Routing now() {
      return routing == null || muted ? simulator : routing;
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

  private @Nullable Script extension(String number) {
    Document other = scene.extensions().get(number);
    if (other != null) return engine.extension(number, new Engine.Source.Given(other));
    if (scene.context() != Context.EXTENSION || !number.equals(scene.dialed())) return null;
    return engine.extension(number, new Engine.Source.Given(scene.document())).whenDone(this::done);
  }

  private void done(Session ended) {
    session = ended;
  }

  /** Sets the world's calls up, without time passing and without a trace, and begins the script. */
  public void start() {
    for (World.Standing call : scene.world().calls()) {
      simulator.setUp(
          call,
          () -> {
            while (time.untilNext() == 0) time.step();
          });
    }
    muted = false;
    board.loop().execute(this::begin);
  }

  private void begin() {
    switch (scene.context()) {
      case EXTENSION, ROUTING -> simulator.call(scene.caller(), scene.dialed());
      case THIRD_PARTY -> engine.thirdParty(scene.document(), standing(), this::done);
      case MESSAGE, HTTP -> engine.message(scene.document(), scene.variables(), this::done);
    }
  }

  private Call standing() {
    String id = scene.callId();
    Call call = id == null ? board.calls().stream().findFirst().orElse(null) : board.call(id);
    if (call == null) throw new IllegalArgumentException("the world has no call " + id);
    return call;
  }

  /** Lets virtual time pass until nothing more will happen. */
  public void run() {
    while (step()) {}
  }

  /** Lets the next thing happen; false when nothing more will. */
  public boolean step() {
    long next = time.untilNext();
    if (over() && (next < 0 || next > QUIET.toNanos())) return false;
    return time.step();
  }

  /**
   * Lets the next thing happen when its time has come, or something that comes from outside before;
   * false when nothing more will.
   */
  public boolean step(VirtualTime.Pace pace) {
    long next = time.untilNext();
    if (over() && (next < 0 || next > QUIET.toNanos())) return false;
    return time.step(pace);
  }

  private boolean over() {
    return session != null || scene.context() == Context.ROUTING;
  }

  /** Returns the network, for people to act. */
  public Simulator network() {
    return simulator;
  }

  /** Returns the clock. */
  public VirtualTime time() {
    return time;
  }

  /** Returns the calls. */
  public Switchboard board() {
    return board;
  }

  /** Returns the engine, to run more scripts on the same calls. */
  public Engine engine() {
    return engine;
  }

  /** Returns what came of the script: 200, or its first other result; null while it runs. */
  public @Nullable Result result() {
    if (session != null) return session.result();
    return scene.context() == Context.ROUTING && board.calls().isEmpty() ? Result.OK : null;
  }

  /** Returns whether the script was stopped because it would not have ended by itself. */
  public boolean aborted() {
    return session != null && session.aborted();
  }
}
