package org.ozml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> done = new ArrayList<>();

  /** A clock that this test moves: waiting takes as long as it is told to, and what was busy. */
  private static final class Clock implements VirtualTime.Pace {
    private long busy;

    @Override
    public long await(BlockingDeque<Runnable> outside, long nanos) {
      long passed = busy + (outside.isEmpty() ? Math.max(0, nanos - busy) : 0);
      busy = 0;
      return passed;
    }
  }

  private void plan(int second, String what) {
    time.plan(this, Duration.ofSeconds(second), () -> does(what));
  }

  private void does(String what) {
    done.add(what + " at " + time.now() / 1_000_000_000);
  }

  @Test
  void shouldCountTheTimeThatIsSpentBetweenWaits() {
    Clock clock = new Clock();
    time.bring(() -> clock.busy = 3_000_000_000L);
    time.bring(() -> does("act"));
    time.step(clock);
    time.step(clock);
    assertThat(done).containsExactly("act at 3");
  }

  @Test
  void shouldCatchUpWithWhatIsDueBeforeItTakesWhatComesFromOutside() {
    Clock clock = new Clock();
    plan(1, "one");
    plan(2, "two");
    plan(9, "nine");
    clock.busy = 5_000_000_000L;
    time.bring(() -> does("act"));
    for (int i = 0; i < 4; i++) time.step(clock);
    assertThat(done).containsExactly("one at 1", "two at 2", "act at 5", "nine at 9");
  }

  @Test
  void shouldKeepWhatIsNotCalledOff() {
    List<Timeline.Due> dues = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      String name = "due " + i;
      dues.add(time.plan(this, Duration.ofSeconds(i), () -> does(name)));
    }
    for (int i = 1; i <= 10_000; i++) {
      if (i % 1000 != 0) dues.get(i - 1).cancel();
    }
    dues.get(0).cancel();
    assertThat(time.planned()).hasSize(10);
    while (time.step()) {}
    assertThat(done).hasSize(10).startsWith("due 1000 at 1000").endsWith("due 10000 at 10000");
    dues.get(9999).cancel();
    assertThat(time.step()).isFalse();
  }
}
