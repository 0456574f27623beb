package org.ozml.service.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The database in which the system keeps calls, messages and people: an H2 file that needs no
 * set-up, or PostgreSQL; nothing but the URL differs. Opening it brings its tables up to date.
 *
 * <p>What a transaction has written survives the end of this process, however sudden. A power cut
 * may take the latest seconds of an H2 file: H2 leaves it to the operating system when the disk is
 * written.
 *
 * <p>Times are kept to the microsecond. Of a text that Unicode does not allow, or with a character
 * NUL, which PostgreSQL refuses, that character is kept as a question mark.
 */
public final class Store implements AutoCloseable {
  private static final String H2 = "jdbc:h2:";

  /** Of H2: a file that is open elsewhere. */
  private static final int IN_USE = 90020;

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** How long an operation waits for a connection, and opening for the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  /**
   * Opens the database and brings its tables up to date; blocks meanwhile.
   *
   * @param url {@code jdbc:h2:FILE} or {@code jdbc:postgresql://HOST/DATABASE}, without a password
   * @throws StoreException if the URL is wrong, the database cannot be reached or refuses
   */
  public static Store open(String url, String user, String password) {
    String shown = url.replaceFirst("[?;].*", "");
    try {
      return new Store(pool(url, user, password));
    } catch (IllegalArgumentException e) {
      throw new StoreException("cannot open the store " + shown + ": " + e.getMessage(), null);
    } catch (RuntimeException e) { // Hikari has an exception of its own for it, Flyway too
      throw new StoreException("cannot open the store " + shown + ": " + reason(e), cause(e));
    }
  }

  private Store(HikariDataSource pool) {
    this.pool = pool;
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:org/ozml/service/data/migration")
          .loggers("slf4j")
          .load()
          .migrate();
      jdbi =
          Jdbi.create(pool)
              .registerArrayType(String.class, "varchar")
              .registerArgument(new Texts())
              .registerArgument(new Times())
              .registerArgument(new Durations())
              .registerColumnMapper(
                  Duration.class, (row, column, context) -> Duration.ofMillis(row.getLong(column)))
              .registerRowMapper(Store::mapper);
    } catch (FlywayException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(String url, String user, String password) {
    if (url.toLowerCase(Locale.ROOT).contains("password")) {
      throw new IllegalArgumentException("the password must be given apart, not in the URL");
    }
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setUsername(user);
    config.setPassword(password);
    config.setConnectionTimeout(PATIENCE.toMillis());
    if (url.startsWith(H2)) {
      // PostgreSQL's names and ON CONFLICT; commits are written at once; closed by close() alone,
      // and without moving data about to make the file smaller, in which H2 2.4 has failed.
      config.setJdbcUrl(
          url
              + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
              + ";MAX_COMPACT_TIME=0"
              // What is wrong is told by an exception, not on the screen.
              + ";TRACE_LEVEL_SYSTEM_OUT=0;TRACE_LEVEL_FILE=0");
      config.setMaximumPoolSize(4);
      config.setMaxLifetime(0); // with its last connection the database would close
    } else if (url.startsWith(POSTGRESQL)) {
      config.setJdbcUrl(url);
      config.setMaximumPoolSize(8);
      config.setMinimumIdle(1);
      // A server that is cut off must not hold a thread for ever. In seconds.
      config.addDataSourceProperty("socketTimeout", "30");
      config.addDataSourceProperty("tcpKeepAlive", "true");
      config.addDataSourceProperty("ApplicationName", "ozml");
    } else {
      throw new IllegalArgumentException("a URL with " + H2 + " or " + POSTGRESQL + " is expected");
    }
    return new HikariDataSource(config);
  }

  /** A row becomes a record: a column for each component, {@code report_url} for reportUrl. */
  private static Optional<RowMapper<?>> mapper(Type type, ConfigRegistry config) {
    return type instanceof Class<?> c && c.isRecord()
        ? Optional.of(ConstructorMapper.of(c))
        : Optional.empty();
  }

  /** One transaction that gives something back. */
  <T> T get(String what, HandleCallback<T, RuntimeException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      if (cause(e) instanceof SQLException refusal) {
        throw new StoreException("cannot " + what + ": " + reason(refusal), refusal);
      }
      throw e; // we are wrong
    }
  }

  /** One transaction. */
  void run(String what, Consumer<Handle> work) {
    get(
        what,
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /**
   * Asks whether the database is there.
   *
   * @throws StoreException when it is not
   */
  public void check() {
    run("reach the store", handle -> handle.execute("SELECT 1"));
  }

  /** Closes all connections, and an H2 file with them. */
  @Override
  public void close() {
    pool.close();
  }

  /** What the driver says; what JDBI says would show all that was bound. */
  private static Throwable cause(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException said) {
        boolean batch = said instanceof BatchUpdateException && said.getNextException() != null;
        return batch ? said.getNextException() : said;
      }
    }
    return e;
  }

  /** The first line of that; on others the statement may be repeated. */
  private static String reason(Throwable e) {
    if (cause(e) instanceof SQLException refusal && refusal.getErrorCode() == IN_USE) {
      return "another process uses it; only one at a time can";
    }
    String said = String.valueOf(cause(e).getMessage()).lines().findFirst().orElse("");
    return said.replaceFirst("; SQL statement:$", "");
  }

  private static final class Texts extends AbstractArgumentFactory<String> {
    Texts() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String text, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, storable(text));
    }
  }

  /** The text without what a database refuses: one such text would spoil a whole transaction. */
  static String storable(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    byte[] encoded = text.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  private static final class Times extends AbstractArgumentFactory<Instant> {
    Times() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant time, ConfigRegistry config) {
      // Cut here, because a database would round, so that what is due now would be due later.
      return (position, statement, context) ->
          statement.setObject(
              position, time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
  }

  private static final class Durations extends AbstractArgumentFactory<Duration> {
    Durations() {
      super(Types.BIGINT);
    }

    @Override
    protected Argument build(Duration duration, ConfigRegistry config) {
      return (position, statement, context) -> statement.setLong(position, duration.toMillis());
    }
  }
}
