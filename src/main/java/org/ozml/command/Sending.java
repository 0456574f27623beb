package org.ozml.command;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Value;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;
import org.ozml.service.message.Messages;

/**
 * A command that sends a message and is over when that is accepted, which is to say stored. Whether
 * it arrives is not known then.
 */
abstract class Sending extends Errand<Messages.Acceptance> {
  private final String command;
  private final String id;
  private final String extension;

  /**
   * Makes one.
   *
   * @param command the command's name
   * @param id the variable that takes the message's GUID: EmailId, SmsId
   * @param extension the API extension that sends; null: the script's own
   */
  Sending(Session session, String command, String id, @Nullable Value<String> extension) {
    super(session, Messages.Acceptance.class);
    this.command = command;
    this.id = id;
    this.extension = extension == null ? session.extension() : session.value(extension);
  }

  /**
   * Returns the message.
   *
   * @param from the API extension that sends
   */
  abstract Messages.Outgoing message(String from);

  @Override
  public final Step start() {
    // Where the script is no extension's, the system sends.
    return extension.isEmpty() || session.engine().hasExtension(extension)
        ? super.start()
        : new Step.Next(Result.extensionUnavailable(extension));
  }

  @Override
  final void order(Consumer<Messages.Acceptance> answer) {
    Messages.Outgoing message = message(extension);
    session.trace(new ScriptEvent.MessageSent(session.now(), session.number(), message));
    session.services().messages().send(message, answer);
  }

  @Override
  final Result over(Messages.Acceptance answer) {
    if (answer instanceof Messages.Acceptance.Accepted accepted) {
      session.set(id, accepted.id());
      return Result.OK;
    }
    Messages.Acceptance.Refused refused = (Messages.Acceptance.Refused) answer;
    session.warn("%s: %s".formatted(command, refused.reason()));
    return refused.parameter().isEmpty()
        ? Result.noDestination()
        : Result.invalidParameter(refused.parameter(), command);
  }

  final String given(@Nullable Value<String> value) {
    return value == null ? "" : session.value(value);
  }
}
