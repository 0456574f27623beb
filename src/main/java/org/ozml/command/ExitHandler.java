package org.ozml.command;

import org.ozml.call.Result;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Step;

/** Ends the whole script. */
record ExitHandler() implements Handler {
  @Override
  public Step start() {
    return new Step.End(Result.OK);
  }
}
