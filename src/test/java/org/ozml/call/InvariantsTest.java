package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The {@link Invariants} hold whatever people, scripts and the host do, in any order. A failure is
 * made smaller by {@link Walk#shortest}, which knows that a walk is a list of independent numbers
 * and so comes further in a second than jqwik's own shrinking in a minute; its journal is in the
 * message.
 */
class InvariantsTest {
  private static final int TRIES = 1_300;
  private static final int LONGEST = 200;
  private static long steps;

  /** Steps after which three talked, one of them was held, or one was parked. */
  private static final Map<String, Integer> SEEN = new TreeMap<>();

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldHoldTheInvariantsWhateverHappens(@ForAll("walks") List<Integer> numbers) {
    Walk.check(
        numbers,
        (walk, list) -> {
          for (int number : list) {
            walk.step(number);
            walk.exchange().board.calls().forEach(InvariantsTest::count);
          }
          walk.exchange().windUp(list.size() % 2 == 0);
          steps += walk.exchange().steps();
        });
  }

  private static void count(Call call) {
    if (call.seats().size() < 3) return;
    boolean held = call.seats().stream().anyMatch(Seat::isHeld);
    SEEN.merge(call.isSuspended() ? "parked" : held ? "held" : "together", 1, Integer::sum);
  }

  @Provide
  Arbitrary<List<Integer>> walks() {
    return Walk.numbers()
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @AfterContainer
  static void shouldHaveMadeEnoughSteps() {
    assertThat(steps).isGreaterThanOrEqualTo(100_000);
    assertThat(SEEN).containsOnlyKeys("held", "parked", "together");
    assertThat(SEEN.values()).allMatch(count -> count >= 500);
  }
}
