package org.ozml.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.GoTo;
import org.ozml.document.Way;

/**
 * What can follow what in a document: its control flow. Analysis, coverage and the picture read it;
 * how each command goes on is said in {@link FlowBuilder} and nowhere else.
 *
 * <p>An edge is what a trace tells: a block is entered ({@code BlockEntered}), a command or menu
 * turns out in some way ({@code CommandEnded}, {@code WentOn}); one with neither is taken whenever
 * its node is left in no other way.
 */
public final class Flow {
  private final Node start;
  private final Map<Node, List<Edge>> edges;

  Flow(Node start, Map<Node, List<Edge>> edges) {
    this.start = start;
    this.edges = edges;
  }

  /** Something that a script can be at. */
  public sealed interface Node {
    /** The script begins. */
    record Start() implements Node {}

    /** A command begins. */
    record Step(Command command) implements Node {}

    /**
     * What runs first inside a command is over, and it waits: a menu for keys, a WaitForMsg for its
     * message.
     */
    record Waits(Command command) implements Node {}

    /**
     * A script from elsewhere runs inside a command: what a web application or the database answers
     * to an entry or to the end of a recording.
     */
    record Answer(Command command) implements Node {}

    /** Another document takes the place of this one. */
    record Jump(GoTo command) implements Node {}

    /** The script is over, or has left the call. */
    record End() implements Node {}
  }

  /**
   * That one thing can follow another.
   *
   * @param block what is entered with it: an Input, OnBusy, a loop's body; null: nothing
   * @param way how the command at {@code from} turns out; null: that does not matter
   */
  public record Edge(Node from, Node to, @Nullable Block block, @Nullable Way way) {}

  /** How often runs took what a flow allows. */
  public interface Taken {
    /** Returns how often something was reached. */
    long times(Node node);

    /** Returns how often it went on this way. */
    long times(Edge edge);
  }

  /**
   * Reads the flow of a document.
   *
   * @param context what the document answers; null: the context that its commands share
   */
  public static Flow of(Document document, @Nullable Context context) {
    Context place = context == null ? ContextOf.document(document).context() : context;
    return new FlowBuilder(place).build(document.response());
  }

  /** Returns where it begins. */
  public Node start() {
    return start;
  }

  /** Returns all nodes, also those that nothing leads to, in the order of the document. */
  public List<Node> nodes() {
    return List.copyOf(edges.keySet());
  }

  /** Returns what can follow. */
  public List<Edge> from(Node node) {
    return edges.getOrDefault(node, List.of());
  }

  /** Returns all edges, in the order of the document. */
  public List<Edge> edges() {
    List<Edge> all = new ArrayList<>();
    edges.values().forEach(all::addAll);
    return all;
  }

  /**
   * Returns what can be reached from a node, itself included, each by one edge of a shortest way.
   */
  public Map<Node, @Nullable Edge> reachable(Node from) {
    Map<Node, @Nullable Edge> reached = new LinkedHashMap<>();
    reached.put(from, null);
    List<Node> next = new ArrayList<>(List.of(from));
    for (int i = 0; i < next.size(); i++) {
      for (Edge edge : from(next.get(i))) {
        if (reached.containsKey(edge.to())) continue;
        reached.put(edge.to(), edge);
        next.add(edge.to());
      }
    }
    return reached;
  }
}
