package org.ozml.interpreter;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.Role;
import org.ozml.call.Route;
import org.ozml.call.Script.Leaving;
import org.ozml.call.Seat;
import org.ozml.call.Switchboard;
import org.ozml.document.Block;
import org.ozml.document.Branch;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.Party;
import org.ozml.document.Scope;
import org.ozml.document.Statement;
import org.ozml.document.UserInput;
import org.ozml.document.Value;
import org.ozml.document.Variable;
import org.ozml.document.Way;
import org.ozml.service.Services;
import org.ozml.service.data.Database;
import org.ozml.service.file.Folders;

/**
 * One run of a script, as its handlers see it: the call, the variables, timers, web applications.
 * Everything that a command waits for is ordered here or at the {@link #board}, and comes back as
 * an {@link Event}.
 */
public final class Session implements Operation.Listener, Switchboard.TimerListener {
  private static final System.Logger LOG = System.getLogger(Session.class.getName());

  /** What a document from the database is called, where others have a URL. */
  private static final String SELECTED = "the selected script";

  private final Engine engine;
  private final Context context;
  private final String extension;
  private final @Nullable SeatedScript seat;
  private final Consumer<Session> done;
  private final int number;
  private final Interpreter interpreter = new Interpreter(this);
  private @Nullable Call call;
  private @Nullable Map<String, Variable> variables;
  private @Nullable Map<String, List<Variable>> arrays;
  private @Nullable Request request;
  private @Nullable Arrival<?> errand;
  private @Nullable Route route;
  private Result result = Result.OK;
  private int jumps;
  private boolean aborted;
  private boolean deserted;
  private boolean over;

  Session(
      Engine engine,
      Context context,
      String extension,
      @Nullable Call call,
      @Nullable SeatedScript seat,
      Consumer<Session> done) {
    this.engine = engine;
    this.context = context;
    this.extension = extension;
    this.call = call;
    this.seat = seat;
    this.done = done;
    this.number = engine.nextScript();
  }

  // ---- what the script is about

  /** Returns what the script stands in for. */
  public Context context() {
    return context;
  }

  /** Returns the call that commands mean when they name none; null when there is none. */
  public @Nullable Call call() {
    return call;
  }

  /** Returns the API extension whose script this is; empty when it is none's. */
  public String extension() {
    return extension;
  }

  /** Returns the switchboard, to order operations with this session as their listener. */
  public Switchboard board() {
    return engine.board();
  }

  /** Returns what all scripts share. */
  public Engine engine() {
    return engine;
  }

  /** Returns the limits and choices. */
  public Settings settings() {
    return engine.settings();
  }

  /** Returns the first result other than 200, or 200: the outcome of the run so far. */
  public Result result() {
    return result;
  }

  /**
   * Returns whether the script was stopped because it would not have ended, or by a fault of ours.
   */
  public boolean aborted() {
    return aborted;
  }

  /** Returns whether the script has ended. */
  public boolean over() {
    return over;
  }

  /** Returns where the call is to go; null when no Route has said so. */
  public @Nullable Route route() {
    return route;
  }

  /** Says where the call is to go. */
  public void route(Route decision) {
    route = decision;
  }

  // ---- parameters

  /** Returns the id of the call that a command acts on: in an API extension call always its own. */
  public String callId(@Nullable Value<String> given) {
    if (given != null && context != Context.EXTENSION) return value(given);
    return call == null ? "" : call.id();
  }

  /** Returns the seat that a party names; null: all, and always all in an API extension call. */
  public @Nullable Role role(Value<Party> party) {
    if (context == Context.EXTENSION) return null;
    return role(value(party));
  }

  /** Returns the seat that a party names; null: all. */
  public static @Nullable Role role(Party party) {
    return switch (party) {
      case CALLER -> Role.CALLER;
      case CALLEE -> Role.CALLEE;
      case ALL -> null;
    };
  }

  /** Returns a value with its references replaced. It was checked before the command began. */
  public <T> T value(Value<T> value) {
    T constant = value.constant();
    if (constant != null) return constant;
    T resolved = value.resolve(this::find);
    if (resolved == null) throw new IllegalStateException("unchecked value " + value);
    return resolved;
  }

  /** Returns a value with its references replaced, or null when it is not given. */
  public <T> @Nullable T optional(@Nullable Value<T> value) {
    return value == null ? null : value(value);
  }

  /**
   * Returns the first parameter whose references lead to something unusable; warns of undefined
   * ones.
   */
  @Nullable String unresolvable(Command command) {
    return command.fault(scope(command));
  }

