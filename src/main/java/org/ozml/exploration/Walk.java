package org.ozml.exploration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Leg;
import org.ozml.call.Seat;
import org.ozml.call.TraceEvent;
import org.ozml.document.Element;
import org.ozml.document.Place;
import org.ozml.document.Scope;
import org.ozml.document.Variable;
import org.ozml.document.WaitForMsg;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Snapshot;
import org.ozml.scenario.Stage;
import org.ozml.simulator.Chance;
import org.ozml.simulator.World;

/**
 * One path, told on a stage of its own up to the first choice that is still open, or to its end.
 * Somebody may interfere whenever time is about to pass and something new can be interrupted.
 */
final class Walk implements Chance {
  /** Many times what a path between two choices needs. */
  private static final int MOST = 1_000_000;

  private static final Duration KEY = Duration.ofMillis(200);
  private static final Choice GOES_ON = new Choice.GoesOn();

  private final Ground ground;
  private final List<Trail> path;
  private final List<TraceEvent> events = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Watch watch = new Watch();
  private final Stage stage;
  private @Nullable Fork fork;
  private String interrupted = "";
  private long keysUntil;
  private int moment;
  private boolean endless;

  /** A choice that was taken, when, and how many events there were before. */
  record Taken(Choice choice, long at, int event) {}

  private Walk(Ground ground, Trail path) {
    this.ground = ground;
    this.path = path.all();
    stage = new Stage(ground.scene(), this::happened, ground.props(this));
  }

  /** Walks a path. */
  static Walk along(Ground ground, Trail path) {
    Walk walk = new Walk(ground, path);
    walk.run();
    return walk;
  }

  private void happened(TraceEvent event) {
    events.add(event);
    watch.on(event);
    if (event instanceof ScriptEvent.Answered answered) ground.library().answered(answered);
    else if (event instanceof ScriptEvent.Selected selected) ground.library().asked(selected);
  }

  private void run() {
    stage.start();
    for (int happened = 0; fork == null; happened++) {
      if (stage.time().untilNext() != 0) interfere();
      if (fork != null || !stage.step()) return;
      if (happened == MOST) {
        endless = true;
        return;
      }
    }
  }

  // ---- forks

  /** An instant is over. */
  private void interfere() {
    long now = stage.time().now();
    if (now < keysUntil || !watch.settled() || stage.engine().sessions().isEmpty()) return;
    moment++;
    ScriptEvent.KeysAwaited menu = watch.takeMenu();
    boolean known = taken.size() < path.size();
    if (known && path.get(taken.size()).moment() != moment) return;
    if (taken.size() < path.size() - 1) {
      act(take());
      return;
    }
    Situation situation = Situation.of(stage, watch);
    if (known) {
      interrupted = situation.visible();
      act(take());
    } else if (menu != null || !situation.visible().equals(interrupted)) {
      interrupted = situation.visible();
      open(menu, situation);
    }
  }

  private void open(ScriptEvent.@Nullable KeysAwaited menu, Situation situation) {
    List<Choice> choices = new ArrayList<>();
    Place place = menu == null ? null : menus(menu, situation, choices);
    if (choices.isEmpty()) choices.add(GOES_ON);
    messages(situation, choices);
    for (String who : parties()) {
      Choice.HangsUp hangsUp = new Choice.HangsUp(who);
      if (!ground.interruptions().contains(situation.visible(), hangsUp)) choices.add(hangsUp);
    }
    if (choices.size() > 1) fork(choices, place, situation, place + "");
  }

  private void act(Choice choice) {
    if (choice instanceof Choice.Presses keys) {
      keysUntil = stage.time().now() + KEY.multipliedBy(keys.keys().length() - 1L).toNanos();
      watch.pressing();
      stage.network().act(keys.who(), new World.Doing.Press(keys.keys()));
    } else if (choice instanceof Choice.HangsUp hangsUp) {
      stage.network().act(hangsUp.who(), new World.Doing.HangUp());
    } else if (choice instanceof Choice.MessageArrives arrives) {
      stage.post().arrives(arrives.message(), ground.scene().dialed());
    }
  }

  /** Adds what can be pressed; returns the menu when it still listens. */
  private @Nullable Place menus(
      ScriptEvent.KeysAwaited menu, Situation situation, List<Choice> choices) {
    Call call = stage.board().call(menu.call());
    Element element = ground.library().element(menu.place());
    String who = call == null ? null : other(call);
    if (who == null || element == null) return null;
    for (Snapshot session : situation.sessions()) {
      if (session.frames().stream().anyMatch(frame -> frame.place().equals(menu.place()))) {
        choices.add(new Choice.SaysNothing(who));
        choices.addAll(new Menu(who, scope(session)).entries(element));
        return menu.place();
      }
    }
    return null;
  }

