package org.ozml.exploration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.interpreter.Notification;

/**
 * What people do at which time, and how telephones and web applications behave, in the order in
 * which they are asked.
 */
record Plan(List<Action> actions, List<Choice> outcomes) {
  /** Somebody does something, so many milliseconds after the beginning. */
  record Action(long at, Choice choice) {
    String words() {
      String time = Notification.seconds(java.time.Duration.ofMillis(at));
      return "at %s s %s".formatted(time, choice.words());
    }
  }

  /** Copies the lists. */
  Plan {
    actions = List.copyOf(actions);
    outcomes = List.copyOf(outcomes);
  }

  /** Returns the outcome of the question with a number; null: the usual one. */
  @Nullable Choice outcome(int question) {
    Choice outcome = question < outcomes.size() ? outcomes.get(question) : null;
    return outcome instanceof Choice.GoesOn ? null : outcome;
  }

  List<String> words() {
    List<String> words = new ArrayList<>();
    for (Choice outcome : outcomes) {
      if (!(outcome instanceof Choice.GoesOn)) words.add(outcome.words());
    }
    actions.forEach(action -> words.add(action.words()));
    return words;
  }

  /** Returns plans that are smaller or rounder than this one, the boldest first. */
  List<Plan> simpler() {
    List<Plan> plans = new ArrayList<>();
    int half = actions.size() / 2;
    if (half > 0) {
      plans.add(new Plan(actions.subList(0, half), outcomes));
      plans.add(new Plan(actions.subList(half, actions.size()), outcomes));
    }
    if (!outcomes.isEmpty()) plans.add(new Plan(actions, List.of()));
    for (int i = 0; i < actions.size(); i++) {
      List<Action> fewer = new ArrayList<>(actions);
      fewer.remove(i);
      plans.add(new Plan(fewer, outcomes));
    }
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Choice.GoesOn) continue;
      List<Choice> usual = new ArrayList<>(outcomes);
      usual.set(i, new Choice.GoesOn());
      plans.add(new Plan(actions, usual));
    }
    for (int i = 0; i < actions.size(); i++) {
      for (Action simpler : simpler(actions.get(i))) {
        List<Action> other = new ArrayList<>(actions);
        other.set(i, simpler);
        plans.add(new Plan(other, outcomes));
      }
    }
    return plans;
  }

  private static List<Action> simpler(Action action) {
    List<Action> all = new ArrayList<>();
    long at = action.at();
    for (long time : new long[] {0, at / 2 / 1000 * 1000, at - 1000, at / 1000 * 1000}) {
      boolean less = time >= 0 && time < at;
      boolean rounder = time % 1000 == 0 || at % 1000 != 0;
      if (less && rounder) all.add(new Action(time, action.choice()));
    }
    if (action.choice() instanceof Choice.Presses keys && keys.keys().length() > 1) {
      String fewer = keys.keys().substring(0, keys.keys().length() - 1);
      all.add(new Action(at, new Choice.Presses(keys.who(), fewer, null)));
    }
    return all;
  }
}
