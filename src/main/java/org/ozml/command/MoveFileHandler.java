package org.ozml.command;

import java.util.function.Consumer;
import org.ozml.document.MoveFile;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.service.file.Folders;

/** Moves a file into a folder. */
final class MoveFileHandler extends FileErrand {
  private final String source;
  private final String directory;

  MoveFileHandler(MoveFile command, Session session) {
    super(command, session);
    this.source = session.value(command.sourceFile());
    this.directory = session.value(command.targetDirectory());
  }

  @Override
  void order(Consumer<Folders.Outcome> answer) {
    session.services().folders().move(source, directory, answer);
  }

  @Override
  ScriptEvent done(String path) {
    return new ScriptEvent.FileMoved(session.now(), session.number(), source, path);
  }
}
