package org.ozml.pbx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.Host;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.command.Commands;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Numbers;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.RoutingScript;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Settings;
import org.ozml.interpreter.Snapshot;
import org.ozml.interpreter.Subscriptions;
import org.ozml.listing.CallLog;
import org.ozml.service.Services;
import org.ozml.service.data.PastCall;

/**
 * A running phone system on somebody's telephones. Everything about calls happens on the
 * switchboard's loop: {@link #order} and {@link #ask} bring things there from any thread.
 */
public final class PhoneSystem {
  private static final System.Logger LOG = System.getLogger(PhoneSystem.class.getName());
  private static final Document ECHO = echo();

  private final Switchboard board;
  private final Engine engine;
  private final DialPlan plan = new DialPlan(this);
  private final CallLog log;
  private final Scripts scripts;
  private final int mostCalls;
  private final List<Trace> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong refused = new AtomicLong();
  private volatile Numbers numbers = Numbers.NONE;
  private volatile Numbers answering = Numbers.NONE;
  private volatile boolean stopping;
  private final CompletableFuture<Void> idle = new CompletableFuture<>();

  /**
   * Sets up a system without numbers; the host is to be connected with its {@link #board}.
   *
   * @param callIds makes ids for calls: short, alphanumeric, never the same twice
   * @param services what scripts reach outside of calls
   * @param begun takes each call that begins; must be quick
   * @param history takes each call that has ended; must be quick
   * @param mostCalls calls at a time; the next is busy
   */
  public PhoneSystem(
      Host host,
      Supplier<String> callIds,
      Services services,
      Settings settings,
      Consumer<PastCall> begun,
      Consumer<PastCall> history,
      int mostCalls) {
    DocumentReader reader = new DocumentReader(Limits.DEFAULT);
    this.mostCalls = mostCalls;
    scripts = new Scripts(reader, PhoneSystem::said);
    board = new Switchboard(host, plan, this::tell, callIds, Switchboard.Limits.DEFAULT);
    engine =
        new Engine(
            board,
            services.with(scripts.before(services.web())),
            reader,
            new Commands(),
            this::tell,
            settings,
            this::isApiExtension);
    log =
        new CallLog(
            board::call,
            number -> numbers.extension(number) != null,
            InstantSource.system(),
            begun,
            history);
    listeners.add(log);
    listeners.add(this::watchForTheEnd);
  }

