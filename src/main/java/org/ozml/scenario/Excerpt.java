package org.ozml.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;

/** What happened around one event. */
public final class Excerpt {
  /** Enough to see what led there, and what came of it. */
  private static final int BEFORE = 3;

  private static final int AFTER = 8;

  private final List<TraceEvent> events;
  private final int event;

  /**
   * Looks at a trace.
   *
   * @param event the index of the event in the middle; -1: nothing has happened
   */
  public Excerpt(List<TraceEvent> events, int event) {
    this.events = events;
    this.event = event;
  }

  /** Returns lines of the transcript, with dots where there are more. */
  public List<String> lines() {
    List<String> before = new ArrayList<>();
    int first = event;
    for (; first >= 0 && before.size() < BEFORE; first--) {
      before.addAll(0, Transcript.lines(events.get(first)));
    }
    List<String> all = new ArrayList<>();
    if (first >= 0) all.add("...");
    all.addAll(before);
    int last = event + 1;
    for (int end = all.size() + AFTER; last < events.size() && all.size() < end; last++) {
      all.addAll(Transcript.lines(events.get(last)));
    }
    if (last < events.size()) all.add("...");
    return all;
  }

  /**
   * Returns which line of which script was the last to begin or end, or why there is no script;
   * null when none is known.
   *
   * @param places where places are for an editor
   */
  public @Nullable String script(UnaryOperator<Place> places) {
    for (int i = event; i >= 0; i--) {
      if (events.get(i) instanceof ScriptEvent.CommandStarted e) {
        return places.apply(e.place()) + " " + e.command();
      }
      if (events.get(i) instanceof ScriptEvent.CommandEnded e) {
        return "%s %s, which answered %d"
            .formatted(places.apply(e.place()), e.command(), e.result().code());
      }
    }
    return missing();
  }

  /** Why no script ran: none came, or it could not be read. */
  private @Nullable String missing() {
    for (int i = event; i >= 0; i--) {
      if (events.get(i) instanceof ScriptEvent.Answered e && !e.good()) {
        return "none came from %s: %s".formatted(asked(e.request()), e.answer());
      }
    }
    return null;
  }

  private String asked(long request) {
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Requested e && e.request() == request) return e.url();
    }
    return "the database";
  }
}
