package org.ozml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Result;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.check.Checks;
import org.ozml.command.Commands;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.document.OtherCommand;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.RoutingScript;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Settings;
import org.ozml.interpreter.Subscriptions;
import org.ozml.service.Services;
import org.ozml.service.web.AddressRule;
import org.ozml.service.web.FetchBudget;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.HttpFetcher;

/**
 * Call scripts in a program of your own: read them, check them, and run them on telephones that you
 * supply.
 *
 * <p>You implement a {@link Host}: it dials, answers, plays and hangs up when it is told to, and
 * reports what happens to {@link #switchboard}. Who calls an API extension then talks to its
 * script:
 *
 * <pre>{@code
 * Ozml ozml = Ozml.with(host).extension("100", Ozml.parse(Path.of("menu.xml"))).build();
 * ozml.offer(System.nanoTime(), "1001", "100");
 * }</pre>
 *
 * <p>Reports may come from any thread; scripts run on the thread that brings one, one step after
 * another, and never wait on it. {@code examples/embed} is a whole program.
 */
public final class Ozml {
  private static final class Reader {
    static final DocumentReader SHARED = new DocumentReader(Limits.DEFAULT);
  }

  private final Map<String, Engine.Source> extensions;
  private final Switchboard switchboard;
  private final Engine engine;
  private final Routing plan;

  private Ozml(Builder builder) {
    extensions = Map.copyOf(builder.extensions);
    switchboard =
        new Switchboard(builder.host, new Plan(), builder.trace, builder.callIds, builder.limits);
    engine =
        new Engine(
            switchboard,
            builder.outside(),
            Reader.SHARED,
            builder.commands,
            builder.trace,
            builder.settings,
            number -> extensions.isEmpty() || extensions.containsKey(number));
    engine.subscribe(builder.subscriptions);
    Routing usual = builder.routing == null ? this::resolve : builder.routing;
    plan =
        builder.interception == null
            ? usual
            : new RoutingScript(engine, builder.interception, usual, this::script);
  }

  /** Where numbers lead; a routing that asks scripts needs the engine, which comes later. */
  private final class Plan implements Routing {
    @Override
    public void resolve(Query query) {
      plan.resolve(query);
    }

    @Override
    public void cancel(long query) {
      plan.cancel(query);
    }
  }

  // ---- documents

  /**
   * Reads a document. Any input gives one: see {@link Document#response} whether it can run, and
   * {@link Document#diagnostics} why not.
   *
   * @param name what diagnostics call it
   */
  public static Document parse(String name, byte[] bytes) {
    return Reader.SHARED.read(name, bytes);
  }

  /** Reads a document from a text. */
  public static Document parse(String name, String text) {
    return Reader.SHARED.read(name, text);
  }

