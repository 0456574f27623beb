package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.data.Database.Answer;
import org.ozml.service.data.JdbcDatabase.Source;

/** Language notes, section 2.2: a SELECT reads, in time, and does nothing else. */
@Timeout(60)
class JdbcDatabaseTest {
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b"
          + " WHERE a.x + b.x = 7";

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  @TempDir private Path folder;
  private Connection owner;
  private JdbcDatabase database;

  @BeforeEach
  void fill() throws SQLException {
    owner = DriverManager.getConnection(url, "sa", "secret");
    execute("CREATE TABLE menu (id INT PRIMARY KEY, name VARCHAR, script CLOB)");
    execute("INSERT INTO menu VALUES (1, 'main', '<Response/>'), (2, 'void', NULL)");
    database = database(url, LIMIT, 2);
  }

  private static JdbcDatabase database(String url, Duration limit, int connections) {
    return new JdbcDatabase(new Source(url, "sa", "secret", limit, connections));
  }

  @AfterEach
  void end() throws SQLException {
    database.close();
    owner.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private String table() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet all = statement.executeQuery("SELECT id, name FROM menu ORDER BY id")) {
      while (all.next()) rows.add(all.getString(1) + all.getString(2));
    }
    return String.join(" ", rows);
  }

  private CompletableFuture<Answer> order(String sql, String... parameters) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    database.select(sql, List.of(parameters), answer::complete);
    return answer;
  }

  private Answer select(String sql, String... parameters) throws Exception {
    return order(sql, parameters).get(20, TimeUnit.SECONDS);
  }

  private static String reason(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) answer).reason();
  }

  @Test
  void findsTheFirstColumnOfTheFirstRow() throws Exception {
    assertThat(select("SELECT script, id FROM menu ORDER BY id"))
        .isEqualTo(new Answer.Found("<Response/>"));
    assertThat(select("SELECT name FROM menu WHERE id = ?", "2"))
        .isEqualTo(new Answer.Found("void"));
    assertThat(select("SELECT id FROM menu WHERE name = ?", "main"))
        .isEqualTo(new Answer.Found("1"));
    assertThat(select("WITH x(n) AS (SELECT 7) SELECT n FROM x")).isEqualTo(new Answer.Found("7"));
    assertThat(select("-- hello\n SELECT ';' /* ; */")).isEqualTo(new Answer.Found(";"));
  }

  @Test
  void findsALongText() throws Exception {
    String text = "ä".repeat(200_000);
    execute("INSERT INTO menu VALUES (3, 'long', '" + text + "')");
    assertThat(select("SELECT script FROM menu WHERE id = 3")).isEqualTo(new Answer.Found(text));
  }

  @Test
  void findsNothingInNoRowAndInNull() throws Exception {
    assertThat(select("SELECT script FROM menu WHERE id = 9")).isEqualTo(new Answer.Nothing());
    assertThat(select("SELECT script FROM menu WHERE id = 2")).isEqualTo(new Answer.Nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x' OR '1'='1",
        "'; DROP TABLE menu; --",
        "' UNION SELECT 'x' --",
        "main' /*",
        "\\' OR 1=1 --",
        "?",
        "\0",
      })
  void aValueIsOnlyAValue(String value) throws Exception {
    assertThat(select("SELECT id FROM menu WHERE name = ?", value)).isEqualTo(new Answer.Nothing());
    assertThat(table()).isEqualTo("1main 2void");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE menu SET name = 'x'",
        "DELETE FROM menu",
        "INSERT INTO menu VALUES (3, 'x', '')",
        "MERGE INTO menu KEY (id) VALUES (1, 'x', '')",
        "CALL 1",
        "DROP TABLE menu",
        "TRUNCATE TABLE menu",
        "SELECT 1; DELETE FROM menu",
        "SELECT 1; DROP TABLE menu",
        "SELECT ';'; DROP TABLE menu",
        "SELECT 1 /* ' */; DROP TABLE menu --'",
        "SELECT 1 -- '\n; DROP TABLE menu --'",
        "SELECT E'\\''; DROP TABLE menu; --'",
        "SELECT $$'$$; DROP TABLE menu; --'",
        "SELECT 1 /* /* */ ' */; DROP TABLE menu; --'",
        "COMMIT; SELECT 1",
        "SELECT 1;",
        "",
        "selection",
      })
  void onlyOneSelectIsRun(String sql) throws Exception {
    assertThat(reason(select(sql))).isEqualTo("only one SELECT can be run");
    assertThat(table()).isEqualTo("1main 2void");
  }

  /** What H2 takes for a query and does, is undone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM FINAL TABLE (INSERT INTO menu VALUES (3, 'x', ''))",
        "SELECT id FROM OLD TABLE (DELETE FROM menu)",
        "SELECT id FROM FINAL TABLE (UPDATE menu SET name = 'x')",
      })
  void whatASelectChangesIsRolledBack(String sql) throws Exception {
    select(sql);
    assertThat(select("SELECT COUNT(*) FROM menu WHERE name <> 'x'"))
        .isEqualTo(new Answer.Found("2"));
    assertThat(table()).isEqualTo("1main 2void");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT nothing FROM menu|the database does not understand the SELECT: Column \"NOTHING\" not found",
        "SELECT script FROM nowhere|the database does not understand the SELECT: Table \"NOWHERE\" not found",
        "SELECT FROM WHERE|the database does not understand the SELECT: Syntax error in SQL statement \"SELECT FROM [*]WHERE\"; expected \"identifier\"",
        "SELECT 1/0|the database cannot run the SELECT (SQLSTATE 22012)",
        "SELECT id FROM menu WHERE id = ?|the database cannot run the SELECT (SQLSTATE 90012)",
      })
  void saysWhatIsWrongWithoutValues(String sql, String expected) throws Exception {
    assertThat(reason(select(sql))).isEqualTo(expected);
  }

  @Test
  void aParameterTooManyFails() throws Exception {
    assertThat(reason(select("SELECT 1", "x"))).contains("SQLSTATE 90008");
  }

  @Test
  void aSlowSelectEndsInTime() throws Exception {
    database.close();
    database = database(url, Duration.ofMillis(600), 2);
    long began = System.nanoTime();
    assertThat(reason(select(ENDLESS))).isEqualTo("the database has not answered within 0.6 s");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  /** The statement itself is cancelled, so that its connection serves the next one. */
  @Test
  void aSlowSelectIsCancelled() throws Exception {
    database.close();
    database = database(url, Duration.ofSeconds(1), 1);
    select(ENDLESS);
    Answer next = new Answer.Nothing();
    for (int i = 0; i < 10 && !(next instanceof Answer.Found); i++) next = select("SELECT 1");
    assertThat(next).isEqualTo(new Answer.Found("1"));
  }

  @Test
  void whoWaitsTooLongForAFreeConnectionFails() throws Exception {
    database.close();
    database = database(url, Duration.ofMillis(500), 1);
    long began = System.nanoTime();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) answers.add(order(ENDLESS));
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(reason(answer.get(20, TimeUnit.SECONDS))).contains("within 0.5 s");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void answersEachExactlyOnce() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    List<CompletableFuture<Answer>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      all.add(answer);
      database.select(
          "SELECT name FROM menu WHERE id = ?",
          List.of("1"),
          one -> {
            answers.incrementAndGet();
            answer.complete(one);
          });
    }
    for (CompletableFuture<Answer> answer : all) {
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(new Answer.Found("main"));
    }
    assertThat(answers).hasValue(200);
  }

  @Test
  void doesNotMakeADatabaseThatIsNotThere() throws Exception {
    database.close();
    Path file = folder.resolve("menus");
    database = database("jdbc:h2:" + file, LIMIT, 1);
    assertThat(reason(select("SELECT 1"))).isEqualTo("the database is not there");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT FILE_WRITE(STRINGTOUTF8('x'), '%s')",
        "SELECT file_read('%s')",
        "SELECT * FROM CSVREAD('%s')"
      })
  void touchesNoFile(String sql) throws Exception {
    Path file = folder.resolve("touched");
    assertThat(reason(select(sql.formatted(file)))).isEqualTo("a SELECT must not touch files");
    assertThat(file).doesNotExist();
  }

  @Test
  void failsWhileTheDatabaseIsAway() throws Exception {
    database.close();
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    database =
        new JdbcDatabase(
            new Source(
                "jdbc:postgresql://127.0.0.1:" + port + "/x",
                "reader",
                "secret",
                Duration.ofSeconds(1),
                1));
    assertThat(reason(select("SELECT 1")))
        .isIn("the database cannot be reached", "the database has not answered within 1.0 s");
  }

  /** Somebody listens there and says nothing. */
  @Test
  void failsInTimeWhenTheDatabaseIsSilent() throws Exception {
    database.close();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      database =
          new JdbcDatabase(
              new Source(
                  "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x",
                  "reader",
                  "secret",
                  Duration.ofSeconds(1),
                  1));
      long began = System.nanoTime();
      assertThat(reason(select("SELECT 1")))
          .isIn("the database cannot be reached", "the database has not answered within 1.0 s");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void tellsNoPassword() throws Exception {
    database.close();
    database = new JdbcDatabase(new Source(url, "sa", "wrong", Duration.ofSeconds(1), 1));
    assertThat(reason(select("SELECT 1"))).doesNotContain("wrong");
    assertThat(new Source(url, "sa", "wrong", LIMIT, 1).toString()).doesNotContain("wrong");
  }

  @Test
  void failsAfterItIsClosed() throws Exception {
    database.close();
    assertThat(reason(select("SELECT 1"))).isEqualTo("the database is being closed");
  }

  @Test
  void needsADriver() throws IOException {
    assertThatThrownBy(() -> database("jdbc:nobody:x", LIMIT, 1))
        .isInstanceOf(RuntimeException.class);
  }
}
