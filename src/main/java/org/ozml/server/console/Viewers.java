package org.ozml.server.console;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Json;
import org.ozml.scenario.TraceJson;
import org.ozml.scenario.Transcript;
import org.ozml.server.Visit;

/**
 * The pages that are looked at, and what is written to them: events at once, rows of calls a few
 * times a second. All of it is made on one thread; while nobody looks nothing is.
 */
final class Viewers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Viewers.class.getName());

  /** How many pages may be open at a time. */
  static final int MOST = 100;

  private static final Duration PACE = Duration.ofMillis(40);
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final int QUEUE = 20_000;
  private static final int ROWS = 100;
  private static final int ENDED = 10;
  private static final byte[] BEAT_COMMENT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  private final Supplier<List<Row>> rows;
  private final Predicate<Viewer> mayStay;
  private final Supplier<Map<String, @Nullable Object>> greeting;
  private final Consumer<Viewer> left;
  private final Phones phones;
  private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();
  private final BlockingQueue<Books.Entry> news = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean awake = new AtomicBoolean();
  private final AtomicBoolean overflow = new AtomicBoolean();
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "console");
            made.setDaemon(true);
            return made;
          });

  /**
   * Makes it, without any.
   *
   * @param rows all calls, oldest first
   * @param greeting what a page is told first
   * @param mayStay whether the login of a page is still good
   */
  Viewers(
      Supplier<List<Row>> rows,
      Supplier<Map<String, @Nullable Object>> greeting,
      Predicate<Viewer> mayStay,
      Phones phones) {
    this.rows = rows;
    this.greeting = greeting;
    this.mayStay = mayStay;
    this.phones = phones;
    this.left = phones::leave;
    var unused =
        thread.scheduleWithFixedDelay(
            () -> safely(this::beat), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns how many there are. */
  int count() {
    return viewers.size();
  }

  /** Returns the viewer with an id; null: there is none. */
  @Nullable Viewer find(String id) {
    return viewers.get(id);
  }

  /**
   * Begins to write to a page.
   *
   * @return false when there are too many; nothing is answered then
   */
  boolean admit(Visit visit, String user, String login) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Viewer viewer = new Viewer(id, user, login, visit, () -> gone(id));
    synchronized (viewers) {
      if (viewers.size() >= MOST) return false;
      viewers.put(id, viewer);
    }
    visit.response().setStatus(200);
    visit
        .with(HttpHeader.CONTENT_TYPE, "text/event-stream;charset=utf-8")
        .with(HttpHeader.CACHE_CONTROL, "no-store");
    Request.addCompletionListener(visit.request(), failure -> viewer.end());
    visit.request().addFailureListener(viewer::fail);
    Map<String, @Nullable Object> hello = new LinkedHashMap<>(greeting.get());
    hello.put("viewer", id);
    viewer.send(message("hello", hello));
    later(() -> show(viewer, rows.get()));
    return true;
  }

  private void gone(String id) {
    Viewer viewer = viewers.remove(id);
    if (viewer != null) left.accept(viewer);
  }

  /** Closes the pages that came with a login. */
  void logOut(String login) {
    for (Viewer one : List.copyOf(viewers.values())) if (one.login().equals(login)) one.end();
  }

  /** Shows a page what it wants to see from now on. */
  void refresh(Viewer viewer) {
    later(() -> show(viewer, rows.get()));
  }

  /** Takes an event; on the switchboard's loop. */
  void tell(Books.Entry entry) {
    if (viewers.isEmpty()) return;
    if (!news.offer(entry)) overflow.set(true);
    wake();
  }

  /** Tells all pages who sits at which telephone. */
  void tellPhones() {
    later(() -> all(message("phones", phones.list())));
  }

  private void wake() {
    if (!awake.compareAndSet(false, true)) return;
    try {
      var unused =
          thread.schedule(() -> safely(this::pass), PACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "it is being closed");
    }
  }

  private void later(Runnable task) {
    try {
      thread.execute(() -> safely(task));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "it is being closed");
    }
  }

  private static void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "internal error in the console", e);
    }
  }

  // ---- on its thread

  private void beat() {
    for (Viewer one : List.copyOf(viewers.values())) {
      if (mayStay.test(one)) one.send(BEAT_COMMENT);
      else one.end();
    }
  }

  private void pass() {
    awake.set(false);
    List<Books.Entry> taken = new ArrayList<>();
    news.drainTo(taken);
    if (overflow.getAndSet(false)) {
      // What was lost is lost for all: they come back and begin anew.
      List.copyOf(viewers.values()).forEach(Viewer::end);
      return;
    }
    for (Books.Entry entry : taken) pass(entry);
    List<Row> now = rows.get();
    for (Viewer one : viewers.values()) show(one, now);
  }

  private void pass(Books.Entry entry) {
    byte[] told = null;
    for (Viewer one : viewers.values()) {
      if (one.call.isEmpty() || !one.call.equals(entry.call())) continue;
      if (told == null) told = message("event", json(entry));
      one.send(told);
    }
    for (String number : entry.numbers()) {
      Viewer owner = phones.owner(number);
      if (owner != null) owner.send(message("phone", phone(number, entry)));
    }
  }

  private static Map<String, @Nullable Object> phone(String number, Books.Entry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("call", entry.call());
    json.put("event", TraceJson.fields(entry.event()));
    return json;
  }

  /**
   * Sends what has changed of the rows that a page shows: the latest calls, then what has ended.
   */
  private static void show(Viewer viewer, List<Row> all) {
    List<Row> shown = new ArrayList<>();
    List<Row> ended = new ArrayList<>();
    String filter = viewer.filter;
    int live = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      Row row = all.get(i);
      if (!row.ended()) live++;
      List<Row> list = row.ended() ? ended : shown;
      if (list.size() < (row.ended() ? ENDED : ROWS) && row.has(filter)) list.add(row);
    }
    shown.addAll(ended);
    List<Object> changed = new ArrayList<>();
    Map<String, Long> known = new LinkedHashMap<>();
    for (Row row : shown) {
      known.put(row.id(), row.version());
      if (!Objects.equals(viewer.rows.get(row.id()), row.version())) changed.add(row.json());
    }
    String order = live + " " + known.keySet();
    if (changed.isEmpty() && order.equals(viewer.order)) return;
    viewer.order = order;
    viewer.rows.clear();
    viewer.rows.putAll(known);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("live", live);
    json.put("order", known.keySet());
    json.put("rows", changed);
    viewer.send(message("calls", json));
  }

  private void all(byte[] message) {
    viewers.values().forEach(one -> one.send(message));
  }

  // ---- how it is written

  /** Returns an event as people and pages read it. */
  static Map<String, @Nullable Object> json(Books.Entry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("call", entry.call());
    json.put("at", entry.event().at() / 1e9);
    json.put("event", entry.event().getClass().getSimpleName());
    Place place = place(entry);
    if (place != null) {
      json.put("document", place.document());
      json.put("line", place.line());
    }
    if (entry.event() instanceof CallEvent.KeyPressed key) json.put("key", key.key());
    if (entry.event() instanceof CallEvent.StateChanged change
        && change.state() != change.previous()) {
      json.put("state", change.state().word());
    }
    json.put("text", Transcript.told(entry.event()));
    return json;
  }

  private static @Nullable Place place(Books.Entry entry) {
    if (entry.event() instanceof ScriptEvent.CommandStarted e) return e.place();
    if (entry.event() instanceof ScriptEvent.CommandEnded e) return e.place();
    if (entry.event() instanceof ScriptEvent.KeysAwaited e) return e.place();
    if (entry.event() instanceof ScriptEvent.BlockEntered e) return e.place();
    if (entry.event() instanceof ScriptEvent.WentOn e) return e.place();
    return null;
  }

  private static byte[] message(String name, Object json) {
    return "event: %s\ndata: %s\n\n"
        .formatted(name, Json.line(json))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    List.copyOf(viewers.values()).forEach(Viewer::end);
  }
}
