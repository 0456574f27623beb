package org.ozml.server.operation;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Result;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;

/**
 * Logs the life of each call, with its id: that it began, was answered and ended, and what went
 * wrong in its scripts. Keys that were pressed, texts and passwords are never logged. It lives on
 * the switchboard's loop.
 */
public final class CallReports implements Trace {
  private static final System.Logger LOG = System.getLogger("org.ozml.calls");
  private static final double NANOS = 1e9;
  private static final int MOST_ASKED = 10_000;

  private final System.Logger log;
  private final Map<String, Long> begun = new HashMap<>();
  private final Map<Integer, String> calls = new HashMap<>(); // of scripts that run

  /**
   * What web applications are being asked; one that nobody waits for any more is never answered.
   */
  private final Map<Long, ScriptEvent.Requested> requests =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ScriptEvent.Requested> eldest) {
          return size() > MOST_ASKED;
        }
      };

  /** Logs to {@code org.ozml.calls}. */
  public CallReports() {
    this(LOG);
  }

  CallReports(System.Logger log) {
    this.log = log;
  }

  @Override
  public void on(TraceEvent event) {
    if (event instanceof CallEvent.StateChanged change) {
      changed(change);
    } else if (event instanceof ScriptEvent.Started started) {
      if (!started.call().isEmpty()) calls.put(started.script(), started.call());
    } else if (event instanceof ScriptEvent.Finished finished) {
      calls.remove(finished.script());
      finished(finished.call(), finished.result());
    } else if (event instanceof ScriptEvent.Aborted aborted) {
      calls.remove(aborted.script());
      say(Level.WARNING, aborted.call(), "script aborted: {0}", aborted.reason());
    } else if (event instanceof ScriptEvent.Requested asked) {
      requests.put(asked.request(), asked);
    } else if (event instanceof ScriptEvent.Answered answer) {
      answered(answer);
    } else if (event instanceof ScriptEvent.Warned warned) {
      String call = calls.getOrDefault(warned.script(), "");
      say(Level.WARNING, call, "script warns: {0}", warned.text());
    }
  }

  private void changed(CallEvent.StateChanged change) {
    CallState state = change.state();
    if (state == change.previous()) {
      begun.put(change.call(), change.at());
      say(
          Level.INFO,
          change.call(),
          "call began: {0} to {1}",
          new Field("from", change.caller()),
          new Field("to", change.callee()));
    } else if (state == CallState.ANSWERED) {
      say(Level.INFO, change.call(), "call answered");
    } else if (state.terminal()) {
      Long since = begun.remove(change.call());
      double seconds = since == null ? 0 : Math.round((change.at() - since) / NANOS * 1e3) / 1e3;
      say(
          Level.INFO,
          change.call(),
          "call ended: {0} after {1} s",
          new Field("state", state.word()),
          new Field("seconds", seconds));
    }
  }

  /** An application that fails costs calls, and its author does not see them. */
  private void answered(ScriptEvent.Answered answer) {
    ScriptEvent.Requested asked = requests.remove(answer.request());
    if (answer.good() || asked == null) return;
    String url = asked.url().replaceFirst("[?#].*", ""); // what is behind may be anybody's secret
    String call = asked.form().getOrDefault("CallId", "");
    String reason = answer.text() == null ? answer.answer() : "the answer is no OzML document";
    say(Level.WARNING, call, "{0} to {1} failed: {2}", asked.notification(), url, reason);
  }

  private void finished(String call, Result result) {
    if (result.ok()) return;
    // What cannot be read is part of the message, and may be anything.
    String why = result.code() == Result.parseError("").code() ? "" : result.message();
    say(
        Level.WARNING,
        call,
        why.isEmpty() ? "script ended with {0}" : "script ended with {0}: {1}",
        new Field("code", result.code()),
        why);
  }

  /** The id is a parameter that no message shows: its line has a field for it. */
  private void say(Level level, @Nullable String call, String message, Object... parameters) {
    if (!log.isLoggable(level)) return;
    Object[] all = Arrays.copyOf(parameters, parameters.length + 1);
    all[parameters.length] = new Field("call", call == null ? "" : call);
    // A number as a text: MessageFormat would write 1,234.
    for (int i = 0; i < parameters.length; i++) {
      all[i] = parameters[i] instanceof Field ? parameters[i] : String.valueOf(parameters[i]);
    }
    log.log(level, message, all);
  }
}
