package org.ozml.exploration;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Hearing;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;

/** What a trace tells of who hears what now, and of what has been done to the world. */
final class Watch {
  private final Map<String, Hearing.Kind> kinds = new TreeMap<>();
  private final Map<String, String> hearings = new TreeMap<>();
  private final Map<Long, String> sounds = new TreeMap<>();
  private final Map<Long, String> asked = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private ScriptEvent.@Nullable KeysAwaited keys;
  private boolean settled = true;

  void on(TraceEvent event) {
    if (event instanceof CallEvent.Hears e) {
      kinds.put(e.number(), e.kind());
      // Whoever has never heard anybody hears nobody as well.
      if (e.kind() == Hearing.Kind.SILENCE) hearings.remove(e.number());
      else hearings.put(e.number(), e.kind() + " " + e.others());
    } else if (event instanceof CallEvent.LegEnded e) {
      kinds.remove(e.number());
      hearings.remove(e.number());
    } else if (event instanceof CallEvent.PlayStarted e) {
      sounds.put(e.play(), e.numbers() + " " + e.sound());
    } else if (event instanceof CallEvent.PlayEnded e) {
      sounds.remove(e.play());
    } else if (event instanceof ScriptEvent.FileMoved e) {
      files.put(e.file(), e.to());
    } else if (event instanceof ScriptEvent.FileDeleted e) {
      files.put(e.file(), "");
    } else if (event instanceof ScriptEvent.KeysAwaited e) {
      keys = e;
    } else if (event instanceof ScriptEvent.Requested e) {
      asked.put(e.request(), e.notification());
    } else if (event instanceof ScriptEvent.Answered e) {
      asked.remove(e.request());
    }
    if (takesEntry(event)) settled = true;
  }

  private static boolean takesEntry(TraceEvent event) {
    return event instanceof ScriptEvent.BlockEntered
        || event instanceof ScriptEvent.WentOn
        || event instanceof ScriptEvent.KeysAwaited
        || event instanceof ScriptEvent.Requested
        || event instanceof ScriptEvent.Selected
        || event instanceof ScriptEvent.CommandEnded
        || event instanceof ScriptEvent.Finished;
  }

  /** Keys are being pressed: until the script has taken them, nothing else interferes. */
  void pressing() {
    settled = false;
  }

  boolean settled() {
    return settled;
  }

  /** Returns the menu that began to await keys since the last time; null when none did. */
  ScriptEvent.@Nullable KeysAwaited takeMenu() {
    ScriptEvent.KeysAwaited menu = keys;
    keys = null;
    return menu;
  }

  /** Returns what a number hears of others, as far as that changed since the script began. */
  Hearing.@Nullable Kind hears(String number) {
    return kinds.get(number);
  }

  /** Returns what web applications are being asked. */
  String asked() {
    return asked.values().toString();
  }

  /** Returns who hears what of whom, and which sounds. */
  String sounds() {
    return hearings + " " + sounds.values();
  }

  /**
   * Returns which files are gone from where they were.
   *
   * @param whereTo whether it makes a difference what became of them
   */
  String files(boolean whereTo) {
    return whereTo ? files.toString() : files.keySet().toString();
  }
}
