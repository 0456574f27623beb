package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopTest {
  private final Loop loop = new Loop();
  private final List<String> done = new ArrayList<>();

  @Test
  void shouldRunATaskThatIsBroughtFromInsideAfterTheOneThatBringsIt() {
    loop.execute(
        () -> {
          loop.execute(() -> done.add("inner"));
          done.add("outer");
        });
    assertThat(done).containsExactly("outer", "inner");
  }

  @Test
  void shouldGoOnAfterAnError() {
    loop.execute(
        () -> {
          throw new NoClassDefFoundError("org/ozml/Missing");
        });
    loop.execute(() -> done.add("next"));
    assertThat(done).containsExactly("next");
  }
}
