package org.ozml.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Delay;
import org.ozml.document.Hangup;
import org.ozml.document.Hold;
import org.ozml.document.Record;
import org.ozml.document.Rule;
import org.ozml.document.Unhold;
import org.ozml.document.UserInput;
import org.ozml.document.Way;

/**
 * A Hold that the script means to undo, as it does so on another way or lets time pass, and does
 * not: then the parties hear music for ever. Elsewhere another script may undo it; but a caller who
 * is asked something must not be on hold in any case.
 */
final class ForgottenHold implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof Hold hold) || !script.paths().run(hold)) return;
    boolean extension = script.context(site) == Context.EXTENSION;
    boolean meant = false;
    Node left = null;
    Map<Node, @Nullable Edge> ways = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>();
    Node first = new Node.Step(hold);
    ways.put(first, null);
    open.add(first);
    while (!open.isEmpty()) {
      Node node = open.removeFirst();
      if (extension && asks(node)) {
        report(hold, node, ways, findings);
        return;
      }
      meant |= !extension && pauses(node);
      if (left == null && (node instanceof Node.End || node instanceof Node.Jump)) left = node;
      for (Edge edge : script.paths().flow().from(node)) {
        boolean over = releases(edge);
        meant |= over;
        if (over || again(edge) || ways.containsKey(edge.to())) continue;
        ways.put(edge.to(), edge);
        open.addLast(edge.to());
      }
    }
    if (meant && left != null) report(hold, left, ways, findings);
  }

  private static boolean asks(Node node) {
    return (node instanceof Node.Waits waits && waits.command() instanceof UserInput)
        || (node instanceof Node.Step step && step.command() instanceof Record);
  }

  /** Who lets time pass on hold means to come back; an API extension call ends with its script. */
  private static boolean pauses(Node node) {
    return node instanceof Node.Step step && step.command() instanceof Delay;
  }

  /** Whether the hold is over with it. */
  private static boolean releases(Edge edge) {
    if (!(edge.from() instanceof Node.Step step)) return false;
    Command command = step.command();
    if (command instanceof BlindTransfer || command instanceof AttendedTransfer) {
      return edge.way() != Way.FAILED;
    }
    return command instanceof Unhold || command instanceof Hangup;
  }

  /** Whether another Hold follows, which is judged by itself. */
  private static boolean again(Edge edge) {
    return edge.to() instanceof Node.Step next && next.command() instanceof Hold;
  }

  private static void report(
      Hold hold, Node goal, Map<Node, @Nullable Edge> ways, Findings findings) {
    String when = "";
    for (Edge edge = ways.get(goal); edge != null; edge = ways.get(edge.from())) {
      if (edge.way() == Way.FAILED && edge.from() instanceof Node.Step step) {
        when =
            " when %s in line %d fails"
                .formatted(step.command().name(), step.command().position().line());
      }
    }
    findings.add(
        Rule.OZ312,
        hold,
        "the call is still on hold %s%s".formatted(where(goal), when),
        "Unhold it before, on every way that leads there");
  }

  private static String where(Node goal) {
    if (goal instanceof Node.Waits waits) {
      return "in the menu of line " + waits.command().position().line();
    }
    if (goal instanceof Node.Step step) {
      return "in the recording of line " + step.command().position().line();
    }
    return goal instanceof Node.Jump jump
        ? "behind the GoTo of line " + jump.command().position().line()
        : "at the end of the script";
  }
}
