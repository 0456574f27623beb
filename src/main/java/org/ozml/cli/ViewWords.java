package org.ozml.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.debugger.Breakpoint;
import org.ozml.debugger.Sources;
import org.ozml.debugger.View;
import org.ozml.document.Document;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Snapshot;
import org.ozml.scenario.Transcript;

/** Says in words what can be seen of a run that a debugger has stopped. */
final class ViewWords {
  /** How many lines of a script are shown above and below the one that counts. */
  private static final int AROUND = 4;

  private final Sources sources;

  ViewWords(Sources sources) {
    this.sources = sources;
  }

  /** Returns where a run stands: the place, its line, and what the command there is at. */
  String here(View view) {
    if (view.over()) return end(view);
    Place place = view.place();
    if (place == null) return "no script runs now; 'continue' shows what still happens";
    String line = sources.line(place);
    boolean several = view.events().stream().anyMatch(ViewWords::isOfAnother);
    String which = several ? "script %d, ".formatted(view.script()) : "";
    String there = which + sources.words(place) + (line.isEmpty() ? "" : "  " + line);
    if (view.at() instanceof ScriptEvent.CommandStarted started) {
      return line.isEmpty() ? there + "  " + started.command() : there;
    }
    if (view.at() instanceof ScriptEvent.KeysAwaited) return there + "  takes keys";
    if (view.at() instanceof ScriptEvent.CommandEnded ended) {
      return "%s  has answered %d".formatted(there, ended.result().code());
    }
    Snapshot.Frame frame = view.innermost();
    String state = frame == null ? "" : frame.state();
    return there + "  " + (state.isEmpty() ? "is running" : state);
  }

  private static boolean isOfAnother(Object event) {
    return event instanceof ScriptEvent script && script.script() > 1;
  }

  private static String end(View view) {
    return view.calls().isEmpty()
        ? "the end; nobody is left in a call"
        : "the end; 'calls' shows who is still in a call";
  }

  /** Returns the commands that run, of each script the innermost first. */
  List<String> where(View view) {
    List<String> lines = new ArrayList<>();
    for (Snapshot script : view.scripts()) {
      String call = script.call().isEmpty() ? "" : ", call " + script.call();
      lines.add("script %d: %s%s".formatted(script.script(), script.context().words(), call));
      // What is about to begin is not inside of anything that runs yet.
      if (view.at() instanceof ScriptEvent.CommandStarted at && at.script() == script.script()) {
        lines.add("  %s  %s: is about to begin".formatted(sources.words(at.place()), at.command()));
      }
      for (int i = script.frames().size() - 1; i >= 0; i--) {
        Snapshot.Frame frame = script.frames().get(i);
        String state = frame.state().isEmpty() ? "" : ": " + frame.state();
        lines.add("  %s  %s%s".formatted(sources.words(frame.place()), frame.command(), state));
      }
    }
    return lines.isEmpty() ? List.of("no script runs") : lines;
  }

  /** Returns the variables and arrays, of each script that has some. */
  List<String> vars(View view) {
    List<String> lines = new ArrayList<>();
    for (Snapshot script : view.scripts()) {
      boolean any = !script.variables().isEmpty() || !script.arrays().isEmpty();
      if (any && view.scripts().size() > 1) lines.add("script %d:".formatted(script.script()));
      script.variables().forEach((name, value) -> lines.add("$" + name + " = " + quoted(value)));
      script.arrays().forEach((name, items) -> lines.add(name + " = " + quoted(items)));
    }
    return lines.isEmpty() ? List.of("no variable is set") : lines;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?") + '"';
  }

  private static String quoted(List<String> values) {
    return values.stream().map(ViewWords::quoted).toList().toString();
  }

  /** Returns the calls, and of each who sits there and what they hear. */
  List<String> calls(View view) {
    List<String> lines = new ArrayList<>();
    for (View.Standing call : view.calls()) {
      lines.add("call %s: %s".formatted(call.id(), call.state().word()));
      for (View.Party party : List.of(call.caller(), call.callee())) {
        lines.add("  %s %s: %s".formatted(party.role().word(), party.number(), words(party)));
      }
    }
    return lines.isEmpty() ? List.of("nobody is in a call") : lines;
  }

  private static String words(View.Party party) {
    return switch (party.who()) {
      case NOBODY -> "not there yet";
      case SCRIPT -> party.script() == 0 ? "a script" : "script " + party.script();
      case PHONE -> String.join(", ", party.hears());
    };
  }

  /** Returns what will happen by itself, and when. */
  List<String> timers(View view) {
    List<String> lines = new ArrayList<>();
    for (View.Due due : view.dues()) {
      String in = Transcript.time(due.at() - view.time()).strip();
      lines.add("%s  in %s s: %s".formatted(Transcript.time(due.at()), in, due.words()));
    }
    return lines.isEmpty() ? List.of("nothing will happen by itself") : lines;
  }

  /** Returns a breakpoint with its number. */
  String words(Breakpoint breakpoint) {
    String number = "breakpoint %d: ".formatted(breakpoint.number());
    if (breakpoint instanceof Breakpoint.Failure) return number + "a result other than 200";
    if (breakpoint instanceof Breakpoint.Keys) return number + "a command begins to take keys";
    Breakpoint.Line line = (Breakpoint.Line) breakpoint;
    Place place = new Place(line.documents().get(0), line.line(), 1);
    return number + sources.words(place) + "  " + sources.line(place);
  }

  /**
   * Returns the lines of a document around one.
   *
   * @param here where the run stands; null: nowhere
   */
  List<String> list(Document document, int around, @Nullable Place here, List<Breakpoint> stops) {
    int count = (int) document.source().text().lines().count();
    int middle = Math.min(around, count);
    int end = Math.min(count, Math.max(middle + AROUND, 2 * AROUND + 1));
    List<String> lines = new ArrayList<>();
    for (int line = Math.max(1, middle - AROUND); line <= end; line++) {
      String name = document.source().name();
      boolean current = here != null && here.line() == line && here.document().equals(name);
      int number = line;
      boolean stop = stops.stream().anyMatch(one -> isAt(one, name, number));
      String mark = current ? "=>" : stop ? " b" : "  ";
      lines.add("%s %4d  %s".formatted(mark, line, document.source().line(line)));
    }
    return lines;
  }

  private static boolean isAt(Breakpoint breakpoint, String document, int line) {
    return breakpoint instanceof Breakpoint.Line one && one.isAt(document, line);
  }
}
