package org.ozml.service.data;

import java.util.List;
import java.util.function.Consumer;

/**
 * The port to the database that scripts select from: GoTo with a SELECT, ExecuteSQL of UserInput.
 *
 * <p>A statement can only read: the connection is read-only, the statement is one, and it has a
 * time limit. Nothing here blocks, and nothing is thrown: the answer comes later, on any thread,
 * exactly once.
 *
 * <p>Source: OzML language notes, sections 2.2, 3 and 5.
 */
@FunctionalInterface
public interface Database {
  /** None is configured. */
  Database NONE =
      (sql, parameters, answer) -> answer.accept(new Answer.Failed("no database is configured"));

  /**
   * Selects the text in the first column of the first row.
   *
   * @param sql one SELECT, with a question mark for each parameter
   * @param parameters the values that are bound, in order
   */
  void select(String sql, List<String> parameters, Consumer<Answer> answer);

  /** What came of it. */
  sealed interface Answer {
    /** There is a row, and a text in it. */
    record Found(String text) implements Answer {}

    /** There is no row, or NULL in it. */
    record Nothing() implements Answer {}

    /**
     * The statement could not be run, or not in time.
     *
     * @param reason one sentence for trace and log, without secrets
     */
    record Failed(String reason) implements Answer {}
  }
}
