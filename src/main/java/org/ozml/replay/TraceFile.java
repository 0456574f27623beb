package org.ozml.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Setting;
import org.ozml.scenario.TraceReader;
import org.ozml.simulator.World;

/**
 * A trace, as {@code ozml run --json} writes it: an event a line.
 *
 * @param name the file's
 * @param setting the circumstances: the first line, or as far as the events tell them
 * @param events in order; their times are those of {@link TraceEvent}
 * @param lines of each event the line of the file, from 1
 */
public record TraceFile(
    String name, Setting setting, List<TraceEvent> events, List<Integer> lines) {
  /** What clocks and networks of the real world add. */
  private static final Duration REAL = Duration.ofMillis(50);

  /** How long a file is of which only is known that it was there. */
  private static final Duration SOME = Duration.ofSeconds(3);

  private static final World.Person NOBODY =
      World.where(World.Answering.of(World.Answering.Kind.NO_ANSWER)).person("");

  /** Copies the lists. */
  public TraceFile {
    events = List.copyOf(events);
    lines = List.copyOf(lines);
  }

  /** A file that is no trace, or tells too little; the message says where, what and what to do. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private Unreadable(String name, int line, String message) {
      super("%s:%d: %s".formatted(name, line, message));
    }
  }

  /** Reads a trace. */
  public static TraceFile read(String name, List<String> text) throws Unreadable {
    List<TraceEvent> events = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Setting setting = null;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < text.size(); i++) {
      if (text.get(i).isBlank()) continue;
      TraceEvent event = event(name, i + 1, text.get(i));
      if (event.at() < last) {
        throw new Unreadable(name, i + 1, "it happens before what stands above it");
      }
      last = event.at();
      if (event instanceof Setting first) {
        if (setting != null || !events.isEmpty()) {
          throw new Unreadable(name, i + 1, "another run begins here; keep one run a file");
        }
        if (first.context() == Context.THIRD_PARTY && !hasItsCall(first)) {
          throw new Unreadable(name, i + 1, "Setting.calls lacks the call that the script acts on");
        }
        setting = first;
      } else {
        events.add(event);
        lines.add(i + 1);
      }
    }
    if (events.isEmpty()) {
      throw new Unreadable(name, 1, "there is no event in it; write one with 'ozml run --json'");
    }
    return new TraceFile(name, setting == null ? guess(name, events) : setting, events, lines);
  }

  private static TraceEvent event(String name, int line, String text) throws Unreadable {
    try {
      return TraceReader.event(text);
    } catch (TraceReader.NoEvent e) {
      throw new Unreadable(name, line, String.valueOf(e.getMessage()));
    }
  }

  private static boolean hasItsCall(Setting setting) {
    return setting.calls().stream()
        .anyMatch(call -> setting.callId() == null || call.id().equals(setting.callId()));
  }

  /** Of a call to an API extension the events tell enough. */
  private static Setting guess(String name, List<TraceEvent> events) throws Unreadable {
    ScriptEvent.Started script = first(events, ScriptEvent.Started.class);
    CallEvent.StateChanged call = first(events, CallEvent.StateChanged.class);
    boolean called = call != null && call.state() == call.previous();
    if (script == null || call == null || !called || script.context() != Context.EXTENSION) {
      String message = "the first line has to be a Setting: nothing else says who called whom";
      throw new Unreadable(name, 1, message);
    }
    return new Setting(
        events.get(0).at(),
        script.source(),
        Context.EXTENSION,
        call.caller(),
        call.callee(),
        null,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Settings.DEFAULT,
        false);
  }

  private static <T> @Nullable T first(List<TraceEvent> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /**
   * Returns by how much times may differ, unless somebody says otherwise: virtual ones never do.
   */
  public Duration tolerance() {
    return setting.virtual() ? Duration.ZERO : REAL;
  }

  /** Returns when virtual time begins on the clock of the trace. */
  long begin() {
    return setting.virtual() ? 0 : events.get(0).at();
  }

  /**
   * Returns the scene of a replay.
   *
   * @param script the script, or where it was fetched
   * @param others scripts of other API extensions, by number
   * @param base what the trace cannot tell: voicemails, files, telephones whose media fail. What
   *     people do, and what is answered, is told by the trace alone.
   */
  public Scene scene(Engine.Source script, Map<String, Engine.Source> others, World base) {
    Map<String, World.Person> people = new HashMap<>();
    base.people().forEach((number, person) -> people.put(number, passive(person)));
    World world =
        World.where(NOBODY.answering())
            .people(people)
            .calls(setting.calls().isEmpty() ? base.calls() : setting.calls())
            .notifications(with(base.notifications(), setting.notifications()))
            .files(with(base.files(), files()))
            .voicemails(with(base.voicemails(), setting.voicemails()));
    return new Scene(
        script,
        setting.context(),
        setting.caller(),
        setting.dialed(),
        setting.callId(),
        world,
        others,
        setting.variables());
  }

  private static World.Person passive(World.Person person) {
    return new World.Person(NOBODY.answering(), List.of(), List.of(), person.media());
  }

  private static <T> Map<String, T> with(Map<String, T> some, Map<String, T> more) {
    Map<String, T> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** Returns the files that were there: known before, or moved or deleted. */
  Map<String, Duration> files() {
    Map<String, Duration> files = new HashMap<>(setting.files());
    Set<String> made = new HashSet<>();
    for (TraceEvent event : events) {
      String file = null;
      if (event instanceof ScriptEvent.FileMoved e) {
        file = e.file();
        made.add(e.to());
      } else if (event instanceof ScriptEvent.FileDeleted e) {
        file = e.file();
      }
      boolean before = file != null && setting.voicemails().isEmpty() && !made.contains(file);
      if (before) files.putIfAbsent(file, SOME);
    }
    return files;
  }

  /** Returns whether every script in it has ended: a trace may have been cut off. */
  public boolean isComplete() {
    Set<Integer> running = new HashSet<>();
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Started e) running.add(e.script());
      if (event instanceof ScriptEvent.Finished e) running.remove(e.script());
      if (event instanceof ScriptEvent.Aborted e) running.remove(e.script());
    }
    return running.isEmpty();
  }
}
