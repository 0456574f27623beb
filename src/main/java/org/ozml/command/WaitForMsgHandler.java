package org.ozml.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Block;
import org.ozml.document.Branch;
import org.ozml.document.Variable;
import org.ozml.document.WaitForMsg;
import org.ozml.document.Way;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;
import org.ozml.service.message.Messages;

/**
 * Waits for a message while its block Execute runs. What comes first, the message or the end of the
 * time, stops that block; behind OnMessage the script goes on, behind OnTimeout it ends.
 */
final class WaitForMsgHandler implements Handler {
  private final WaitForMsg command;
  private final Session session;
  private long message;
  private long timer;
  private @Nullable Step behind;

  WaitForMsgHandler(WaitForMsg command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    message =
        session.awaitMessage(
            session.value(command.fromConnection()), session.optional(command.fromAddress()));
    timer = session.startTimer(session.value(command.timeout()));
    return enter(command.execute(), Map.of());
  }

  @Override
  public Step on(Event event) {
    if (event instanceof Event.MessageArrived arrived && arrived.awaited() == message) {
      stop();
      behind = Step.OK;
      if (command.onMessage() == null) session.goesOn(command, Way.ANSWERED);
      return enter(command.onMessage(), variables(arrived.message()));
    }
    if (event instanceof Event.TimerFired fired && fired.timer() == timer) {
      stop();
      behind = new Step.End(Result.OK);
      if (command.onTimeout() == null) session.goesOn(command, Way.NO_INPUT);
      return enter(command.onTimeout(), Map.of());
    }
    return Step.WAIT;
  }

  private static Map<String, Variable> variables(Messages.Incoming message) {
    return Map.of(
        "fromconnection", new Variable(message.connection()),
        "fromaddress", new Variable(message.from()),
        "text", new Variable(message.text()));
  }

  private static Step enter(@Nullable Block block, Map<String, Variable> variables) {
    return new Step.Enter(block == null ? Branch.EMPTY : block, variables);
  }

  @Override
  public Step resumed() {
    return behind == null ? Step.WAIT : behind;
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public String state() {
    if (behind == null) return "waits for a message";
    return behind instanceof Step.End ? "has waited long enough" : "has the message";
  }

  @Override
  public void stop() {
    session.forgetMessage(message);
    session.cancelTimer(timer);
  }
}
