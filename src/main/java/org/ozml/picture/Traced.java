package org.ozml.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ozml.call.TraceEvent;
import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.Command;
import org.ozml.document.Place;
import org.ozml.document.Way;
import org.ozml.interpreter.ScriptEvent;

/**
 * What the runs took that a trace tells of. A place in it is a file or the URL under which the file
 * was fetched, so scripts are told apart by the last part of their names.
 */
public final class Traced implements Taken {
  /** What can happen at a place, besides the ways in which a command turns out. */
  private enum Sign {
    BEGUN,
    ENTERED
  }

  /**
   * Something that happened at a place.
   *
   * @param sign a sign, or a way
   */
  private record Mark(String script, int line, int column, Enum<?> sign) {}

  private final Map<Mark, Long> marks = new HashMap<>();

  /** Reads a trace. */
  public Traced(List<? extends TraceEvent> events) {
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.CommandStarted e) add(e.place(), Sign.BEGUN);
      if (event instanceof ScriptEvent.BlockEntered e) add(e.place(), Sign.ENTERED);
      if (event instanceof ScriptEvent.WentOn e) add(e.place(), e.way());
      if (event instanceof ScriptEvent.CommandEnded e) {
        add(e.place(), e.result().code() == 200 ? Way.DONE : Way.FAILED);
      }
    }
  }

  private void add(Place place, Enum<?> sign) {
    marks.merge(mark(place, sign), 1L, Long::sum);
  }

  private static Mark mark(Place place, Enum<?> sign) {
    return new Mark(Wording.place(place.document()), place.line(), place.column(), sign);
  }

  private long count(Place place, Enum<?> sign) {
    return marks.getOrDefault(mark(place, sign), 0L);
  }

  @Override
  public long times(Node node) {
    if (node instanceof Node.Step step) return count(step.command().place(), Sign.BEGUN);
    if (node instanceof Node.Waits waits) return count(waits.command().place(), Sign.BEGUN);
    return node instanceof Node.Answer answer ? answered(answer.command()) : 0;
  }

  @Override
  public long times(Edge edge) {
    if (edge.block() != null) return count(edge.block().place(), Sign.ENTERED);
    if (edge.from() instanceof Node.Waits waits && edge.way() != null) {
      return count(waits.command().place(), edge.way());
    }
    if (edge.from() instanceof Node.Step step && edge.way() != null) {
      return count(step.command().place(), edge.way());
    }
    if (edge.from() instanceof Node.Step step) return over(step.command());
    return edge.from() instanceof Node.Answer answer
        ? answered(answer.command())
        : times(edge.to());
  }

  private long over(Command command) {
    return count(command.place(), Way.DONE) + count(command.place(), Way.FAILED);
  }

  /** Only of a menu a trace says that what was answered has run. */
  private long answered(Command command) {
    return count(command.place(), Way.ANSWERED);
  }
}
