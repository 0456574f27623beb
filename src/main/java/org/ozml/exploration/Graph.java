package org.ozml.exploration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;

/** The states that paths have come to, and where each choice leads from there. */
final class Graph {
  private final Map<UUID, Node> nodes = new HashMap<>();

  /** A state, with the cheapest path to it. */
  static final class Node {
    final Fork fork;
    final int[] path;
    final List<Edge> edges = new ArrayList<>();

    private Node(Fork fork, int[] path) {
      this.fork = fork;
      this.path = path;
    }

    /** Returns whether all its choices have been followed. */
    boolean followed() {
      return edges.size() == fork.choices().size();
    }
  }

  /**
   * What one choice leads to.
   *
   * @param to the next state; null: the end of the path
   * @param waits the end came only because a call may not last longer
   * @param prompts the commands that somebody heard on the way
   * @param effects something happened besides: a message was sent, a command failed ...
   */
  record Edge(
      Choice choice, @Nullable UUID to, boolean waits, Set<Place> prompts, boolean effects) {
    boolean hangsUp() {
      return choice instanceof Choice.HangsUp;
    }

    boolean ends() {
      return to == null && !waits && !hangsUp();
    }
  }

  /** Adds a state unless it is known; null when it is. */
  @Nullable Node add(Fork fork, int[] path) {
    if (nodes.containsKey(fork.state())) return null;
    Node node = new Node(fork, path);
    nodes.put(fork.state(), node);
    return node;
  }

  boolean knows(UUID state) {
    return nodes.containsKey(state);
  }

  @Nullable Node node(@Nullable UUID state) {
    return state == null ? null : nodes.get(state);
  }

  int size() {
    return nodes.size();
  }

  Iterable<Node> nodes() {
    return nodes.values();
  }

  /** Returns where a call can go from a state, apart from hanging up. */
  List<Node> next(Node node) {
    List<Node> next = new ArrayList<>();
    for (Edge edge : node.edges) {
      Node to = edge.hangsUp() ? null : node(edge.to());
      if (to != null) next.add(to);
    }
    return next;
  }

  /** Returns the parts of the graph in which each state leads to each other one (Tarjan). */
  List<List<Node>> parts() {
    return new Parts().all();
  }

  /** Tarjan's algorithm, without recursion: a path may be long. */
  private final class Parts {
    private final Map<Node, Integer> index = new HashMap<>();
    private final Map<Node, Integer> low = new HashMap<>();
    private final Deque<Node> open = new ArrayDeque<>();
    private final Map<Node, Boolean> isOpen = new HashMap<>();
    private final List<List<Node>> parts = new ArrayList<>();

    private record Visit(Node node, List<Node> next, int[] at) {}

    List<List<Node>> all() {
      for (Node node : nodes.values()) {
        if (!index.containsKey(node)) visit(node);
      }
      return parts;
    }

    private void visit(Node root) {
      Deque<Visit> visits = new ArrayDeque<>();
      visits.push(begin(root));
      while (!visits.isEmpty()) {
        Visit visit = visits.peek();
        if (visit.at()[0] < visit.next().size()) {
          Node next = visit.next().get(visit.at()[0]++);
          if (!index.containsKey(next)) visits.push(begin(next));
          else if (isOpen.getOrDefault(next, false)) lower(visit.node(), index.get(next));
        } else {
          visits.pop();
          Node node = visit.node();
          if (!visits.isEmpty()) lower(visits.peek().node(), low.get(node));
          if (low.get(node).equals(index.get(node))) close(node);
        }
      }
    }

    private Visit begin(Node node) {
      index.put(node, index.size());
      low.put(node, index.get(node));
      open.push(node);
      isOpen.put(node, true);
      return new Visit(node, next(node), new int[1]);
    }

    private void lower(Node node, int to) {
      low.merge(node, to, Math::min);
    }

    private void close(Node root) {
      List<Node> part = new ArrayList<>();
      Node node;
      do {
        node = open.pop();
        isOpen.put(node, false);
        part.add(node);
      } while (node != root);
      parts.add(part);
    }
  }
}
