package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each leg hangs up, or fails, at each step of each transfer, and each call is hung up by command;
 * then the rest goes on as far as it can. Each order has its one outcome, nothing is left behind.
 */
class EveryPartyAtEveryStepTest {

  /** What happens, one step after another; a step that is no longer possible does nothing. */
  private abstract static class Story {
    final Exchange x = new Exchange();

    Story() {
      x.host.habits.removeAll(
          Set.of(TestHost.Habit.ENDS, TestHost.Habit.ANSWERS, TestHost.Habit.MIXES));
    }

    abstract List<Runnable> steps();

    void answers(String number) {
      x.host.legs.stream()
          .filter(leg -> leg.number().equals(number) && !x.host.ended.contains(leg))
          .filter(leg -> x.host.shown.containsKey(leg) || x.host.answering.contains(leg))
          .filter(leg -> leg.state() != Leg.State.UP)
          .toList()
          .forEach(x::answers);
    }

    void confirmed(String number) {
      List.copyOf(x.host.legs).stream()
          .filter(leg -> leg.number().equals(number) && leg.hunt != null)
          .forEach(x::confirm);
    }

    void mixed(boolean good) {
      List.copyOf(x.host.mixes).forEach(mix -> x.mix(mix, good));
    }
  }

  private static final class Attended extends Story {
    private final boolean good;

    Attended(boolean good) {
      this.good = good;
    }

    @Override
    List<Runnable> steps() {
      return List.of(
          () -> x.offers("T", "M"),
          () -> answers("M"),
          () -> answers("T"),
          () -> x.hold(x.known.get("A")),
          () -> x.record(x.known.get("A")),
          () -> x.offers("T", "G"),
          () -> answers("G"),
          () -> answers("T"),
          () -> x.record(x.known.get("B")),
          () -> mixed(true),
          () -> x.attendedTransfer(x.known.get("A"), x.known.get("B")),
          () -> mixed(good),
          () -> mixed(true));
    }
  }

  private static final class Blind extends Story {
    private final boolean good;

    Blind(boolean good) {
      this.good = good;
    }

    @Override
    List<Runnable> steps() {
      x.routing.route("G", TestRouting.ring("G1", "G2"));
      return List.of(
          () -> x.offers("M", "T"),
          () -> answers("T"),
          () -> answers("M"),
          () -> x.hold(x.known.get("A")),
          () -> x.sendKeys(x.known.get("A"), null, "1"),
          () -> mixed(true),
          () -> x.blindTransfer(x.known.get("A"), Role.CALLER, "G"),
          () -> x.play(x.known.get("A"), Role.CALLER, true),
          () -> answers("G1"),
          () -> answers("G2"),
          () -> mixed(good),
          () -> mixed(true));
    }
  }

  private static final class SetUp extends Story {
    @Override
    List<Runnable> steps() {
      return List.of(
          () -> x.setUp("M", "T"),
          () -> answers("M"),
          () -> mixed(true),
          () -> x.forward(x.known.get("A"), "U"),
          () -> answers("T"),
          () -> answers("U"),
          () -> mixed(true));
    }
  }

  /** T, who was called by M, transfers him to G by a policy. */
  private static final class Moves extends Story {
    private final Policy policy;
    private final boolean toScript;

    Moves(Policy policy, boolean toScript) {
      this.policy = policy;
      this.toScript = toScript;
    }

    @Override
    List<Runnable> steps() {
      TestScript script = x.script("G");
      if (toScript) x.routing.script("G", script);
      else x.routing.route("G", TestRouting.confirmed("G"));
      return List.of(
          () -> x.offers("M", "T"),
          () -> answers("T"),
          () -> answers("M"),
          () -> x.record(x.known.get("A")),
          () -> mixed(true),
          () -> x.transfer(x.known.get("A"), Role.CALLEE, "G", policy),
          () -> mixed(true),
          () -> answers("G"),
          () -> confirmed("G"),
          () -> {
            if (script.rings()) x.takes(script);
          },
          () -> x.play(x.known.get("A"), null, true),
          () -> mixed(true),
          () -> x.hold(x.known.get("A")),
          () -> x.scriptEnds(x.known.get("A"), script),
          () -> mixed(true));
    }
  }

  /** T puts M aside, calls G, and has both in one call. */
  private static final class Conference extends Story {
    private final boolean good;

    Conference(boolean good) {
      this.good = good;
    }

    @Override
    List<Runnable> steps() {
      return List.of(
          () -> x.offers("M", "T"),
          () -> answers("T"),
          () -> answers("M"),
          () -> x.park(x.known.get("A").callee()),
          () -> mixed(true),
          () -> x.calls(x.dialled("T"), "G"),
          () -> answers("G"),
          () -> mixed(true),
          () -> {
            if (x.known.get("B") != null) x.conference(x.known.get("A"), x.known.get("B"));
          },
          () -> mixed(good),
          () -> mixed(true));
    }
  }

  private static List<Story> stories() {
    List<Story> all = new ArrayList<>();
    for (boolean good : List.of(true, false)) {
      all.add(new Attended(good));
      all.add(new Blind(good));
      all.add(new Conference(good));
    }
    for (Policy policy : Policy.values()) {
      all.add(new Moves(policy, false));
      all.add(new Moves(policy, true));
    }
    all.add(new SetUp());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> shouldLeaveNothingBehind() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int story = 0; story < stories().size(); story++) {
      int steps = stories().get(story).steps().size();
      for (int step = 1; step <= steps; step++) {
        for (int party = 0; party < 10; party++) {
          int of = story;
          int at = step;
          int who = party;
          tests.add(
              dynamicTest("story %d, step %d, %d".formatted(of, at, who), () -> tell(of, at, who)));
        }
      }
    }
    return tests.stream();
  }

  private static void tell(int number, int at, int who) {
    Story story = stories().get(number);
    Exchange x = story.x;
    List<Runnable> steps = story.steps();
    steps.subList(0, at).forEach(Runnable::run);
    List<Leg> legs = x.host.legs.stream().filter(leg -> !x.host.ended.contains(leg)).toList();
    if (who < 4) {
      if (who < legs.size()) x.hangsUp(legs.get(who));
    } else if (who < 8) {
      if (who - 4 < legs.size()) x.fails(legs.get(who - 4));
    } else {
      Call call = x.known.get(who == 8 ? "A" : "B");
      if (call != null) x.hangUp(call);
    }
    for (Runnable step : steps.subList(at, steps.size())) step.run();
    x.windUp(who % 2 == 0);
    assertThat(x.orders).noneMatch(Order::inProgress);
  }
}
