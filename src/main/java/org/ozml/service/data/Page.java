package org.ozml.service.data;

import java.util.List;

/**
 * Which part of a list is wanted.
 *
 * @param number from 0
 * @param rows at most so many
 */
public record Page(int number, int rows) {
  /** What the lists show when they are not told: the first 20 rows. */
  public static final Page FIRST = new Page(0, 20);

  /**
   * @throws IllegalArgumentException if there can be no such page
   */
  public Page {
    if (number < 0 || rows < 1) {
      throw new IllegalArgumentException("pages count from 0 and have a row at least");
    }
  }

  /**
   * A part of a list.
   *
   * @param total how many rows the whole list has
   * @param rows those of the page; none when it lies behind the end
   */
  public record Of<T>(int total, List<T> rows) {
    /** Copies the list. */
    public Of {
      rows = List.copyOf(rows);
    }
  }
}
