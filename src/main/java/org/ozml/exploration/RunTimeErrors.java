package org.ozml.exploration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.exploration.Evidence.Shown;
import org.ozml.interpreter.ScriptEvent;

/**
 * Commands that cannot do what they say, and references to nothing. That a web application does not
 * answer or a line is busy is no error of the script; nor is what follows from a hang-up.
 */
final class RunTimeErrors {
  private RunTimeErrors() {}

  static void find(Walk walk, Consumer<Evidence> found) {
    Map<Integer, Place> running = new HashMap<>();
    Map<Integer, String> asked = new HashMap<>();
    List<TraceEvent> events = walk.events();
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      if (event instanceof ScriptEvent.CommandStarted e) running.put(e.script(), e.place());
      if (event instanceof ScriptEvent.Requested e) asked.put(e.script(), e.url());
      if (i < walk.fresh()) continue;
      if (event instanceof ScriptEvent.CommandEnded e && wrong(e, walk)) {
        int code = e.result().code();
        found.accept(
            Evidence.of(
                    Finding.Kind.RUN_TIME_ERROR,
                    "%s answers %d: %s".formatted(e.command(), code, e.result().message()),
                    e.place(),
                    new Shown(e.command() + " answers", Integer.toString(code)))
                .at(i));
      } else if (event instanceof ScriptEvent.CommandEnded e
          && e.command().equals("GoTo")
          && e.result().code() == 302
          && walk.isDangling(asked.getOrDefault(e.script(), ""))) {
        found.accept(
            Evidence.of(
                    Finding.Kind.RUN_TIME_ERROR,
                    "GoTo leads nowhere: there is no %s".formatted(asked.get(e.script())),
                    e.place(),
                    new Shown("GoTo answers", "302"))
                .at(i));
      } else if (event instanceof ScriptEvent.Warned e && e.text().contains("is not set")) {
        Place place = running.get(e.script());
        if (place == null) continue;
        found.accept(
            Evidence.of(
                    Finding.Kind.RUN_TIME_ERROR, e.text(), place, new Shown("warning", e.text()))
                .at(i));
      } else if (event instanceof ScriptEvent.Aborted e && e.reason().startsWith("internal")) {
        Place place = running.get(e.script());
        if (place == null) continue;
        found.accept(
            Evidence.of(
                Finding.Kind.RUN_TIME_ERROR,
                e.reason() + "; please report it",
                place,
                new Shown("script is aborted", "internal error")));
      }
    }
  }

  private static boolean wrong(ScriptEvent.CommandEnded ended, Walk walk) {
    int code = ended.result().code();
    // That a web application has no script is its fault.
    if (code == 302 && ended.command().equals("GoTo")) return false;
    boolean dependsOnCalls = code == 303 || code == 601;
    return (code >= 300 && code <= 302) || (dependsOnCalls && !walk.hungUp());
  }
}
