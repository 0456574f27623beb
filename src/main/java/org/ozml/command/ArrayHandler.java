package org.ozml.command;

import org.ozml.document.Array;
import org.ozml.document.Variable;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Declares a list of strings. */
record ArrayHandler(Array command, Session session) implements Handler {
  @Override
  public Step start() {
    session.setArray(
        session.value(command.id()),
        command.items().stream().map(session::value).map(Variable::new).toList());
    return Step.OK;
  }
}
