package org.ozml.command;

import org.ozml.document.Var;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Sets a variable. */
record VarHandler(Var command, Session session) implements Handler {
  @Override
  public Step start() {
    session.set(session.value(command.id()), session.value(command.value()));
    return Step.OK;
  }
}
