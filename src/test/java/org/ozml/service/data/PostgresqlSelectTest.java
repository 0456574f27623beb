package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.data.Database.Answer;

/** What PostgreSQL does otherwise than H2 when scripts select from it. */
@Timeout(60)
class PostgresqlSelectTest {
  @TempDir private Path folder;
  private Connection owner;
  private JdbcDatabase database;

  @BeforeEach
  void fill() throws SQLException {
    String url = Databases.POSTGRESQL.empty(folder);
    owner = DriverManager.getConnection(url, Databases.USER, Databases.PASSWORD);
    try (Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE menu (id INT PRIMARY KEY, since DATE, script TEXT)");
      statement.execute("INSERT INTO menu VALUES (7, '2026-11-21', '<Exit/>')");
    }
    database =
        new JdbcDatabase(
            new JdbcDatabase.Source(
                url, Databases.USER, Databases.PASSWORD, Duration.ofSeconds(1), 2));
  }

  @AfterEach
  void end() throws SQLException {
    database.close();
    owner.close();
  }

  private Answer select(String sql, String... parameters) throws Exception {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    database.select(sql, List.of(parameters), answer::complete);
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aTextIsComparedWithNumbersAndDates() throws Exception {
    assertThat(select("SELECT script FROM menu WHERE id = ?", "7"))
        .isEqualTo(new Answer.Found("<Exit/>"));
    assertThat(select("SELECT script FROM menu WHERE since < ?", "2026-11-22"))
        .isEqualTo(new Answer.Found("<Exit/>"));
  }

  @Test
  void whatIsNoNumberFindsNoRowAndChangesNothing() throws Exception {
    assertThat(select("SELECT script FROM menu WHERE id = ?", "7 OR 1=1"))
        .isInstanceOf(Answer.Failed.class);
    assertThat(select("SELECT script FROM menu WHERE script = ?", "'; DROP TABLE menu; --"))
        .isEqualTo(new Answer.Nothing());
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aStatementThatWritesIsRefused() throws Exception {
    assertThat(select("WITH gone AS (DELETE FROM menu RETURNING script) SELECT script FROM gone"))
        .isInstanceOf(Answer.Failed.class);
    assertThat(select("SELECT 1; DELETE FROM menu")).isInstanceOf(Answer.Failed.class);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aSlowOneEndsInTime() throws Exception {
    assertThat(select("SELECT pg_sleep(30)")).isInstanceOf(Answer.Failed.class);
    assertThat(select("SELECT script FROM menu")).isEqualTo(new Answer.Found("<Exit/>"));
  }

  private int rows() throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM menu")) {
      count.next();
      return count.getInt(1);
    }
  }
}
