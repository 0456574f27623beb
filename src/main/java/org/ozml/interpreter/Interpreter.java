package org.ozml.interpreter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Block;
import org.ozml.document.Branch;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.OtherCommand;
import org.ozml.document.Variable;

/**
 * Runs one script: a stack of frames, each a place in a block and the command that runs there. It
 * loops and never recurses, so that no script can exhaust the stack; it never waits, so that a
 * million of them fit one thread.
 */
final class Interpreter {
  private final Session session;
  private @Nullable Frame top;
  private int steps;
  private long stepsSince;

  /** A place in a block, and what runs there. */
  private static final class Frame {
    final Block block;
    final @Nullable Frame outer;
    final Map<String, Variable> variables;
    int next;
    @Nullable Handler running;

    Frame(Block block, Map<String, Variable> variables, @Nullable Frame outer) {
      this.block = block;
      this.variables = variables;
      this.outer = outer;
    }

    Command command() {
      return block.commands().get(next - 1);
    }
  }

  Interpreter(Session session) {
    this.session = session;
  }

  boolean finished() {
    return top == null;
  }

  void start(Block program) {
    run(new Step.Enter(program));
  }

  /** Runs a command that stands in no document; the run is over when it is. */
  void start(Handler whole) {
    top = new Frame(Branch.EMPTY, Map.of(), null);
    top.running = whole;
    run(whole.start());
  }

  /** Finds a variable of the blocks that run, the innermost first. */
  @Nullable Variable find(String name) {
    for (Frame frame = top; frame != null; frame = frame.outer) {
      Variable found = frame.variables.get(name);
      if (found != null) return found;
    }
    return null;
  }

  /**
   * Offers an event from the innermost command outwards; who takes it stops what runs inside it.
   */
  void on(Event event) {
    for (Frame frame = top; frame != null; frame = frame.outer) {
      if (frame.running == null) continue;
      Step step = frame.running.on(event);
      if (step instanceof Step.Wait) continue;
      unwindTo(frame);
      if (!(step instanceof Step.Take)) run(step);
      return;
    }
  }

  /** Returns what is being executed, outermost first. */
  List<Snapshot.Frame> frames() {
    Deque<Snapshot.Frame> outwards = new ArrayDeque<>();
    for (Frame frame = top; frame != null; frame = frame.outer) {
      if (frame.running == null || frame.next == 0) continue;
      outwards.push(seen(frame, frame.running));
    }
    return List.copyOf(outwards);
  }

  /** Returns the command that waits for a timer; null when none does. */
  Snapshot.@Nullable Frame awaiting(long timer) {
    for (Frame frame = top; frame != null; frame = frame.outer) {
      if (frame.running == null || frame.next == 0) continue;
      if (frame.running.timer() == timer) return seen(frame, frame.running);
    }
    return null;
  }

  private static Snapshot.Frame seen(Frame frame, Handler running) {
    Command command = frame.command();
    return new Snapshot.Frame(command.name(), command.place(), running.state());
  }

  /** Adds the variables of the blocks that run, inner ones over outer ones. */
  void collect(Map<String, Variable> variables) {
    Deque<Frame> outwards = new ArrayDeque<>();
    for (Frame frame = top; frame != null; frame = frame.outer) outwards.push(frame);
    outwards.forEach(frame -> variables.putAll(frame.variables));
  }

  boolean runs(Handler handler) {
    for (Frame frame = top; frame != null; frame = frame.outer) {
      if (frame.running == handler) return true;
    }
    return false;
  }

  /**
   * The call is gone; false when that is the script's end. What outlives it goes on, without the
   * commands that need a call: so nothing in it can wait for ever.
   */
  boolean outlivesCall() {
    Frame needy = null;
    Frame frame = top;
    while (frame != null && (frame.running == null || !frame.running.outlivesCall())) {
      boolean stands = frame.running != null && frame.next > 0; // in a document
      if (stands && needsCall(frame.command())) needy = frame;
      frame = frame.outer;
    }
    if (frame != null && needy != null && needy.running != null) {
      unwindTo(needy);
      needy.running.stop();
      run(new Step.Next(session.callGone()));
    }
    return frame != null;
  }

