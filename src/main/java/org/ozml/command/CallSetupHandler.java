package org.ozml.command;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.document.CallSetup;
import org.ozml.interpreter.Session;

/** Calls two numbers and connects them. */
final class CallSetupHandler extends Action {
  private final CallSetup command;
  private final @Nullable String errorUrl;

  CallSetupHandler(CallSetup command, Session session) {
    super(session);
    this.command = command;
    this.errorUrl = session.optional(command.errorUrl());
  }

  @Override
  Operation begin() {
    return session
        .board()
        .setUp(session.value(command.caller()), session.value(command.callee()), this::over);
  }

  /** The call is told of also when the script that ordered it is over. */
  private void over(Operation placed) {
    Result result = placed.result();
    if (result != null && !result.ok()) {
      session.tellError(errorUrl, placed.call(), session.extension(), result, command.name(), "");
    }
    session.ended(placed);
  }
}
