package org.ozml.interpreter;

import org.ozml.call.Result;
import org.ozml.document.Block;
import org.ozml.document.Document;

/** What a running command answers: what is to happen next. */
public sealed interface Step {
  /** The command is over; the next one runs. */
  record Next(Result result) implements Step {}

  /** Nothing yet: an event will tell. As an answer to an event: not for this command. */
  record Wait() implements Step {}

  /** The event was for this command, which goes on waiting; what runs inside it is stopped. */
  record Take() implements Step {}

  /** A block runs inside this command. */
  record Enter(Block block) implements Step {}

  /** The command is over, and an event goes to the commands outside. */
  record Raise(Event event) implements Step {}

  /** Another document takes the place of the whole script. */
  record Replace(Document document) implements Step {}

  /** The command is over, and the script with it. */
  record End(Result result) implements Step {}

  /** The command has succeeded. */
  Step OK = new Next(Result.OK);

  /** See {@link Wait}. */
  Step WAIT = new Wait();

  /** See {@link Take}. */
  Step TAKE = new Take();
}