  /** Returns the variables as a command sees them; it warns of those that are not set. */
  public Scope scope(Command command) {
    return new Scope() {
      @Override
      public @Nullable Variable find(String name) {
        return Session.this.find(name);
      }

      @Override
      public void undefined(String reference) {
        // A menu sets it itself, before it uses its own parameters.
        if (command instanceof UserInput && reference.equalsIgnoreCase("$DtmfDigits")) return;
        warn("%s in %s is not set; it stays as written".formatted(reference, command.name()));
      }
    };
  }

  // ---- variables

  /** Sets a variable, replacing an earlier one. */
  public void set(String name, String value) {
    if (variables == null) variables = new HashMap<>(4);
    variables.put(lower(name), new Variable(value));
  }

  /** Takes over the variables that another run has now. */
  public void inherit(Session other) {
    variables = new HashMap<>();
    if (other.variables != null) variables.putAll(other.variables);
    other.interpreter.collect(variables);
    if (other.arrays != null) arrays = new HashMap<>(other.arrays);
  }

  /**
   * Finds a variable: of a block that runs, set by the script, or a field of the notification that
   * it answers.
   */
  public @Nullable Variable find(String name) {
    Variable set = interpreter.find(name);
    if (set == null && variables != null) set = variables.get(name);
    if (set != null) return set;
    String value = call == null ? null : field(call, name);
    if (value == null && name.equals("apiextension")) value = extension;
    if (value == null && name.equals("username")) value = extension;
    if (value == null && name.equals("oldmessagepath")) value = oldMessagePath();
    return value == null ? null : new Variable(value);
  }

  /** Only an extension has voicemails; where there is none, an empty path leads nowhere. */
  private String oldMessagePath() {
    return extension.isEmpty() ? "" : services().folders().path(extension, Folders.Box.OLD);
  }

  private static @Nullable String field(Call call, String name) {
    return switch (name) {
      case "callid" -> call.id();
      case "callstate" -> call.state().word();
      case "callerid" -> call.shown().number();
      case "callerdisplayname" -> call.shown().name();
      case "dialed" -> call.dialed();
      default -> null;
    };
  }

  /** Sets an array, replacing an earlier one. */
  public void setArray(String name, List<Variable> items) {
    if (arrays == null) arrays = new HashMap<>(4);
    arrays.put(lower(name), List.copyOf(items));
  }

