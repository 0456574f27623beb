package org.ozml.debugger;

import java.util.List;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;

/** Where a run is to stop. */
public sealed interface Breakpoint {
  /** Returns its number, counted from 1. */
  int number();

  /** Returns whether a run stops at an event. */
  boolean stopsAt(TraceEvent event);

  /**
   * Before a command begins that stands on a line.
   *
   * @param documents the names of the document: a file has two when a world answers with it
   */
  record Line(int number, List<String> documents, int line) implements Breakpoint {
    /** Copies the list. */
    public Line {
      documents = List.copyOf(documents);
    }

    /** Returns whether it stands on a line of a document. */
    public boolean isAt(String document, int number) {
      return line == number && documents.contains(document);
    }

    @Override
    public boolean stopsAt(TraceEvent event) {
      if (!(event instanceof ScriptEvent.CommandStarted started)) return false;
      return isAt(started.place().document(), started.place().line());
    }
  }

  /** When a command has answered anything but 200. */
  record Failure(int number) implements Breakpoint {
    @Override
    public boolean stopsAt(TraceEvent event) {
      return event instanceof ScriptEvent.CommandEnded ended && !ended.result().ok();
    }
  }

  /** When a command begins to take keys. */
  record Keys(int number) implements Breakpoint {
    @Override
    public boolean stopsAt(TraceEvent event) {
      return event instanceof ScriptEvent.KeysAwaited;
    }
  }
}
