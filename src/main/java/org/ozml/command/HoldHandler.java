package org.ozml.command;

import org.ozml.document.Hold;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Puts both parties on hold. */
record HoldHandler(Hold command, Session session) implements Handler {
  @Override
  public Step start() {
    return new Step.Next(session.board().hold(session.callId(command.callId())));
  }
}
