package org.ozml.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.ForEach;
import org.ozml.document.GoTo;
import org.ozml.document.Input;
import org.ozml.document.Record;
import org.ozml.document.Speak;
import org.ozml.document.UserInput;
import org.ozml.document.WaitForMsg;
import org.ozml.document.Way;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Kind;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Sort;
import org.ozml.picture.Chart.Target;
import org.ozml.picture.Chart.Tone;

/**
 * Makes the boxes of one script. What always goes on with the next command is one box with it, up
 * to and with the first command that can turn out in several ways: a menu, a transfer.
 */
final class ChartBuilder {
  private final Flow flow;
  private final int script;
  private final Function<GoTo, Target> links;
  private final Flow.@Nullable Taken taken;

  private final Set<Node> visited = new HashSet<>();
  private final Set<Edge> again = new HashSet<>();
  private final Set<Node> startedOver = new HashSet<>();
  private final Map<Node, Set<Node>> before = new HashMap<>();
  private final Map<Node, List<Node>> chains = new LinkedHashMap<>();
  private final Map<Node, Node> heads = new HashMap<>();
  private final Map<Node, String> ids = new HashMap<>();

  /**
   * Prepares a script.
   *
   * @param script its number
   * @param links where a GoTo leads
   * @param taken what runs took of it; null: nothing is known
   */
  ChartBuilder(Flow flow, int script, Function<GoTo, Target> links, Flow.@Nullable Taken taken) {
    this.flow = flow;
    this.script = script;
    this.links = links;
    this.taken = taken;
  }

  Chart.Script build(String name) {
    for (Node node : flow.nodes()) findLoops(node);
    for (Edge edge : flow.edges()) {
      if (!again.contains(edge)) {
        before.computeIfAbsent(edge.to(), to -> new LinkedHashSet<>()).add(edge.from());
      }
    }
    flow.nodes().stream()
        .filter(node -> isDrawn(node) && begins(node))
        .sorted(Comparator.comparingInt(ChartBuilder::offset))
        .forEach(this::chain);
    Set<Node> folded = new HashSet<>();
    for (Node head : chains.keySet()) if (isFolded(head)) folded.add(head);
    for (Node head : chains.keySet()) {
      if (!folded.contains(head)) ids.put(head, "s" + script + "b" + (ids.size() + 1));
    }
    List<Box> boxes = new ArrayList<>();
    for (Node head : chains.keySet()) {
      if (ids.containsKey(head)) boxes.add(box(head));
    }
    Node first = heads.get(flow.from(flow.start()).stream().findFirst().map(Edge::to).orElse(null));
    return new Chart.Script(script, name, boxes, first == null ? null : ids.get(first));
  }

  /** Finds the edges that lead back to where the way to them came from. */
  private void findLoops(Node root) {
    if (visited.contains(root)) return;
    Deque<Node> way = new ArrayDeque<>();
    Deque<Iterator<Edge>> rest = new ArrayDeque<>();
    Set<Node> onWay = new HashSet<>();
    enter(root, way, rest, onWay);
    while (!way.isEmpty()) {
      if (!rest.element().hasNext()) {
        rest.pop();
        onWay.remove(way.pop());
        continue;
      }
      Edge edge = rest.element().next();
      if (onWay.contains(edge.to())) startOver(edge);
      else if (!visited.contains(edge.to())) enter(edge.to(), way, rest, onWay);
    }
  }

  private void startOver(Edge edge) {
    again.add(edge);
    startedOver.add(edge.to());
  }

  private void enter(Node node, Deque<Node> way, Deque<Iterator<Edge>> rest, Set<Node> onWay) {
    visited.add(node);
    onWay.add(node);
    way.push(node);
    rest.push(flow.from(node).iterator());
  }

  private static boolean isDrawn(Node node) {
    return node instanceof Node.Step || node instanceof Node.Waits || node instanceof Node.Answer;
  }

  private static @Nullable Command command(Node node) {
    if (node instanceof Node.Step step) return step.command();
    if (node instanceof Node.Waits waits) return waits.command();
    return node instanceof Node.Answer answer ? answer.command() : null;
  }

