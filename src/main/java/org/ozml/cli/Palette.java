package org.ozml.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ozml.call.TraceEvent;
import org.ozml.document.Diagnostic;
import org.ozml.document.Severity;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Failure;

/** Colours, where they are wanted. */
final class Palette {
  /** When there are colours. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BOLD = "1";
  private static final String DIM = "2";

  private final boolean on;

  private Palette(boolean on) {
    this.on = on;
  }

  /**
   * Decides: what was asked for, else a terminal and nobody who does not want them
   * (https://no-color.org).
   */
  static Palette of(When when, boolean terminal, Map<String, String> environment) {
    return new Palette(
        switch (when) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              terminal
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !"dumb".equals(environment.get("TERM"));
        });
  }

  /** Returns whether there are colours. */
  boolean on() {
    return on;
  }

  private String paint(String colour, String text) {
    return on ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  String error(String text) {
    return paint(RED, text);
  }

  String warning(String text) {
    return paint(YELLOW, text);
  }

  String good(String text) {
    return paint(GREEN, text);
  }

  String strong(String text) {
    return paint(BOLD, text);
  }

  String quiet(String text) {
    return paint(DIM, text);
  }

  /** Returns a diagnostic with its line and caret. */
  String diagnostic(Diagnostic diagnostic) {
    String text = diagnostic.render();
    if (!on) return text;
    boolean error = diagnostic.rule().severity() == Severity.ERROR;
    String kind = diagnostic.rule().severity().word() + " " + diagnostic.rule();
    String place = diagnostic.source() + ":" + diagnostic.position() + ": ";
    StringBuilder painted = new StringBuilder(strong(place));
    painted.append(error ? error(kind) : warning(kind));
    int rest = place.length() + kind.length();
    int caret = text.endsWith("^") ? text.length() - 1 : text.length();
    painted.append(text, rest, caret);
    if (caret < text.length()) painted.append(good("^"));
    return painted.toString();
  }

  /** Returns where something went otherwise, behind a word for it. */
  List<String> failure(String word, Failure failure) {
    List<String> lines = new ArrayList<>();
    lines.add(error(word) + strong(failure.headline()));
    for (String line : failure.details()) lines.add(line.startsWith("  |") ? quiet(line) : line);
    return lines;
  }

  /** Returns a line of a transcript: the time stands back, results stand out. */
  String happening(TraceEvent event, String line) {
    if (!on) return line;
    int time = Math.min(line.length(), 10);
    String words = line.substring(time);
    String painted = words;
    if (event instanceof ScriptEvent.CommandEnded ended) {
      painted = ended.result().ok() ? good(words) : warning(words);
    } else if (event instanceof ScriptEvent.Aborted) {
      painted = error(words);
    } else if (event instanceof ScriptEvent.Warned) {
      painted = warning(words);
    }
    return quiet(line.substring(0, time)) + painted;
  }
}
