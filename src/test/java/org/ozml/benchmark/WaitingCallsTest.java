package org.ozml.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ozml.call.Leg;

/** How much a call costs that waits in a menu with its timer set. */
@Tag("load")
class WaitingCallsTest {
  private static final int CALLS = 100_000;

  @Test
  void aWaitingCallTakesTwoKilobytesAtMost() {
    Exchange exchange =
        new Exchange(
            Scripts.read(
                """
                <Response><UserInput Timeout="10"><InitialCommands><Speak>Press one</Speak>
                </InitialCommands><Inputs><Input Key="1"><Hangup/></Input></Inputs></UserInput></Response>
                """));
    exchange.call(); // loads the classes
    long before = used();
    List<Leg> legs = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) legs.add(exchange.call());
    long each = (used() - before) / CALLS;
    System.out.printf("%,d waiting calls, %,d bytes each%n", legs.size(), each);
    assertThat(exchange.board.calls()).hasSize(CALLS + 1);
    assertThat(each).isLessThanOrEqualTo(2048);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
