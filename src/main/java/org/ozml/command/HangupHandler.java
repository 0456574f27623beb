package org.ozml.command;

import org.ozml.call.Result;
import org.ozml.document.Context;
import org.ozml.document.Hangup;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Ends a call; in an API extension call the script ends with it. */
record HangupHandler(Hangup command, Session session) implements Handler {
  @Override
  public Step start() {
    Result result = session.board().hangUp(session.callId(command.callId()));
    return session.context() == Context.EXTENSION ? new Step.End(result) : new Step.Next(result);
  }
}