  private static int offset(Node node) {
    Command command = command(node);
    return command == null ? 0 : command.position().offset();
  }

  /** Whether a node has only one way to go on. */
  private boolean isPlain(Node node) {
    List<Edge> edges = flow.from(node);
    if (node instanceof Node.Waits) return false;
    return edges.stream().map(Edge::to).distinct().count() == 1
        && (edges.get(0).block() == null || isPrompts(edges.get(0).block()));
  }

  private static boolean isPrompts(Block block) {
    return block.name().equals("InitialCommands") || block.name().equals("Execute");
  }

  private boolean begins(Node node) {
    Set<Node> from = before.getOrDefault(node, Set.of());
    if (from.size() != 1) return true;
    Node only = from.iterator().next();
    return !isDrawn(only) || !isPlain(only);
  }

  private void chain(Node head) {
    List<Node> chain = new ArrayList<>();
    Node node = head;
    while (true) {
      chain.add(node);
      heads.put(node, head);
      if (!isPlain(node)) break;
      Edge next = flow.from(node).get(0);
      if (!isDrawn(next.to()) || again.contains(next) || begins(next.to())) break;
      node = next.to();
    }
    chains.put(head, chain);
  }

  /** Whether a box says so little that the row that leads to it can say it. */
  private boolean isFolded(Node head) {
    Set<Node> from = before.getOrDefault(head, Set.of());
    if (chains.getOrDefault(head, List.of()).size() != 1) return false;
    if (from.isEmpty() || !from.stream().allMatch(this::hasRows)) return false;
    return command(head) instanceof GoTo ? isFoldedJump(head) : isFoldedLine(head, from);
  }

  /** One command, after one way out, and short. */
  private boolean isFoldedLine(Node head, Set<Node> from) {
    Node only = from.iterator().next();
    List<Edge> in = flow.from(only).stream().distinct().filter(e -> e.to().equals(head)).toList();
    Command decision = command(only);
    if (from.size() != 1 || in.size() != 1 || !isPlain(head) || decision == null) return false;
    if (startedOver.contains(head)) return false;
    String label = words(in.get(0), decision);
    return Shape.fits((in.get(0).block() instanceof Input ? "1 " : "") + label);
  }

  /**
   * Another script takes over: the way leads there at once. Not if there is something of its own
   * for when that fails.
   */
  private boolean isFoldedJump(Node head) {
    return flow.from(head).stream()
        .filter(edge -> edge.way() == Way.FAILED)
        .allMatch(edge -> !isAlone(edge) && times(edge) == 0);
  }

  private boolean hasRows(Node node) {
    return isDrawn(node) && !isPlain(node) && !(command(node) instanceof GoTo);
  }

  private boolean isAlone(Edge edge) {
    return isDrawn(edge.to())
        && !again.contains(edge)
        && before.getOrDefault(edge.to(), Set.of()).size() == 1;
  }

  private long times(Edge edge) {
    return taken == null ? 0 : taken.times(edge);
  }

  private Box box(Node head) {
    List<Node> chain = chains.getOrDefault(head, List.of());
    Node last = chain.get(chain.size() - 1);
    Command decision = isPlain(last) ? null : command(last);
    int inside = decision == null ? chain.size() : chain.indexOf(new Node.Step(decision));
    if (inside < 0) inside = 0;
    List<Line> lead = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    int from = Integer.MAX_VALUE;
    int to = 0;
    for (int i = 0; i < chain.size(); i++) {
      Node node = chain.get(i);
      Command command = command(node);
      if (command == null) continue;
      from = Math.min(from, command.position().line());
      to = Math.max(to, command.position().line());
      if (node instanceof Node.Answer) lead.add(answer(command));
      else if (command != decision && !(command instanceof UserInput)) {
        (i < inside ? lead : lines).add(Wording.line(command));
      }
    }
    String title = decision == null ? "" : Wording.words(decision);
    return new Box(
        id(head),
        decision == null ? Kind.STEPS : Wording.kind(decision),
        lead,
        title,
        name(decision, lines, title),
        lines,
        exits(last, decision),
        from,
        to,
        taken == null ? 0 : times(chain));
  }

