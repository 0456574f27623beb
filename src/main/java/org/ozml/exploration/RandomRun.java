package org.ozml.exploration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.Hearing;
import org.ozml.call.Leg;
import org.ozml.call.Seat;
import org.ozml.call.TraceEvent;
import org.ozml.document.Element;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Stage;
import org.ozml.simulator.Chance;
import org.ozml.simulator.World;

/** One run in which things happen at any time: as a plan has it, or at random, making one. */
final class RandomRun implements Chance {
  private static final int MOST = 200_000;
  private static final String KEYS = "0123456789*#";

  private final Ground ground;
  private final Plan plan;
  private final @Nullable SplittableRandom random;
  private final List<Plan.Action> done = new ArrayList<>();
  private final List<Choice> outcomes = new ArrayList<>();
  private final Watch watch = new Watch();
  private final Stage stage;
  private @Nullable String wrong;
  private boolean hungUp;

  private RandomRun(Ground ground, Plan plan, @Nullable SplittableRandom random) {
    this.ground = ground;
    this.plan = plan;
    this.random = random;
    stage = new Stage(ground.scene(), this::happened, ground.props(this));
  }

  /** Makes a plan at random, by running it. */
  static Plan plan(Ground ground, SplittableRandom random) {
    RandomRun run = new RandomRun(ground, new Plan(List.of(), List.of()), random);
    run.run();
    return new Plan(run.done, run.outcomes);
  }

  /** Runs a plan; returns what is wrong then, or null. */
  static @Nullable String wrong(Ground ground, Plan plan) {
    RandomRun run = new RandomRun(ground, plan, null);
    run.run();
    return run.wrong;
  }

  private void run() {
    stage.start();
    plan.actions().forEach(this::order);
    if (random != null && random.nextInt(2) == 0) order(somebodyHangsUp(random));
    boolean begun = false;
    for (int happened = 0; ; happened++) {
      begun |= !stage.engine().sessions().isEmpty();
      boolean over = begun && stage.engine().sessions().isEmpty();
      if (over && stage.time().untilNext() != 0) break;
      if (!stage.step()) break;
      if (happened == MOST) {
        complain("it does not end");
        return;
      }
    }
    onHold();
    leftOver();
  }

  private Plan.Action somebodyHangsUp(SplittableRandom dice) {
    List<String> parties = new ArrayList<>();
    parties.add(ground.scene().caller());
    ground.scene().world().calls().forEach(call -> parties.add(call.caller()));
    ground.scene().world().calls().forEach(call -> parties.add(call.callee()));
    String who = parties.get(dice.nextInt(parties.size()));
    return new Plan.Action(dice.nextInt(60_000), new Choice.HangsUp(who));
  }

  private void order(Plan.Action action) {
    if (random != null) done.add(action);
    long ahead = Math.max(0, action.at() * 1_000_000 - stage.time().now());
    stage.time().plan(this, Duration.ofNanos(ahead), () -> act(action.choice()));
  }

  private void act(Choice choice) {
    if (choice instanceof Choice.Presses keys) {
      stage.network().act(keys.who(), new World.Doing.Press(keys.keys()));
    } else if (choice instanceof Choice.HangsUp who) {
      stage.network().act(who.who(), new World.Doing.HangUp());
    }
  }

  // ---- what happens

  private void happened(TraceEvent event) {
    watch.on(event);
    if (event instanceof CallEvent.LegEnded e && e.byItself()) hungUp = true;
    if (event instanceof ScriptEvent.KeysAwaited e && random != null) keys(e, random);
    if (event instanceof ScriptEvent.Aborted e) complain("the script is aborted: " + e.reason());
    if (event instanceof ScriptEvent.CommandEnded e && e.result().code() == 601 && !hungUp) {
      complain("%s in line %d answers 601".formatted(e.command(), e.place().line()));
    }
  }

  private void keys(ScriptEvent.KeysAwaited menu, SplittableRandom dice) {
    Call call = stage.board().call(menu.call());
    String who = call == null ? null : Walk.other(call);
    Element element = ground.library().element(menu.place());
    if (who == null || element == null || dice.nextInt(5) == 0) return;
    List<Choice> entries = new Menu(who, name -> null).entries(element);
    StringBuilder keys = new StringBuilder();
    if (!entries.isEmpty() && dice.nextInt(4) > 0) {
      keys.append(((Choice.Presses) entries.get(dice.nextInt(entries.size()))).keys());
    } else {
      for (int i = dice.nextInt(3); i >= 0; i--) {
        keys.append(KEYS.charAt(dice.nextInt(KEYS.length())));
      }
    }
    long at = stage.time().now() / 1_000_000 + dice.nextInt(dice.nextInt(3) == 0 ? 20_000 : 3_000);
    for (int i = 0; i < keys.length(); i++) {
      order(new Plan.Action(at, new Choice.Presses(who, keys.substring(i, i + 1), null)));
      at += 50 + dice.nextInt(dice.nextInt(5) == 0 ? 6_000 : 800);
    }
  }

  @Override
  public World.Answering takes(String number, World.Person person) {
    Choice chosen = chance(ground.outcomes().takes(number, person));
    World.Answering how = ((Choice.Takes) chosen).how();
    if (random == null || how.kind() != World.Answering.Kind.ANSWERS) return how;
    World.Answering later =
        new World.Answering(how.kind(), Duration.ofMillis(random.nextInt(30_000)));
    outcomes.set(outcomes.size() - 1, new Choice.Takes(number, later));
    return later;
  }

  @Override
  public World.WebAnswer answers(String url, List<World.WebAnswer> answers, int turn) {
    return ((Choice.Answers) chance(ground.outcomes().answers(url, answers))).answer();
  }

  private Choice chance(List<Choice> choices) {
    Choice planned = plan.outcome(outcomes.size());
    Choice chosen = choices.get(0);
    if (random != null) chosen = choices.get(random.nextInt(choices.size()));
    else if (planned != null && about(planned).equals(about(chosen))) chosen = planned;
    outcomes.add(chosen);
    return chosen;
  }

  private static String about(Choice choice) {
    if (choice instanceof Choice.Takes takes) return takes.number();
    return choice instanceof Choice.Answers answers ? answers.url() : "";
  }

  // ---- what must be so whatever happens

  private void complain(String what) {
    if (wrong == null) wrong = what;
  }

  private void onHold() {
    for (Call call : stage.board().calls()) {
      for (Seat seat : List.of(call.caller(), call.callee())) {
        if (watch.hears(seat.number()) == Hearing.Kind.HOLD_MUSIC) {
          complain("the script is over, and %s is still on hold".formatted(seat.number()));
        }
      }
    }
  }

  /** When everybody has hung up, nothing is left. */
  private void leftOver() {
    for (Call call : List.copyOf(stage.board().calls())) {
      for (Seat seat : List.of(call.caller(), call.callee())) {
        if (seat.occupant() instanceof Leg) {
          stage.network().act(seat.number(), new World.Doing.HangUp());
        }
      }
    }
    for (int happened = 0; happened < MOST && stage.time().step(); happened++) {}
    if (!stage.board().calls().isEmpty()) {
      complain("everybody has hung up, and %s is left".formatted(stage.board().calls()));
    } else if (stage.board().awaited() > 0) {
      complain(
          "everybody has hung up, and %d timers, sounds or recordings are left"
              .formatted(stage.board().awaited()));
    }
  }
}
