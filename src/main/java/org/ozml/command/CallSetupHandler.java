package org.ozml.command;

import org.ozml.call.Operation;
import org.ozml.document.CallSetup;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Calls two numbers and connects them. */
final class CallSetupHandler extends Action {
  private final CallSetup command;

  CallSetupHandler(CallSetup command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    return session
        .board()
        .setUp(session.value(command.caller()), session.value(command.callee()), session);
  }

  @Override
  public Step on(Event event) {
    Step step = super.on(event);
    if (step instanceof Step.Next next && !next.result().ok()) {
      session.tellError(session.optional(command.errorUrl()), next.result(), command.name(), "");
    }
    return step;
  }
}
