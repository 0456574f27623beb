package org.ozml.exploration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Scene;

/**
 * Runs at random: entries and hang-ups at any moment, also in the middle of prompts and between
 * digits, outcomes and how long they take. Whatever happens, nobody stays on hold, nothing is left
 * over, nothing is aborted, and no call is missing that nobody hung up.
 */
public final class RandomRuns {
  /** Enough for any plan, and soon over. */
  private static final int MOST_TRIES = 2000;

  private RandomRuns() {}

  /**
   * Something that must not be.
   *
   * @param what it is
   * @param actions the fewest and roundest that were found to bring it about, in words
   * @param run the number of the run that came to it, from 1
   */
  public record Violation(String what, List<String> actions, int run) {
    /** Copies the list. */
    public Violation {
      actions = List.copyOf(actions);
    }
  }

  /** Runs so many times; the same seed gives the same. Each kind of violation is told once. */
  public static List<Violation> run(
      Scene scene,
      @Nullable Path script,
      Function<String, @Nullable Path> audio,
      Settings settings,
      int runs,
      long seed) {
    Ground ground = Explorer.ground(scene, new Library(), script, audio, settings);
    List<Violation> violations = new ArrayList<>();
    Set<String> told = new HashSet<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 1; run <= runs; run++) {
      Plan plan = RandomRun.plan(ground, random.split());
      String wrong = RandomRun.wrong(ground, plan);
      if (wrong == null || !told.add(wrong)) continue;
      violations.add(new Violation(wrong, shrunk(ground, plan, wrong).words(), run));
    }
    return violations;
  }

  /** As long as a simpler plan comes to the same, that one. */
  private static Plan shrunk(Ground ground, Plan plan, String wrong) {
    Plan smallest = plan;
    int tries = 0;
    boolean smaller = true;
    while (smaller && tries < MOST_TRIES) {
      smaller = false;
      for (Plan simpler : smallest.simpler()) {
        if (tries++ == MOST_TRIES) break;
        if (!wrong.equals(RandomRun.wrong(ground, simpler))) continue;
        smallest = simpler;
        smaller = true;
        break;
      }
    }
    return smallest;
  }
}
