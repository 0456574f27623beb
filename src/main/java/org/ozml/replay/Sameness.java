package org.ozml.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.TraceJson;

/**
 * Whether two events tell of the same. Their times do not count, nor where a command stands: a line
 * more above it is no difference. Numbers of scripts, sounds, recordings and requests stand for one
 * another, each for one.
 */
final class Sameness {
  private static final Set<String> NUMBERS = Set.of("script", "play", "recording", "request");
  private static final Set<String> IGNORED = Set.of("at", "place");

  /** What lasts in real time is never exactly as long again. */
  private static final String LENGTH = "length";

  private final Map<String, Map<Object, Object>> numbers = new HashMap<>();
  private final String then;
  private final String now;
  private final boolean roughly;

  /**
   * Begins to compare.
   *
   * @param then what the script was called
   * @param now what it is called now
   * @param roughly times are real
   */
  Sameness(String then, String now, boolean roughly) {
    this.then = then;
    this.now = now;
    this.roughly = roughly;
  }

  boolean isSame(TraceEvent expected, TraceEvent event) {
    if (expected.equals(event)) return true; // the usual case, and many times faster
    if (expected.getClass() != event.getClass()) return false;
    Map<String, @Nullable Object> wanted = TraceJson.fields(expected);
    Map<String, @Nullable Object> fields = TraceJson.fields(event);
    for (Map.Entry<String, @Nullable Object> one : wanted.entrySet()) {
      String name = one.getKey();
      if (IGNORED.contains(name) || NUMBERS.contains(name)) continue;
      if (roughly && name.equals(LENGTH)) continue;
      if (!isSame(one.getValue(), fields.get(name))) return false;
    }
    return areSameNumbers(wanted, fields);
  }

  private boolean isSame(@Nullable Object wanted, @Nullable Object value) {
    return Objects.equals(wanted, value) || (then.equals(wanted) && now.equals(value));
  }

  private boolean areSameNumbers(Map<String, ?> wanted, Map<String, ?> fields) {
    for (String name : NUMBERS) {
      Object number = wanted.get(name);
      Object other = fields.get(name);
      if (number == null || other == null) continue;
      Map<Object, Object> known = numbers.computeIfAbsent(name, one -> new HashMap<>());
      if (!known.computeIfAbsent(number, one -> other).equals(other)) return false;
    }
    return true;
  }

  /** Returns an event in words that no transcript has. */
  static String words(TraceEvent event) {
    if (event instanceof ScriptEvent.CommandStarted e) {
      return "%s begins (%s)".formatted(e.command(), e.place());
    }
    if (event instanceof ScriptEvent.BlockEntered e) {
      return "%s is entered (%s)".formatted(e.block(), e.place());
    }
    if (event instanceof ScriptEvent.KeysAwaited e) {
      return "keys are awaited (%s)".formatted(e.place());
    }
    if (event instanceof ScriptEvent.WentOn e) {
      return "%s goes on (%s)".formatted(e.command(), e.place());
    }
    return event.getClass().getSimpleName();
  }
}
