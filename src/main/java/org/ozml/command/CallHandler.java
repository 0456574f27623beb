package org.ozml.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.ShownId;
import org.ozml.document.XmlText;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.ExtensionScript;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Places a call, whose own script runs beside this one once it is answered. */
final class CallHandler implements Handler, Operation.Listener {
  private static final String SPEAK = "<Speak>%s</Speak>";

  private final org.ozml.document.Call command;
  private final Session session;
  private final @Nullable String errorUrl;
  private final @Nullable String finishedUrl;
  private final String extension;
  private @Nullable Operation operation;

  CallHandler(org.ozml.document.Call command, Session session) {
    this.command = command;
    this.session = session;
    this.errorUrl = session.optional(command.errorUrl());
    this.finishedUrl = session.optional(command.finishedUrl());
    this.extension = or(session.optional(command.apiExtension()), session.extension());
  }

  @Override
  public Step start() {
    if (!session.engine().hasExtension(extension)) {
      return refused(Result.extensionUnavailable(extension));
    }
    Engine.Source source = source();
    if (source instanceof Engine.Source.Given given && given.document().response() == null) {
      return refused(Result.parseError(given.document().reason()));
    }
    ExtensionScript script = session.engine().extension(extension, source).errorUrl(errorUrl);
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
                this);
    operation = begun;
    return begun.result() == null ? Step.WAIT : new Step.Next(over(begun, begun.result()));
  }

  /** Nobody is called. */
  private Step refused(Result why) {
    session.tellError(errorUrl, session.call(), extension, why, command.name(), "");
    return new Step.Next(why);
  }

  private Engine.Source source() {
    String given = session.optional(command.responseOzML());
    if (given != null) {
      // The manual's example is "hello": what is no markup is spoken.
      String text = given.startsWith("<") ? given : SPEAK.formatted(XmlText.escaped(given));
      return new Engine.Source.Given(session.engine().read("ResponseOzML", text));
    }
    String url = session.optional(command.url());
    return url == null ? new Engine.Source.None() : new Engine.Source.Url(url);
  }

  /** The call is told of also when the script that placed it is over. */
  @Override
  public void ended(Operation placed) {
    Result result = placed.result();
    if (result != null) over(placed, result);
    session.ended(placed);
  }

  private Result over(Operation placed, Result result) {
    if (result.ok()) watch(placed.call());
    else session.tellError(errorUrl, placed.call(), extension, result, command.name(), "");
    return result;
  }

  @Override
  public Step on(Event event) {
    if (!(event instanceof Event.Ended ended) || ended.operation() != operation) return Step.WAIT;
    Result result = ended.operation().result();
    return new Step.Next(result == null ? Result.OK : result);
  }

  /** Tells FinishedUrl once when the answered call ends. */
  private void watch(@Nullable Call call) {
    if (call == null || finishedUrl == null) return;
    call.whenEnded(
        ended ->
            session.tell(
                finishedUrl,
                Notification.of("CallFinished", ended, extension)
                    .with("Caller", ended.caller().number())
                    .with("Callee", ended.callee().number())
                    .with("Duration", Duration.ofNanos(ended.talkNanos()))
                    .with("State", ended.state().word())));
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}
