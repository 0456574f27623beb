package org.ozml.exploration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.document.Way;
import org.ozml.exploration.Evidence.Shown;
import org.ozml.interpreter.ScriptEvent;

/**
 * Somebody is cut off without a word: the end of the script is reached, and nothing was heard since
 * the last thing that happened to him. A Hangup or Exit is what the author wanted.
 */
final class DeadEnds {
  private static final Set<String> AWAITED =
      Set.of("BlindTransfer", "AttendedTransfer", "Call", "CallSetup", "Request", "GoTo");

  private final Walk walk;
  private final List<TraceEvent> events;
  private final Map<Integer, Happening> latest = new HashMap<>();
  private final Map<Integer, String> command = new HashMap<>();
  private final Map<Integer, String> asked = new HashMap<>();

  /** The last thing that happened to who is in a call with a script. */
  private record Happening(int event, Place place, String words) {}

  private DeadEnds(Walk walk) {
    this.walk = walk;
    this.events = walk.events();
  }

  static void find(Walk walk, Consumer<Evidence> found) {
    DeadEnds search = new DeadEnds(walk);
    search.cutOff(found);
    if (walk.fork() == null && !walk.hungUp()) search.forgotten(found);
  }

  private void cutOff(Consumer<Evidence> found) {
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      note(i, event);
      if (i < walk.fresh() || !(event instanceof ScriptEvent.Finished e)) continue;
      Happening last = latest.get(e.script());
      boolean wanted = "Exit".equals(command.get(e.script()));
      if (last == null || wanted || !e.reason().equals("end of script")) continue;
      String who = hungUp(i, e.call());
      if (who == null || hasHeard(who, last.event(), i)) continue;
      found.accept(
          Evidence.of(
              Finding.Kind.DEAD_END,
              "%s, and %s is cut off without a word".formatted(last.words(), who),
              last.place(),
              new Shown(who + " is hung up", null)));
    }
  }

  private void note(int i, TraceEvent event) {
    if (event instanceof ScriptEvent.CommandStarted e) {
      command.put(e.script(), e.command());
    } else if (event instanceof ScriptEvent.BlockEntered e && e.block().equals("Input")) {
      latest.put(e.script(), new Happening(i, e.place(), "the entry is taken"));
    } else if (event instanceof ScriptEvent.WentOn e) {
      latest.put(e.script(), new Happening(i, e.place(), words(e.way())));
    } else if (event instanceof ScriptEvent.Requested e) {
      asked.put(e.script(), e.url());
    } else if (event instanceof ScriptEvent.CommandEnded e && isOut(e)) {
      latest.remove(e.script());
    } else if (event instanceof ScriptEvent.CommandEnded e
        && !e.result().ok()
        && AWAITED.contains(e.command())) {
      String words = "%s answers %d".formatted(e.command(), e.result().code());
      latest.put(e.script(), new Happening(i, e.place(), words));
    }
  }

  /**
   * When not even a script can be fetched that stands beside this one, no script can help; and when
   * there is none, that is told as such.
   */
  private boolean isOut(ScriptEvent.CommandEnded ended) {
    boolean failed = ended.command().equals("GoTo") && !ended.result().ok();
    String url = asked.getOrDefault(ended.script(), "");
    return failed && (walk.isLinked(url) || walk.isDangling(url));
  }

  private static String words(Way way) {
    return switch (way) {
      case NO_INPUT -> "no key is pressed";
      case NO_MATCH -> "the entry has no Input";
      case ANSWERED, DONE -> "the entry is answered";
      case FAILED -> "there is no usable answer to the entry";
      case BACK -> "the back key is pressed";
    };
  }

  /** Returns who is hung up with the call that the script ends; null when nobody is. */
  private @Nullable String hungUp(int finished, String call) {
    long at = events.get(finished).at();
    Set<String> parties = new HashSet<>();
    for (int i = finished + 1; i < events.size() && events.get(i).at() == at; i++) {
      TraceEvent event = events.get(i);
      if (event instanceof CallEvent.StateChanged e
          && e.call().equals(call)
          && e.state() == CallState.COMPLETED) {
        parties.add(e.caller());
        parties.add(e.callee());
      }
      if (event instanceof CallEvent.LegEnded e && !e.byItself() && parties.contains(e.number())) {
        return e.number();
      }
    }
    return null;
  }

  private boolean hasHeard(String who, int from, int to) {
    Set<Long> sounds = new HashSet<>();
    for (int i = from; i < to; i++) {
      TraceEvent event = events.get(i);
      if (event instanceof CallEvent.PlayStarted e && e.numbers().contains(who)) {
        sounds.add(e.play());
      } else if (event instanceof CallEvent.PlayEnded e && e.end() == Report.Played.End.FAILED) {
        sounds.remove(e.play());
      }
    }
    return !sounds.isEmpty();
  }

  /** The scripts are over, and somebody who is left in one call hears nobody. */
  private void forgotten(Consumer<Evidence> found) {
    for (Call call : walk.stage().board().calls()) {
      String who = Walk.other(call);
      boolean silent = who != null && walk.watch().hears(who) == Hearing.Kind.SILENCE;
      Place last = lastCommand();
      if (!silent || last == null || call.state() != CallState.IN_CALL || sitsTwice(who)) continue;
      found.accept(
          Evidence.of(
              Finding.Kind.DEAD_END,
              "%s is left in a call and hears nobody".formatted(who),
              last,
              new Shown(who + " hears nobody", null)));
    }
  }

  private boolean sitsTwice(@Nullable String who) {
    return walk.stage().board().calls().stream()
            .filter(
                call -> call.caller().number().equals(who) || call.callee().number().equals(who))
            .count()
        > 1;
  }

  private @Nullable Place lastCommand() {
    Place last = null;
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.CommandStarted e) last = e.place();
    }
    return last;
  }
}
