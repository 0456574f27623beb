package org.ozml.command;

import java.util.List;
import org.ozml.document.SendSms;
import org.ozml.interpreter.Session;
import org.ozml.service.message.Messages;

/** Sends a text message to a mobile phone. */
final class SendSmsHandler extends Sending {
  private final SendSms command;

  SendSmsHandler(SendSms command, Session session) {
    super(session, command.name(), "SmsId", command.apiExtension());
    this.command = command;
  }

  @Override
  Messages.Outgoing message(String from) {
    return new Messages.Outgoing(
        Messages.Kind.SMS,
        "",
        given(command.sender()),
        session.value(command.recipient()),
        "",
        session.value(command.message()),
        List.of(),
        given(command.deliveryReportUrl()),
        from);
  }
}
