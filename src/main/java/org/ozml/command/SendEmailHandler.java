package org.ozml.command;

import java.util.Arrays;
import java.util.List;
import org.ozml.document.SendEmail;
import org.ozml.interpreter.Session;
import org.ozml.service.message.Messages;

/** Sends an e-mail, with files. */
final class SendEmailHandler extends Sending {
  private final SendEmail command;

  SendEmailHandler(SendEmail command, Session session) {
    super(session, command.name(), "EmailId", command.apiExtension());
    this.command = command;
  }

  @Override
  Messages.Outgoing message(String from) {
    return new Messages.Outgoing(
        Messages.Kind.EMAIL,
        "",
        given(command.sender()),
        session.value(command.recipient()),
        given(command.subject()),
        session.value(command.message()),
        files(given(command.attachments())),
        "",
        from);
  }

  private static List<String> files(String list) {
    return Arrays.stream(list.split(";", -1))
        .map(String::strip)
        .filter(file -> !file.isEmpty())
        .toList();
  }
}
