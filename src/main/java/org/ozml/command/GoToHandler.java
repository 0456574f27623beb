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
  private long request;

  GoToHandler(GoTo command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    String url = session.value(command.url());
    if (!url.regionMatches(true, 0, "http", 0, 4)) {
      session.warn("GoTo needs a database for '%s', and none is configured".formatted(url));
      return failed(Result.invalidParameter("Url", command.name()));
    }
    if (!session.jump()) {
      session.warn("GoTo has jumped %,d times in this call".formatted(session.settings().jumps()));
      return failed(Result.inappropriate(command.name()));
    }
    request = session.request(url, session.notification("GoTo"));
    return Step.WAIT;
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
        session.errorUrl(), result, command.name(), session.value(command.url()));
    return new Step.Next(result);
  }

  @Override
  public void stop() {
    session.cancelRequest();
  }
}
