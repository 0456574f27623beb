package org.ozml.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The wrong passwords of one origin. Too many within a while begin a pause; then every further
 * wrong one begins the next, twice as long. Who has waited for ten of the longest pauses has a
 * clean slate.
 */
final class Brake {

  /**
   * When to slow down.
   *
   * @param wrong so many wrong passwords
   * @param within in this time
   * @param pause begin the first pause
   * @param longest no pause is longer
   */
  record Rule(int wrong, Duration within, Duration pause, Duration longest) {}

  private final Rule rule;
  private final Deque<Instant> wrong = new ArrayDeque<>();
  private Instant pauseEnd = Instant.EPOCH;
  private Duration nextPause;

  Brake(Rule rule) {
    this.rule = rule;
    this.nextPause = rule.pause;
  }

  /** How long nothing is looked at any more; zero if the next one is. */
  Duration left(Instant now) {
    if (!now.isBefore(pauseEnd)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, pauseEnd);
    // Longer than any pause: somebody has put the clock back.
    return left.compareTo(rule.longest) > 0 ? Duration.ZERO : left;
  }

  void wrong(Instant now) {
    if (!now.isBefore(pauseEnd.plus(rule.longest.multipliedBy(10)))) {
      nextPause = rule.pause;
    }
    wrong.addLast(now);
    wrong.removeIf(moment -> !moment.isAfter(now.minus(rule.within)));
    while (wrong.size() > rule.wrong) {
      wrong.removeFirst();
    }
    boolean again = nextPause.compareTo(rule.pause) > 0;
    if ((again || wrong.size() == rule.wrong) && left(now).isZero()) {
      pauseEnd = now.plus(nextPause);
      Duration twice = nextPause.multipliedBy(2);
      nextPause = twice.compareTo(rule.longest) > 0 ? rule.longest : twice;
    }
  }
}
