package org.ozml.debugger;

import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
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
   * @param document the name of its source
   */
  record Line(int number, String document, int line) implements Breakpoint {
    @Override
    public boolean stopsAt(TraceEvent event) {
      if (!(event instanceof ScriptEvent.CommandStarted started)) return false;
      Place place = started.place();
      return place.line() == line && place.document().equals(document);
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
