package org.ozml.command;

import org.ozml.call.Operation;
import org.ozml.document.ForwardCall;
import org.ozml.interpreter.Session;

/** Diverts a ringing call. */
final class ForwardCallHandler extends Action {
  private final ForwardCall command;

  ForwardCallHandler(ForwardCall command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    return session
        .board()
        .forward(session.callId(command.callId()), session.value(command.destination()), session);
  }
}