  private static boolean needsCall(Command command) {
    return !command.contexts().contains(Context.MESSAGE);
  }

  /** Stops everything that runs. */
  void stop() {
    unwindTo(null);
  }

  private void run(Step first) {
    Step step = first;
    while (!(step instanceof Step.Wait || step instanceof Step.Take)) {
      if (step instanceof Step.Next next) {
        ended(next.result());
      } else if (step instanceof Step.Enter enter) {
        top = new Frame(enter.block(), enter.variables(), top);
        session.entered(enter.block());
      } else if (step instanceof Step.Replace replace) {
        ended(Result.OK);
        unwindTo(null);
        Block program = session.enters(replace.document());
        if (program != null) {
          top = new Frame(program, Map.of(), null);
          session.entered(program);
        }
      } else if (step instanceof Step.End end) {
        ended(end.result());
        step = exited();
        continue;
      } else if (step instanceof Step.Raise raise) {
        ended(Result.OK);
        step = raised(raise.event());
        continue;
      }
      if (top == null) {
        session.finish();
        return;
      }
      step = advance(top);
    }
  }

  /**
   * A raised event goes to the commands outside; when none of them wants it, the script goes on.
   */
  private Step raised(Event event) {
    Frame from = top;
    for (Frame frame = from == null ? null : from.outer; frame != null; frame = frame.outer) {
      if (frame.running == null) continue;
      Step step = frame.running.on(event);
      if (step instanceof Step.Wait) continue;
      unwindTo(frame);
      return step;
    }
    return from == null ? new Step.End(Result.OK) : advance(from);
  }

  /** The script is to end; a command outside may have something left to do. */
  private Step exited() {
    while (top != null) {
      Handler running = top.running;
      Step step = running == null ? null : running.exited();
      if (step != null) return step;
      top = top.outer;
      if (running != null) running.stop();
    }
    session.finish();
    return Step.WAIT;
  }

  private Step advance(Frame frame) {
    if (frame.next < frame.block.commands().size()) {
      if (tooMany()) return aborted();
      Command command = frame.block.commands().get(frame.next++);
      session.started(command);
      Result refusal = refusal(command);
      if (refusal != null) return new Step.Next(refusal);
      Handler handler = session.handler(command);
      if (handler == null) return new Step.Next(missing(command));
      frame.running = handler;
      return handler.start();
    }
    if (frame.next == 0 && tooMany()) return aborted(); // an empty block counts as a command
    top = frame.outer;
    if (top == null || top.running == null) return new Step.End(Result.OK);
    return top.running.resumed();
  }

  /**
   * What is wrong with a command before it runs (language notes, 1.8 and 2.2); null when nothing
   * is.
   */
  private @Nullable Result refusal(Command command) {
    if (command instanceof OtherCommand) return null;
    if (!command.contexts().contains(session.context())) {
      return Result.inappropriate(command.name());
    }
    if (session.deserted() && needsCall(command)) return session.callGone();
    String fault = command.fault();
    if (fault == null && command.hasReferences()) fault = session.unresolvable(command);
    return fault == null ? null : Result.invalidParameter(fault, command.name());
  }

  private static Result missing(Command command) {
    return command instanceof OtherCommand other && other.misplaced()
        ? Result.inappropriate(other.name())
        : Result.notImplemented(command.name());
  }

  private void ended(Result result) {
    if (top == null) return;
    top.running = null;
    if (top.next > 0) session.ended(top.command(), result);
  }

  private Step aborted() {
    int most = session.settings().steps();
    session.abort("more than %,d commands without any time passing".formatted(most));
    return Step.WAIT;
  }

  private boolean tooMany() {
    long now = session.now();
    if (now != stepsSince) {
      stepsSince = now;
      steps = 0;
    }
    return ++steps > session.settings().steps();
  }

  /** Stops what runs inside a frame; with null, everything. */
  private void unwindTo(@Nullable Frame frame) {
    while (top != null && top != frame) {
      Handler running = top.running;
      top = top.outer;
      if (running != null) running.stop();
    }
  }
}
