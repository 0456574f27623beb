package org.ozml.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Block;
import org.ozml.document.Call;
import org.ozml.document.CallSetup;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Element;
import org.ozml.document.Exit;
import org.ozml.document.ForEach;
import org.ozml.document.ForwardCall;
import org.ozml.document.GoTo;
import org.ozml.document.Hangup;
import org.ozml.document.Input;
import org.ozml.document.Record;
import org.ozml.document.Reject;
import org.ozml.document.Request;
import org.ozml.document.Response;
import org.ozml.document.UserInput;
import org.ozml.document.Value;
import org.ozml.document.WaitForMsg;
import org.ozml.document.Way;

/** How each command goes on (OzML language notes, sections 3 to 5), as a graph. */
final class FlowBuilder {
  private static final Node END = new Node.End();

  private final @Nullable Context context;
  private final Map<Node, List<Edge>> edges = new LinkedHashMap<>();

  FlowBuilder(@Nullable Context context) {
    this.context = context;
  }

  /** Where a piece of a script stands: what comes behind it, and which menu is around it. */
  private record Place(Node next, @Nullable UserInput menu, boolean extension) {
    Place then(Node node) {
      return new Place(node, menu, extension);
    }

    Place in(UserInput inner, Node node) {
      return new Place(node, inner, extension);
    }
  }

  Flow build(@Nullable Response response) {
    Node start = add(new Node.Start());
    boolean extension = context == Context.EXTENSION;
    if (response != null) {
      connect(start, begin(response, new Place(END, null, extension)), null, null);
    }
    add(END);
    return new Flow(start, edges);
  }

  private Node add(Node node) {
    edges.computeIfAbsent(node, one -> new ArrayList<>());
    return node;
  }

  private void connect(Node from, Node to, @Nullable Block block, @Nullable Way way) {
    edges.computeIfAbsent(from, node -> new ArrayList<>()).add(new Edge(from, to, block, way));
  }

  /** Adds the commands of a block; returns what it begins with. */
  private Node begin(Block block, Place place) {
    List<Command> commands = block.commands();
    for (Command command : commands) add(new Node.Step(command)); // in the document's order
    for (int i = 0; i < commands.size(); i++) {
      Node next = i + 1 < commands.size() ? new Node.Step(commands.get(i + 1)) : place.next();
      command(commands.get(i), block instanceof Response && i == 0, place.then(next));
    }
    return commands.isEmpty() ? place.next() : new Node.Step(commands.get(0));
  }

  private void command(Command command, boolean first, Place place) {
    Node step = new Node.Step(command);
    Node next = place.next();
    if (command instanceof UserInput menu) {
      menu(menu, step, place);
    } else if (command instanceof ForEach loop) {
      connect(step, begin(loop, place.then(step)), loop, null);
      connect(step, next, null, Way.DONE);
    } else if (command instanceof GoTo jump) {
      connect(step, add(new Node.Jump(jump)), null, Way.DONE);
      connect(step, next, null, Way.FAILED);
    } else if (command instanceof BlindTransfer || command instanceof AttendedTransfer) {
      connect(step, place.extension() ? END : next, null, Way.DONE);
      connect(step, next, null, Way.FAILED);
    } else if (command instanceof Call
        || command instanceof CallSetup
        || command instanceof ForwardCall) {
      connect(step, next, null, Way.DONE);
      connect(step, next, null, Way.FAILED);
    } else if (command instanceof WaitForMsg wait) {
      waiting(wait, step, place);
    } else if (command instanceof Record record && record.finishedUrl() != null) {
      Node answer = new Node.Answer(record);
      connect(step, answer, null, null);
      connect(answer, next, null, null);
      connect(step, next, null, null);
    } else if (ends(command, first, place)) {
      connect(step, END, null, null);
    } else {
      blocks(command, step, place);
      connect(step, next, null, null);
    }
  }

  private static boolean ends(Command command, boolean first, Place place) {
    if (command instanceof Exit) return true;
    if (!place.extension()) return false; // elsewhere the script outlives the call
    return command instanceof Hangup || (command instanceof Reject && first);
  }

  /** The blocks of other commands: those of a Request are a script of their own, in its call. */
  private void blocks(Command command, Node step, Place place) {
    boolean own = command instanceof Request;
    Place inside = own ? new Place(END, null, true) : place;
    if (command instanceof Block children) {
      connect(step, begin(children, inside), children, null); // an element that is no OzML command
    }
    for (Element element : command.inner()) {
      if (element instanceof Block block) connect(step, begin(block, inside), block, null);
    }
  }

  private void waiting(WaitForMsg command, Node step, Place place) {
    Node waits = add(new Node.Waits(command));
    enter(step, command.execute(), place.then(waits), null);
    enter(waits, command.onMessage(), place, Way.ANSWERED);
    enter(waits, command.onTimeout(), place.then(END), Way.NO_INPUT);
  }

  private void enter(Node from, @Nullable Block block, Place place, @Nullable Way otherwise) {
    if (block == null) connect(from, place.next(), null, otherwise);
    else connect(from, begin(block, place), block, null);
  }

  /** Section 5: prompts, keys, what an entry leads to; then the prompts again, or on. */
  private void menu(UserInput menu, Node step, Place place) {
    Node keys = add(new Node.Waits(menu));
    Block prompts = menu.initialCommands();
    if (prompts == null) connect(step, keys, null, null);
    else connect(step, begin(prompts, place.in(menu, keys)), prompts, null);
    for (Node behind : behind(menu, step, place.next())) {
      Place inside = place.in(menu, behind);
      for (Input input : menu.inputs()) connect(keys, begin(input, inside), input, null);
      connect(keys, behind, null, Way.NO_INPUT);
      if (menu.forwardToUrl() == null && menu.executeSql() == null) {
        connect(keys, behind, null, Way.NO_MATCH);
      } else {
        Node answer = new Node.Answer(menu);
        connect(keys, answer, null, Way.ANSWERED);
        connect(answer, behind, null, null);
        connect(keys, behind, null, Way.FAILED);
      }
    }
    if (menu.backKey() == null) return;
    Node outer = place.menu() == null ? place.next() : new Node.Step(place.menu());
    connect(keys, outer, null, Way.BACK);
  }

  /** Rule 4: where it goes on behind an entry; both ways when only the run knows. */
  private static List<Node> behind(UserInput menu, Node step, Node next) {
    Value<Boolean> repeat = menu.repeat();
    Boolean again = repeat.constant();
    if (again == null) return List.of(step, next);
    return List.of(again ? step : next);
  }
}
