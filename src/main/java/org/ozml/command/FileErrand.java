package org.ozml.command;

import org.ozml.call.Result;
import org.ozml.document.Command;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.service.file.Folders;

/** An order about a file: done, or refused with the parameter that is to blame. */
abstract class FileErrand extends Errand<Folders.Outcome> {
  private final Command command;

  FileErrand(Command command, Session session) {
    super(session, Folders.Outcome.class);
    this.command = command;
  }

  /** Says for the trace what was done. */
  abstract ScriptEvent done(String path);

  @Override
  final Result over(Folders.Outcome outcome) {
    if (outcome instanceof Folders.Outcome.Refused refused) {
      session.warn(refused.reason());
      String parameter =
          switch (refused.part()) {
            case SOURCE -> "SourceFile";
            case DIRECTORY -> "TargetDirectory";
          };
      return Result.invalidParameter(parameter, command.name());
    }
    session.trace(done(((Folders.Outcome.Done) outcome).path()));
    return Result.OK;
  }
}
