package org.ozml.interpreter;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Command;

/** Says how a command is executed. */
@FunctionalInterface
public interface Handlers {
  /** Returns a new handler; null when there is none for the command, which then answers 301. */
  @Nullable Handler of(Command command, Session session);
}
