package org.ozml.service.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database that is reached through JDBC.
 *
 * <p>Each statement runs on a thread of its own pool, on a connection that is read-only, in a
 * transaction that is rolled back whatever it was. An answer comes within the time limit: the
 * statement is then cancelled, or never begun when all connections were busy so long.
 *
 * <p>Not every database takes read-only for more than a hint, and some end a transaction by
 * themselves. So the configured user should have no right to write either.
 */
public final class JdbcDatabase implements Database, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JdbcDatabase.class.getName());

  /** Of H2: there is no such file. */
  private static final String NOT_THERE = "90146";

  /** H2's administrator could read and write any file with these. */
  private static final Pattern FILES =
      Pattern.compile("(?i)\\b(FILE_READ|FILE_WRITE|CSVREAD|CSVWRITE|LINK_SCHEMA)\\b");

  /** Quotes and comments: what stands in them does nothing. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|--[^\\n\\r]*|/\\*(?:(?!/\\*|\\*/).)*\\*/", Pattern.DOTALL);

  /**
   * One SELECT, outside of quotes and comments. What databases read differently is none: a dollar,
   * which can open quotes, and a comment in a comment.
   */
  private static final Pattern QUERY =
      Pattern.compile("(?is)\\s*(?:select|with)\\b(?:(?!/\\*)[^;$])*");

  private final Source source;
  private final HikariDataSource pool;
  private final ExecutorService workers;
  private final ScheduledExecutorService clock;

  /**
   * Where a database is.
   *
   * @param url as its driver wants it: {@code jdbc:postgresql://host/name}
   * @param user null: none, or in the URL
   * @param limit how long a SELECT may take from the order to the answer, with all waiting
   * @param connections how many run at the same time
   */
  public record Source(
      String url,
      @Nullable String user,
      @Nullable String password,
      Duration limit,
      int connections) {
    /** Does not tell the password. */
    @Override
    public String toString() {
      return "a database";
    }
  }

  /**
   * Makes a pool; nothing is connected before the first SELECT.
   *
   * @throws RuntimeException when no driver on the class path knows the URL
   */
  public JdbcDatabase(Source source) {
    this.source = source;
    HikariConfig config = new HikariConfig();
    config.setPoolName("select");
    config.setJdbcUrl(isH2() ? h2(source.url()) : source.url());
    config.setUsername(source.user());
    config.setPassword(source.password());
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(source.connections());
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1); // it may be away when we start
    // Before the answer is due, so that it can say what is wrong.
    config.setConnectionTimeout(Math.max(250, source.limit().toMillis() * 4 / 5));
    config.setValidationTimeout(Math.max(250, source.limit().toMillis()));
    if (source.url().startsWith("jdbc:postgresql:")) {
      // Parameters are texts; this way PostgreSQL compares them with numbers and dates, too.
      config.addDataSourceProperty("stringtype", "unspecified");
      String seconds = Long.toString(seconds() + 1);
      config.addDataSourceProperty("connectTimeout", seconds);
      config.addDataSourceProperty("socketTimeout", seconds);
    }
    pool = new HikariDataSource(config);
    AtomicInteger threads = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            source.connections(), task -> thread(task, "select-" + threads.incrementAndGet()));
    clock = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "select-clock"));
  }

  private boolean isH2() {
    return source.url().startsWith("jdbc:h2:");
  }

  /** A file that is not there is not made, and nothing is written on the screen or beside it. */
  private static String h2(String url) {
    String there =
        url.startsWith("jdbc:h2:mem:") || url.contains("IFEXISTS") ? "" : ";IFEXISTS=TRUE";
    return url + there + ";TRACE_LEVEL_SYSTEM_OUT=0;TRACE_LEVEL_FILE=0";
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private int seconds() {
    return (int) Math.max(1, (source.limit().toMillis() + 999) / 1000);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is the answer
  public void select(String sql, List<String> parameters, Consumer<Answer> answer) {
    Once once = new Once(answer);
    if (!isOneQuery(sql)) {
      once.accept(new Answer.Failed("only one SELECT can be run"));
      return;
    }
    if (isH2() && FILES.matcher(sql).find()) {
      once.accept(new Answer.Failed("a SELECT must not touch files"));
      return;
    }
    try {
      workers.execute(
          () -> {
            if (!once.over()) once.accept(select(sql, parameters));
          });
      clock.schedule(
          () -> once.accept(new Answer.Failed(late())),
          source.limit().toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      once.accept(new Answer.Failed("the database is being closed"));
    }
  }

  /** The same holds for a backslash before a quote, which is a part of it in some databases. */
  private static boolean isOneQuery(String sql) {
    return !sql.contains("\\'") && QUERY.matcher(HIDDEN.matcher(sql).replaceAll(" ")).matches();
  }

  /** Takes the first answer. */
  private static final class Once implements Consumer<Answer> {
    private final Consumer<Answer> answer;
    private final AtomicBoolean over = new AtomicBoolean();

    Once(Consumer<Answer> answer) {
      this.answer = answer;
    }

    boolean over() {
      return over.get();
    }

    @Override
    public void accept(Answer first) {
      if (!over.getAndSet(true)) answer.accept(first);
    }
  }

  private String late() {
    return "the database has not answered within %s s"
        .formatted(source.limit().toMillis() / 1000.0);
  }

  private Answer select(String sql, List<String> parameters) {
    try (Connection connection = pool.getConnection()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout(seconds());
        statement.setMaxRows(1);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setString(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          String text = rows.next() ? rows.getString(1) : null;
          return text == null ? new Answer.Nothing() : new Answer.Found(text);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a SELECT failed", e);
      return new Answer.Failed(reason(e));
    }
  }

  /**
   * What a driver says may hold values, its URL or the password; the SQLSTATE tells what is wrong
   * and holds nothing.
   */
  private String reason(Exception failure) {
    if (failure instanceof SQLTimeoutException) return late();
    SQLException refusal = refusal(failure);
    String state = refusal == null ? null : refusal.getSQLState();
    if (refusal == null || state == null) return "the database cannot be reached";
    if (state.equals(NOT_THERE)) return "the database is not there";
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> "the database cannot be reached";
      case "28" -> "the database does not know the user or the password";
      case "57" -> state.equals("57014") ? late() : "the database cannot be reached";
      case "42" -> "the database does not understand the SELECT: " + first(refusal);
      case "25" -> "the database refuses to write (SQLSTATE %s)".formatted(state);
      default -> "the database cannot run the SELECT (SQLSTATE %s)".formatted(state);
    };
  }

  /** What the driver said; the pool says only that it waited in vain. */
  private static @Nullable SQLException refusal(Throwable failure) {
    SQLException found = null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) found = sql;
    }
    return found;
  }

  /** The names that it does not know; no value is bound when a statement is not understood. */
  private static String first(SQLException refusal) {
    String said = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
    return said.replaceFirst("; SQL statement.*", "");
  }

  /** Ends the threads and the connections. */
  @Override
  public void close() {
    clock.shutdownNow();
    workers.shutdownNow();
    pool.close();
  }
}
