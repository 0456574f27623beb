package org.ozml.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.service.Services;
import org.ozml.service.data.AddressBookTable;
import org.ozml.service.data.AlarmTable;
import org.ozml.service.data.AlarmWriter;
import org.ozml.service.data.CallTable;
import org.ozml.service.data.JdbcDatabase;
import org.ozml.service.data.MessageTable;
import org.ozml.service.data.Store;
import org.ozml.service.file.Sandbox;
import org.ozml.service.file.ScriptPath;
import org.ozml.service.file.ScriptPath.Root;
import org.ozml.service.message.Attachments;
import org.ozml.service.message.Connection;
import org.ozml.service.message.Mailbox;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages;
import org.ozml.service.message.Outbox;
import org.ozml.service.web.Fetcher;

/** The real world that a configuration names: opened once, used by all calls. */
public final class Outside implements AutoCloseable {
  /** So many orders may wait for the disk. */
  private static final int WAITING = 20_000;

  private static final int FILE_THREADS = 4;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration A_YEAR = Duration.ofDays(365);

  /** Nobody counts further. */
  private static final int MOST = 1000;

  private final ThreadPoolExecutor files = threads();
  private final Sandbox folders;
  private final Store store;
  private final MessageTable kept;
  private final Map<String, Integer> before = new HashMap<>();
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Outbox messages;
  private final List<Connection> connections;
  private final AlarmTable received;
  private final AlarmWriter alarms;
  private final @Nullable JdbcDatabase database;
  private final Services services;

  /**
   * Opens it for a run that will {@link #settle}: makes folders that are missing, opens the store,
   * begins to send what is in it.
   *
   * @param web how web applications are asked
   * @throws IOException when a folder cannot be made
   * @throws StoreException when the store cannot be opened
   */
  public static Outside forRun(Configuration configuration, Fetcher web) throws IOException {
    return new Outside(configuration, web, true);
  }

  /** Opens it likewise for as long as the process lives. */
  public static Outside forServer(Configuration configuration, Fetcher web) throws IOException {
    return new Outside(configuration, web, false);
  }

  /**
   * @param settles whether it remembers what was accepted
   */
  private Outside(Configuration configuration, Fetcher web, boolean settles) throws IOException {
    folders = new Sandbox(roots(configuration.folders()), files);
    database = database(configuration.sql());
    Configuration.Keeping where = configuration.store();
    store = Store.open(where.url(), where.user(), where.password());
    kept = new MessageTable(store);
    Instant ever = Instant.now().plus(A_YEAR);
    for (Connection one : settles ? configuration.connections().all() : List.<Connection>of()) {
      kept.due(one.name(), ever, MOST).forEach(each -> before.put(each.id(), each.attempts()));
      kept.sending(one.name()).forEach(each -> before.put(each.id(), each.attempts()));
    }
    connections = configuration.connections().all();
    messages = new Outbox(kept, configuration.connections(), this::attachment, where.spool(), web);
    received = new AlarmTable(store);
    alarms = new AlarmWriter(received, InstantSource.system());
    Services all =
        Services.of(web).with(settles ? new Post() : messages).with(folders).keeping(alarms);
    services = database == null ? all : all.with(database);
  }

  private static Map<Root, Path> roots(Configuration.Roots configured) throws IOException {
    Map<Root, Path> roots = new EnumMap<>(Root.class);
    roots.put(Root.CONTENT, configured.content());
    roots.put(Root.RECORDINGS, configured.recordings());
    roots.put(Root.VOICEMAILS, configured.voicemails());
    roots.put(Root.UPLOADS, configured.uploads());
    for (Map.Entry<Root, Path> root : roots.entrySet()) {
      try {
        Files.createDirectories(root.getValue());
      } catch (IOException e) {
        throw new IOException(
            "the folder of %s, %s, is not there and cannot be made"
                .formatted(root.getKey().word(), root.getValue()),
            e);
      }
    }
    return roots;
  }

