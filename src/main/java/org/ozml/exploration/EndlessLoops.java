package org.ozml.exploration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.exploration.Evidence.Shown;
import org.ozml.interpreter.ScriptEvent;

/**
 * Scripts that do not end by themselves: commands without any time passing, waiting without an end,
 * rounds in which nobody is asked anything, and menus from which nothing leads on though the call
 * as a whole has ends. A main menu that goes round until the caller hangs up is none of these.
 */
final class EndlessLoops {
  private EndlessLoops() {}

  /** Finds what one walk shows. */
  static void find(Walk walk, Consumer<Evidence> found) {
    Place place = null;
    boolean asks = false;
    Set<Integer> running = new HashSet<>();
    List<TraceEvent> events = walk.events();
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      if (event instanceof ScriptEvent.Finished e) running.remove(e.script());
      if (event instanceof ScriptEvent.CommandStarted e) {
        running.add(e.script());
        place = e.place();
        asks = e.command().equals("Record");
      } else if (event instanceof ScriptEvent.KeysAwaited) {
        asks = true;
      } else if (event instanceof ScriptEvent.WentOn) {
        asks = false;
      }
      if (i < walk.fresh() || place == null) continue;
      if (event instanceof ScriptEvent.Aborted e && e.reason().contains("without any time")) {
        found.accept(
            Evidence.of(
                Finding.Kind.ENDLESS_LOOP,
                e.reason(),
                place,
                new Shown("script is aborted", "without any time")));
      } else if (event instanceof CallEvent.LimitReached && !asks && !running.isEmpty()) {
        String what = "nothing but hanging up ends the waiting here";
        found.accept(Evidence.of(Finding.Kind.ENDLESS_LOOP, what, place));
      }
    }
    if (walk.endless() && place != null) {
      found.accept(Evidence.of(Finding.Kind.ENDLESS_LOOP, "this does not end", place));
    }
  }

  /**
   * A part of the graph that is not left.
   *
   * @param node where it is entered first
   * @param round the choices that lead from there to there again
   * @param menu a menu in it; null: there is none
   */
  record Trap(Graph.Node node, List<Integer> round, @Nullable Place menu) {}

  /** Finds the parts of a graph that nothing but hanging up leaves. */
  static List<Trap> traps(Graph graph) {
    Set<Graph.Node> ending = ending(graph);
    List<Trap> traps = new ArrayList<>();
    for (List<Graph.Node> part : graph.parts()) {
      Set<Graph.Node> inside = new HashSet<>(part);
      if (!goesRound(graph, part) || !closed(graph, inside)) continue;
      Graph.Node first = part.stream().min(Comparator.comparingInt(n -> n.path.cost())).get();
      Place menu =
          part.stream().map(n -> n.fork.menu()).filter(m -> m != null).findFirst().orElse(null);
      if (menu != null && !enteredFromElsewhere(graph, inside, ending)) continue;
      traps.add(
          new Trap(
              first, round(graph, first), first.fork.menu() == null ? menu : first.fork.menu()));
    }
    traps.sort(Comparator.comparingInt(trap -> trap.node().path.cost()));
    return traps;
  }

  private static boolean goesRound(Graph graph, List<Graph.Node> part) {
    return part.size() > 1 || graph.next(part.get(0)).contains(part.get(0));
  }

  private static boolean closed(Graph graph, Set<Graph.Node> inside) {
    for (Graph.Node node : inside) {
      if (!node.followed() || node.edges.stream().anyMatch(Graph.Edge::ends)) return false;
      if (!inside.containsAll(graph.next(node))) return false;
    }
    return true;
  }

  private static boolean enteredFromElsewhere(
      Graph graph, Set<Graph.Node> inside, Set<Graph.Node> ending) {
    for (Graph.Node node : ending) {
      if (graph.next(node).stream().anyMatch(inside::contains)) return true;
    }
    return false;
  }

  /** The states from which an end can be reached without hanging up. */
  private static Set<Graph.Node> ending(Graph graph) {
    Set<Graph.Node> ending = new LinkedHashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Graph.Node node : graph.nodes()) {
        boolean ends =
            node.edges.stream().anyMatch(Graph.Edge::ends)
                || graph.next(node).stream().anyMatch(ending::contains);
        if (ends) more |= ending.add(node);
      }
    }
    return ending;
  }

  /** The shortest way from a state back to it. */
  private static List<Integer> round(Graph graph, Graph.Node from) {
    record Way(Graph.Node node, List<Integer> choices) {}
    Deque<Way> ways = new ArrayDeque<>();
    Set<Graph.Node> seen = new HashSet<>();
    ways.add(new Way(from, List.of()));
    while (!ways.isEmpty()) {
      Way way = ways.remove();
      for (int i = 0; i < way.node().edges.size(); i++) {
        Graph.Edge edge = way.node().edges.get(i);
        Graph.Node to = edge.isForced() ? null : graph.node(edge.to());
        if (to == null) continue;
        List<Integer> choices = new ArrayList<>(way.choices());
        choices.add(i);
        if (to == from) return choices;
        if (seen.add(to)) ways.add(new Way(to, choices));
      }
    }
    return List.of();
  }
}
