package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ozml.service.data.CallTable.Filter;

class CallTableTest extends OnBothDatabases {
  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

  /** In the order in which they began. */
  private static final PastCall INSIDE =
      call(0, "Internal", "102", "200", "CallerHungUp", "300", "102", "Ann", "fba20");

  private static final PastCall IN =
      call(1, "Inbound", "+3620", "101", "Busy", "101", "+3620", "Öri 100%", "FBA20");
  private static final PastCall OUT =
      call(2, "Outbound", "101", "+36_0", "CalleeHungUp", "9+36_0", "101", "", "x!y");

  private CallTable calls;

  @BeforeEach
  void threeCallsInTheOrderOfTheirEnds() {
    calls = new CallTable(store);
    calls.add(List.of(OUT, INSIDE));
    calls.add(List.of(IN));
  }

  @Test
  void callsAreListedOldestFirstAndAsTheyWere() {
    assertThat(calls.list(Filter.NONE, Page.FIRST))
        .isEqualTo(new Page.Of<>(3, List.of(INSIDE, IN, OUT)));
  }

  @Test
  void theLatestCallsComeFirstWhereThatIsAskedFor() {
    assertThat(calls.latest(Filter.NONE, new Page(0, 2)))
        .isEqualTo(new Page.Of<>(3, List.of(OUT, IN)));
    assertThat(calls.latest(Filter.NONE, new Page(1, 2)))
        .isEqualTo(new Page.Of<>(3, List.of(INSIDE)));
  }

  @Test
  void aCallThatIsKeptAlreadyIsLeftAsItIs() {
    calls.add(List.of(IN, OUT));
    assertThat(calls.list(Filter.NONE, Page.FIRST).total()).isEqualTo(3);
  }

  @Test
  void pagesCountFromZeroAndTheTotalIsThatOfAllPages() {
    assertThat(calls.list(Filter.NONE, new Page(0, 2)))
        .isEqualTo(new Page.Of<>(3, List.of(INSIDE, IN)));
    assertThat(calls.list(Filter.NONE, new Page(1, 2))).isEqualTo(new Page.Of<>(3, List.of(OUT)));
    assertThat(calls.list(Filter.NONE, new Page(Integer.MAX_VALUE, Integer.MAX_VALUE)))
        .isEqualTo(new Page.Of<>(3, List.of()));
  }

  @Test
  void everyFilterCounts() {
    assertListed(new Filter(NINE.plusSeconds(1), "", "", "", "", "", "", "", "", ""), IN, OUT);
    assertListed(new Filter(null, "internal", "", "", "", "", "", "", "", ""), INSIDE);
    assertListed(new Filter(null, "", "101", "", "", "", "", "", "", ""), OUT);
    assertListed(new Filter(null, "", "", "101", "", "", "", "", "", ""), IN);
    assertListed(new Filter(null, "", "", "", "300", "", "", "", "", ""), INSIDE);
    assertListed(new Filter(null, "", "", "", "", "Busy", "", "", "", ""), IN);
    assertListed(new Filter(null, "", "", "", "", "CallerHangUp", "", "", "", ""), INSIDE);
    assertListed(new Filter(null, "", "", "", "", "calleehungup", "", "", "", ""), OUT);
    assertListed(new Filter(null, "", "", "", "", "", "+3620", "", "", ""), IN);
    assertListed(new Filter(null, "", "", "", "", "", "ANN", "", "", ""), INSIDE);
    assertListed(new Filter(null, "", "", "", "", "", "", "fba20", "", ""), INSIDE);
    assertListed(new Filter(null, "", "", "", "", "", "", "", "audio", ""), INSIDE, IN, OUT);
    assertListed(new Filter(null, "", "", "", "", "", "", "", "Video", ""));
    assertListed(new Filter(null, "Inbound", "102", "", "", "", "", "", "", ""));
  }

  @Test
  void theGeneralFilterIsPartOfAnyText() {
    assertListed(general("20"), INSIDE, IN);
    assertListed(general("BOUND"), IN, OUT);
    assertListed(general("hungup"), INSIDE, OUT);
    assertListed(general("öri"), IN);
  }

  @Test
  void charactersOfPatternsStandForThemselves() {
    assertListed(general("%"), IN);
    assertListed(general("_"), OUT);
    assertListed(general("!"), OUT);
    assertListed(general("' OR TRUE --"));
    assertListed(new Filter(null, "", "", "+36%", "", "", "", "", "", ""));
    assertListed(new Filter(null, "", "", "+36_0", "", "", "", "", "", ""), OUT);
  }

  private void assertListed(Filter filter, PastCall... expected) {
    assertThat(calls.list(filter, Page.FIRST).rows()).containsExactly(expected);
  }

  private static Filter general(String text) {
    return new Filter(null, "", "", "", "", "", "", "", "", text);
  }

  private static PastCall call(
      int second,
      String direction,
      String source,
      String destination,
      String state,
      String dialed,
      String callerId,
      String callerName,
      String id) {
    return new PastCall(
        NINE.plusSeconds(second),
        Duration.ofMillis(749),
        Duration.ofSeconds(956),
        direction,
        source,
        destination,
        state,
        dialed,
        callerId,
        callerName,
        "Audio",
        id);
  }
}
