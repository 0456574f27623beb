package org.ozml.command;

import java.util.List;
import org.ozml.document.SendMsg;
import org.ozml.interpreter.Session;
import org.ozml.service.message.Messages;

/** Gives a message to a named connection. */
final class SendMsgHandler extends Sending {
  private final SendMsg command;

  SendMsgHandler(SendMsg command, Session session) {
    super(session, command.name(), "MessageId", null);
    this.command = command;
  }

  @Override
  Messages.Outgoing message(String from) {
    return new Messages.Outgoing(
        Messages.Kind.CONNECTION,
        session.value(command.toConnection()),
        "",
        given(command.toAddress()),
        "",
        session.value(command.text()),
        List.of(),
        "",
        from);
  }
}
