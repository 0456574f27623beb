package org.ozml.command;

import java.util.function.Consumer;
import org.ozml.call.Result;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/**
 * A command that gives an order to a service and is over when that has answered. What was ordered
 * is done also when the caller hangs up meanwhile.
 *
 * @param <T> what the service answers
 */
abstract class Errand<T> implements Handler {
  final Session session;
  private final Class<T> type;
  private long errand;

  Errand(Session session, Class<T> type) {
    this.session = session;
    this.type = type;
  }

  /** Gives the order. */
  abstract void order(Consumer<T> answer);

  /** Returns the command's result. */
  abstract Result over(T answer);

  @Override
  public Step start() {
    errand = session.ask(this::order);
    return Step.WAIT;
  }

  @Override
  public Step on(Event event) {
    return event instanceof Event.Answered answered && answered.errand() == errand
        ? new Step.Next(over(type.cast(answered.answer())))
        : Step.WAIT;
  }

  @Override
  public void stop() {
    session.forget();
  }
}