  private static Document echo() {
    try (InputStream in = PhoneSystem.class.getResourceAsStream("echo-test.xml")) {
      if (in == null) throw new IllegalStateException("echo-test.xml is missing");
      return new DocumentReader(Limits.DEFAULT).read("echo test", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- numbers

  /** The same, where scripts answer for the numbers only. */
  public void configure(Numbers next, Map<String, String> notifications) {
    configure(next, next, notifications);
  }

  /**
   * Takes on numbers, and who is told what happens; calls that go on keep what they have.
   *
   * @param scripted all that scripts answer for, also behind other names than numbers
   * @param notifications URLs by the notification's name: CallChanged, RoutingInterception,
   *     IncomingSMS
   */
  public void configure(Numbers next, Numbers scripted, Map<String, String> notifications) {
    scripts.keep(scripted);
    numbers = next;
    answering = scripted;
    Map<String, String> sms = new HashMap<>();
    for (Extension one : next.extensions()) {
      String own = one instanceof Extension.Web web ? web.sms() : "";
      String url = own.isEmpty() ? notifications.get("IncomingSMS") : own;
      if (url != null) sms.put(one.number(), url);
    }
    Subscriptions told = new Subscriptions(notifications.get("CallChanged"), sms);
    String first = notifications.get("RoutingInterception");
    board
        .loop()
        .execute(
            () -> {
              engine.subscribe(told);
              plan.intercept(first == null ? null : interception(first));
            });
  }

  private RoutingScript interception(String url) {
    return new RoutingScript(engine, new Engine.Source.Url(url), plan.usual(), this::script);
  }

  /** Leaves some targets to somebody else, also those of calls that go on. */
  public void leave(Predicate<String> targets, Routing by) {
    board.loop().execute(() -> plan.leave(targets, by));
  }

  /** Returns the numbers that new calls are made with. */
  public Numbers numbers() {
    return numbers;
  }

  /** Returns whether a number is an API extension: scripts answer for it, and may call from it. */
  public boolean isApiExtension(String number) {
    Extension one = answering.extension(number);
    return one != null && !(one instanceof Extension.Phone);
  }

  /** Returns the API extension that places calls which name none; empty when there is none. */
  public String firstApiExtension() {
    return numbers.extensions().stream()
        .map(Extension::number)
        .filter(this::isApiExtension)
        .findFirst()
        .orElse("");
  }

  /** Returns whether an API extension has a script for its next call. */
  public boolean hasScript(Extension extension) {
    return !(source(extension) instanceof Engine.Source.None);
  }

  private @Nullable Script script(String number) {
    Extension one = numbers.extension(number);
    return one == null || one instanceof Extension.Phone ? null : script(one);
  }

  /** Makes the script that answers for an API extension in one call. */
  public Script script(Extension extension) {
    return engine.extension(extension.number(), source(extension));
  }

  private Engine.Source source(Extension extension) {
    if (extension instanceof Extension.Web web) return new Engine.Source.Url(web.url());
    if (extension instanceof Extension.Echo) return new Engine.Source.Given(ECHO);
    Document document = null;
    if (extension instanceof Extension.Script one) document = scripts.current(one.file());
    if (extension instanceof Extension.Folder folder) {
      document = scripts.current(folder.folder().resolve(Extension.Folder.FIRST));
    }
    return document == null ? new Engine.Source.None() : new Engine.Source.Given(document);
  }

  // ---- what others see

  /** Returns the switchboard, where the host reports. */
  public Switchboard board() {
    return board;
  }

  /** Returns the engine; to be used on the loop. */
  public Engine engine() {
    return engine;
  }

  /** Returns the calls in progress as lists show them; to be asked on the loop. */
  public CallLog log() {
    return log;
  }

  /** Returns the scripts on disk. */
  public Scripts scripts() {
    return scripts;
  }

  /** Returns where others add to the stream of events, on the loop. */
  public Trace trace() {
    return this::tell;
  }

  /** Lets somebody read the stream of events, on the loop; must be quick. */
  public void listen(Trace listener) {
    listeners.add(listener);
  }

  /** Does not tell somebody any more. */
  public void forget(Trace listener) {
    listeners.remove(listener);
  }

  /** A listener that fails must not cost anybody a call. */
  private void tell(TraceEvent event) {
    for (Trace listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "internal error in a listener", e);
      }
    }
  }

  private static String words(Diagnostic finding) {
    return finding.advice() == null
        ? finding.headline()
        : finding.headline() + "; " + finding.advice();
  }

  private static void said(Scripts.Shelved one) {
    if (one.refused()) {
      LOG.log(
          Level.ERROR, one.file() + " has changed and cannot be used; the version before goes on");
    } else if (one.used() == null) {
      LOG.log(Level.ERROR, one.file() + " is not there or cannot be read; calls to it fail");
    } else {
      LOG.log(Level.INFO, one.file() + " is read");
    }
    one.findings().forEach(finding -> LOG.log(Level.WARNING, words(finding)));
  }

  // ---- orders

  /** Does something about calls on the loop, at the host's time. */
  public void order(Runnable task) {
    board.loop().execute(() -> board.startTimer(Duration.ZERO, timer -> task.run()));
  }

  /** Looks at something on the loop. */
  public <T> CompletionStage<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    board
        .loop()
        .execute(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }

  /**
   * Something that a script waits for at most so long.
   *
   * @param at the command: a menu, a Delay, a Record
   */
  public record Waiting(Snapshot.Frame at, Duration left) {}

  /** Tells on the loop what the scripts of a call wait for; nothing when there is no such call. */
  public void waiting(String callId, Consumer<List<Waiting>> told) {
    order(() -> told.accept(waiting(board.call(callId))));
  }

  private List<Waiting> waiting(@Nullable Call call) {
    List<Waiting> all = new ArrayList<>();
    if (call == null) return all;
    List<Session> its = engine.sessions().stream().filter(one -> one.call() == call).toList();
    board
        .timers()
        .forEach(
            (timer, left) -> {
              for (Session one : its) {
                Snapshot.Frame at = one.awaiting(timer);
                if (at != null) all.add(new Waiting(at, left));
              }
            });
    return all;
  }

  // ---- the end

  /** Returns whether a new call is taken. */
  boolean takesCalls() {
    // The call that asks is one of them.
    if (!stopping && board.calls().size() <= mostCalls) return true;
    refused.incrementAndGet();
    LOG.log(
        Level.INFO,
        stopping
            ? "a call is refused: the system stops"
            : "a call is refused: {0} are up, which is the limit",
        Integer.toString(mostCalls));
    return false;
  }

  /** Returns how many calls were refused because there were too many, or the end was near. */
  public long refusedCalls() {
    return refused.get();
  }

  /** Returns whether it is being stopped. */
  public boolean stopping() {
    return stopping;
  }

  /**
   * Takes no new calls from now on.
   *
   * @return done when the last call has ended
   */
  public CompletionStage<Void> drain() {
    stopping = true;
    board.loop().execute(this::perhapsIdle);
    return idle;
  }

  /** Hangs up whoever is left. */
  public void hangUpAll() {
    order(() -> List.copyOf(board.calls()).forEach(call -> board.hangUp(call.id())));
  }

  private void watchForTheEnd(TraceEvent event) {
    boolean ended = event instanceof CallEvent.StateChanged change && change.state().terminal();
    if (stopping && ended) board.loop().execute(this::perhapsIdle);
  }

  private void perhapsIdle() {
    if (stopping && board.calls().isEmpty()) idle.complete(null);
  }

  /** Returns a call in progress; null when there is none with the id. To be asked on the loop. */
  public @Nullable Call call(String id) {
    return board.call(id);
  }
}