  /** Finds an array that the script has set; null when there is none. */
  public @Nullable List<Variable> array(String name) {
    return arrays == null ? null : arrays.get(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  // ---- time

  /** Returns the time, in nanoseconds on the host's clock. */
  public long now() {
    return board().now();
  }

  /** Starts a timer; {@link Event.TimerFired} follows. */
  public long startTimer(Duration after) {
    return board().startTimer(after, this);
  }

  /** Stops a timer; one that is over, or 0, is no error. */
  public void cancelTimer(long timer) {
    board().cancelTimer(timer);
  }

  // ---- web applications

  /** Makes a notification with the fields that are always present. */
  public Notification notification(String name) {
    return Notification.of(name, call, extension);
  }

  /** Asks a web application; {@link Event.Fetched} follows. One at a time. */
  public long request(String url, Notification notification) {
    Request next = new Request(engine, number, url, notification);
    request = next;
    next.send((id, document) -> on(new Event.Fetched(id, document)));
    return next.id();
  }

  /** Gives up the request or the selection that is under way. */
  public void cancelRequest() {
    if (request != null) request.cancel();
    request = null;
    forget();
  }

  /** Leaves the request that is under way to itself: what is answered runs without a call. */
  public void leaveRequest(Notification notification) {
    if (request != null) request.answerTo(engine.alone(notification));
    request = null;
  }

  /**
   * Tells a web application something; what it answers runs without a call. Null: nobody wants to
   * know.
   */
  public void tell(@Nullable String url, Notification notification) {
    engine.tell(number, url, notification);
  }

  /**
   * Tells an ErrorUrl, if there is one, that a command failed.
   *
   * @param concerned the call that it was about; null: none
   * @param extension the API extension concerned; empty: none
   * @param failed the URL that could not be used; empty when it was none
   */
  public void tellError(
      @Nullable String url,
      @Nullable Call concerned,
      String extension,
      Result failure,
      String command,
      String failed) {
    Notification error = Notification.of("Error", concerned, extension);
    engine.tellError(number, url, error, failure, command, failed);
  }

  /** Returns the ErrorUrl that the call was placed with. */
  public @Nullable String errorUrl() {
    return seat == null ? null : seat.errorUrl();
  }

  // ---- messages

  /**
   * Waits for a message; {@link Event.MessageArrived} follows when one comes, to whoever has waited
   * longest for it.
   *
   * @param connection through which, such as admin@localhost
   * @param address of the sender; null: any
   */
  public long awaitMessage(String connection, @Nullable String address) {
    return engine.inbox().await(this, connection, address);
  }

  /** Does not wait for a message any more; one that has come, or 0, is no error. */
  public void forgetMessage(long wait) {
    engine.inbox().forget(wait);
  }

  // ---- services

  /** Returns what scripts reach outside of calls. */
  public Services services() {
    return engine.services();
  }

  /**
   * Orders something that a service answers later; {@link Event.Answered} follows, unless {@link
   * #forget} comes first. One at a time.
   *
   * @param order gives the order, and to whom the answer goes
   */
  public <T> long ask(Consumer<Consumer<T>> order) {
    return ask(board().newId(), order, (id, answer) -> on(new Event.Answered(id, answer)));
  }

  private <T> long ask(long id, Consumer<Consumer<T>> order, BiConsumer<Long, T> then) {
    Arrival<T> next = new Arrival<>(board(), answer -> then.accept(id, answer));
    errand = next;
    order.accept(next);
    return id;
  }

  /** Selects a document from the database; {@link Event.Fetched} follows. One at a time. */
  public long select(Statement statement) {
    long id = board().newId();
    trace(new ScriptEvent.Selected(now(), number, id, statement.sql(), statement.parameters()));
    return this.<Database.Answer>ask(
        id,
        answer -> services().database().select(statement.sql(), statement.parameters(), answer),
        this::selected);
  }

  private void selected(long id, Database.Answer answer) {
    Document document = null;
    String words;
    if (answer instanceof Database.Answer.Found found) {
      document = engine.answer(SELECTED, found.text());
      words = Request.words(document);
    } else {
      words = answer instanceof Database.Answer.Failed failed ? failed.reason() : "there is no row";
    }
    trace(ScriptEvent.Answered.of(now(), number, id, words, document));
    on(new Event.Fetched(id, document));
  }

  /** Does not want the answer of {@link #ask} any more; what was ordered is done all the same. */
  public void forget() {
    if (errand != null) errand.forget();
    errand = null;
  }

  /** Counts a jump to another document; false when the call has made too many. */
  public boolean jump() {
    return ++jumps <= settings().jumps();
  }

  /** A command begins to take keys: whoever answers it in a simulation may press some now. */
  public void awaitsKeys(Command command) {
    if (engine.traces()) {
      trace(new ScriptEvent.KeysAwaited(now(), number, callName(), command.place()));
    }
  }

  /** A command that waited goes on, in a way for which no block stands in the document. */
  public void goesOn(Command command, Way way) {
    if (engine.traces()) {
      trace(
          new ScriptEvent.WentOn(now(), number, callName(), command.name(), command.place(), way));
    }
  }

  /** Tells the author something, in the trace. */
  public void warn(String text) {
    trace(new ScriptEvent.Warned(now(), number, text));
  }

  /** Tells what happened; the run's {@link #number} and the time {@link #now} go into the event. */
  public void trace(ScriptEvent event) {
    engine.trace().on(event);
  }

  /** Returns the number of the run, for the trace. */
  public int number() {
    return number;
  }

  /** Returns what the run is at. */
  public Snapshot snapshot() {
    Map<String, Variable> set = new HashMap<>();
    if (variables != null) set.putAll(variables);
    interpreter.collect(set);
    Map<String, String> values = new TreeMap<>();
    set.forEach(
        (name, variable) -> {
          values.put(name, variable.text());
          variable.members().forEach((member, text) -> values.put(name + "." + member, text));
        });
    Map<String, List<String>> lists = new TreeMap<>();
    if (arrays != null) {
      arrays.forEach((name, items) -> lists.put(name, items.stream().map(Variable::text).toList()));
    }
    return new Snapshot(number, context, callName(), interpreter.frames(), values, lists);
  }

  /** Returns the command that waits for a timer, for who looks at a run; null when none does. */
  public Snapshot.@Nullable Frame awaiting(long timer) {
    return interpreter.awaiting(timer);
  }

  // ---- life

  /**
   * Returns whether nobody has taken the script's seat in its call; one that has no seat has none
   * to lose.
   */
  public boolean seated() {
    return seat == null || deserted || seat.sitsIn(call);
  }

  /** Returns whether the script's own call has ended, and a part of the script has outlived it. */
  public boolean deserted() {
    return deserted;
  }

  /** The script's own call has ended, and the script goes on without it. */
  void desert() {
    deserted = true;
  }

  Result callGone() {
    return Result.callNotFound(callName());
  }

  /** Returns whether the script's own call is in progress, with or without the script. */
  public boolean inCall() {
    return call != null && !call.state().terminal();
  }

  /** Returns whether the script's own call has not been answered yet. */
  public boolean rings() {
    return call != null && call.state() == CallState.RINGING;
  }

  /** Returns whether this script sits in a seat. */
  public boolean isSeat(Seat place) {
    return seat != null && place.occupant() == seat;
  }

  /** Refuses the call that rings here; false when it has been answered already. */
  public boolean reject() {
    return seat != null && seat.refuse();
  }

  /** Runs a command that stands in no document. */
  void start(String source, Handler whole) {
    engine.began(this);
    trace(new ScriptEvent.Started(now(), number, callName(), context, source));
    guarded(() -> interpreter.start(whole));
  }

  void start(Document document) {
    engine.began(this);
    guarded(
        () -> {
          Block program = enters(document);
          if (program == null) finish();
          else interpreter.start(program);
        });
  }

  /** The switchboard put this script's seat into a call. */
  void call(Call next) {
    call = next;
  }

  /** Another document begins; null when it cannot be read. */
  @Nullable Block enters(Document document) {
    engine
        .trace()
        .on(new ScriptEvent.Started(now(), number, callName(), context, document.source().name()));
    if (document.response() == null) note(Result.parseError(document.reason()));
    return document.response();
  }

  /** Offers an event to what runs. */
  public void on(Event event) {
    if (!over) guarded(() -> interpreter.on(event));
  }

  /**
   * The script's own call has ended: stops what needs it inside the command that must go on; false
   * when none must.
   */
  public boolean outlivesCall() {
    return interpreter.outlivesCall();
  }

  /** Returns whether a command is being executed. */
  boolean runs(Handler handler) {
    return interpreter.runs(handler);
  }

  @Override
  public void ended(Operation operation) {
    on(new Event.Ended(operation));
  }

  @Override
  public void fired(long timer) {
    on(new Event.TimerFired(timer));
  }

  /** Runs a piece of the script; a fault of ours ends this script and no other. */
  private void guarded(Runnable piece) {
    try {
      piece.run();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(System.Logger.Level.ERROR, "internal error in script " + number, e);
      abort("internal error: " + e);
    }
  }

  @Nullable Handler handler(Command command) {
    return engine.handlers().of(command, this);
  }

  void started(Command command) {
    if (engine.traces()) {
      trace(
          new ScriptEvent.CommandStarted(
              now(), number, callName(), command.name(), command.place()));
    }
  }

  void ended(Command command, Result outcome) {
    note(outcome);
    if (engine.traces()) {
      trace(
          new ScriptEvent.CommandEnded(
              now(), number, callName(), command.name(), command.place(), outcome));
    }
  }

  void entered(Block block) {
    if (engine.traces() && block != Branch.EMPTY) {
      trace(new ScriptEvent.BlockEntered(now(), number, callName(), block.name(), block.place()));
    }
  }

  private void note(Result outcome) {
    if (result.ok()) result = outcome;
  }

  private String callName() {
    return call == null ? "" : call.id();
  }

  /** The script's end is reached: an API extension's call is hung up. */
  void finish() {
    finish(deserted ? "the call has ended" : "end of script");
  }

  private void finish(String reason) {
    close(reason);
    if (seat != null && seat.sitsIn(call) && call != null) board().leave(call, seat);
  }

  /** The seat is gone. */
  void left(Leaving why) {
    if (over) return;
    deserted = why == Leaving.HUNG_UP;
    if (deserted && outlivesCall()) return;
    interpreter.stop();
    close(why == Leaving.HUNG_UP ? "the call has ended" : "the call goes on without the script");
  }

  /** The script must not go on. */
  void abort(String reason) {
    if (over) return;
    aborted = true;
    interpreter.stop();
    engine.trace().on(new ScriptEvent.Aborted(now(), number, callName(), reason));
    finish("aborted");
  }

  private void close(String reason) {
    if (over) return;
    over = true;
    engine.ended(this);
    cancelRequest();
    forget();
    engine.trace().on(new ScriptEvent.Finished(now(), number, callName(), result, reason));
    done.accept(this);
  }
}
