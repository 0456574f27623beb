package org.ozml.debugger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.document.Document;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;

/**
 * Goes through a run of a script, forwards and backwards.
 *
 * <p>It holds where it stands and what the user let people do, and nothing else: each move is a run
 * from the beginning, in which the same happens again until the place that it goes to. A run of
 * 10,000 commands takes some milliseconds. Going back undoes what the user let people do later; so
 * they can do something else then.
 */
public final class Debugger {
  private final Production production;
  private final Sources sources;
  private final List<Breakpoint> breakpoints = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private int numbered;
  private View view = View.BEGINNING;

  /** Stands before the beginning; nothing runs yet. */
  public Debugger(Production production, Sources sources) {
    this.production = production;
    this.sources = sources;
  }

  /** Returns what is seen where it stands. */
  public View view() {
    return view;
  }

  /** Returns the documents. */
  public Sources sources() {
    return sources;
  }

  // ---- forwards; a breakpoint on the way ends every one of these

  /** Goes on until the next command begins, of whichever script. */
  public Stop step() {
    return forward((event, execution) -> event instanceof ScriptEvent.CommandStarted, Goal.NEVER);
  }

  /** Goes on until the next command of the same block, or of one outside, begins. */
  public Stop next() {
    return outside(view.depth());
  }

  /** Goes on until the block is left: until a command outside begins. */
  public Stop finish() {
    return outside(view.depth() == Integer.MAX_VALUE ? Integer.MAX_VALUE : view.depth() - 1);
  }

  private Stop outside(int depth) {
    int script = view.script();
    boolean over = view.snapshot(script) == null;
    return forward(
        (event, execution) ->
            event instanceof ScriptEvent.CommandStarted started
                && (over || (started.script() == script && execution.depth(script) <= depth)),
        Goal.NEVER);
  }

  /** Goes on to a breakpoint, or to the end. */
  public Stop proceed() {
    return forward((event, execution) -> false, Goal.NEVER);
  }

  /**
   * Goes on to a time.
   *
   * @param time in nanoseconds of virtual time
   */
  public Stop until(long time) throws Refusal {
    if (time < view.time()) {
      throw new Refusal(
          "it is %s s already; 'goto' goes back to a time"
              .formatted(Transcript.time(view.time()).strip()));
    }
    return forward((event, execution) -> false, time);
  }

  /** What a move forwards stops at. */
  private interface Wanted {
    boolean is(TraceEvent event, Execution execution);
  }

  private Stop forward(Wanted wanted, long time) {
    int from = view.events().size();
    return move(
        new Goal(
            (event, index, execution) ->
                index >= from && (breakpoint(event) != null || wanted.is(event, execution)),
            view.time(),
            time));
  }

  // ---- backwards

  /** Starts anew and goes to a breakpoint, or to the end. */
  public Stop restart() {
    List<Act> undone = beginning().undone();
    Stop stop = proceed();
    return new Stop(stop.view(), stop.happened(), stop.breakpoint(), undone);
  }

  /** Goes back to the command that began last before here, or several of them. */
  public Stop back(int commands) {
    int left = commands;
    for (int i = view.before() - 1; i >= 0; i--) {
      if (view.events().get(i) instanceof ScriptEvent.CommandStarted && --left == 0) return to(i);
    }
    return beginning();
  }

  /** Goes back to the last breakpoint before here; to the beginning when there is none. */
  public Stop reverse() {
    for (int i = view.before() - 1; i >= 0; i--) {
      if (breakpoint(view.events().get(i)) != null) return to(i);
    }
    return beginning();
  }

  /**
   * Goes to a time, forwards or backwards; no breakpoint ends it.
   *
   * @param time in nanoseconds of virtual time
   */
  public Stop goTo(long time) {
    if (time >= view.time()) return move(Goal.time(time));
    return back(Goal.time(time), act -> act.time() >= time);
  }

  private Stop to(int event) {
    return back(Goal.event(event), act -> act.events() > event);
  }

