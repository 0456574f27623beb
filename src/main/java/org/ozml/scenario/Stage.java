package org.ozml.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Result;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.ccgateway.Centre;
import org.ozml.command.Commands;
import org.ozml.configuration.Extension;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.RoutingScript;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Settings;
import org.ozml.interpreter.Subscriptions;
import org.ozml.service.Services;
import org.ozml.service.data.Alarms;
import org.ozml.service.data.Database;
import org.ozml.service.file.Folders;
import org.ozml.service.message.Messages;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.Chance;
import org.ozml.simulator.FolderTable;
import org.ozml.simulator.PostTable;
import org.ozml.simulator.RealServices;
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

  /** Applications that answer each call with another one never come to an end. */
  private static final int MOST_AFTERWARDS = 100_000;

  /** Dear to make, and the same for all; one document is often the answer on many stages. */
  private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT).remembering();

  private static final Commands COMMANDS = new Commands();

  private final Scene scene;
  private final Trace heard;
  private final VirtualTime time = new VirtualTime();
  private final Simulator simulator;
  private final Switchboard board;
  private final Engine engine;
  private final PostTable post;
  private final FolderTable folders;
  private final Chance chance;
  private final @Nullable RoutingScript routing;
  private final @Nullable Centre centre;
  private @Nullable ScriptedAgents agents;
  private boolean muted = true;
  private int afterwards;
  private @Nullable Session session;

  /**
   * What a stage needs besides the scene; each may be null for none or the default.
   *
   * @param outside real services, for what the world does not have
   * @param audio finds an audio file on disk; null of one that is not there
   * @param chance decides where the world could go several ways
   */
  public record Props(
      @Nullable Services outside,
      @Nullable Function<String, @Nullable Path> audio,
      @Nullable Commands commands,
      @Nullable Settings settings,
      @Nullable Chance chance) {
    /** Nothing special: nothing is there but what the world has. */
    public static final Props NONE = new Props(null, null, null, null, null);
  }

  /** Wires everything up; nothing happens yet. */
  public Stage(Scene scene, Trace trace, Props props) {
    this.scene = scene;
    World world = scene.world();
    chance = props.chance() == null ? Chance.NONE : props.chance();
    folders = new FolderTable(world, time);
    Function<String, @Nullable Path> audio = props.audio() == null ? name -> null : props.audio();
    simulator = new Simulator(world, new SoundLength(audio, folders::length), time, chance);
    heard =
        trace == Trace.NONE
            ? trace
            : event -> {
              if (!muted) trace.on(event);
            };
    board =
        new Switchboard(
            simulator, new Plan(), heard, simulator.callIds(), Switchboard.Limits.DEFAULT);
    simulator.attach(board, this::extension);
    Services outside = props.outside();
    post = new PostTable(world, time, outside == null ? Messages.NONE : outside.messages());
    engine =
        new Engine(
            board,
            chance.services(services(world, props.outside()), time),
            READER,
            props.commands() == null ? COMMANDS : props.commands(),
            heard,
            props.settings() == null ? Settings.DEFAULT : props.settings(),
            known(scene));
    Engine.Source routes = routes(scene);
    centre = centre(world);
    routing = routes == null ? null : new RoutingScript(engine, routes, simulator, this::extension);
  }

  private @Nullable Centre centre(World world) {
    org.ozml.configuration.Centre plan = world.traffic().centre();
    if (plan == null) return null;
    Instant begin = world.begin().toInstant(ZoneOffset.UTC);
    Centre made =
        new Centre(
            plan,
            board,
            heard,
            () -> begin.plusNanos(time.now()),
            this::ivr,
            number -> true); // everybody of the world has a telephone
    agents = new ScriptedAgents(made, board, world.traffic().agents(), this::warn);
    return made;
  }

  private void warn(String text) {
    heard.on(new ScriptEvent.Warned(board.now(), 0, text));
  }

  private Script ivr(Extension ivr) {
    String code = ivr.number();
    return engine.extension(code, scene.others().getOrDefault(code, new Engine.Source.None()));
  }

  /** Which API extensions there are: any, unless the scene names some. */
  static Predicate<String> known(Scene scene) {
    return number ->
        scene.others().isEmpty()
            || scene.others().containsKey(number)
            || number.equals(scene.dialed());
  }

  private Services services(World world, @Nullable Services outside) {
    Fetcher web = new WebTable(world, time, chance, outside == null ? null : outside.web());
    Services all = Services.of(web).with(post).with(folders).with(SelectTable.of(world, time));
    if (outside == null) return all;
    boolean files = !world.files().isEmpty() || !world.voicemails().isEmpty();
    if (outside.folders() != Folders.NONE && !files) {
      all = all.with(RealServices.folders(outside.folders(), time));
    }
    if (outside.database() != Database.NONE && world.tables().isEmpty()) {
      all = all.with(RealServices.database(outside.database(), time));
    }
    if (outside.alarms() != Alarms.NONE) {
      all = all.keeping(RealServices.alarms(outside.alarms(), time));
    }
    return all;
  }

  /** Who says where calls go: the script under test, a web application, or nobody but the plan. */
  static Engine.@Nullable Source routes(Scene scene) {
    if (scene.context() == Context.ROUTING) return scene.script();
    String url = scene.world().notifications().get("RoutingInterception");
    return url == null ? null : new Engine.Source.Url(url);
  }

  /** Who is told what happens outside of scripts. */
  static Subscriptions subscriptions(Scene scene) {
    Map<String, String> told = scene.world().notifications();
    String sms = told.get("IncomingSMS");
    return new Subscriptions(
        told.get("CallChanged"), sms == null ? Map.of() : Map.of(scene.dialed(), sms));
  }

  /** The dial plan, unless the script under test routes; calls that stand are not its business. */
  private final class Plan implements Routing {
    private Routing now() {
      return routing == null || muted ? simulator : routing;
    }

    @Override
    public void resolve(Query query) {
      if (centre != null && centre.has(query.target())) centre.resolve(query);
      else now().resolve(query);
    }

    @Override
    public void cancel(long query) {
      if (centre != null) centre.cancel(query);
      now().cancel(query);
    }
  }

  private @Nullable Script extension(String number) {
    if (centre != null && centre.plan().ivr().containsKey(number)) return null; // no extension
    Engine.Source other = scene.others().get(number);
    if (other != null) return engine.extension(number, other);
    if (scene.context() != Context.EXTENSION || !number.equals(scene.dialed())) return null;
    return engine.extension(number, scene.script()).whenDone(this::done);
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
    engine.subscribe(subscriptions(scene));
    post.begin(scene.dialed());
    simulator.begin();
    if (agents != null) agents.begin();
    board.loop().execute(this::begin);
  }

  private void begin() {
    switch (scene.context()) {
      case EXTENSION, ROUTING -> {
        if (!scene.dialed().isEmpty()) simulator.call(scene.caller(), scene.dialed());
      }
      case THIRD_PARTY -> engine.thirdParty(document(), standing(), this::done);
      case MESSAGE, HTTP -> engine.message(document(), scene.variables(), this::done);
    }
  }

  private Document document() {
    return Objects.requireNonNull(scene.document(), "only a call fetches its script");
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
    return goesOn() && time.step();
  }

  /**
   * Lets the next thing happen when its time has come, or something that comes from outside before;
   * false when nothing more will.
   */
  public boolean step(VirtualTime.Pace pace) {
    return goesOn() && time.step(pace);
  }

  /** Nobody begins anything without being told from now on; calls that are up go on. */
  public void close() {
    simulator.close();
    if (agents != null) agents.close();
  }

  /** Once the script is over, what is left goes on, but not for ever. */
  private boolean goesOn() {
    if (!over()) return true;
    close();
    long next = time.untilNext();
    if (next < 0 || next > QUIET.toNanos()) return false;
    if (++afterwards == MOST_AFTERWARDS) {
      warn("this does not end; the rest is not shown");
    }
    return !endless();
  }

  /** Returns whether what is left after the script was stopped because it does not end. */
  public boolean endless() {
    return afterwards >= MOST_AFTERWARDS;
  }

  private boolean over() {
    return session != null || scene.context() == Context.ROUTING;
  }

  /** Returns the network, for people to act. */
  public Simulator network() {
    return simulator;
  }

  /** Returns the post office, for messages to arrive. */
  public PostTable post() {
    return post;
  }

  /** Returns the contact centre; null when the world has none. */
  public @Nullable Centre centre() {
    return centre;
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