  private static Scope scope(Snapshot session) {
    return name -> {
      String text = session.variables().get(name);
      return text == null ? null : new Variable(text);
    };
  }

  static @Nullable String other(Call call) {
    if (call.caller().occupant() instanceof Leg leg) return leg.number();
    return call.callee().occupant() instanceof Leg leg ? leg.number() : null;
  }

  private void messages(Situation situation, List<Choice> choices) {
    for (Snapshot session : situation.sessions()) {
      for (Snapshot.Frame frame : session.frames()) {
        boolean waits = frame.state().equals("waits for a message");
        if (!waits || !(ground.library().element(frame.place()) instanceof WaitForMsg wait))
          continue;
        String connection = wait.fromConnection().resolve(scope(session));
        String from =
            wait.fromAddress() == null ? "somebody" : wait.fromAddress().resolve(scope(session));
        if (connection == null || from == null) continue;
        choices.add(
            new Choice.MessageArrives(
                new World.Arriving(Duration.ZERO, connection, from, "", "a message")));
      }
    }
  }

  private Set<String> parties() {
    Set<String> parties = new LinkedHashSet<>();
    for (Call call : stage.board().calls()) {
      party(call.caller(), parties);
      party(call.callee(), parties);
    }
    return parties;
  }

  private void party(Seat seat, Set<String> parties) {
    boolean up = seat.occupant() instanceof Leg leg && leg.state() == Leg.State.UP;
    if (up && ground.scene().world().person(seat.number()).device() == null) {
      parties.add(seat.number());
    }
  }

  @Override
  public World.Answering takes(String number, World.Person person) {
    List<Choice> choices = ground.outcomes().takes(number, person);
    return ((Choice.Takes) chance(choices, "takes " + number)).how();
  }

  @Override
  public World.WebAnswer answers(String url, List<World.WebAnswer> answers, int turn) {
    // What the system tells by itself is no part of the script.
    boolean system = ground.scene().world().notifications().containsValue(url);
    if (system) return Chance.NONE.answers(url, answers, turn);
    List<Choice> choices = ground.outcomes().answers(url, answers);
    return ((Choice.Answers) chance(choices, "answers " + url)).answer();
  }

  private Choice chance(List<Choice> choices, String question) {
    if (choices.size() == 1 || fork != null) return choices.get(0);
    moment++;
    interrupted = "";
    if (taken.size() < path.size()) return take();
    fork(choices, null, Situation.of(stage, watch), question);
    return choices.get(0);
  }

  private void fork(
      List<Choice> choices, @Nullable Place menu, Situation situation, String question) {
    fork =
        new Fork(
            situation.key(stage, watch, ground.library(), question),
            choices,
            menu,
            situation.visible(),
            moment);
  }

  private Choice take() {
    Choice choice = path.get(taken.size()).choice();
    taken.add(new Taken(choice, stage.time().now(), events.size()));
    return choice;
  }

  // ---- what came of it

  /** Returns the choice that is open; null when the path has come to its end. */
  @Nullable Fork fork() {
    return fork;
  }

  List<TraceEvent> events() {
    return events;
  }

  List<Taken> taken() {
    return taken;
  }

  /** Returns the number of the first event behind the last choice. */
  int fresh() {
    return taken.isEmpty() ? 0 : taken.get(taken.size() - 1).event();
  }

  /** Returns whether somebody has hung up on this path. */
  boolean hungUp() {
    return taken.stream().anyMatch(one -> one.choice() instanceof Choice.HangsUp);
  }

  /** Returns whether the path was given up because it does not end. */
  boolean endless() {
    return endless || stage.endless();
  }

  /** Returns whether a URL leads to a script that stands beside the others. */
  boolean isLinked(String url) {
    return ground.outcomes().isLinked(url);
  }

  /** Returns whether nothing is at a URL where scripts stand that others lead to. */
  boolean isDangling(String url) {
    return ground.outcomes().isDangling(url);
  }

  Watch watch() {
    return watch;
  }

  Stage stage() {
    return stage;
  }

  /** Returns the time that the path has come to, in nanoseconds. */
  long now() {
    return stage.time().now();
  }
}
