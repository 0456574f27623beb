package org.ozml.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Cause;
import org.ozml.call.Result;
import org.ozml.document.Context;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;

class BooksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final List<Books.Entry> told = new ArrayList<>();
  private final Books books = new Books(() -> NOW, told::add);

  private void call(int number) {
    change(number, CallState.RINGING, CallState.RINGING);
  }

  private void end(int number) {
    change(number, CallState.COMPLETED, CallState.IN_CALL);
  }

  private void change(int number, CallState state, CallState previous) {
    books.on(
        new CallEvent.StateChanged(number, "c" + number, state, previous, "a" + number, "9994"));
  }

  private Books.Story story(int number) {
    return books.story("c" + number, () -> {});
  }

  @Test
  void shouldShowWhereTheScriptOfACallIs() {
    call(1);
    Place place = new Place("menu.xml", 7, 3);
    books.on(new ScriptEvent.CommandStarted(2, 1, "c1", "UserInput", place));
    books.on(new ScriptEvent.KeysAwaited(3, 1, "c1", place));

    assertThat(books.rows()).hasSize(1);
    Row row = books.rows().get(0);
    assertThat(row.place()).isEqualTo(place);
    assertThat(row.doing()).isEqualTo("waits for a key");
    assertThat(row.has("menu.xml:7")).isTrue();
    assertThat(row.has("other")).isFalse();
  }

  @Test
  void shouldStayWithTheScriptThatIsAPartyOfTheCall() {
    call(1);
    Place menu = new Place("menu.xml", 7, 3);
    Place changed = new Place("changed", 1, 1);
    books.on(new ScriptEvent.Started(1, 5, "c1", Context.EXTENSION, "menu.xml"));
    books.on(new ScriptEvent.CommandStarted(2, 5, "c1", "UserInput", menu));
    books.on(new ScriptEvent.Started(3, 6, "c1", Context.THIRD_PARTY, "changed"));
    books.on(new ScriptEvent.CommandStarted(3, 6, "c1", "Record", changed));
    books.on(new ScriptEvent.Finished(4, 6, "c1", Result.OK, "end of script"));

    assertThat(books.rows().get(0).place()).isEqualTo(menu);
    assertThat(books.rows().get(0).doing()).isEqualTo("UserInput");
  }

  @Test
  void shouldKnowTheCallOfWhatNamesOnlyATelephoneOrAScript() {
    call(1);
    books.on(new ScriptEvent.Started(1, 5, "c1", Context.EXTENSION, "menu.xml"));
    books.on(new ScriptEvent.Warned(2, 5, "a hint"));
    books.on(new CallEvent.LegEnded(3, "a1", Cause.NORMAL, true));

    assertThat(told).extracting(Books.Entry::call).containsOnly("c1");
    assertThat(told.get(3).numbers()).containsExactly("a1");
  }

  @Test
  void shouldKeepTheLastEventsOfTheLastCalls() {
    for (int i = 1; i <= 1000; i++) call(i);

    assertThat(books.rows()).hasSize(1000);
    assertThat(story(800).entries()).isEmpty();
    assertThat(story(801).entries()).hasSize(1);
    for (int i = 0; i < 500; i++) books.on(new CallEvent.KeyPressed(i, "c1000", "a1000", '1'));
    assertThat(story(1000).entries()).hasSize(200);
    assertThat(story(1000).entries().get(199).event())
        .isEqualTo(new CallEvent.KeyPressed(499, "c1000", "a1000", '1'));
  }

  @Test
  void shouldForgetCallsThatHaveEndedWhenOthersHaveCome() {
    for (int i = 1; i <= 300; i++) {
      call(i);
      if (i != 1) end(i);
    }

    assertThat(story(1)).isNotNull();
    assertThat(story(2)).isNull();
    assertThat(story(300).row().ended()).isTrue();
    // The last 200, and the one that goes on.
    assertThat(books.rows()).hasSize(201);
    end(1);
    assertThat(books.rows()).hasSize(200);
  }
}
