package org.ozml.command;

import org.ozml.call.Result;
import org.ozml.document.Reject;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Refuses the call that rings; the rest of the script does not run. */
record RejectHandler(Reject command, Session session) implements Handler {
  @Override
  public Step start() {
    return session.reject()
        ? new Step.End(Result.OK)
        : new Step.Next(Result.inappropriate(command.name()));
  }
}
