package org.ozml.cli;

import org.ozml.check.SchemaCheck;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

/**
 * Loads what a command will need on a second processor while this one reads the command line:
 * binding classes to XML, or the schema. It is half of a short command's time, and needs nothing
 * that the user says.
 */
final class WarmUp {
  private WarmUp() {}

  /** Begins on a thread of its own, which nobody waits for. */
  static void begin(String... arguments) {
    Runnable task =
        switch (arguments.length == 0 ? "" : arguments[0]) {
          case "run", "test", "debug", "replay" -> WarmUp::reader;
          case "validate" -> SchemaCheck::load;
          default -> null;
        };
    if (task == null) return;
    Thread thread = new Thread(task, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void reader() {
    Document nothing = new DocumentReader(Limits.DEFAULT).read("warm-up", "<Response/>");
    if (nothing.response() == null) throw new IllegalStateException(nothing.reason());
  }
}
