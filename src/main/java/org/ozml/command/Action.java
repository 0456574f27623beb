package org.ozml.command;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.Sound;
import org.ozml.document.Command;
import org.ozml.document.Party;
import org.ozml.document.Value;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/**
 * A command that starts one operation and is over when that ends; the operation's result is its
 * own.
 */
abstract class Action implements Handler {
  final Session session;
  private @Nullable Operation operation;

  Action(Session session) {
    this.session = session;
  }

  /** Starts the operation, with the session as its listener. */
  abstract Operation begin();

  @Override
  public Step start() {
    Operation begun = begin();
    operation = begun;
    return begun.result() == null ? Step.WAIT : over(begun.result());
  }

  @Override
  public Step on(Event event) {
    return event instanceof Event.Ended ended && ended.operation() == operation
        ? over(ended.operation().result())
        : Step.WAIT;
  }

  /**
   * Ends the command; a transfer that took the script's seat ends the script too. When the script's
   * own call is gone, so is the script: it is told next, and nothing has failed.
   */
  private Step over(@Nullable Result result) {
    Result outcome = result == null ? Result.OK : result;
    if (session.seated()) return new Step.Next(outcome);
    return outcome.code() == 601 ? Step.WAIT : new Step.End(outcome);
  }

  @Override
  public void stop() {
    if (operation != null) session.board().stop(operation);
  }

  /** Plays to the parties that a command names. */
  final Operation play(
      Command command,
      @Nullable Value<String> callId,
      Value<Party> party,
      Sound sound,
      boolean repeat) {
    return session
        .board()
        .play(session.callId(callId), session.role(party), sound, repeat, command.name(), session);
  }
}
