package org.ozml.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario went otherwise.
 *
 * @param file the file that says what should happen
 * @param line the line there, from 1
 * @param sentence what stands there
 * @param expected what should have happened
 * @param instead what happened
 * @param around some lines of the transcript around it
 * @param script the script's file, line and command at that moment; null: no script ran
 */
public record Failure(
    String file,
    int line,
    String sentence,
    String expected,
    String instead,
    List<String> around,
    @Nullable String script) {
  /** Copies the list. */
  public Failure {
    around = List.copyOf(around);
  }

  /** Returns where and what it is, in a line. */
  public String headline() {
    return "%s:%d: %s".formatted(file, line, sentence);
  }

  /** Returns the lines below the headline. */
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    lines.add("  expected: " + expected);
    lines.add("  instead:  " + instead);
    if (script != null) lines.add("  script:   " + script);
    for (String line : around) lines.add("  | " + line);
    return lines;
  }

  /** Returns all of it, for people. */
  @Override
  public String toString() {
    return headline() + "\n" + String.join("\n", details());
  }
}
