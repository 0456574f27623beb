package org.ozml.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Array;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Delay;
import org.ozml.document.Exit;
import org.ozml.document.ForEach;
import org.ozml.document.Hangup;
import org.ozml.document.Response;
import org.ozml.document.Unhold;
import org.ozml.document.UserInput;
import org.ozml.document.Var;
import org.ozml.document.Way;

/** What the rules ask of a script's flow. Each answer is worked out once, for all nodes. */
final class Paths {
  private final Flow flow;
  private final Map<Node, List<Edge>> before = new HashMap<>();
  private @Nullable Set<Node> reached;
  private @Nullable Set<Node> leaving;
  private @Nullable Set<Node> fallingSilent;

  Paths(Response response, @Nullable Context context) {
    flow = new FlowBuilder(context).build(response);
  }

  Flow flow() {
    return flow;
  }

  /** Returns whether a command can ever begin. */
  boolean run(Command command) {
    if (reached == null) reached = from(flow.start());
    return reached.contains(new Node.Step(command));
  }

  /**
   * Returns what can follow a node, itself included. Who waits can be answered while what runs
   * first is still running: a key stops a menu's prompts, a message the commands of Execute.
   */
  Set<Node> from(Node start) {
    Set<Node> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (!found.add(node)) continue;
      for (Edge edge : flow.from(node)) open.add(edge.to());
      if (node instanceof Node.Step step) {
        Node waits = new Node.Waits(step.command());
        if (!flow.from(waits).isEmpty()) open.add(waits);
      }
    }
    return found;
  }

  /** Returns whether there is a way from a node out of this script: to its end or another one. */
  boolean leaves(Node node) {
    if (leaving == null) {
      leaving =
          leadingTo(
              goal ->
                  goal instanceof Node.End
                      || goal instanceof Node.Jump
                      || goal instanceof Node.Answer,
              by -> true);
    }
    return leaving.contains(node);
  }

  /**
   * Returns whether somebody who takes an edge can come to the end of the script without hearing
   * anything before.
   */
  boolean fallsSilent(Edge edge) {
    if (fallingSilent == null) {
      fallingSilent = leadingTo(Node.End.class::isInstance, this::goesOnSilently);
    }
    return fallingSilent.contains(edge.to()) && (leavesLoops(edge) || turns(edge));
  }

  /** Returns whether the same holds, or the script comes to a command that ends it. */
  boolean hangsUpSilently(Edge edge) {
    Node at = edge.to();
    while (idle(at) && flow.from(at).size() == 1) at = flow.from(at).get(0).to();
    boolean ends =
        at instanceof Node.Step step
            && (step.command() instanceof Hangup || step.command() instanceof Exit);
    return ends || fallsSilent(edge);
  }

  private boolean goesOnSilently(Edge edge) {
    boolean quiet = idle(edge.from()) || (loop(edge.from()) && edge.way() == Way.DONE);
    return quiet && (leavesLoops(edge) || turns(edge));
  }

  private static boolean leavesLoops(Edge edge) {
    return !loop(edge.to());
  }

  /** Whether an edge leads from inside a loop to its next turn: behind the last one it is over. */
  private static boolean turns(Edge edge) {
    return offset(edge.from()) > offset(edge.to());
  }

  private static int offset(Node node) {
    if (node instanceof Node.Step step) return step.command().position().offset();
    return node instanceof Node.Waits waits ? waits.command().position().offset() : 0;
  }

  private static boolean loop(Node node) {
    return node instanceof Node.Step step && step.command() instanceof ForEach;
  }

  /** Whether nobody notices that a command runs. */
  private static boolean idle(Node node) {
    return node instanceof Node.Step step
        && (step.command() instanceof Var
            || step.command() instanceof Array
            || step.command() instanceof Delay
            || step.command() instanceof Unhold);
  }

  /** Returns the goals, and the nodes from which one can be reached by some edges only. */
  private Set<Node> leadingTo(Predicate<Node> goal, Predicate<Edge> by) {
    if (before.isEmpty()) turnRound();
    Set<Node> found = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    for (Node node : flow.nodes()) if (goal.test(node) && found.add(node)) open.add(node);
    while (!open.isEmpty()) {
      for (Edge edge : before.getOrDefault(open.removeLast(), List.of())) {
        if (by.test(edge) && found.add(edge.from())) open.add(edge.from());
      }
    }
    return found;
  }

  private void turnRound() {
    for (Edge edge : flow.edges()) {
      before.computeIfAbsent(edge.to(), node -> new ArrayList<>()).add(edge);
    }
  }

  /** Returns where a menu waits for keys. */
  static Node keys(UserInput menu) {
    return new Node.Waits(menu);
  }
}
