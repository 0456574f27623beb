package org.ozml.command;

import java.util.ArrayList;
import java.util.List;
import org.ozml.document.Array;
import org.ozml.document.Scope;
import org.ozml.document.Value;
import org.ozml.document.Variable;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Declares a list of strings. */
record ArrayHandler(Array command, Session session) implements Handler {
  @Override
  public Step start() {
    Scope scope = session.scope(command);
    List<Variable> items = new ArrayList<>();
    for (Value<String> item : command.items()) {
      String text = item.resolve(scope);
      items.add(new Variable(text == null ? "" : text));
    }
    session.setArray(session.value(command.id()), items);
    return Step.OK;
  }
}
