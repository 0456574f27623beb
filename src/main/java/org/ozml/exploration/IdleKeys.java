package org.ozml.exploration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  record Idle(Input input, String keys, List<Integer> path) {}

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
        if (comesBack(graph, node, edge, asked)) {
          List<Integer> path = new ArrayList<>();
          for (int choice : node.path) path.add(choice);
          path.add(i);
          idle.add(new Idle(known, presses.keys(), path));
        } else {
          busy.add(presses.input());
        }
      }
    }
    idle.removeIf(one -> busy.contains(one.input().place()));
    return idle;
  }

  private static boolean comesBack(
      Graph graph, Graph.Node menu, Graph.Edge taken, UserInput asked) {
    Set<Place> own = new HashSet<>();
    if (asked.initialCommands() != null) places(asked.initialCommands(), own);
    Graph.Edge edge = taken;
    for (int passed = 0; passed < graph.size(); passed++) {
      if (edge.effects() || !own.containsAll(edge.prompts())) return false;
      Graph.Node next = graph.node(edge.to());
      if (next == null) return false;
      if (next == menu) return true;
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
