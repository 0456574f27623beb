package org.ozml.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.ShownId;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Says where a call goes to. Of several in one answer the last one counts. */
record RouteHandler(org.ozml.document.Route command, Session session) implements Handler {
  @Override
  public Step start() {
    String destination = session.optional(command.destination());
    if (destination == null) return Step.OK; // names none: the dial plan decides
    if (destination.isEmpty()) {
      session.route(new org.ozml.call.Route.Nothing(Failure.BUSY));
      return Step.OK;
    }
    String dialed = session.optional(command.dialedNumber());
    // A number behind the name of an outside line is dialled through that line.
    String number = dialed == null ? destination : dialed + "@" + destination;
    session.route(
        new org.ozml.call.Route.Ring(
            List.of(number), session.value(command.ringTime()), shown(session.call())));
    return Step.OK;
  }

  private @Nullable ShownId shown(@Nullable Call call) {
    String callerId = session.optional(command.callerId());
    if (callerId == null) return null;
    return new ShownId(callerId, call == null ? "" : call.shown().name());
  }
}
