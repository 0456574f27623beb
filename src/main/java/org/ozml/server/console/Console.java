package org.ozml.server.console;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Handsets;
import org.ozml.call.Result;
import org.ozml.configuration.Outside;
import org.ozml.pbx.PhoneSystem;
import org.ozml.scenario.Json;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.AccessRules;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Logins;
import org.ozml.server.access.Right;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The console under {@code /console/}: its page, what the page asks for, and its telephones.
 *
 * <p>Who may look has logged in and has a cookie that no script can read and no other site can
 * send. Everything that changes something is a POST from the page itself.
 */
public final class Console implements Site, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Console.class.getName());

  /** Where it is. */
  public static final String PATH = "/console";

  private static final String COOKIE = "ozml-console";
  private static final int WORKERS = 2;
  private static final int WAITING = 50;
  private static final int FORBIDDEN_ADDRESS = 307;

  private final PhoneSystem system;
  private final Access access;
  private final Logins logins;
  private final Invitations invitations;
  private final Books books;
  private final Phones phones;
  private final Viewers viewers;
  private final Lists lists;
  private final Sounds sounds;
  private final Pages pages = new Pages();
  private final ThreadPoolExecutor workers;

  /**
   * Opens a console, which reads the system's events from now on.
   *
   * @param handsets the telephones that a page can be
   * @param access who may log in
   */
  public Console(
      PhoneSystem system, Handsets handsets, Outside outside, Access access, InstantSource clock) {
    this.system = system;
    this.access = access;
    logins = new Logins(access::rules, clock);
    invitations = new Invitations(clock);
    phones = new Phones(handsets, system::numbers);
    books = new Books(clock, this::tell);
    viewers = new Viewers(books::rows, this::greeting, this::mayStay, phones);
    lists = new Lists(system, outside, books);
    sounds = new Sounds(books::play, outside::file);
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            5,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "console-lists");
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    system.listen(books);
  }

  private void tell(Books.Entry entry) {
    viewers.tell(entry);
  }

  private Map<String, @Nullable Object> greeting() {
    Map<String, @Nullable Object> hello = new LinkedHashMap<>();
    hello.put("phones", phones.list());
    return hello;
  }

  /**
   * Returns the path of a link that lets somebody in once, within ten minutes, without a password:
   * the first user by name who may use the console. The code stands in the fragment, which no
   * browser sends and no log keeps; the page gives it back by a POST. Without such a user it is the
   * way to the login.
   */
  public String invitation() {
    for (Map.Entry<String, AccessRules.User> one :
        new TreeMap<>(access.rules().users()).entrySet()) {
      if (one.getValue().rights().contains(Right.CONSOLE)) {
        return PATH + "/#invitation=" + invitations.make(one.getKey());
      }
    }
    return PATH + "/";
  }

  /** Returns how many pages are looked at. */
  public int viewers() {
    return viewers.count();
  }

  /** Leads a visitor without a command to the console. */
  public static void redirect(Visit visit) {
    visit.with(HttpHeader.LOCATION, PATH + "/");
    visit.answer(302, "The console is at " + PATH + "/");
  }

  // ---- who may come in

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    if (!visit.method().equals("GET") && !isFromThePage(visit)) {
      return done(new Decision.Refused(Result.forbiddenUser(), Duration.ZERO, "from another site"));
    }
    String what = what(visit);
    if (what.equals("login") && visit.method().equals("POST")) {
      String user = visit.parameters().text("user");
      String password = visit.parameters().text("password");
      return access.check(new Access.Request(visit.from(), user, password), Right.CONSOLE);
    }
    Decision decision = logins.check(visit.from(), visit.cookie(COOKIE), Right.CONSOLE);
    boolean forbidden =
        decision instanceof Decision.Refused refused
            && refused.result().code() == FORBIDDEN_ADDRESS;
    return done(isOpen(what) && !forbidden ? new Decision.Allowed(null) : decision);
  }

  private static CompletionStage<Decision> done(Decision decision) {
    return CompletableFuture.completedStage(decision);
  }

  /** What holds no secrets, and what has to be there before the login. */
  private boolean isOpen(String what) {
    return what.isEmpty()
        || what.equals("/")
        || what.equals("invitation")
        || what.equals("logout")
        || pages.has(what);
  }

  /** Browsers say where a POST comes from; whoever does not is none of the page's. */
  private static boolean isFromThePage(Visit visit) {
    String site = visit.request().getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) return false;
    String origin = visit.header(HttpHeader.ORIGIN);
    String host = visit.header(HttpHeader.HOST);
    if (origin == null || host == null) return false;
    try {
      return host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public boolean lasts(Visit visit) {
    return what(visit).equals("events");
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    secure(visit);
    int status = why.result().code() == 304 || why.result().code() == 305 ? 401 : 403;
    if (!why.retryAfter().isZero()) {
      visit.with(HttpHeader.RETRY_AFTER, Long.toString(seconds(why.retryAfter())));
      visit.answer(
          429,
          "There were too many wrong passwords; try again in %d s."
              .formatted(seconds(why.retryAfter())));
    } else if (why.result().code() == 305) {
      visit.answer(status, "This user and this password do not belong together.");
    } else if (why.result().code() == 304) {
      visit.answer(status, "Please log in.");
    } else {
      visit.answer(status, why.result().message());
    }
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  @Override
  public void misread(Visit visit, int status, String reason) {
    secure(visit);
    visit.answer(status, reason);
  }

  // ---- what is answered

  /** What is wanted, without the slash: login, events, console.css ... */
  private static String what(Visit visit) {
    String path = visit.path().substring(PATH.length());
    return path.length() > 1 ? path.substring(1) : path;
  }

  /** The page loads nothing from elsewhere, and nobody shows it inside another. */
  private static void secure(Visit visit) {
    var headers = visit.response().getHeaders();
    headers.put(
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none';"
            + " frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
  }

  @Override
  public void answer(Visit visit) {
    secure(visit);
    String what = what(visit);
    switch (visit.method()) {
      case "GET" -> get(visit, what);
      case "POST" -> post(visit, what);
      default -> visit.answer(405, "There is GET and POST.");
    }
  }

  private void get(Visit visit, String what) {
    switch (what) {
      case "" -> redirect(visit);
      case "/" -> pages.answer(visit, "index.html");
      case "session" -> json(visit, Map.of("user", user(visit)));
      case "events" -> events(visit);
      case "scripts" -> json(visit, lists.scripts());
      case "timers" -> timers(visit);
      case "history" -> later(visit, () -> lists.history(visit.parameters()));
      case "messages" -> later(visit, () -> lists.messages(visit.parameters()));
      case "picture" -> blocking(visit, () -> picture(visit));
      case "audio" -> blocking(visit, () -> sounds.answer(visit));
      default -> pages.answer(visit, what);
    }
  }

  /** What a call waits for, and how long at most. */
  private void timers(Visit visit) {
    system.waiting(
        visit.parameters().text("call"),
        waiting -> {
          List<Map<String, Object>> all = waiting.stream().map(Console::timer).toList();
          visit.request().getComponents().getExecutor().execute(() -> json(visit, all));
        });
  }

  private static Map<String, Object> timer(PhoneSystem.Waiting waiting) {
    return Map.of(
        "command", waiting.at().command(),
        "line", waiting.at().place().line(),
        "left", Math.max(0, waiting.left().toMillis()) / 1e3);
  }

  private void post(Visit visit, String what) {
    switch (what) {
      case "login" -> enter(visit, user(visit));
      case "invitation" -> invited(visit);
      case "logout" -> logOut(visit);
      default -> {
        Viewer viewer = viewers.find(visit.parameters().text("viewer"));
        if (viewer == null || !viewer.login().equals(visit.cookie(COOKIE))) {
          visit.answer(409, "This page has lost its connection; it comes back by itself.");
        } else {
          post(visit, what, viewer);
        }
      }
    }
  }

  private void post(Visit visit, String what, Viewer viewer) {
    switch (what) {
      case "watch" -> watch(visit, viewer);
      case "filter" -> {
        viewer.filter = visit.parameters().text("text").strip().toLowerCase(Locale.ROOT);
        viewers.refresh(viewer);
        good(visit, true);
      }
      case "phone" -> phone(visit, viewer);
      case "leave" -> {
        viewer.end();
        good(visit, true);
      }
      default -> visit.answer(404, "There is no such thing.");
    }
  }

  private static String user(Visit visit) {
    String user = visit.user();
    return user == null ? "" : user;
  }

  private void enter(Visit visit, String user) {
    String secure = visit.request().isSecure() ? "; Secure" : "";
    visit.with(
        HttpHeader.SET_COOKIE,
        "%s=%s; Path=%s; HttpOnly; SameSite=Strict%s"
            .formatted(COOKIE, logins.open(user), PATH, secure));
    json(visit, Map.of("user", user));
  }

  private void invited(Visit visit) {
    String user = invitations.use(visit.parameters().text("code"));
    if (user == null) {
      visit.answer(401, "This link was used already, or is older than ten minutes. Please log in.");
    } else {
      enter(visit, user);
    }
  }

  private void logOut(Visit visit) {
    String token = visit.cookie(COOKIE);
    if (token != null) {
      logins.close(token);
      viewers.logOut(token);
    }
    visit.with(
        HttpHeader.SET_COOKIE,
        COOKIE + "=; Path=" + PATH + "; Max-Age=0; HttpOnly; SameSite=Strict");
    good(visit, true);
  }

  private boolean mayStay(Viewer viewer) {
    InetAddress from = viewer.visit().from();
    return logins.check(from, viewer.login(), Right.CONSOLE) instanceof Decision.Allowed;
  }

  private void events(Visit visit) {
    String login = visit.cookie(COOKIE);
    if (login == null || !viewers.admit(visit, user(visit), login)) {
      visit.with(HttpHeader.RETRY_AFTER, "10");
      visit.answer(503, "%d pages are open already; close one of them.".formatted(Viewers.MOST));
    }
  }

  private void watch(Visit visit, Viewer viewer) {
    String call = visit.parameters().text("call");
    Object story = lists.story(call, () -> viewer.call = call);
    if (story != null) {
      json(visit, story);
      return;
    }
    viewer.call = "";
    if (call.isEmpty()) good(visit, true);
    else visit.answer(404, "Nothing is known of this call any more.");
  }

  private void phone(Visit visit, Viewer viewer) {
    var asked = visit.parameters();
    String act = asked.text("act");
    var unused =
        phones
            .act(viewer, asked.text("number"), act, asked.text("what"))
            .whenComplete(
                (good, failure) -> {
                  if (act.endsWith("register")) viewers.tellPhones();
                  good(visit, failure == null && good);
                });
  }

  private void picture(Visit visit) {
    String name = visit.parameters().text("document");
    String picture = lists.picture(name, visit.parameters().text("call"));
    visit.with(HttpHeader.CACHE_CONTROL, "no-store");
    if (picture == null) {
      // Some scripts are in no file and came from no web application, such as the echo test.
      visit.response().setStatus(204);
      visit.callback().succeeded();
    } else {
      visit.answer(200, "image/svg+xml;charset=utf-8", picture);
    }
  }

  private static void good(Visit visit, boolean good) {
    json(visit, Map.of("good", good));
  }

  private static void json(Visit visit, Object value) {
    visit.with(HttpHeader.CACHE_CONTROL, "no-store");
    visit.answer(200, "application/json", Json.line(value));
  }

  /** Asks what blocks. */
  private void later(Visit visit, Supplier<Object> question) {
    blocking(visit, () -> json(visit, question.get()));
  }

  private void blocking(Visit visit, Runnable task) {
    try {
      workers.execute(() -> safely(visit, task));
    } catch (RejectedExecutionException e) {
      visit.with(HttpHeader.RETRY_AFTER, "1");
      visit.answer(503, "There are too many questions at a time; try again in a second.");
    }
  }

  private static void safely(Visit visit, Runnable task) {
    try {
      task.run();
    } catch (StoreException e) {
      visit.answer(503, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "internal error at " + visit.path(), e);
      visit.answer(500, "Something went wrong here; it is in the log.");
    }
  }

  /** Ends all pages. */
  @Override
  public void close() {
    system.forget(books);
    viewers.close();
    workers.shutdownNow();
  }
}
