package org.ozml.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.alarm.ContactId.Qualifier;
import org.ozml.call.Sound;

/**
 * Each end of the line, arrow by arrow: what happens, and what it does then (SIA DC-05-1999.09).
 */
class LineTest {
  private static final ContactId ALARM =
      new ContactId("1234", Qualifier.NEW_EVENT, "131", "01", "015");
  private static final String KEYS = "1234181131010158";

  private final Journal line = new Journal();
  private final Transmission panel = new Transmission(ALARM, line);
  private final Reception centre = new Reception(line);

  /** Lets things happen, separated by blanks; returns what the panel did at the last of them. */
  private String panel(String story) {
    for (String what : story.split(" ", -1)) {
      line.since();
      switch (what) {
        case "begins" -> panel.begin();
        case "sent" -> panel.sent();
        case "timer" -> panel.timeOver();
        default -> {
          String[] tone = what.split("/", -1);
          panel.heard(Integer.parseInt(tone[0]), Duration.ofMillis(Long.parseLong(tone[1])));
        }
      }
    }
    return line.since();
  }

  private String centre(String story) {
    for (String what : story.split(" ", -1)) {
      line.since();
      if (what.equals("begins")) centre.begin();
      else if (what.equals("timer")) centre.timeOver();
      else if (what.equals("kept")) centre.kept();
      else if (what.equals("unkept")) centre.unkept();
      else what.chars().forEach(key -> centre.pressed((char) key));
    }
    return line.since().replaceAll("(waits 1000, )+", "waits 1000, "); // between the digits
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          begins                                              | waits 30000
          begins timer                                        | not delivered
          begins 2300/100                                     |
          begins 1400/100                                     |
          begins 1400/100 timer                               | not delivered
          begins 1400/100 2300/100                            | waits 250
          begins 2300/100 1400/100 2300/100                   | waits 250
          begins 1400/100 2300/100 timer                      | sends 1234181131010158
          begins 1400/100 2300/100 timer timer                |
          begins 1400/100 2300/100 timer sent                 | waits 2250
          begins 1400/100 2300/100 timer sent 1400/399        |
          begins 1400/100 2300/100 timer sent 2300/900        |
          begins 1400/100 2300/100 timer sent 1400/400        | delivered
          begins 1400/100 2300/100 timer sent 1400/1000       | delivered
          begins 1400/100 2300/100 timer sent timer           | sends 1234181131010158
          begins 1400/100 2300/100 timer sent timer 1400/850  | delivered
          begins 1400/100 2300/100 timer sent timer sent timer sent timer                 | sends 1234181131010158
          begins 1400/100 2300/100 timer sent timer sent timer sent timer sent            | waits 2250
          begins 1400/100 2300/100 timer sent timer sent timer sent timer sent 1400/850   | delivered
          begins 1400/100 2300/100 timer sent timer sent timer sent timer sent timer      | not delivered
          begins 1400/100 2300/100 timer sent 1400/850 1400/850                           |
          begins 1400/100 2300/100 timer sent 1400/850 timer                              |
          begins 1400/100 2300/100 timer sent 1400/850 sent                               |
          """)
  void panelSendsUntilItIsAcknowledged(String story, String does) {
    assertThat(panel(story)).isEqualTo(does == null ? "" : does);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          begins                              | waits 1000
          begins 1                            |
          begins timer                        | handshake, waits 5000
          begins timer 1                      | waits 1000
          begins timer timer                  | handshake, waits 5000
          begins timer 1 timer                | refused 1, waits 5000
          begins timer timer timer timer      | handshake, waits 5000
          begins timer timer timer timer timer   | gave up
          begins timer 1 timer timer timer timer | gave up
          begins timer 123418113101015        | waits 1000, waits 1000
          begins timer 1234181131010158       | waits 1000, waits 250, keeps
          begins timer 1234181131010158 1     |
          begins timer 1234181131010158 kept timer | kiss-off, received 1234 1131 01 015
          begins timer 123418113101015D       | waits 1000, refused 123418113101015?, waits 5000
          begins timer 1234181131010159       | waits 1000, refused 1234181131010159, waits 5000
          begins timer 1234181131010159 1234181131010158 kept timer | kiss-off, received 1234 1131 01 015
          begins timer 12341 timer 1234181131010158 kept timer      | kiss-off, received 1234 1131 01 015
          begins timer 1234181131010158 kept timer 1234181131010158 | waits 1000, waits 250
          begins timer 1234181131010158 kept timer 1234181131010158 kept timer | kiss-off
          begins timer 1234181131010158 kept timer 1234183131010156 | waits 1000, refused 1234183131010156
          begins timer 1234181131010158 kept timer 1234 timer       | refused 1234
          begins timer 1234181131010158 timer                  | waits 750
          begins timer 1234181131010158 timer kept             | kiss-off, received 1234 1131 01 015
          begins timer 1234181131010158 timer kept timer       |
          begins timer 1234181131010158 unkept                 |
          begins timer 1234181131010158 unkept timer           | waits 5000
          begins timer 1234181131010158 timer unkept           | waits 5000
          begins timer 1234181131010158 timer unkept 1234181131010158            | waits 1000, waits 250, keeps
          begins timer 1234181131010158 timer unkept 1234181131010158 kept timer | kiss-off, received 1234 1131 01 015
          begins timer 1234181131010158 timer timer            | late, waits 5000
          begins timer 1234181131010158 timer timer kept       |
          begins timer 1234181131010158 timer timer 1234 kept  |
          begins timer 1234181131010158 timer timer 1234181131010158            | waits 1000, waits 250
          begins timer 1234181131010158 timer timer kept 1234181131010158       | waits 1000, waits 250
          begins timer 1234181131010158 timer timer kept 1234181131010158 timer | kiss-off, received 1234 1131 01 015
          begins timer 1234181131010158 timer timer 1234181131010158 timer timer 1234181131010158 timer timer 1234181131010158 timer timer | late, gave up
          begins timer 1 timer 1 timer 1 timer 1 timer         | refused 1, gave up
          begins timer 1 timer 1 timer 1 timer 1 timer 1       |
          begins timer 1 timer 1 timer 1 timer 1 timer timer   |
          """)
  void centreAcknowledgesWhatIsRightAndKeepsSilentOtherwise(String story, String does) {
    assertThat(centre(story)).isEqualTo(does == null ? "" : does);
  }

  @Test
  void tonesAreThoseOfTheStandard() {
    assertThat(((Sound.Tones) Reception.HANDSHAKE).tones())
        .containsExactly(
            new Sound.Tone(1400, Duration.ofMillis(100)),
            new Sound.Tone(0, Duration.ofMillis(100)),
            new Sound.Tone(2300, Duration.ofMillis(100)));
    Sound.Tone kissOff = (Sound.Tone) Reception.KISS_OFF;
    assertThat(kissOff.hertz()).isEqualTo(1400);
    assertThat(kissOff.length()).isBetween(Duration.ofMillis(750), Duration.ofSeconds(1));
  }

  /** An attempt that lost digits must be over before the panel begins the next. */
  @Test
  void attemptsAreNeverMixedUp() {
    Duration resends = Duration.ofMillis(1250);
    assertThat(Reception.BETWEEN_DIGITS).isLessThan(resends);
    assertThat(Reception.BEFORE_KISS_OFF.plus(Reception.KEEPING)).isLessThan(resends);
    assertThat(Reception.FIRST_DIGIT).isGreaterThan(Transmission.KISS_OFF_WAIT);
    assertThat(List.of(KEYS)).containsExactly(ALARM.keys());
  }
}
