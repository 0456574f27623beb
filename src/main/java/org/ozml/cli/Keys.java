package org.ozml.cli;

import java.time.Duration;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Leg;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Stage;
import org.ozml.simulator.World;

/** Presses the keys of {@code --keys}, and knows who it is that presses keys. */
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
        .plan(this, THINKING, () -> stage.network().act(other, new World.Doing.Press(group)));
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