  private Stop beginning() {
    List<Act> undone = undo(act -> true);
    view = View.BEGINNING;
    return new Stop(view, List.of(), null, undone);
  }

  private Stop back(Goal goal, Predicate<Act> later) {
    List<Act> undone = undo(later);
    view = new Execution(production, acts, goal).run();
    return new Stop(view, List.of(), breakpointHere(), undone);
  }

  private List<Act> undo(Predicate<Act> later) {
    List<Act> undone = acts.stream().filter(later).toList();
    acts.removeAll(undone);
    return undone;
  }

  private Stop move(Goal goal) {
    int from = view.events().size();
    view = new Execution(production, acts, goal).run();
    sources.learn(view.events());
    List<TraceEvent> happened = view.events().subList(from, view.events().size());
    return new Stop(view, happened, breakpointHere(), List.of());
  }

  // ---- people

  /**
   * Lets somebody press keys now, one every 0.2 seconds.
   *
   * @param number null: who talks with the script
   */
  public Act press(String keys, @Nullable String number) throws Refusal {
    String pressed = keys.toUpperCase(Locale.ROOT);
    if (!pressed.matches("[0-9*#A-D]+")) {
      throw new Refusal("'%s' are no keys; expected 0-9 * # A-D".formatted(keys));
    }
    return act(number, new World.Doing.Press(pressed));
  }

  /**
   * Lets somebody hang up now.
   *
   * @param number null: who talks with the script
   */
  public Act hangUp(@Nullable String number) throws Refusal {
    return act(number, new World.Doing.HangUp());
  }

  /** What else the same step of the stage does comes first: it happens at the same time. */
  private Act act(@Nullable String number, World.Doing doing) throws Refusal {
    String who = number == null ? view.phone() : number;
    if (who == null || view.events().isEmpty())
      throw new Refusal("nobody is in a call here; 'step' or 'run' goes on");
    Act act = new Act(view.steps(), view.events().size(), view.time(), who, doing);
    List<Act> all = new ArrayList<>(acts);
    all.add(act);
    Execution tried = new Execution(production, all, Goal.time(act.time()));
    tried.run();
    if (tried.refused(act)) throw new Refusal(who + " is in no call here; see 'calls'");
    acts.add(act);
    return act;
  }

  /** Returns what the user let people do until here, in order. */
  public List<Act> acts() {
    return List.copyOf(acts);
  }

  // ---- breakpoints

  /** Stops at a line; where no command begins on it, at the next one with a command. */
  public Breakpoint.Line breakAt(Document document, int line) throws Refusal {
    String name = document.source().name();
    int found = sources.commandLine(document, line);
    for (Breakpoint one : breakpoints) {
      if (one instanceof Breakpoint.Line same && same.isAt(name, found)) return same;
    }
    return added(new Breakpoint.Line(++numbered, sources.names(document), found));
  }

  /** Stops when a command has answered anything but 200. */
  public Breakpoint breakOnError() {
    return added(new Breakpoint.Failure(++numbered));
  }

  /** Stops when a menu, or something else, begins to take keys. */
  public Breakpoint breakOnKeys() {
    return added(new Breakpoint.Keys(++numbered));
  }

  private <T extends Breakpoint> T added(T breakpoint) {
    breakpoints.add(breakpoint);
    return breakpoint;
  }

  /** Deletes a breakpoint. */
  public Breakpoint delete(int number) throws Refusal {
    for (Breakpoint one : breakpoints) {
      if (one.number() != number) continue;
      breakpoints.remove(one);
      return one;
    }
    throw new Refusal("there is no breakpoint %d; see 'breaks'".formatted(number));
  }

  /** Returns the breakpoints, in the order of their numbers. */
  public List<Breakpoint> breakpoints() {
    return List.copyOf(breakpoints);
  }

  private @Nullable Breakpoint breakpointHere() {
    return view.at() == null ? null : breakpoint(view.at());
  }

  private @Nullable Breakpoint breakpoint(TraceEvent event) {
    for (Breakpoint one : breakpoints) {
      if (one.stopsAt(event)) return one;
    }
    return null;
  }
}