  private String id(Node head) {
    String id = ids.get(head);
    if (id == null) throw new IllegalStateException("no box begins with " + head);
    return id;
  }

  private long times(List<Node> chain) {
    long most = 0;
    if (taken != null) for (Node node : chain) most = Math.max(most, taken.times(node));
    return most;
  }

  private static String name(@Nullable Command decision, List<Line> lines, String title) {
    if (!(decision instanceof UserInput) || lines.isEmpty()) return title;
    return lines.get(0).text();
  }

  private static Line answer(Command command) {
    String url =
        command instanceof UserInput menu
            ? menu.forwardToUrl() == null ? "the database" : Wording.text(menu.forwardToUrl())
            : String.valueOf(command.parameters().get("FinishedUrl"));
    return new Line(
        Sort.WEB, "runs what " + Wording.place(url) + " answers", command.position().line());
  }

  private List<Exit> exits(Node last, @Nullable Command decision) {
    Map<Exit, Long> exits = new LinkedHashMap<>();
    for (Edge edge : new LinkedHashSet<>(flow.from(last))) {
      exits.merge(exit(edge, decision), times(edge), Long::sum);
    }
    List<Exit> rows = new ArrayList<>();
    exits.forEach((exit, times) -> add(rows, exit.taken(times)));
    return rows;
  }

  /** Silence and a wrong key that lead to the same are one row, unless only one was taken. */
  private static void add(List<Exit> rows, Exit exit) {
    int last = rows.size() - 1;
    if (last < 0 || !alike(rows.get(last), exit)) rows.add(exit);
    else rows.set(last, rows.get(last).or(exit));
  }

  private static boolean alike(Exit one, Exit other) {
    return one.key().isEmpty()
        && other.key().isEmpty()
        && one.tone() == Tone.QUIET
        && other.tone() == Tone.QUIET
        && one.target().equals(other.target())
        && one.details().equals(other.details())
        && (one.times() > 0) == (other.times() > 0);
  }

  private Exit exit(Edge edge, @Nullable Command decision) {
    Target target = target(edge);
    int line = edge.block() == null ? 0 : edge.block().position().line();
    if (decision == null) return new Exit("", "", Tone.MAIN, target, "", line, 0);
    return new Exit(
        key(edge, decision), words(edge, decision), tone(edge), target, folded(edge), line, 0);
  }

  private static String key(Edge edge, Command decision) {
    if (edge.block() instanceof Input input) return Wording.text(input.key());
    boolean back = edge.way() == Way.BACK && decision instanceof UserInput;
    return back ? Wording.text(((UserInput) decision).backKey()) : "";
  }

  /** What happens, and the one command that is not worth a box. */
  private String words(Edge edge, Command decision) {
    String label =
        edge.block() instanceof Input input && decision instanceof UserInput menu
            ? meaning(menu, input)
            : label(edge, decision);
    Line line = isDrawn(edge.to()) && !ids.containsKey(edge.to()) ? line(edge.to()) : null;
    boolean shown =
        line != null && edge.to().equals(heads.get(edge.to())) && line.sort() != Sort.SCRIPT;
    if (line == null || !shown) return label;
    return label.isEmpty() ? line.text() : label + ": " + line.text();
  }

  private static @Nullable Line line(Node node) {
    Command command = command(node);
    if (command == null) return null;
    return node instanceof Node.Answer ? answer(command) : Wording.line(command);
  }

  private static String meaning(UserInput menu, Input input) {
    String meaning = KeyMeaning.of(Wording.text(input.key()), prompts(menu));
    return meaning.isEmpty() && input.commands().isEmpty() ? "nothing" : meaning;
  }

  private static List<String> prompts(UserInput menu) {
    Block prompts = menu.initialCommands();
    if (prompts == null) return List.of();
    return prompts.commands().stream()
        .filter(Speak.class::isInstance)
        .map(command -> Wording.text(((Speak) command).text()))
        .toList();
  }

