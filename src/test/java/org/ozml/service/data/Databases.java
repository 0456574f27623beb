package org.ozml.service.data;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Empty databases for tests: an H2 file, or one on a PostgreSQL that is started for all tests. */
enum Databases {
  H2 {
    @Override
    String empty(Path folder) {
      return "jdbc:h2:" + folder.resolve("ozml");
    }
  },
  POSTGRESQL {
    @Override
    String empty(Path folder) throws SQLException {
      EmbeddedPostgres server = server();
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      }
      return server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
    }
  };

  static final String USER = "postgres";
  static final String PASSWORD = "postgres";

  private static @Nullable EmbeddedPostgres server;
  private static String failure = "";

  /** Returns the URL of a database without tables; skips the test if there can be none here. */
  abstract String empty(Path folder) throws SQLException;

  /** The databases that there can be here. */
  static List<Databases> available() {
    return startedServer() == null ? List.of(H2) : List.of(values());
  }

  private static EmbeddedPostgres server() {
    EmbeddedPostgres started = startedServer();
    return started == null ? Assumptions.abort(failure) : started;
  }

  /** Null where it cannot run; under CI that is a failure. */
  private static synchronized @Nullable EmbeddedPostgres startedServer() {
    if (server == null && failure.isEmpty()) {
      try {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setLocaleConfig("locale", "C.UTF-8")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(Databases::stop));
      } catch (IOException | IllegalStateException e) {
        failure = "PostgreSQL cannot run here: " + e;
      }
    }
    if (server == null && Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(failure);
    }
    return server;
  }

  private static synchronized void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
