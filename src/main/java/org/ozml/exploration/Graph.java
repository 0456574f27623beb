package org.ozml.exploration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;

/** The states that paths have come to, and where each choice leads from there. */
final class Graph {
  private final Map<UUID, Node> nodes = new LinkedHashMap<>();

  /** A state, with the cheapest path to it. */
  static final class Node {
    final Fork fork;
    final Trail path;
    final List<Edge> edges = new ArrayList<>();
    private int index;
    private int low;
    private boolean open;

    private Node(Fork fork, Trail path) {
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
    /** Returns whether it leads out of anything: somebody hangs up, or the system fails. */
    boolean isForced() {
      return choice instanceof Choice.HangsUp || (choice instanceof Choice.Answers a && a.isOut());
    }

    boolean ends() {
      return to == null && !waits && !isForced();
    }
  }

  /** Adds a state unless it is known; null when it is. */
  @Nullable Node add(Fork fork, Trail path) {
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

  /** Returns where a call can go from a state, unless it is forced to. */
  List<Node> next(Node node) {
    List<Node> next = new ArrayList<>();
    for (Edge edge : node.edges) {
      Node to = edge.isForced() ? null : node(edge.to());
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
    private final Deque<Node> open = new ArrayDeque<>();
    private final List<List<Node>> parts = new ArrayList<>();
    private int begun;

    private record Visit(Node node, Iterator<Node> next) {}

    List<List<Node>> all() {
      for (Node node : nodes.values()) {
        if (node.index == 0) visit(node);
      }
      return parts;
    }

    private void visit(Node root) {
      Deque<Visit> visits = new ArrayDeque<>();
      visits.push(begin(root));
      while (!visits.isEmpty()) {
        Node node = visits.peek().node();
        if (visits.peek().next().hasNext()) {
          Node next = visits.peek().next().next();
          if (next.index == 0) visits.push(begin(next));
          else if (next.open) node.low = Math.min(node.low, next.index);
        } else {
          visits.pop();
          Visit outer = visits.peek();
          if (outer != null) outer.node().low = Math.min(outer.node().low, node.low);
          if (node.low == node.index) close(node);
        }
      }
    }

    private Visit begin(Node node) {
      node.index = ++begun;
      node.low = begun;
      node.open = true;
      open.push(node);
      return new Visit(node, next(node).iterator());
    }

    @SuppressWarnings("ReferenceEquality") // a node is one state
    private void close(Node root) {
      List<Node> part = new ArrayList<>();
      Node node;
      do {
        node = open.pop();
        node.open = false;
        part.add(node);
      } while (node != root);
      parts.add(part);
    }
  }
}