  private static @Nullable JdbcDatabase database(Configuration.@Nullable Source sql) {
    if (sql == null) return null;
    String user = sql.user().isEmpty() ? null : sql.user();
    try {
      return new JdbcDatabase(
          new JdbcDatabase.Source(sql.url(), user, sql.password(), sql.limit(), FILE_THREADS));
    } catch (RuntimeException e) { // of the pool, which has an exception of its own
      String url = sql.url().replaceFirst("[?;].*", "");
      throw new StoreException("no driver knows the database " + url, e);
    }
  }

  /** Finds a file that scripts may use; null when there is none. */
  public @Nullable Path file(String path) {
    try {
      return folders.resolve(path);
    } catch (ScriptPath.Refused e) {
      return null;
    }
  }

  private Attachments.Found attachment(String path) {
    try {
      return new Attachments.Found.File(folders.resolve(path));
    } catch (ScriptPath.Refused e) {
      return new Attachments.Found.Refused(e.reason());
    }
  }

  /** What finds no place is refused by the sandbox, and the script goes on. */
  private static ThreadPoolExecutor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            FILE_THREADS,
            FILE_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "ozml-files");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Returns the call history. */
  public CallTable history() {
    return new CallTable(store);
  }

  /**
   * Returns how many messages of each connection are not sent yet or were given up. It blocks.
   *
   * @throws StoreException when the store is away
   */
  public Map<String, Map<State, Long>> unsent() {
    store.check();
    Map<String, Map<State, Long>> all = new TreeMap<>();
    for (Connection one : connections) all.put(one.name(), kept.unsent(one.name()));
    return all;
  }

  /** Returns the sandbox with the folders of scripts and recordings. */
  public Sandbox folders() {
    return folders;
  }

  /** Returns the messages that are kept, in and out. */
  public MessageTable messages() {
    return kept;
  }

  /** Returns the address books. */
  public AddressBookTable addressBooks() {
    return new AddressBookTable(store);
  }

  /** Returns what SendMessage and ReceiveMessage do. */
  public Mailbox mailbox() {
    return new Mailbox(messages, kept);
  }

  /** Returns what scripts reach. */
  public Services services() {
    return services;
  }

  /** Returns the alarms that were received. */
  public AlarmTable alarms() {
    return received;
  }

  /**
   * Waits until every message has been tried once more, also one that an earlier process left, if
   * its time comes soon enough.
   *
   * @return those that were given up, and those that have to wait for another try; the reason says
   *     why
   */
  public List<Stored> settle(Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (known().anyMatch(one -> isUntried(one, end)) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return known().filter(one -> one.state() == State.FAILED || isOnItsWay(one)).toList();
  }

  /** The messages that there were when this was opened, and those accepted since. */
  private Stream<Stored> known() {
    return Stream.concat(before.keySet().stream(), accepted.stream())
        .map(kept::find)
        .filter(Objects::nonNull);
  }

  private boolean isUntried(Stored message, Instant end) {
    boolean tried = message.attempts() > before.getOrDefault(message.id(), 0);
    return message.state() == State.SENDING
        || (message.state() == State.QUEUED && !tried && message.next().isBefore(end));
  }

  private static boolean isOnItsWay(Stored message) {
    return message.state() == State.QUEUED || message.state() == State.SENDING;
  }

  /** Remembers what is accepted. */
  private final class Post implements Messages {
    @Override
    public void send(Outgoing message, Consumer<Acceptance> answer) {
      messages.send(
          message,
          acceptance -> {
            if (acceptance instanceof Acceptance.Accepted taken) accepted.add(taken.id());
            answer.accept(acceptance);
          });
    }

    @Override
    public void listen(Listener listener) {
      messages.listen(listener);
    }
  }

  /** Ends within seconds; what could not be sent meanwhile goes out the next time. */
  @Override
  public void close() {
    messages.close();
    alarms.close();
    if (database != null) database.close();
    files.shutdown();
    store.close();
  }
}
