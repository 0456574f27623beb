package org.ozml.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.ShownId;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.ExtensionScript;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Places a call, whose own script runs beside this one once it is answered. */
final class CallHandler implements Handler {
  private final org.ozml.document.Call command;
  private final Session session;
  private final @Nullable String errorUrl;
  private @Nullable Operation operation;

  CallHandler(org.ozml.document.Call command, Session session) {
    this.command = command;
    this.session = session;
    this.errorUrl = session.optional(command.errorUrl());
  }

  @Override
  public Step start() {
    String extension = or(session.optional(command.apiExtension()), session.extension());
    if (!session.engine().hasExtension(extension)) {
      return over(Result.extensionUnavailable(extension));
    }
    ExtensionScript script = session.engine().extension(extension, source()).errorUrl(errorUrl);
    ShownId shown =
        new ShownId(
            or(session.optional(command.callerId()), extension),
            or(session.optional(command.callerDisplayName()), extension));
    Operation begun =
        session
            .board()
            .call(
                script,
                session.value(command.dialed()),
                shown,
                session.value(command.ringTime()),
                session);
    operation = begun;
    return begun.result() == null ? Step.WAIT : over(begun.result());
  }

  private Engine.Source source() {
    String given = session.optional(command.responseOzML());
    if (given != null) {
      return new Engine.Source.Given(session.engine().read("ResponseOzML", given));
    }
    String url = session.optional(command.url());
    return url == null ? new Engine.Source.None() : new Engine.Source.Url(url);
  }

  @Override
  public Step on(Event event) {
    if (!(event instanceof Event.Ended ended) || ended.operation() != operation) return Step.WAIT;
    Result result = operation.result() == null ? Result.OK : operation.result();
    if (result.ok()) watch(operation.call());
    return over(result);
  }

  private Step over(Result result) {
    if (!result.ok()) session.tellError(errorUrl, result, command.name(), "");
    return new Step.Next(result);
  }

  /** Tells FinishedUrl once when the answered call ends. */
  private void watch(@Nullable Call call) {
    String url = session.optional(command.finishedUrl());
    if (call == null || url == null) return;
    call.whenEnded(
        ended ->
            session.tell(
                url,
                Notification.of("CallFinished", ended, session.extension())
                    .with("Caller", ended.caller().number())
                    .with("Callee", ended.callee().number())
                    .with("Duration", Duration.ofNanos(ended.talkNanos()))
                    .with("State", ended.state().word())));
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}
