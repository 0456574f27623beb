package org.ozml.interpreter;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Result;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.service.Services;

/**
 * What all scripts of a system share, and where they begin. Use it on the switchboard's loop.
 *
 * @see Session
 */
public final class Engine {
  /** How often a web application is told one kind of thing without any time passing. */
  private static final int MOST_AT_ONCE = 100;

  private static final String EMPTY = "<Response/>";

  private final Switchboard board;
  private final Services services;
  private final DocumentReader reader;
  private final Handlers handlers;
  private final Trace trace;
  private final Settings settings;
  private final Predicate<String> extensions;
  private final Inbox inbox = new Inbox(this);
  private final Set<Session> sessions = new LinkedHashSet<>();
  private @Nullable CallChanges changes;
  private Subscriptions subscriptions = Subscriptions.NONE;
  private final Map<String, Integer> told = new HashMap<>();
  private long instant;
  private int scripts;

  /**
   * Makes an engine.
   *
   * @param extensions which API extensions there are, and may place calls
   */
  public Engine(
      Switchboard board,
      Services services,
      DocumentReader reader,
      Handlers handlers,
      Trace trace,
      Settings settings,
      Predicate<String> extensions) {
    this.board = board;
    this.services = services;
    this.reader = reader;
    this.handlers = handlers;
    this.trace = trace;
    this.settings = settings;
    this.extensions = extensions;
    services.messages().listen(inbox);
  }

  /** Returns the switchboard. */
  public Switchboard board() {
    return board;
  }

  /** Returns whether an API extension exists and may place calls. */
  public boolean hasExtension(String extension) {
    return extensions.test(extension);
  }

  /** Reads text as a document. */
  public Document read(String name, String text) {
    return reader.read(name, text);
  }

  /** Reads what a web application has answered; an empty body is an empty script. */
  Document answer(String name, byte[] body) {
    boolean blank = new String(body, StandardCharsets.UTF_8).isBlank();
    return blank ? read(name, EMPTY) : reader.read(name, body);
  }

  /** Reads what a database has answered, likewise. */
  Document answer(String name, String text) {
    return read(name, text.isBlank() ? EMPTY : text);
  }

  /** Returns what scripts reach outside of calls. */
  public Services services() {
    return services;
  }

  DocumentReader reader() {
    return reader;
  }

