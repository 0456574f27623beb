package org.ozml.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.interpreter.Settings;

class RandomRunsTest {
  /** Who is to take the caller may be gone before the caller is passed on. */
  private static final String RACE =
      """
      <Hold/>
      <Delay>10</Delay>
      <AttendedTransfer TargetCallId="B7" TransferorParty="caller"/>
      """;

  private static List<RandomRuns.Violation> run(String script, long seed) {
    return RandomRuns.run(Explored.scene(script), null, name -> null, Settings.DEFAULT, 200, seed);
  }

  @Test
  void shouldFindARaceAndTellItWithTheFewestActionsAtTheRoundestTimes() {
    List<RandomRuns.Violation> found = run(RACE, 1);
    assertThat(found)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.what()).isEqualTo("the script is over, and 1001 is still on hold");
              assertThat(one.actions()).containsExactly("at 0 s 1002 hangs up");
            });
  }

  @Test
  void shouldFindTheSameWithTheSameSeed() {
    assertThat(run(RACE, 5)).isNotEmpty().isEqualTo(run(RACE, 5));
  }

  @Test
  void shouldFindNothingWhereEverybodyIsFetchedFromHold() {
    assertThat(run("<Hold/><Delay>10</Delay><Unhold/>", 1)).isEmpty();
  }

  @Test
  void shouldFindNothingInAMenuWhateverIsPressedAndWhenever() {
    String menu =
        """
        <UserInput Timeout="5" Repeat="true">
          <InitialCommands><Speak>Press 1 or 12 or 2, please.</Speak></InitialCommands>
          <Inputs>
            <Input Key="1"><Speak>One.</Speak></Input>
            <Input Key="12"><BlindTransfer Target="1003"/></Input>
            <Input Key="2"><Record FinishDigits="#" Duration="60"/></Input>
          </Inputs>
        </UserInput>
        """;
    assertThat(run(menu, 3)).isEmpty();
  }
}
