package org.ozml.interpreter;

import java.util.Map;
import org.ozml.call.Result;
import org.ozml.document.Block;
import org.ozml.document.Document;
import org.ozml.document.Variable;

/** What a running command answers: what is to happen next. */
public sealed interface Step {
  /** The command is over; the next one runs. */
  record Next(Result result) implements Step {}

  /** Nothing yet: an event will tell. As an answer to an event: not for this command. */
  record Wait() implements Step {}

  /** The event was for this command, which goes on waiting; what runs inside it is stopped. */
  record Take() implements Step {}

  /**
   * A block runs inside this command.
   *
   * @param variables that the block has of its own, by lower-case name; they hide others of the
   *     same name until it ends
   */
  record Enter(Block block, Map<String, Variable> variables) implements Step {
    /** A block that has no variables of its own. */
    public Enter(Block block) {
      this(block, Map.of());
    }
  }

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
