package org.ozml.exploration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Command;
import org.ozml.document.Element;
import org.ozml.document.Input;
import org.ozml.document.Place;
import org.ozml.document.UserInput;

/**
 * Inputs whose choice changes nothing: the caller is in the same menu again, and has heard nothing
 * but its own prompts.
 */
final class IdleKeys {
  private IdleKeys() {}

  /**
   * An Input that does nothing.
   *
   * @param path to its menu, and its choice
   */
  record Idle(Input input, String keys, Trail path) {}

  static List<Idle> of(Graph graph, Library library) {
    List<Idle> idle = new ArrayList<>();
    Set<Place> busy = new HashSet<>();
    for (Graph.Node node : graph.nodes()) {
      for (int i = 0; i < node.edges.size(); i++) {
        Graph.Edge edge = node.edges.get(i);
        if (!(edge.choice() instanceof Choice.Presses presses) || presses.input() == null) continue;
        Element input = library.element(presses.input());
        Element menu = node.fork.menu() == null ? null : library.element(node.fork.menu());
        if (!(input instanceof Input known) || !(menu instanceof UserInput asked)) continue;
        if (comesBack(graph, node, edge, known, asked)) {
          idle.add(new Idle(known, presses.keys(), node.path.with(node.fork, i)));
        } else if (!known.commands().isEmpty() || !isLikeAnyKey(node, edge)) {
          busy.add(presses.input());
        }
      }
    }
    idle.removeIf(one -> busy.contains(one.input().place()));
    return idle;
  }

  /** Whether it leads to where an entry leads that no Input has. */
  private static boolean isLikeAnyKey(Graph.Node menu, Graph.Edge taken) {
    return menu.edges.stream()
        .filter(edge -> edge.choice() instanceof Choice.Presses one && one.input() == null)
        .anyMatch(edge -> Objects.equals(edge.to(), taken.to()));
  }

  private static boolean comesBack(
      Graph graph, Graph.Node menu, Graph.Edge taken, Input input, UserInput asked) {
    Set<Place> own = new HashSet<>();
    if (asked.initialCommands() != null) places(asked.initialCommands(), own);
    Graph.Edge edge = taken;
    for (int passed = 0; passed < graph.size(); passed++) {
      if (edge.effects() || !own.containsAll(edge.prompts())) return false;
      Graph.Node next = graph.node(edge.to());
      if (next == null) return false;
      boolean again = asked.place().equals(next.fork.menu());
      // Without commands it is the next round of a loop at most, as for a key that has no Input.
      if (again) return next == menu || input.commands().isEmpty();
      edge = goesOn(next);
      if (edge == null) return false;
    }
    return false;
  }

  private static Graph.@Nullable Edge goesOn(Graph.Node node) {
    if (node.edges.isEmpty() || !(node.edges.get(0).choice() instanceof Choice.GoesOn)) return null;
    return node.edges.get(0);
  }

  private static void places(Element element, Set<Place> places) {
    places.add(element.place());
    if (element instanceof org.ozml.document.Block block) {
      for (Command command : block.commands()) places((Element) command, places);
    }
    element.inner().forEach(inner -> places(inner, places));
  }
}