  /** Reads a document from a file. */
  public static Document parse(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /** Returns everything that is wrong or suspicious in a document, in the order of its text. */
  public static List<Diagnostic> check(Document document) {
    return Checks.check(document);
  }

  // ---- running them

  /** Begins to set up a system on somebody's telephones. */
  public static Builder with(Host host) {
    return new Builder(host);
  }

  /** Returns the switchboard: where the host reports, and where calls can be seen. */
  public Switchboard switchboard() {
    return switchboard;
  }

  /** Returns the engine, which runs documents in other ways than those offered here. */
  public Engine engine() {
    return engine;
  }

  /**
   * A device calls a number, for instance that of an API extension.
   *
   * @param at the host's clock
   * @return the device's leg; the host may be told to answer it before this returns
   */
  public Leg offer(long at, String from, String to) {
    Leg leg = switchboard.offer(from, from);
    switchboard.report(new Report.Offered(at, leg, "", to));
    return leg;
  }

  /**
   * Runs a script that acts on a call between two others.
   *
   * @param callId the call that its commands mean when they name none
   * @param done told what came of it: 200, or the first other result; 601 when there is no such
   *     call
   */
  public void run(Document document, String callId, Consumer<Result> done) {
    switchboard
        .loop()
        .execute(
            () -> {
              Call call = switchboard.call(callId);
              if (call == null) done.accept(Result.callNotFound(callId));
              else engine.thirdParty(document, call, session -> done.accept(session.result()));
            });
  }

  /**
   * Returns a script that answers for an API extension, for a {@link Routing} of your own; null
   * when there is no such extension.
   */
  public @Nullable Script script(String extension) {
    Engine.Source source = extensions.get(extension);
    return source == null ? null : engine.extension(extension, source);
  }

  /** The usual dial plan: a number is an API extension, or a device of the host. */
  private void resolve(Routing.Query query) {
    switchboard.report(new Report.Routed(switchboard.now(), query.id(), route(query)));
  }

  private Route route(Routing.Query query) {
    if (query.last() != null) return new Route.Nothing(query.last());
    Script script = script(query.target());
    if (script != null) return new Route.ToScript(script);
    return query.target().isBlank()
        ? new Route.Nothing(Failure.NOT_FOUND)
        : new Route.Ring(List.of(query.target()), null, null);
  }

  /** Sets up a system. Everything but the host has a default. */
  public static final class Builder {
    private final Host host;
    private final Map<String, Engine.Source> extensions = new HashMap<>();
    private final Commands commands = new Commands();
    private @Nullable Routing routing;
    private Engine.@Nullable Source interception;
    private Subscriptions subscriptions = Subscriptions.NONE;
    private @Nullable Services services;
    private @Nullable Fetcher fetcher;
    private Trace trace = Trace.NONE;
    private Settings settings = Settings.DEFAULT;
    private Switchboard.Limits limits = Switchboard.Limits.DEFAULT;
    private Supplier<String> callIds =
        () -> UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private Builder(Host host) {
      this.host = host;
    }

    /** An API extension that a script answers. */
    public Builder extension(String number, Document script) {
      extensions.put(number, new Engine.Source.Given(script));
      return this;
    }

    /** An API extension whose script a web application gives. */
    public Builder extension(String number, String url) {
      extensions.put(number, new Engine.Source.Url(url));
      return this;
    }

    /**
     * A command that OzML does not have.
     *
     * @param element the element's name; case does not matter
     * @param handler makes a new handler each time it runs; one that is over at once is a lambda:
     *     {@code (command, session) -> () -> Step.OK}
     */
    public Builder command(String element, BiFunction<OtherCommand, Session, Handler> handler) {
      commands.with(element, handler);
      return this;
    }

    /** Where numbers lead; otherwise each is an API extension or a device. */
    public Builder routing(Routing plan) {
      routing = plan;
      return this;
    }

    /**
     * Asks a web application where calls go (RoutingInterception), before ringing and again when
     * nobody was reached; where it does not say, the routing decides.
     */
    public Builder interception(String url) {
      interception = new Engine.Source.Url(url);
      return this;
    }

    /** Who is told what happens outside of scripts; otherwise nobody. */
    public Builder subscriptions(Subscriptions told) {
      subscriptions = told;
      return this;
    }

    /**
     * How web applications are asked; otherwise over HTTP, at public addresses only, which needs
     * Apache HttpClient 5 on the class path.
     */
    public Builder fetcher(Fetcher web) {
      fetcher = web;
      return this;
    }

    /**
     * What scripts reach outside of calls; otherwise only web applications. A {@link #fetcher}
     * takes the place of the one in it.
     */
    public Builder services(Services outside) {
      services = outside;
      return this;
    }

    /** Who is told everything that happens; otherwise nobody. */
    public Builder trace(Trace listener) {
      trace = listener;
      return this;
    }

    /** Limits and choices of the interpreter. */
    public Builder settings(Settings choices) {
      settings = choices;
      return this;
    }

    /** How long calls and ringing may last. */
    public Builder limits(Switchboard.Limits longest) {
      limits = longest;
      return this;
    }

    /** What makes ids for calls: short, alphanumeric, never the same twice. */
    public Builder callIds(Supplier<String> ids) {
      callIds = ids;
      return this;
    }

    private Services outside() {
      if (fetcher != null) return services == null ? Services.of(fetcher) : services.with(fetcher);
      return services == null
          ? Services.of(new HttpFetcher(FetchBudget.DEFAULT, AddressRule.PUBLIC_ONLY, null))
          : services;
    }

    /** Builds the system. */
    public Ozml build() {
      return new Ozml(this);
    }
  }
}
