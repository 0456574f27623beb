package org.ozml.installation;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.http.Gateway;
import org.ozml.configuration.Configuration;
import org.ozml.configuration.Contact;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Outside;
import org.ozml.interpreter.Settings;
import org.ozml.pbx.PhoneSystem;
import org.ozml.server.Server;
import org.ozml.server.Site;
import org.ozml.server.access.Access;
import org.ozml.server.access.AccessRules;
import org.ozml.server.access.Networks;
import org.ozml.server.access.PasswordHash;
import org.ozml.server.access.Right;
import org.ozml.server.command.Generation;
import org.ozml.server.command.HttpApi;
import org.ozml.server.command.HttpCommands;
import org.ozml.server.console.Console;
import org.ozml.server.operation.CallFigures;
import org.ozml.server.operation.CallReports;
import org.ozml.server.operation.Health;
import org.ozml.server.operation.Metrics;
import org.ozml.server.operation.Recordings;
import org.ozml.server.operation.StoreWatch;
import org.ozml.service.data.AddressBookTable;
import org.ozml.service.data.CallWriter;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.web.AddressRule;
import org.ozml.service.web.FetchBudget;
import org.ozml.service.web.HttpFetcher;
import org.ozml.service.web.Signature;

/** A running installation. {@link #close} ends it at once, {@link #stop} lets calls end first. */
public final class Installation implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Installation.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration HANGING_UP = Duration.ofSeconds(2);
  private static final Duration SIGNING_OUT = Duration.ofSeconds(5);

  /** Who may do everything when no user is configured. */
  public static final String ADMIN = "admin";

  private final List<AutoCloseable> parts = new ArrayList<>();
  private final AddressBookTable addressBooks;
  private Map<String, List<Contact>> filled = Map.of();
  private final Configuration configuration;
  private final PhoneSystem system;
  private final Access access;
  private final Console console;
  private final Server server;
  private final @Nullable Centre centre;
  private final @Nullable Gateway gateway;
  private final @Nullable String generated;
  private final AccessRules.@Nullable User admin;
  private volatile boolean withoutPassword;
  private volatile @Nullable FollowedFile followed;

  /**
   * Opens an installation: everything is there when it returns, and calls are taken.
   *
   * @throws IOException when a folder, a port or a key cannot be used; says what to do
   * @throws StoreException when the store cannot be opened
   */
  public static Installation open(Configuration configuration, Telephones.Maker telephones)
      throws IOException {
    return new Installation(configuration, telephones);
  }

  private Installation(Configuration configuration, Telephones.Maker maker) throws IOException {
    this.configuration = configuration;
    try {
      HttpFetcher web = keep(fetcher(configuration.web()));
      Outside outside = keep(Outside.forServer(configuration, web));
      CallWriter history = keep(new CallWriter(outside.history()));
      addressBooks = outside.addressBooks();
      fill(configuration.addressBooks());
      CallFigures figures = new CallFigures();
      Telephones telephones = keep(maker.make(new Around(outside)));
      system =
          new PhoneSystem(
              telephones.host(),
              telephones.callIds(),
              outside.services().with(telephones.web(web)),
              Settings.DEFAULT,
              history::begin,
              call -> {
                history.write(call);
                figures.ended(call);
              },
              configuration.serving().limits().calls());
      system.listen(figures);
      system.listen(new CallReports());
      centre = configuration.centre() == null ? null : centre(configuration.centre());
      telephones.attach(system.board());
      system.configure(
          configuration.numbers(), configuration.scripted(), configuration.notifications());
      generated = configuration.access().users().isEmpty() ? PasswordHash.generatePassword() : null;
      admin = generated == null ? null : admin(generated);
      access = keep(new Access(rules(configuration.access()), InstantSource.system()));
      withoutPassword = configuration.access().olderWithoutPassword();
      StoreWatch store = keep(new StoreWatch(outside::unsent));
      Metrics metrics = new Metrics(system, figures, version()).with(store).with(history);
      console =
          keep(new Console(system, telephones.handsets(), outside, access, InstantSource.system()));
      HttpCommands commands =
          keep(
              new HttpCommands(
                  system, outside, telephones.handsets()::isHandset, history::whenStored));
      Map<String, Site> sites = commands(commands);
      sites.put(Console.PATH, console);
      sites.put(Recordings.PATH, new Recordings(outside.folders()));
      sites.put("/metrics", metrics);
      sites.put("/health", new Health(system, store));
      server = new Server(configuration.serving(), access, sites);
      metrics.with(server);
      keep(server).start();
      gateway = centre == null ? null : gateway(centre, web);
      watch();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Centre centre(org.ozml.configuration.Centre plan) {
    Centre made =
        new Centre(
            plan,
            system.board(),
            system.trace(),
            InstantSource.system(),
            system::script,
            number -> system.numbers().extension(number) instanceof Extension.Phone);
    system.leave(made::has, made);
    return made;
  }

  private Gateway gateway(Centre of, HttpFetcher web) throws IOException {
    return keep(
        Gateway.open(
            of,
            new Gateway.Surroundings(
                system.board(),
                system::order,
                web,
                networks(configuration.access()),
                configuration.serving().limits(),
                folder(configuration.store().spool()))));
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  private Map<String, Site> commands(HttpCommands commands) {
    String publicUrl = configuration.serving().publicUrl();
    HttpApi older = new HttpApi(Generation.OLDER, commands, () -> withoutPassword, publicUrl);
    Map<String, Site> sites = new LinkedHashMap<>();
    sites.put("/", new FrontDoor(older));
    sites.put("/api", new HttpApi(Generation.NEWER, commands, () -> false, publicUrl));
    return sites;
  }

  /** What the telephones need. */
  private final class Around implements Telephones.Surroundings {
    private final Outside outside;

    Around(Outside outside) {
      this.outside = outside;
    }

    @Override
    public @Nullable Path file(String name) {
      return outside.file(name);
    }

    @Override
    public Path recordings() {
      return configuration.folders().recordings();
    }

    @Override
    public String recordingUrl(String path) {
      return Recordings.url(server.url(), path);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(0, part);
    return part;
  }

  private static String version() {
    String version = Installation.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static HttpFetcher fetcher(Configuration.Web web) {
    AddressRule rule = AddressRule.PUBLIC_ONLY.allowing(web.allow().toArray(String[]::new));
    String secret = web.secret();
    Signature signature = secret == null ? null : new Signature(secret, InstantSource.system());
    return new HttpFetcher(FetchBudget.DEFAULT, rule, signature);
  }

  /** The configured books take the place of those with their names. */
  private void fill(Map<String, List<Contact>> books) {
    if (books.equals(filled)) return;
    filled.keySet().forEach(addressBooks::remove);
    books.forEach(
        (name, contacts) -> {
          addressBooks.remove(name);
          addressBooks.add(name, contacts.stream().map(Installation::contact).toList());
        });
    filled = books;
  }

  private static AddressBookTable.Contact contact(Contact one) {
    return new AddressBookTable.Contact(one.name(), one.phone(), one.email());
  }

  private AccessRules rules(org.ozml.configuration.Access configured) {
    Map<String, AccessRules.User> users = new HashMap<>();
    configured.users().forEach((name, user) -> users.put(name, user(user)));
    if (users.isEmpty() && admin != null) users.put(ADMIN, admin);
    return new AccessRules(users, networks(configured));
  }

  private static Networks networks(org.ozml.configuration.Access configured) {
    return Networks.of(configured.allow(), configured.deny());
  }

  private static AccessRules.User admin(String password) {
    return new AccessRules.User(PasswordHash.of(password.toCharArray()), Set.of(Right.values()));
  }

  private static AccessRules.User user(org.ozml.configuration.Access.User user) {
    return new AccessRules.User(
        PasswordHash.parse(user.password()),
        user.may().stream().map(Right::of).collect(Collectors.toSet()));
  }

  private void watch() {
    ScheduledExecutorService watcher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
    keep(watcher::shutdownNow);
    ScheduledFuture<?> looks =
        watcher.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    keep(() -> looks.cancel(false));
  }

  /** Takes on what has changed on disk; done every second. */
  void look() {
    try {
      system.scripts().look();
      FollowedFile file = followed;
      if (file != null) file.look(this::configure);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "internal error while looking for changes", e);
    }
  }

  /**
   * Takes on what is written into the configuration's file from now on; a version that cannot be
   * used is refused, and the log says why.
   */
  public void follow(Path file, Map<String, String> environment) {
    followed = new FollowedFile(file, environment);
  }

  /** Returns the phone system. */
  public PhoneSystem system() {
    return system;
  }

  /** Returns the HTTP server. */
  public Server server() {
    return server;
  }

  /** Returns the contact centre, to be used on the loop; null when there is none. */
  public @Nullable Centre centre() {
    return centre;
  }

  /** Returns how agents' desktops reach their gateway; null when there is no centre. */
  public @Nullable String gatewayUrl() {
    return gateway == null ? null : gateway.url();
  }

  /** Returns a link to the console that lets in once, within ten minutes, without a password. */
  public String invitation() {
    return server.url() + console.invitation();
  }

  /** Returns the password that was made for {@link #ADMIN}; null: users are configured. */
  public @Nullable String generatedPassword() {
    return generated;
  }

  /**
   * Takes on another configuration, for new calls and requests. What is kept open stays as it is:
   * store, folders, connections, database, ports; when one of these is different, it says so.
   *
   * @return what takes effect only after a restart, in words; empty: nothing
   */
  public List<String> configure(Configuration next) {
    system.configure(next.numbers(), next.scripted(), next.notifications());
    access.rules(rules(next.access()));
    if (gateway != null && next.centre() != null) {
      gateway.configure(next.centre(), networks(next.access()));
    }
    fill(next.addressBooks());
    withoutPassword = next.access().olderWithoutPassword();
    List<String> later = new ArrayList<>();
    if (!next.store().equals(configuration.store())) later.add("store");
    if (!next.folders().equals(configuration.folders())) later.add("folders");
    if (!next.web().equals(configuration.web())) later.add("web");
    if (!next.serving().equals(configuration.serving())) later.add("server");
    if (!next.connections().equals(configuration.connections())) later.add("connections");
    if (!Objects.equals(next.sql(), configuration.sql())) later.add("sql");
    if (!Objects.equals(next.centre(), configuration.centre())) later.add("centre");
    return later;
  }

  /**
   * Takes no new calls, lets those that go on end, and hangs up the rest when its time is over;
   * then closes everything.
   */
  public void stop(Duration patience) {
    LOG.log(
        Level.INFO,
        "stops: no new calls, running ones may go on for " + patience.toSeconds() + " s");
    boolean quiet = quiet(patience);
    if (!quiet) {
      LOG.log(Level.WARNING, "hangs up the calls that are left");
      system.hangUpAll();
      quiet = quiet(HANGING_UP);
    }
    signOut();
    // Who ended the last call over HTTP wants to know.
    server.drain(HANGING_UP);
    close();
  }

  /** Desktops are told how the last calls ended, and that it is over. */
  private void signOut() {
    Centre agents = centre;
    if (agents == null) return;
    CompletableFuture<Void> done = new CompletableFuture<>();
    system.order(() -> agents.close(() -> done.complete(null)));
    try {
      done.get(SIGNING_OUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.WARNING, "agents cannot be signed out");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean quiet(Duration patience) {
    try {
      system.drain().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it at once; what is on disk stays there. */
  @Override
  public void close() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "does not close well: " + e.getMessage());
      }
    }
    parts.clear();
  }
}
