package org.ozml.cli;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Leg;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.simulator.World;

/**
 * Presses the keys of {@code --keys}, hangs up as {@code --hangup-at} says, and knows who it is
 * that presses keys.
 */
final class Keys {
  private static final Duration THINKING = Duration.ofSeconds(1);

  private final Deque<String> groups;
  private @Nullable String presses;

  /**
   * Makes it.
   *
   * @param presses who presses keys before any menu asks for some; null: nobody
   */
  Keys(Deque<String> groups, @Nullable String presses) {
    this.groups = groups;
    this.presses = presses;
  }

  /** Takes an event of a stage. */
  void on(TraceEvent event, Stage stage) {
    if (!(event instanceof ScriptEvent.KeysAwaited awaited)) return;
    Call call = stage.board().call(awaited.call());
    String other = call == null ? null : other(call);
    if (other == null) return;
    presses = other;
    String group = groups.poll();
    if (group == null) return;
    stage
        .time()
        .plan(
            this,
            THINKING,
            other + " presses " + group,
            () -> stage.network().act(other, new World.Doing.Press(group)));
  }

  /**
   * Plans the hang-ups of {@code --hangup-at}.
   *
   * @param notes takes a line for each that could not be done
   */
  void plan(List<WorldOptions.HangUp> hangUps, Stage stage, Consumer<String> notes) {
    for (WorldOptions.HangUp hangUp : hangUps) {
      String who = hangUp.number() == null ? "the caller" : hangUp.number();
      stage
          .time()
          .plan(this, hangUp.at(), who + " hangs up", () -> hangUp(hangUp.number(), stage, notes));
    }
  }

  private void hangUp(@Nullable String named, Stage stage, Consumer<String> notes) {
    String number = named == null ? presses : named;
    boolean done = number != null && stage.network().act(number, new World.Doing.HangUp());
    if (done) return;
    String who = number == null ? "nobody" : number;
    notes.accept("note: --hangup-at: %s has no call then".formatted(who));
  }

  /** Returns who presses keys before any menu asks for some; null: nobody. */
  static @Nullable String holder(Scene scene) {
    return switch (scene.context()) {
      case EXTENSION, ROUTING -> scene.caller();
      case THIRD_PARTY ->
          scene.world().calls().isEmpty() ? null : scene.world().calls().get(0).caller();
      case MESSAGE, HTTP -> null;
    };
  }

  private static @Nullable String other(Call call) {
    if (call.caller().occupant() instanceof Leg leg) return leg.number();
    return call.callee().occupant() instanceof Leg leg ? leg.number() : null;
  }

  /** Returns who presses keys; null when nobody is there yet who could. */
  @Nullable String presses() {
    return presses;
  }

  /** Returns the groups that no menu has asked for. */
  Deque<String> left() {
    return groups;
  }
}
