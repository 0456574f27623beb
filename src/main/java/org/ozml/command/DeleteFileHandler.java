package org.ozml.command;

import java.util.function.Consumer;
import org.ozml.document.DeleteFile;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.service.file.Folders;

/** Deletes a file. */
final class DeleteFileHandler extends FileErrand {
  private final String file;

  DeleteFileHandler(DeleteFile command, Session session) {
    super(command, session);
    this.file = session.value(command.sourceFile());
  }

  @Override
  void order(Consumer<Folders.Outcome> answer) {
    session.services().folders().delete(file, answer);
  }

  @Override
  ScriptEvent done(String path) {
    return new ScriptEvent.FileDeleted(session.now(), session.number(), file);
  }
}
