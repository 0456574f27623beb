package org.ozml.command;

import org.ozml.call.Result;
import org.ozml.document.GoTo;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Fetches the document that replaces the script; when that fails, the next command runs. */
final class GoToHandler implements Handler {
  private final GoTo command;
  private final Session session;
  private final GoTo.Target target;
  private long request;

  GoToHandler(GoTo command, Session session) {
    this.command = command;
    this.session = session;
    this.target = session.value(command.target());
  }

  @Override
  public Step start() {
    if (!session.jump()) {
      session.warn("GoTo has jumped %,d times in this call".formatted(session.settings().jumps()));
      return failed(Result.inappropriate(command.name()));
    }
    request =
        target instanceof GoTo.Target.Select select
            ? session.select(select.statement())
            : session.request(where(), session.notification("GoTo"));
    return Step.WAIT;
  }

  /** The URL, or the text of the SELECT, which holds no values. */
  private String where() {
    return target instanceof GoTo.Target.Url url
        ? url.url()
        : ((GoTo.Target.Select) target).statement().sql();
  }

  @Override
  public Step on(Event event) {
    if (!(event instanceof Event.Fetched fetched) || fetched.request() != request) return Step.WAIT;
    if (fetched.document() == null) return failed(Result.invalidParameter("Url", command.name()));
    return fetched.good()
        ? new Step.Replace(fetched.document())
        : failed(Result.parseError(fetched.document().reason()));
  }

  private Step failed(Result result) {
    session.tellError(
        session.errorUrl(), session.call(), session.extension(), result, command.name(), where());
    return new Step.Next(result);
  }

  @Override
  public void stop() {
    session.cancelRequest();
  }
}
