package org.ozml.command;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.ShownId;
import org.ozml.document.Request;
import org.ozml.document.Value;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.PlacedScript;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Places a call whose own script are the blocks; over when it is answered or has failed. */
final class RequestHandler implements Handler {
  private final Request command;
  private final Session session;
  private @Nullable Operation operation;

  RequestHandler(Request command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    String extension = or(command.extensionAddress(), session.extension());
    if (!session.engine().hasExtension(extension)) {
      return new Step.Next(Result.extensionUnavailable(extension));
    }
    PlacedScript script = session.engine().placed(extension, session);
    ShownId shown =
        new ShownId(
            or(command.callerPhoneNumber(), extension), or(command.callerDisplayName(), extension));
    Operation begun =
        session
            .board()
            .call(
                script,
                session.value(command.dialedAddress()),
                shown,
                session.value(command.ringTime()),
                script);
    operation = begun;
    Call call = begun.call();
    if (call == null) return new Step.Next(begun.result() == null ? Result.OK : begun.result());
    String source = "the blocks of the Request in line " + command.position().line();
    script.begin(call, source, own -> new RequestBlocks(command, own));
    return Step.WAIT;
  }

  private String or(@Nullable Value<String> given, String otherwise) {
    return given == null ? otherwise : session.value(given);
  }

  @Override
  public Step on(Event event) {
    if (!(event instanceof Event.Ended ended) || ended.operation() != operation) return Step.WAIT;
    Result result = ended.operation().result();
    return new Step.Next(result == null ? Result.OK : result);
  }
}
