package org.ozml.junit;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The example of the README. */
@CallScript("examples/menu.xml")
class MenuTest {
  @Test
  void shouldTellTheOpeningHours(SimulatedCall call) {
    call.hears("Press 1").presses("1").hears("from nine to five").hears("Goodbye").ends(200);
  }

  @Test
  void shouldConnectWithTheSalesDesk(SimulatedCall call) {
    call.party("1003").answersAfter(Duration.ofSeconds(2));
    call.neverHears("Sorry").presses("2").hears("One moment");
    call.party("1003").isCalled().talksTo("1001");
    call.ends(200).waits(Duration.ofMinutes(1)).hangsUp().leavesNobody();
  }

  @Test
  void shouldApologizeWhenTheSalesDeskIsBusy(SimulatedCall call) {
    call.party("1003").isBusy();
    call.presses("2").hears("Sorry").tell("BlindTransfer answers", "402").ends(402);
  }

  @Test
  void shouldSayGoodbyeToWhomeverPressesNothing(SimulatedCall call) {
    call.party("1003").doesNotExist();
    call.hears("Press 1").waits(Duration.ofSeconds(30)).caller().isHungUp();
    call.party("1003").isNeverCalled();
  }
}
