package org.ozml.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.Element;
import org.ozml.document.ForEach;
import org.ozml.document.GoTo;
import org.ozml.document.Input;
import org.ozml.document.OtherCommand;
import org.ozml.document.Request;
import org.ozml.document.UserInput;
import org.ozml.document.Value;
import org.ozml.document.WaitForMsg;
import org.ozml.document.Way;

/**
 * What there is to cover in a script: each command, and each way to go on where its flow has
 * several. A loop is no choice: its body begins when there is an item, which the commands in it
 * show, and it is left when there is none any more. Neither are InitialCommands, Execute and
 * OnSetup, which always run, nor the failure of a GoTo: the script goes on as if it were not there,
 * and what stands behind it runs in no other way.
 */
final class Points {
  private final Flow flow;
  private final List<Point> points = new ArrayList<>();

  /** One way to go on, however many edges show it. */
  private record Choice(@Nullable Block block, @Nullable Way way) {}

  private Points(Flow flow) {
    this.flow = flow;
  }

  /** Returns the points of a document, in the order of its text. */
  static List<Point> of(Document document) {
    if (document.response() == null) return List.of();
    Points points = new Points(Flow.of(document, null)); // which way leads where does not matter
    points.block(document.response(), null);
    points.points.sort(Comparator.comparingInt(Point::line).thenComparingInt(Point::column));
    return List.copyOf(points.points);
  }

  private void block(Block block, @Nullable Point within) {
    for (Command command : block.commands()) command(command, within);
  }

  private void command(Command command, @Nullable Point within) {
    Element element = (Element) command;
    Point own = add(Point.Kind.COMMAND, element, Mark.STARTED, command.name(), within);
    IdentityHashMap<Block, Point> chosen = new IdentityHashMap<>();
    for (Choice choice : choices(command)) {
      Block block = choice.block();
      Way way = choice.way();
      if (block != null) {
        chosen.put(block, add(kind(block), block, Mark.ENTERED, words(block), own));
      } else if (way != null) {
        add(kind(command, way), element, Mark.of(way), words(command, way), own);
      }
    }
    for (Element inner : command.inner()) {
      if (inner instanceof Block block) block(block, chosen.getOrDefault(block, own));
    }
    if (command instanceof Block body) block(body, own);
  }

  private Point add(
      Point.Kind kind, Element element, Mark mark, String words, @Nullable Point within) {
    int line = element.position().line();
    Point point = new Point(kind, line, element.position().column(), mark, words, within);
    points.add(point);
    return point;
  }

  private Set<Choice> choices(Command command) {
    Set<Choice> all = new LinkedHashSet<>();
    if (command instanceof ForEach || command instanceof OtherCommand) return all;
    for (Node node : List.of(new Node.Step(command), new Node.Waits(command))) {
      Set<Choice> ways = new LinkedHashSet<>();
      for (Edge edge : flow.from(node)) ways.add(new Choice(edge.block(), edge.way()));
      if (ways.size() > 1) all.addAll(ways);
    }
    if (command instanceof Request request) all.remove(new Choice(request.onSetup(), null));
    if (command instanceof GoTo) all.remove(new Choice(null, Way.FAILED));
    return all;
  }

  private static Point.Kind kind(Block block) {
    return block instanceof Input ? Point.Kind.KEY : Point.Kind.OUTCOME;
  }

  private static String words(Block block) {
    return block instanceof Input input ? "key " + input.key().written() : block.name();
  }

  private static Point.Kind kind(Command command, Way way) {
    if (way == Way.BACK) return Point.Kind.KEY;
    boolean keys = command instanceof UserInput && (way == Way.NO_INPUT || way == Way.NO_MATCH);
    return keys ? Point.Kind.OTHERWISE : Point.Kind.OUTCOME;
  }

  private static String words(Command command, Way way) {
    if (command instanceof UserInput menu) return words(menu, way);
    if (command instanceof WaitForMsg) return way == Way.NO_INPUT ? "no message" : "a message";
    return command.name() + (way == Way.DONE ? " succeeds" : " fails");
  }

  private static String words(UserInput menu, Way way) {
    Value<String> back = menu.backKey();
    return switch (way) {
      case NO_INPUT -> "no key";
      case NO_MATCH -> menu.inputs().isEmpty() ? "a key" : "another key";
      case BACK -> "back key " + (back == null ? "" : back.written());
      case ANSWERED, DONE -> "an answer";
      case FAILED -> "no answer";
    };
  }
}
