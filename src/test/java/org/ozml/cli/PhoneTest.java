package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.ozml.simulator.VirtualTime;

class PhoneTest {
  /** Somebody who types at certain times, on a clock that needs no time. */
  private static final class Somebody implements Terminal {
    private record Typing(long at, int c) {}

    private final Deque<Typing> typing = new ArrayDeque<>();
    private IntConsumer listener = c -> {};
    private long now;
    private int waits;
    private boolean closed;

    Somebody types(double second, int c) {
      typing.add(new Typing((long) (second * 1e9), c));
      return this;
    }

    @Override
    public boolean interactive() {
      return true;
    }

    @Override
    public Listening listen(IntConsumer typed) {
      listener = typed;
      return () -> closed = true;
    }

    @Override
    public VirtualTime.Pace pace() {
      return (outside, nanos) -> {
        waits++;
        Typing next = typing.peek();
        long passed = next == null ? nanos : Math.min(nanos, next.at() - now);
        now += passed;
        if (next != null && next.at() <= now) {
          typing.remove();
          listener.accept(next.c());
        }
        return passed;
      };
    }
  }

  private static CommandLineRun on(Somebody somebody, String... arguments) {
    return CommandLineRun.in(somebody, Map.of("NO_COLOR", "1"), arguments);
  }

  @Test
  void shouldPressTheKeysThatAreTypedWhenTheyAreTyped() {
    Somebody somebody = new Somebody().types(1.75, 'x').types(2.25, '1');
    CommandLineRun run = on(somebody, "run", "examples/menu.xml");
    assertThat(run.out())
        .contains("you are 1001; keys 0-9 * # A-D, h or Ctrl-D hangs up")
        .contains("   2.250  1001 presses 1\n   2.250  the sound is stopped\n")
        .contains("   2.250  1001 hears \"We are here from nine to five.\"");
    assertThat(somebody.closed).isTrue();
    assertThat(Duration.ofNanos(somebody.now)).isEqualTo(Duration.ofMillis(5450));
  }

  @Test
  void shouldHangUpWithHOrAtTheEndOfInput() {
    for (int c : new int[] {'h', 'H', 4, -1}) {
      CommandLineRun run = on(new Somebody().types(0.5, c), "run", "examples/menu.xml");
      assertThat(run.out()).contains("   0.500  1001 hangs up", "nobody is left in a call");
      assertThat(run.code()).isZero();
    }
  }

  @Test
  void shouldNotWaitWithFastOrForPrograms() {
    Somebody somebody = new Somebody();
    assertThat(on(somebody, "run", "examples/menu.xml", "--fast").out()).contains("Goodbye");
    assertThat(on(somebody, "run", "examples/menu.xml", "--json").out()).contains("Goodbye");
    assertThat(somebody.waits).isZero();
  }

  @Test
  void shouldBeThePhoneOfWhoeverIsCalled() {
    String script =
        """
        <Response><Call Dialed="1007" ApiExtension="9" ResponseOzML="&lt;UserInput Timeout='9'/>"/></Response>
        """;
    Somebody somebody = new Somebody().types(1, '1').types(4, '2');
    CommandLineRun run = on(somebody, "run", PhoneTest.file(script), "--context", "message");
    assertThat(run.out()).contains("   4.000  1007 presses 2").doesNotContain("presses 1");
  }

  private static String file(String script) {
    try {
      java.nio.file.Path file = java.nio.file.Files.createTempFile("phone", ".xml");
      file.toFile().deleteOnExit();
      return java.nio.file.Files.writeString(file, script).toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
