package org.ozml.server.command;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Value;
import org.ozml.service.data.Page;

/** Which part of a list is asked for; lists that are longer come in parts. */
final class Paging {
  private static final int MOST_ROWS = 1_000;

  private Paging() {}

  /** Returns the page, of 1,000 rows at most; null: it would have none. */
  static @Nullable Page page(Value<Integer> number, Value<Integer> rows) {
    int wanted = value(rows);
    return wanted < 1 ? null : new Page(value(number), Math.min(wanted, MOST_ROWS));
  }

  private static int value(Value<Integer> value) {
    Integer constant = value.constant();
    return constant == null ? 0 : constant;
  }
}
