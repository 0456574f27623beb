package org.ozml.simulator;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ozml.service.data.Database;

/**
 * The world's tables, in virtual time: an H2 database in memory that is this world's own and made
 * when it is first asked. A world without tables has none, and needs no H2.
 *
 * <p>Scripts ask it as a user without rights: H2's administrator could read and write any file of
 * the machine by a SELECT.
 */
public final class SelectTable implements Database {
  /** As a configured database has. */
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final Map<String, World.Table> tables;
  private final Timeline time;

  private SelectTable(World world, Timeline time) {
    this.tables = world.tables();
    this.time = time;
  }

  /** Returns the database of a world; none when it has no tables. */
  public static Database of(World world, Timeline time) {
    return world.tables().isEmpty() ? Database.NONE : new SelectTable(world, time);
  }

  @Override
  public void select(String sql, List<String> parameters, Consumer<Answer> answer) {
    Duration delay = Duration.ZERO;
    Answer outcome = null;
    for (Map.Entry<String, World.Table> table : tables.entrySet()) {
      if (!names(sql, table.getKey())) continue;
      delay = delay.plus(table.getValue().delay());
      String fault = table.getValue().fault();
      if (fault != null) outcome = new Answer.Failed(fault);
    }
    if (delay.compareTo(BUDGET) > 0) {
      delay = BUDGET;
      String late = "the database has not answered within %d s";
      outcome = new Answer.Failed(late.formatted(BUDGET.toSeconds()));
    }
    Answer found = outcome == null ? run(sql, parameters) : outcome;
    time.plan(this, delay, () -> answer.accept(found));
  }

  private static boolean names(String sql, String table) {
    return Pattern.compile("(?i)\\b" + Pattern.quote(table) + "\\b").matcher(sql).find();
  }

  private Answer run(String sql, List<String> parameters) {
    // Made for each SELECT: nobody says when a world is over, and an open one would stay for ever.
    try (Connection connection = filled();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout((int) BUDGET.toSeconds());
      for (int i = 0; i < parameters.size(); i++) statement.setString(i + 1, parameters.get(i));
      try (ResultSet rows = statement.executeQuery()) {
        String text = rows.next() ? rows.getString(1) : null;
        return text == null ? new Answer.Nothing() : new Answer.Found(text);
      }
    } catch (StackOverflowError e) {
      return new Answer.Failed("the SELECT is too deep");
    } catch (SQLException e) {
      // H2 puts the statement behind what is wrong with it; the trace has that already.
      return new Answer.Failed(String.valueOf(e.getMessage()).split("; SQL statement", 2)[0]);
    }
  }

  private Connection filled() throws SQLException {
    // Nobody else knows the name, and the database goes with its last connection.
    String url = "jdbc:h2:mem:%s;CASE_INSENSITIVE_IDENTIFIERS=TRUE".formatted(UUID.randomUUID());
    try (Connection made = DriverManager.getConnection(url);
        Statement rights = made.createStatement()) {
      for (Map.Entry<String, World.Table> table : tables.entrySet()) {
        fill(made, quoted(table.getKey()), table.getValue());
      }
      rights.execute("CREATE USER script PASSWORD ''");
      rights.execute("GRANT SELECT ON SCHEMA PUBLIC TO script");
      Connection reader = DriverManager.getConnection(url, "script", "");
      reader.setAutoCommit(false);
      return reader;
    }
  }

  private static void fill(Connection made, String name, World.Table table) throws SQLException {
    Set<String> columns = new LinkedHashSet<>();
    table.rows().forEach(row -> columns.addAll(row.keySet()));
    String definition =
        columns.stream().map(one -> quoted(one) + " VARCHAR").collect(Collectors.joining(", "));
    try (Statement create = made.createStatement()) {
      create.execute("CREATE TABLE %s (%s)".formatted(name, definition));
    }
    for (Map<String, String> row : table.rows()) {
      String marks = "?, ".repeat(columns.size() - 1) + "?";
      try (PreparedStatement insert =
          made.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(name, marks))) {
        int at = 1;
        for (String column : columns) insert.setString(at++, row.get(column));
        insert.executeUpdate();
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.toUpperCase(Locale.ROOT).replace("\"", "\"\"") + '"';
  }
}
