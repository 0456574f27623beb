package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PagingTest {
  private static final Map<Databases, Store> STORES = new EnumMap<>(Databases.class);
  private static Path folder;
  private static int tries;

  @BeforeContainer
  static void open() throws Exception {
    folder = Files.createTempDirectory("ozml");
    for (Databases each : Databases.available()) {
      STORES.put(each, Store.open(each.empty(folder), Databases.USER, Databases.PASSWORD));
    }
  }

  @AfterContainer
  static void close() throws IOException {
    STORES.values().forEach(Store::close);
    STORES.clear();
    Files.deleteIfExists(folder.resolve("ozml.mv.db"));
    Files.delete(folder);
  }

  @Provide
  Arbitrary<Store> stores() {
    return Arbitraries.of(STORES.values());
  }

  /** Many calls begin in the same second. */
  @Property(tries = 60)
  void pagesListEveryCallOnceOldestFirst(
      @ForAll("stores") Store store,
      @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 15) int rows) {
    var table = new CallTable(store);
    String source = "s" + ++tries;
    List<PastCall> calls = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      calls.add(
          new PastCall(
              Instant.ofEpochSecond(seconds.get(i)),
              Duration.ZERO,
              Duration.ZERO,
              "Internal",
              source,
              "",
              "Busy",
              "",
              "",
              "",
              "Audio",
              source + "." + i));
    }
    table.add(calls);
    var filter = new CallTable.Filter(null, "", source, "", "", "", "", "", "", "");
    List<PastCall> listed = new ArrayList<>();
    int pages = (calls.size() + rows - 1) / rows;
    for (int number = 0; number <= pages; number++) {
      Page.Of<PastCall> page = table.list(filter, new Page(number, rows));
      assertThat(page.total()).isEqualTo(calls.size());
      assertThat(page.rows().isEmpty()).isEqualTo(number == pages);
      listed.addAll(page.rows());
    }
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(calls)
        .isSortedAccordingTo((a, b) -> a.startTime().compareTo(b.startTime()));
  }
}
