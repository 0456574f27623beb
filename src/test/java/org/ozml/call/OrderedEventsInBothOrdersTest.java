package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Two reports of the same instant may come in either order, in whatever state they find the calls:
 * the {@link Invariants} hold in both.
 */
class OrderedEventsInBothOrdersTest {
  private static final int TRIES = 300;
  private static final int LONGEST = 120;
  private static long steps;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldHoldTheInvariantsInBothOrders(
      @ForAll("walks") List<Integer> numbers,
      @ForAll("pairs") List<Tuple2<Integer, Integer>> pairs) {
    for (Tuple2<Integer, Integer> pair : pairs) {
      check(numbers, pair.get1(), pair.get2(), false);
      check(numbers, pair.get1(), pair.get2(), true);
    }
  }

  private static void check(List<Integer> numbers, int one, int other, boolean swapped) {
    Walk.check(
        numbers,
        (walk, list) -> {
          list.forEach(walk::step);
          Runnable first = walk.report(one);
          Runnable second = walk.report(other);
          (swapped ? second : first).run();
          (swapped ? first : second).run();
          walk.exchange().windUp(list.size() % 2 == 0);
          steps += walk.exchange().steps();
        });
  }

  @Provide
  Arbitrary<List<Integer>> walks() {
    return Walk.numbers()
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<List<Tuple2<Integer, Integer>>> pairs() {
    return Walk.numbers().tuple2().list().ofSize(2);
  }

  @AfterContainer
  static void shouldHaveMadeEnoughSteps() {
    assertThat(steps).isGreaterThanOrEqualTo(50_000);
  }
}
