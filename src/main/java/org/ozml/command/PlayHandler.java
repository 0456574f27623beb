package org.ozml.command;

import java.time.Duration;
import org.ozml.call.Operation;
import org.ozml.call.Sound;
import org.ozml.document.Play;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Plays a file to its end, or until its time-out. */
final class PlayHandler extends Action {
  private final Play command;
  private long timer;

  PlayHandler(Play command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    return play(
        command,
        command.callId(),
        command.party(),
        new Sound.File(session.value(command.audioFile())),
        session.value(command.repeat()));
  }

  @Override
  public Step start() {
    Step step = super.start();
    Duration timeout = session.optional(command.timeout());
    if (step == Step.WAIT && timeout != null) timer = session.startTimer(timeout);
    return step;
  }

  @Override
  public Step on(Event event) {
    if (event instanceof Event.TimerFired fired && fired.timer() == timer) {
      super.stop();
      return Step.OK;
    }
    Step step = super.on(event);
    if (step != Step.WAIT) session.cancelTimer(timer);
    return step;
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public void stop() {
    session.cancelTimer(timer);
    super.stop();
  }
}
