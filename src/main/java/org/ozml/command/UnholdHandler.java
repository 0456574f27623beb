package org.ozml.command;

import org.ozml.document.Unhold;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Takes both parties off hold. */
record UnholdHandler(Unhold command, Session session) implements Handler {
  @Override
  public Step start() {
    return new Step.Next(session.board().unhold(session.callId(command.callId())));
  }
}
