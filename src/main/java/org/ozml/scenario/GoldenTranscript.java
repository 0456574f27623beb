package org.ozml.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transcript that is kept beside a scenario, {@code menu.txt} beside {@code menu.yaml}: people
 * read it in a review, and whatever changes it is noticed.
 */
public final class GoldenTranscript {
  private static final int BEFORE = 3;

  private final Path file;

  private GoldenTranscript(Path file) {
    this.file = file;
  }

  /** Returns that of a scenario file, whether there is one or not. */
  public static GoldenTranscript of(Path scenario) {
    String name = scenario.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return new GoldenTranscript(scenario.resolveSibling(name + ".txt"));
  }

  /** Returns the first difference; null when there is none, or no such file. */
  public @Nullable Failure compare(ScenarioRunner.Outcome outcome) throws IOException {
    return Files.exists(file) ? compare(outcome.transcript()) : null;
  }

  private @Nullable Failure compare(List<String> transcript) throws IOException {
    List<String> kept = Files.readAllLines(file);
    int same = 0;
    while (same < kept.size()
        && same < transcript.size()
        && kept.get(same).equals(transcript.get(same))) same++;
    if (same == kept.size() && same == transcript.size()) return null;
    return new Failure(
        file.toString(),
        same + 1,
        "the transcript differs",
        line(kept, same),
        line(transcript, same),
        transcript.subList(Math.max(0, same - BEFORE), same),
        null);
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "nothing more";
  }

  /** Keeps a transcript; returns whether that is another one than before. */
  public boolean update(ScenarioRunner.Outcome outcome) throws IOException {
    List<String> transcript = outcome.transcript();
    if (Files.exists(file) && compare(transcript) == null) return false;
    Files.writeString(file, String.join("\n", transcript) + "\n");
    return true;
  }
}
