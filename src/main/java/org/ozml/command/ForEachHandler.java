package org.ozml.command;

import java.util.List;
import java.util.Map;
import org.ozml.call.Result;
import org.ozml.document.ForEach;
import org.ozml.document.Variable;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Runs a block once for each item, which is the block's own variable. */
final class ForEachHandler implements Handler {
  private final ForEach command;
  private final Session session;
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
    return resumed();
  }

  @Override
  public Step resumed() {
    return next == items.size()
        ? Step.OK
        : new Step.Enter(command, Map.of("item", items.get(next++)));
  }
}
