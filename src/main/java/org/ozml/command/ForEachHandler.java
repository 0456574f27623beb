package org.ozml.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.ForEach;
import org.ozml.document.Variable;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Runs a block once for each item. The loop variable of a loop outside is hidden meanwhile. */
final class ForEachHandler implements Handler {
  private static final String ITEM = "item";

  private final ForEach command;
  private final Session session;
  private @Nullable Variable hidden;
  private List<Variable> items = List.of();
  private int next;

  ForEachHandler(ForEach command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    List<Variable> array = session.array(session.value(command.source()));
    if (array == null) return new Step.Next(Result.invalidParameter("Source", command.name()));
    items = array;
    hidden = session.find(ITEM);
    return resumed();
  }

  @Override
  public Step resumed() {
    if (next == items.size()) {
      stop();
      return Step.OK;
    }
    session.set(ITEM, items.get(next++));
    return new Step.Enter(command);
  }

  @Override
  public void stop() {
    session.set(ITEM, hidden);
  }
}