  /** Says who is told what happens outside of any script; at first nobody. */
  public void subscribe(Subscriptions all) {
    subscriptions = all;
    String url = all.callChanged();
    if (changes != null) board.forget(changes);
    changes = url == null ? null : new CallChanges(this, url);
    if (changes != null) board.watch(changes);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  Inbox inbox() {
    return inbox;
  }

  Handlers handlers() {
    return handlers;
  }

  Settings settings() {
    return settings;
  }

  Trace trace() {
    return trace;
  }

  boolean traces() {
    return trace != Trace.NONE;
  }

  /** Returns the runs that are not over, in the order in which they began. */
  public List<Session> sessions() {
    return List.copyOf(sessions);
  }

  void began(Session session) {
    sessions.add(session);
  }

  void ended(Session session) {
    sessions.remove(session);
  }

  int nextScript() {
    return ++scripts;
  }

  /**
   * Makes the script that answers for an API extension; give it to the routing, or let it call.
   *
   * @param extension the extension's number
   * @param source where its first document comes from
   */
  public ExtensionScript extension(String extension, Source source) {
    return new ExtensionScript(this, extension, source);
  }

  /**
   * Makes the script that sits in the caller's seat of a call that another script places.
   *
   * @param orderer told, too, what becomes of the call
   */
  public PlacedScript placed(String extension, Session orderer) {
    return new PlacedScript(this, extension, orderer);
  }

  Session session(PlacedScript seat, Call call) {
    return new Session(this, Context.EXTENSION, seat.owner(), call, seat, session -> {});
  }

  /** Where the first document of a script comes from. */
  public sealed interface Source {
    /** It is there already. */
    record Given(Document document) implements Source {}

    /** A web application is asked with IncomingCall or CallConnected. */
    record Url(String url) implements Source {}

    /** There is none: the call is hung up when it is answered. */
    record None() implements Source {}
  }

  /**
   * Runs a document that acts on a call between two others.
   *
   * @param call the call that its commands mean when they name none
   * @param done told the result of the run
   */
  public Session thirdParty(Document document, Call call, Consumer<Session> done) {
    return thirdParty(document, call, Map.of(), done);
  }

  Session thirdParty(
      Document document, Call call, Map<String, String> variables, Consumer<Session> done) {
    Session session = new Session(this, Context.THIRD_PARTY, "", call, null, done);
    variables.forEach(session::set);
    session.start(document);
    return session;
  }

  /**
   * Runs a document without a call: the answer to a message, or to a notification after the call
   * has ended.
   */
  public Session message(Document document, Map<String, String> variables, Consumer<Session> done) {
    return message(document, "", variables, done);
  }

  /** Runs the answer to a notification without a call, for the API extension that it concerns. */
  Session message(Document document, Notification notification, Consumer<Session> done) {
    String extension = notification.fields().getOrDefault("ApiExtension", "");
    return message(document, extension, notification.variables(), done);
  }

  private Session message(
      Document document, String extension, Map<String, String> variables, Consumer<Session> done) {
    Session session = new Session(this, Context.MESSAGE, extension, null, null, done);
    variables.forEach(session::set);
    session.start(document);
    return session;
  }

  /**
   * Runs a command that came over HTTP; it stands alone in its document.
   *
   * @param extension the API extension that is meant when it names none; empty: none
   */
  public Session http(Document document, String extension, Consumer<Session> done) {
    Session session = new Session(this, Context.HTTP, extension, null, null, done);
    session.start(document);
    return session;
  }

  /** Runs a document that says where a call goes; {@link Session#route} is the answer. */
  public Session routing(
      Document document, Call call, Map<String, String> variables, Consumer<Session> done) {
    Session session = new Session(this, Context.ROUTING, "", call, null, done);
    variables.forEach(session::set);
    session.start(document);
    return session;
  }

  /**
   * Tells a web application something outside of any script, and runs what it answers without a
   * call.
   *
   * @param script the run that ordered it, for the trace
   * @param url null: nobody wants to know
   */
  void tell(int script, @Nullable String url, Notification notification) {
    if (url != null) ask(script, url, notification, alone(notification));
  }

  /**
   * Asks a web application outside of any script, unless it has been told the same too often
   * already: an answer may bring about what is told next.
   *
   * @return whether it is asked
   */
  boolean ask(int script, String url, Notification notification, Request.Answer answer) {
    long now = board.now();
    if (now != instant) told.clear();
    instant = now;
    int times = told.merge(notification.name(), 1, Integer::sum);
    if (times <= MOST_AT_ONCE) {
      new Request(this, script, url, notification).send(answer);
    } else if (times == MOST_AT_ONCE + 1) {
      String text = "%s was told %d times without any time passing, and is not any more";
      trace.on(
          new ScriptEvent.Warned(now, script, text.formatted(notification.name(), MOST_AT_ONCE)));
    }
    return times <= MOST_AT_ONCE;
  }

  /** Runs the answer to a notification without a call. */
  Request.Answer alone(Notification notification) {
    return (request, document) -> {
      if (document != null && document.response() != null) {
        message(document, notification, session -> {});
      }
    };
  }

  /**
   * Tells the ErrorUrl of a call that something went wrong.
   *
   * @param failed the URL that could not be fetched or read; empty when it was none
   */
  void tellError(
      int script,
      @Nullable String url,
      Notification error,
      Result result,
      String command,
      String failed) {
    tell(
        script,
        url,
        error
            .with("Code", Integer.toString(result.code()))
            .with("Message", result.message())
            .with("Command", command)
            .with("Url", failed));
  }
}
