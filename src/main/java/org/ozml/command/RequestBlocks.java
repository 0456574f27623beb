package org.ozml.command;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Failure;
import org.ozml.call.Operation;
import org.ozml.document.Block;
import org.ozml.document.Branch;
import org.ozml.document.Request;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/**
 * The script of a call that a Request placed: the blocks of its states, one after another; a block
 * runs to its end before that of the next state begins. Only a hang-up cuts one short, as it does
 * any script, but for what outlives its call. Behind OnAnswered the call is hung up, and then
 * OnCompleted runs.
 */
final class RequestBlocks implements Handler {
  private final Request request;
  private final Session session;
  private final Deque<Block> due = new ArrayDeque<>(2);
  private boolean running = true;
  private boolean answered;
  private boolean over;

  RequestBlocks(Request request, Session session) {
    this.request = request;
    this.session = session;
  }

  @Override
  public Step start() {
    return enter(request.onSetup());
  }

  @Override
  public Step on(Event event) {
    if (event == Event.Progress.RINGING) return next(request.onRinging());
    if (event == Event.Progress.ANSWERED) {
      answered = true;
      return next(request.onAnswered());
    }
    if (event == Event.Progress.OVER) {
      over = true;
      due.clear();
      Block completed = request.onCompleted() == null ? Branch.EMPTY : request.onCompleted();
      due.add(completed);
      if (session.outlivesCall()) return Step.WAIT; // an alarm that was acknowledged
      due.clear();
      return enter(completed);
    }
    Operation dial = event instanceof Event.Ended ended ? ended.operation() : null;
    // Another call, which a command inside had placed before it was stopped, may fail as well.
    if (dial == null || dial.call() != session.call()) return Step.WAIT;
    Failure failure = dial.failure();
    if (failure == null || answered) return Step.WAIT;
    over = true;
    return next(block(failure));
  }

  private @Nullable Block block(Failure failure) {
    Block own =
        switch (failure) {
          case BUSY -> request.onBusy();
          case NO_ANSWER -> request.onNoAnswer();
          case NOT_FOUND -> request.onNotFound();
          case ERROR, CANCELLED, COMPLETED -> null;
        };
    return own == null ? request.onError() : own;
  }

  /** The block of a state runs now, or when the one that runs has ended. */
  private Step next(@Nullable Block block) {
    if (!running) return enter(block);
    due.add(block == null ? Branch.EMPTY : block);
    return Step.WAIT;
  }

  private Step enter(@Nullable Block block) {
    running = true;
    return new Step.Enter(block == null ? Branch.EMPTY : block);
  }

  @Override
  public Step resumed() {
    running = false;
    if (!due.isEmpty()) return enter(due.remove());
    if (over) return Step.OK;
    if (answered) hangUp();
    return Step.WAIT;
  }

  /** The call is hung up, if it is not yet; then OnCompleted runs. */
  private void hangUp() {
    if (session.call() != null) session.board().hangUp(session.call().id());
  }

  @Override
  public @Nullable Step exited() {
    boolean transferred = !session.seated() && session.inCall();
    if (answered && over && !due.isEmpty()) return enter(due.remove());
    if (over || !answered || transferred) return null;
    due.clear();
    hangUp();
    return Step.WAIT;
  }
}