  /** What is not drawn, or cut, because a command has no box of its own. */
  private String folded(Edge edge) {
    Command command = isDrawn(edge.to()) ? command(edge.to()) : null;
    if (command == null || !edge.to().equals(heads.get(edge.to())) || ids.containsKey(edge.to())) {
      return "";
    }
    String line = "line " + command.position().line() + ": ";
    if (!(command instanceof GoTo jump)) return line + Wording.words(command);
    return line
        + "GoTo "
        + Wording.text(jump.target())
        + "; if it cannot be fetched: "
        + otherwise(edge.to());
  }

  private String otherwise(Node jump) {
    for (Edge edge : flow.from(jump)) {
      Command command = edge.way() == Way.FAILED ? command(edge.to()) : null;
      if (command != null) return "on to line " + command.position().line();
    }
    return "the script is over";
  }

  private Target target(Edge edge) {
    Node to = edge.to();
    if (to instanceof Node.Jump jump) return links.apply(jump.command());
    if (!isDrawn(to)) return new Target.Over();
    Node head = heads.get(to);
    if (head == null) throw new IllegalStateException("in no box: " + to);
    String id = ids.get(head);
    if (id == null) return target(flow.from(head).get(0)); // folded: a GoTo's first way is there
    if (!again.contains(edge) && to.equals(head)) return new Target.To(id);
    Command command = command(to);
    return new Target.Again(id, command == null ? "" : nameOf(command));
  }

  private static String nameOf(Command command) {
    if (command instanceof UserInput menu) {
      List<String> prompts = prompts(menu);
      return prompts.isEmpty() ? "menu" : prompts.get(0).strip();
    }
    return Wording.words(command);
  }

  private static Tone tone(Edge edge) {
    if (edge.way() == null) {
      boolean main = edge.block() != null || edge.to() instanceof Node.Answer;
      return main ? Tone.MAIN : Tone.QUIET;
    }
    return switch (edge.way()) {
      case DONE, ANSWERED -> Tone.MAIN;
      case FAILED -> Tone.FAILURE;
      case NO_INPUT, NO_MATCH, BACK -> Tone.QUIET;
    };
  }

  private String label(Edge edge, Command decision) {
    Block block = edge.block();
    if (block != null) return block(block, decision);
    if (edge.way() == null && decision instanceof Record) {
      return edge.to() instanceof Node.Answer ? "recorded" : "no answer";
    }
    if (edge.way() == null) return "otherwise";
    boolean menu = decision instanceof UserInput;
    return switch (edge.way()) {
      case DONE -> done(decision);
      case FAILED -> menu ? "no answer" : "fails";
      case NO_INPUT -> silence(decision);
      case NO_MATCH -> "other key";
      case ANSWERED -> answered(decision);
      case BACK -> "back";
    };
  }

  private static String done(Command decision) {
    if (decision instanceof ForEach) return "then";
    if (decision instanceof GoTo) return "";
    return Wording.kind(decision) == Kind.CALL ? "answered" : "done";
  }

  private static String silence(Command decision) {
    if (decision instanceof UserInput menu) {
      String time = Wording.seconds(menu.timeout());
      return time.equals("0 s") ? "no key" : "no key for " + time;
    }
    return decision instanceof WaitForMsg wait
        ? "none for " + Wording.seconds(wait.timeout())
        : "nothing";
  }

  private static String answered(Command decision) {
    if (decision instanceof UserInput menu) {
      return menu.inputs().isEmpty() ? "entry" : "other entry";
    }
    return "message";
  }

  private static String block(Block block, Command decision) {
    if (decision instanceof ForEach) return "each";
    return switch (block.name()) {
      case "OnMessage" -> "message";
      case "OnTimeout" -> decision instanceof WaitForMsg ? silence(decision) : "nothing";
      case "Received" -> "received";
      case "OnSetup" -> "set up";
      case "OnRinging" -> "ringing";
      case "OnAnswered" -> "answered";
      case "OnBusy" -> "busy";
      case "OnNoAnswer" -> "no answer";
      case "OnNotFound" -> "not found";
      case "OnCompleted" -> "completed";
      case "OnError" -> "error";
      default -> "inside";
    };
  }
}
