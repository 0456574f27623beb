package org.ozml.coverage;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.ozml.check.Flow;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Element;
import org.ozml.document.ReceiveAlarmNotification;
import org.ozml.document.Record;
import org.ozml.document.UserInput;
import org.ozml.document.WaitForMsg;

/** How often things happened in one script. Any number of threads may count at once. */
public final class Counts implements Flow.Taken {
  private final Map<Spot, LongAdder> times = new ConcurrentHashMap<>();

  /** A mark of the element at a line and a column. */
  record Spot(int line, int column, Mark mark) {
    static final Comparator<Spot> ORDER =
        Comparator.comparingInt(Spot::line)
            .thenComparingInt(Spot::column)
            .thenComparing(Spot::mark);
  }

  Counts() {}

  void add(Spot spot, long more) {
    LongAdder known = times.get(spot); // most are known, and this is cheaper than to compute
    if (known == null) known = times.computeIfAbsent(spot, one -> new LongAdder());
    known.add(more);
  }

  /** Returns everything that was counted, in the order of the text. */
  Map<Spot, Long> all() {
    Map<Spot, Long> all = new TreeMap<>(Spot.ORDER);
    times.forEach((spot, count) -> all.put(spot, count.sum()));
    return all;
  }

  /** Returns how often a point was covered. */
  public long times(Point point) {
    return times(new Spot(point.line(), point.column(), point.mark()));
  }

  private long times(Spot spot) {
    LongAdder count = times.get(spot);
    return count == null ? 0 : count.sum();
  }

  private long times(Command command, Mark mark) {
    return times((Element) command, mark);
  }

  private long times(Element element, Mark mark) {
    return times(new Spot(element.position().line(), element.position().column(), mark));
  }

  /**
   * Returns how often a node of this script's flow was reached. Of its end nothing is known: ask
   * the edges that lead there.
   */
  @Override
  public long times(Node node) {
    if (node instanceof Node.Start) {
      return all().entrySet().stream()
          .filter(one -> one.getKey().mark() == Mark.BEGUN)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
    if (node instanceof Node.Step step) return times(step.command(), Mark.STARTED);
    if (node instanceof Node.Waits waits) return waited(waits.command());
    if (node instanceof Node.Jump jump) return times((Command) jump.command(), Mark.DONE);
    if (node instanceof Node.Answer answer) {
      boolean menu = answer.command() instanceof UserInput;
      return times(answer.command(), menu ? Mark.ANSWERED : Mark.DONE);
    }
    return 0;
  }

  /** It waited at least as often as something came of it. */
  private long waited(Command command) {
    Block first = null;
    if (command instanceof UserInput menu) first = menu.initialCommands();
    if (command instanceof WaitForMsg wait) first = wait.execute();
    long came = times(command, Mark.NO_INPUT) + times(command, Mark.NO_MATCH);
    came += times(command, Mark.ANSWERED) + times(command, Mark.BACK);
    if (command instanceof UserInput) came += times(command, Mark.FAILED);
    for (Element inner : command.inner()) {
      if (inner != first) came += times(inner, Mark.ENTERED);
    }
    return came;
  }

  /** Returns how often an edge of this script's flow was taken. */
  @Override
  public long times(Edge edge) {
    if (edge.block() != null) return times(edge.block(), Mark.ENTERED);
    if (edge.from() instanceof Node.Waits waits && edge.way() != null) {
      return times(waits.command(), Mark.of(edge.way()));
    }
    if (!(edge.from() instanceof Node.Step step)) return times(edge.from());
    if (edge.way() != null) return times(step.command(), Mark.of(edge.way()));
    long ended = ended(step.command(), edge.to());
    // A key stops the prompts: the menu waits then as if they had ended.
    return edge.to() instanceof Node.Waits ? Math.max(ended, times(edge.to())) : ended;
  }

  /** How often a command went on to a node, for which no way is named. */
  private long ended(Command command, Node to) {
    long done = times(command, Mark.DONE);
    long failed = times(command, Mark.FAILED);
    if (to.equals(new Node.Waits(command))) return times(command, Mark.STARTED); // no prompts
    if (to instanceof Node.Answer) return done;
    if (command instanceof Record record && record.finishedUrl() != null) return failed;
    if (command instanceof ReceiveAlarmNotification alarm && alarm.received() != null) {
      return failed; // otherwise its block leads on
    }
    return done + failed;
  }
}
