package org.ozml.exploration;

import java.time.Duration;
import java.util.List;

/**
 * What came of exploring a script.
 *
 * @param states how many different moments there are at which a call could go several ways
 * @param paths how many were told
 * @param took real time
 * @param unfinished why not every path was told, in words; empty when every one was
 * @param findings what is wrong, shortest sequences first
 * @param notes what could not be explored, in words
 */
public record Exploration(
    int states,
    int paths,
    Duration took,
    String unfinished,
    List<Finding> findings,
    List<String> notes) {
  /** Copies the lists. */
  public Exploration {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** Returns whether every path was told. */
  public boolean complete() {
    return unfinished.isEmpty();
  }

  /**
   * How far it goes at most.
   *
   * @param paths how many are told
   * @param time how long it takes
   */
  public record Bounds(int paths, Duration time) {
    /** 100,000 paths, one minute. */
    public static final Bounds DEFAULT = new Bounds(100_000, Duration.ofMinutes(1));
  }

  /** Told how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (states, paths) -> {};

    /** One path more was told. */
    void told(int states, int paths);
  }
}
