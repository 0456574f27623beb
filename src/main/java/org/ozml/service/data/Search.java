package org.ozml.service.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A query that is put together from filters, of which the empty ones count for nothing. Values are
 * bound, never part of the statement, and compared without regard to case.
 */
final class Search {
  private final StringBuilder from;
  private final Map<String, Object> values = new LinkedHashMap<>();

  Search(String table) {
    from = new StringBuilder(" FROM " + table + " WHERE TRUE");
  }

  /** One of the columns is the text. */
  Search is(String text, String... columns) {
    return any(text, pattern(text), columns);
  }

  /** The text is part of one of the columns. */
  Search contains(String text, String... columns) {
    return any(text, '%' + pattern(text) + '%', columns);
  }

  private Search any(String text, String pattern, String... columns) {
    return text.isEmpty()
        ? this
        : and(
            Arrays.stream(columns)
                .map(column -> column + " ILIKE :? ESCAPE '!'")
                .collect(Collectors.joining(" OR ", "(", ")")),
            pattern);
  }

  /**
   * A condition of one's own.
   *
   * @param condition {@code :?} stands for the value
   */
  Search and(String condition, Object value) {
    String name = "v" + values.size();
    from.append(" AND ").append(condition.replace(":?", ":" + name));
    values.put(name, value);
    return this;
  }

  /**
   * Returns a page of the rows.
   *
   * @param order columns that give each row its place
   */
  <T> Page.Of<T> page(Handle handle, Class<T> row, String order, Page page) {
    int total = bound(handle.createQuery("SELECT COUNT(*)" + from)).mapTo(Integer.class).one();
    return new Page.Of<>(
        total,
        bound(
                handle.createQuery(
                    "SELECT *" + from + " ORDER BY " + order + " LIMIT :rows OFFSET :first"))
            .bind("rows", page.rows())
            .bind("first", (long) page.number() * page.rows())
            .mapTo(row)
            .list());
  }

  private <S extends SqlStatement<S>> S bound(S statement) {
    return statement.bindMap(values);
  }

  private static String pattern(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }
}
