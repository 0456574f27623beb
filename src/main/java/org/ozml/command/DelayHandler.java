package org.ozml.command;

import org.ozml.document.Delay;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Waits. */
final class DelayHandler implements Handler {
  private final Delay command;
  private final Session session;
  private long timer;

  DelayHandler(Delay command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    timer = session.startTimer(session.value(command.time()));
    return Step.WAIT;
  }

  @Override
  public Step on(Event event) {
    return event instanceof Event.TimerFired fired && fired.timer() == timer ? Step.OK : Step.WAIT;
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public void stop() {
    session.cancelTimer(timer);
  }
}
