package org.ozml.debugger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.Session;
import org.ozml.scenario.Stage;

/**
 * One run from the beginning to a goal. Nothing in a run can be held up, and it need not be: what
 * is seen at an event is noted when the event is told, and whatever the run does afterwards in the
 * same step of the stage is nobody's business.
 */
final class Execution {
  /** Many times what a long call needs, and some seconds at most. */
  private static final int MOST = 1_000_000;

  private final Production production;
  private final Deque<Act> acts;
  private final Goal goal;
  private final Stage stage;
  private final List<TraceEvent> events = new ArrayList<>();
  private final Set<Act> refused = new HashSet<>();
  private int steps = 1;
  private @Nullable View view;

  /**
   * Prepares a run.
   *
   * @param acts what the user let people do, in order; those behind the goal do not matter
   */
  Execution(Production production, List<Act> acts, Goal goal) {
    this.production = production;
    this.acts = new ArrayDeque<>(acts);
    this.goal = goal;
    this.stage = production.stage(this::on);
  }

  /** Runs, and returns what is seen at the goal; at the end, when the goal is not reached. */
  View run() {
    stage.start();
    production.begun(stage);
    boolean more = true;
    while (view == null) {
      act();
      if (view == null) more = forward(more);
    }
    return view;
  }

  /** Returns whether somebody could not do what the user wanted: there was no such call. */
  boolean refused(Act act) {
    return refused.contains(act);
  }

  /** Returns inside how many commands a script is; a great number when it is over. */
  int depth(int script) {
    for (Session session : stage.engine().sessions()) {
      if (session.number() == script) return session.snapshot().frames().size();
    }
    return Integer.MAX_VALUE;
  }

  private void act() {
    for (Act act = acts.peek(); act != null && act.steps() == steps; act = acts.peek()) {
      acts.remove();
      pass(act.time());
      if (!stage.network().act(act.number(), act.doing())) refused.add(act);
    }
  }

  private boolean forward(boolean more) {
    stage.time().settle();
    long due = stage.time().untilNext();
    boolean later = due < 0 || stage.time().now() + due > goal.time();
    if (goal.time() != Goal.NEVER && later && acts.isEmpty()) {
      pass(goal.time());
      view = look(null, due < 0);
    } else if (!more && acts.isEmpty()) {
      pass(goal.from());
      view = look(null, true);
    }
    if (view != null) return more;
    steps++;
    return steps < MOST && stage.step();
  }

  private void pass(long until) {
    long left = until - stage.time().now();
    if (left > 0) stage.time().pass(left);
  }

  private void on(TraceEvent event) {
    if (view != null) return;
    events.add(event);
    if (goal.test().stopsAt(event, events.size() - 1, this)) view = look(event, false);
  }

  private View look(@Nullable TraceEvent event, boolean over) {
    return View.of(stage, events, steps, event, over);
  }
}
