package org.ozml.exploration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.document.Speak;
import org.ozml.exploration.Evidence.Shown;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;

/**
 * Walks every path of a script: from each state each choice once, those with the shortest sequence
 * first.
 */
public final class Explorer {
  private final Ground ground;
  private final Exploration.Bounds bounds;
  private final Exploration.Progress progress;
  private final Graph graph = new Graph();
  private final PriorityQueue<Reached> ahead = new PriorityQueue<>();
  private final Map<Object, Proven> proven = new LinkedHashMap<>();
  private final Map<Place, Reached> reached = new HashMap<>();
  private final long begun = System.nanoTime();
  private String unfinished = "";
  private int paths;
  private int turn;

  /** A path, how long its sequence is, and where it ends. */
  private record Reached(Trail path, @Nullable Fork fork, long at, int turn)
      implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      int byCost = Integer.compare(path.cost(), other.path.cost());
      int byTime = byCost != 0 ? byCost : Long.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(turn, other.turn);
    }
  }

  private record Proven(Evidence evidence, Reached by) {}

  private Explorer(Ground ground, Exploration.Bounds bounds, Exploration.Progress progress) {
    this.ground = ground;
    this.bounds = bounds;
    this.progress = progress;
  }

  /**
   * Explores a script.
   *
   * @param scene the script and its world; people that the world names behave as it says, web
   *     applications answer what it has for them
   * @param script the script's file, beside which linked scripts are; null: there are none
   * @param audio finds an audio file; null of one that is not there
   */
  public static Exploration explore(
      Scene scene,
      @Nullable Path script,
      Function<String, @Nullable Path> audio,
      Settings settings,
      Exploration.Bounds bounds,
      Exploration.Progress progress) {
    Library library = new Library();
    while (true) {
      Ground ground = ground(scene, library, script, audio, settings);
      int used = library.used().size();
      Exploration all = new Explorer(ground, bounds, progress).all();
      // A script that nobody could know before may use variables that seemed to make no difference.
      if (library.used().size() == used) return all;
    }
  }

  static Ground ground(
      Scene scene,
      Library library,
      @Nullable Path script,
      Function<String, @Nullable Path> audio,
      Settings settings) {
    if (scene.document() != null) library.add(scene.document());
    scene.extensions().values().forEach(library::add);
    Map<String, Path> found = new HashMap<>();
    Set<String> missing = new HashSet<>();
    Function<String, @Nullable Path> once =
        name -> {
          if (missing.contains(name)) return null;
          Path file = found.computeIfAbsent(name, audio);
          if (file == null) missing.add(name);
          return file;
        };
    // Who calls by themselves would go on doing so on every path.
    Scene quiet = scene.in(scene.world().traffic(World.Traffic.NONE));
    Outcomes outcomes = new Outcomes(quiet.world(), script, library);
    outcomes.readAhead();
    return new Ground(quiet, library, outcomes, new Interruptions(), once, settings);
  }

  private Exploration all() {
    follow(Trail.BEGIN);
    while (!ahead.isEmpty() && unfinished.isEmpty()) {
      Reached next = ahead.remove();
      Graph.Node node = next.fork() == null ? null : graph.add(next.fork(), next.path());
      if (node != null) expand(node);
    }
    return result();
  }

  private void expand(Graph.Node node) {
    List<Choice> choices = node.fork.choices();
    for (int i = 0; i < choices.size(); i++) {
      if (!goesOn()) return;
      boolean again =
          choices.get(i) instanceof Choice.HangsUp who
              && !ground.interruptions().add(node.fork.visible(), who);
      if (again) {
        node.edges.add(new Graph.Edge(choices.get(i), null, false, Set.of(), false));
        continue;
      }
      Walk walk = follow(node.path.with(node.fork, i));
      node.edges.add(edge(choices.get(i), walk));
    }
  }

  private boolean goesOn() {
    if (paths >= bounds.paths()) {
      unfinished = "the limit of %,d paths is reached".formatted(bounds.paths());
    } else if (System.nanoTime() - begun > bounds.time().toNanos()) {
      unfinished = "it takes longer than %d s".formatted(bounds.time().toSeconds());
    }
    return unfinished.isEmpty();
  }

  private Walk follow(Trail path) {
    Walk walk = Walk.along(ground, path);
    paths++;
    Reached here = new Reached(path, walk.fork(), walk.now(), turn++);
    if (walk.fork() != null && !graph.knows(walk.fork().state())) ahead.add(here);
    note(walk, here);
    Consumer<Evidence> proof = evidence -> prove(evidence, here);
    RunTimeErrors.find(walk, proof);
    DeadEnds.find(walk, proof);
    OnHold.find(walk, proof);
    EndlessLoops.find(walk, proof);
    progress.told(graph.size(), paths);
    return walk;
  }

  private void note(Walk walk, Reached here) {
    for (TraceEvent event : walk.events().subList(walk.fresh(), walk.events().size())) {
      if (event instanceof ScriptEvent.CommandStarted e) reached.putIfAbsent(e.place(), here);
      else if (event instanceof ScriptEvent.BlockEntered e) reached.putIfAbsent(e.place(), here);
    }
  }

  private void prove(Evidence evidence, Reached by) {
    record Same(Finding.Kind kind, Place place) {}
    Same same = new Same(evidence.kind(), evidence.place());
    Proven before = proven.get(same);
    if (before == null || by.compareTo(before.by()) < 0) {
      proven.put(same, new Proven(evidence, by));
    }
  }

  private static Graph.Edge edge(Choice choice, Walk walk) {
    Set<Place> prompts = new HashSet<>();
    Map<Integer, Place> running = new HashMap<>();
    boolean effects = false;
    boolean waits = false;
    for (TraceEvent event : walk.events().subList(walk.fresh(), walk.events().size())) {
      if (event instanceof ScriptEvent.CommandStarted e) running.put(e.script(), e.place());
      else if (event instanceof CallEvent.PlayStarted) prompts.addAll(running.values());
      else if (event instanceof CallEvent.LimitReached) waits = true;
      else if (event instanceof ScriptEvent.CommandEnded e) effects |= !e.result().ok();
      else effects |= isEffect(event);
    }
    return new Graph.Edge(
        choice, walk.fork() == null ? null : walk.fork().state(), waits, prompts, effects);
  }

  private static boolean isEffect(TraceEvent event) {
    return event instanceof ScriptEvent.Requested
        || event instanceof ScriptEvent.Selected
        || event instanceof ScriptEvent.MessageSent
        || event instanceof ScriptEvent.FileMoved
        || event instanceof ScriptEvent.FileDeleted
        || event instanceof CallEvent.Dialled
        || event instanceof CallEvent.KeysSent
        || event instanceof CallEvent.RecordEnded;
  }

  // ---- what the whole shows

  private Exploration result() {
    List<Finding> findings = new ArrayList<>();
    proven.values().stream()
        .sorted(Comparator.comparing(Proven::by))
        .forEach(one -> findings.add(finding(one.evidence(), one.by().path())));
    traps(findings);
    idleKeys(findings);
    if (unfinished.isEmpty()) neverHeard(findings);
    List<String> notes = new ArrayList<>();
    for (String url : ground.outcomes().unknown()) {
      notes.add(
          "nobody says what %s answers: put a script of that name beside this one, or add an answer"
                  .formatted(url)
              + " to the world");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Exploration(graph.size(), paths, took, unfinished, findings, notes);
  }

  private Finding finding(Evidence evidence, Trail path) {
    Walk walk = Walk.along(ground, path);
    List<String> sequence = new ArrayList<>();
    for (Walk.Taken taken : walk.taken()) {
      if (taken.choice().cost() > 0) sequence.add(taken.choice().words());
    }
    return new Finding(
        evidence.kind(),
        evidence.what(),
        evidence.place(),
        ground.library().line(evidence.place()),
        sequence,
        new Story(ground, walk, evidence));
  }

  private void traps(List<Finding> findings) {
    Set<Place> told = new HashSet<>();
    for (EndlessLoops.Trap trap : EndlessLoops.traps(graph)) {
      Trail path = trap.node().path;
      Place place = trap.menu() == null ? lastCommand(path) : trap.menu();
      if (place == null || !told.add(place)) continue;
      for (int choice : trap.round()) path = onwards(path, choice);
      String what =
          trap.menu() == null
              ? "this goes round and asks nothing; only hanging up ends it"
              : "no key, silence or outcome leads out of this menu; only hanging up ends it";
      findings.add(finding(Evidence.of(Finding.Kind.ENDLESS_LOOP, what, place), path));
    }
  }

  private Trail onwards(Trail path, int choice) {
    Fork fork = Walk.along(ground, path).fork();
    return fork == null ? path : path.with(fork, choice);
  }

  private @Nullable Place lastCommand(Trail path) {
    Place last = null;
    for (TraceEvent event : Walk.along(ground, path).events()) {
      if (event instanceof ScriptEvent.CommandStarted e) last = e.place();
    }
    return last;
  }

  private void idleKeys(List<Finding> findings) {
    Set<Place> told = new HashSet<>();
    for (IdleKeys.Idle idle : IdleKeys.of(graph, ground.library())) {
      if (!told.add(idle.input().place())) continue;
      String what =
          "key %s does nothing but bring the caller to the same menu again".formatted(idle.keys());
      Evidence evidence = Evidence.of(Finding.Kind.IDLE_KEY, what, idle.input().place());
      findings.add(finding(evidence, idle.path()));
    }
  }

  private void neverHeard(List<Finding> findings) {
    for (NeverHeard.Missed missed : NeverHeard.of(ground.library(), reached.keySet())) {
      Reached near = missed.before() == null ? null : reached.get(missed.before());
      String what = "no path comes to this " + missed.element().name();
      Place place = missed.element().place();
      Shown[] shows = {};
      if (missed.element() instanceof Speak speak && speak.text().constant() != null) {
        String who = ground.scene().caller();
        shows = new Shown[] {new Shown(who + " never hears", speak.text().constant())};
      }
      findings.add(
          finding(
              Evidence.of(Finding.Kind.NEVER_HEARD, what, place, shows),
              near == null ? Trail.BEGIN : near.path()));
    }
  }
}
