package org.ozml.debugger;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallState;
import org.ozml.call.Role;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Snapshot;
import org.ozml.scenario.Stage;

/**
 * Everything that can be seen of a run at one moment. Two runs with equal views are at the same
 * point.
 *
 * @param time in nanoseconds of virtual time
 * @param steps how many steps of the stage have begun
 * @param events what has happened
 * @param at the last of them, when the run stands at it: nothing that follows from it has happened
 *     yet; null: everything has happened that is due until now
 * @param scripts those that are not over, in the order in which they began
 * @param calls those in progress, oldest first
 * @param dues what will happen by itself, in the order of its time
 * @param over whether nothing more will happen
 */
public record View(
    long time,
    int steps,
    List<TraceEvent> events,
    @Nullable TraceEvent at,
    List<Snapshot> scripts,
    List<Standing> calls,
    List<Due> dues,
    boolean over) {
  /** Before anything has happened. */
  static final View BEGINNING =
      new View(0, 0, List.of(), null, List.of(), List.of(), List.of(), false);

  /** Copies the lists. */
  public View {
    events = List.copyOf(events);
    scripts = List.copyOf(scripts);
    calls = List.copyOf(calls);
    dues = List.copyOf(dues);
  }

  /** A call, and who sits in it. */
  public record Standing(String id, CallState state, Party caller, Party callee) {}

  /**
   * Who sits in a call.
   *
   * @param number of whom sits there, or is expected
   * @param who what it is
   * @param script the number of the script that sits there; 0: none
   * @param hears what it hears, in words behind its number
   */
  public record Party(Role role, String number, Who who, int script, List<String> hears) {
    /** Copies the list. */
    public Party {
      hears = List.copyOf(hears);
    }
  }

  /** What sits in a call. */
  public enum Who {
    PHONE,
    SCRIPT,
    NOBODY
  }

  /**
   * Something that will happen by itself.
   *
   * @param at when, in nanoseconds of virtual time
   * @param words what it is
   */
  public record Due(long at, String words) {}

  static View of(
      Stage stage, List<TraceEvent> events, int steps, @Nullable TraceEvent at, boolean over) {
    Look look = new Look(stage, events);
    return new View(
        stage.time().now(), steps, events, at, look.scripts(), look.calls(), look.dues(), over);
  }

  /** Returns whether nothing has happened yet. */
  public boolean beginning() {
    return steps == 0;
  }

  /**
   * Returns the script that this is about: where it stands, or the one that did something last; 0:
   * none.
   */
  public int script() {
    if (at instanceof ScriptEvent event && event.script() > 0) return event.script();
    for (int i = events.size() - 1; i >= 0; i--) {
      boolean told = events.get(i) instanceof ScriptEvent;
      int script = told ? ((ScriptEvent) events.get(i)).script() : 0;
      if (snapshot(script) != null) return script;
    }
    return 0;
  }

  /** Returns what a script is at; null when it is over. */
  public @Nullable Snapshot snapshot(int script) {
    return scripts.stream().filter(one -> one.script() == script).findFirst().orElse(null);
  }

  /** Returns the command that it stands at; null when it stands at none. */
  public @Nullable Place place() {
    if (at instanceof ScriptEvent.CommandStarted event) return event.place();
    if (at instanceof ScriptEvent.CommandEnded event) return event.place();
    if (at instanceof ScriptEvent.KeysAwaited event) return event.place();
    Snapshot.Frame inner = innermost();
    return inner == null ? null : inner.place();
  }

  /** Returns the innermost command that the script executes; null when there is none. */
  public Snapshot.@Nullable Frame innermost() {
    Snapshot snapshot = snapshot(script());
    if (snapshot == null || snapshot.frames().isEmpty()) return null;
    return snapshot.frames().get(snapshot.frames().size() - 1);
  }

  /** Returns inside how many commands the script is at the one that it stands at. */
  int depth() {
    Snapshot snapshot = snapshot(script());
    if (snapshot == null) return Integer.MAX_VALUE;
    boolean outside =
        at instanceof ScriptEvent.CommandStarted || at instanceof ScriptEvent.CommandEnded;
    int frames = snapshot.frames().size();
    return outside || frames == 0 ? frames : frames - 1;
  }

  /** Returns how many events come before the one that it stands at. */
  int before() {
    return at == null ? events.size() : events.size() - 1;
  }

  /** Returns whose telephone the keys are typed on that a script waits for; null: nobody's. */
  @Nullable String phone() {
    Snapshot snapshot = snapshot(script());
    String call = snapshot == null ? "" : snapshot.call();
    return calls.stream()
        .filter(one -> call.isEmpty() || one.id().equals(call))
        .flatMap(one -> List.of(one.caller(), one.callee()).stream())
        .filter(party -> party.who() == Who.PHONE)
        .map(Party::number)
        .findFirst()
        .orElse(null);
  }

  /** Tells nothing of what has happened before: that is long, and in the transcript. */
  @Override
  public String toString() {
    return "%d ns, %d events, at %s, %s %s %s%s"
        .formatted(
            time, events.size(), Objects.toString(at), scripts, calls, dues, over ? ", over" : "");
  }
}
