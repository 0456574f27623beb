package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who watches the switchboard is told of each leg, each seat and each state. */
class WatcherTest {
  @RegisterExtension final Exchange x = new Exchange();

  private final List<String> told = new ArrayList<>();
  private final Watcher watcher =
      new Watcher() {
        @Override
        public void changed(Call call, @Nullable CallState previous) {
          told.add(call.toString());
        }

        @Override
        public void leg(Leg leg) {
          told.add(leg.number() + " " + leg.state());
        }

        @Override
        public void seats(Call call) {
          told.add(
              call.id()
                  + call.seats().stream()
                      .map(seat -> seat.occupant() == null ? "-" : seat.occupant().number())
                      .toList());
        }
      };

  @BeforeEach
  void watch() {
    x.board.watch(watcher);
  }

  private List<String> of(String number) {
    return told.stream().filter(line -> line.startsWith(number + " ")).toList();
  }

  @Test
  void shouldBeToldOfEachStateOfALeg() {
    Exchange.Talk a = x.connect("M", "T");
    x.takesOver("S", a.callee());
    x.hangsUp(a.caller());

    assertThat(of("M")).containsExactly("M OFFERED", "M ANSWERING", "M UP", "M ENDED");
    assertThat(of("T")).containsExactly("T DIALLING", "T RINGING", "T UP", "T ENDING", "T ENDED");
    assertThat(of("S")).containsExactly("S UP", "S ENDING", "S ENDED");
    assertThat(of("A")).containsExactly("A Ringing", "A Answered", "A InCall", "A Completed");
  }

  @Test
  void shouldBeToldWhoComesAndGoes() {
    Call call = x.connect("M", "T").call();
    told.clear();
    x.transfer(call, Role.CALLEE, "G", Policy.THREE_PARTY);
    x.answers(x.dialled("G"));
    assertThat(told).contains("A[M, T, G]");
    told.clear();
    x.drop(call.callee());
    assertThat(told).containsSubsequence("A[M, -, G]", "A[M, G]", "T ENDING");
  }

  @Test
  void shouldBeToldNothingAfterHavingBeenForgotten() {
    x.board.forget(watcher);
    x.connect("M", "T");
    assertThat(told).isEmpty();
  }
}
