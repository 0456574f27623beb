package org.ozml.coverage;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;
import org.ozml.document.Way;
import org.ozml.interpreter.ScriptEvent;

/** What a trace tells of an element of a script. */
public enum Mark {
  /** A document begins. */
  BEGUN,
  /** A command begins. */
  STARTED,
  /** A block begins: an Input, OnBusy, the body of a loop. */
  ENTERED,
  /** A command answers 200. */
  DONE,
  /** {@link Way#FAILED}. */
  FAILED,
  /** {@link Way#NO_INPUT}. */
  NO_INPUT,
  /** {@link Way#NO_MATCH}. */
  NO_MATCH,
  /** {@link Way#ANSWERED}. */
  ANSWERED,
  /** {@link Way#BACK}. */
  BACK;

  /** A mark, and the element that it is told of. */
  record Told(Place place, Mark mark) {}

  static Mark of(Way way) {
    return valueOf(way.name());
  }

  /** Returns what an event tells; null: nothing of an element. */
  static @Nullable Told told(Object event) {
    if (event instanceof ScriptEvent.CommandStarted e) return new Told(e.place(), STARTED);
    if (event instanceof ScriptEvent.CommandEnded e) return ended(e);
    if (event instanceof ScriptEvent.BlockEntered e) {
      return new Told(e.place(), e.block().equals("Response") ? BEGUN : ENTERED);
    }
    if (event instanceof ScriptEvent.WentOn e) return new Told(e.place(), of(e.way()));
    return null;
  }

  /** A menu that cannot run here fails, too, but not as {@link Way#FAILED} means it. */
  private static @Nullable Told ended(ScriptEvent.CommandEnded event) {
    if (event.result().ok()) return new Told(event.place(), DONE);
    return event.command().equals("UserInput") ? null : new Told(event.place(), FAILED);
  }
}
