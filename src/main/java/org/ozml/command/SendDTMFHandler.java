package org.ozml.command;

import org.ozml.call.Operation;
import org.ozml.document.SendDTMF;
import org.ozml.interpreter.Session;

/** Sends keys and waits until they are sent. */
final class SendDTMFHandler extends Action {
  private final SendDTMF command;

  SendDTMFHandler(SendDTMF command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    return session
        .board()
        .sendKeys(
            session.callId(command.callId()),
            session.role(command.party()),
            session.value(command.keys()),
            session);
  }
}
