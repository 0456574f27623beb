package org.ozml.server.operation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.document.Command;
import org.ozml.document.OtherCommand;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.data.PastCall;

/**
 * Counts what happens in calls and scripts. It lives on the switchboard's loop, which makes plain
 * numbers good enough: an event costs some nanoseconds and no memory, a notification an entry in a
 * map while it is under way.
 *
 * <p>The series are bounded whatever scripts do: commands that are not of the language count as
 * {@code other}.
 */
public final class CallFigures implements Trace {
  private static final int[] CODES = {
    200, 300, 301, 302, 303, 304, 305, 306, 307, 401, 402, 501, 601
  };

  /** Notifications have a dozen names, all ours; should that change, it must not grow for ever. */
  private static final int MOST_NAMES = 64;

  /** Requests that were cancelled have no answer and stay until so many came after them. */
  private static final int MOST_PENDING = 10_000;

  private static final String OTHER = "other";
  private static final String SELECT = "Select";

  private final Map<CallState, Count> states = new EnumMap<>(CallState.class);
  private final Histogram ringing = Histogram.ofCalls();
  private final Histogram talking = Histogram.ofCalls();
  private final Map<String, long[]> commands = new TreeMap<>();
  private final long[] otherCommands = new long[CODES.length + 1];
  private final long[] scripts = new long[CODES.length + 1];
  private final Map<String, Answers> answers = new HashMap<>();
  private final Map<Long, Pending> pending =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Long, Pending> eldest) {
          return size() > MOST_PENDING;
        }
      };
  private long started;
  private long aborted;
  private long warnings;
  private long messagesSent;
  private long messagesArrived;
  private long alarmsReceived;

  private static final class Count {
    long now;
  }

  private record Pending(long since, Answers answers) {}

  /** How often a web application or a database was asked, and what came of it after which time. */
  private static final class Answers {
    long asked;
    final Histogram good = Histogram.ofAnswers();
    final Histogram bad = Histogram.ofAnswers();
  }

  /** Begins with nothing. */
  public CallFigures() {
    for (CallState state : CallState.values()) states.put(state, new Count());
    for (Class<?> command : Command.class.getPermittedSubclasses()) {
      if (command != OtherCommand.class) {
        commands.put(command.getSimpleName(), new long[CODES.length + 1]);
      }
    }
  }

  // ---- counting

  @Override
  public void on(TraceEvent event) {
    if (event instanceof ScriptEvent said) {
      on(said);
    } else if (event instanceof CallEvent.StateChanged change) {
      if (change.state() != change.previous()) in(change.previous()).now--;
      in(change.state()).now++;
    }
  }

  private Count in(CallState state) {
    return Objects.requireNonNull(states.get(state));
  }

  private void on(ScriptEvent event) {
    if (event instanceof ScriptEvent.CommandEnded ended) {
      commands.getOrDefault(ended.command(), otherCommands)[place(ended.result().code())]++;
    } else if (event instanceof ScriptEvent.Requested asked) {
      asked(asked.request(), asked.at(), asked.notification());
    } else if (event instanceof ScriptEvent.Selected asked) {
      asked(asked.request(), asked.at(), SELECT);
    } else if (event instanceof ScriptEvent.Answered answered) {
      answered(answered);
    } else if (event instanceof ScriptEvent.Started) {
      started++;
    } else if (event instanceof ScriptEvent.Finished finished) {
      scripts[place(finished.result().code())]++;
    } else if (event instanceof ScriptEvent.Aborted) {
      aborted++;
    } else if (event instanceof ScriptEvent.Warned) {
      warnings++;
    } else if (event instanceof ScriptEvent.MessageSent) {
      messagesSent++;
    } else if (event instanceof ScriptEvent.MessageArrived) {
      messagesArrived++;
    } else if (event instanceof ScriptEvent.AlarmReceived) {
      alarmsReceived++;
    }
  }

  private void asked(long request, long at, String name) {
    Answers its = answers.get(name);
    if (its == null) {
      String known = answers.size() < MOST_NAMES ? name : OTHER;
      its = answers.computeIfAbsent(known, unused -> new Answers());
    }
    its.asked++;
    pending.put(request, new Pending(at, its));
  }

  private void answered(ScriptEvent.Answered answered) {
    Pending asked = pending.remove(answered.request());
    if (asked == null) return;
    Histogram seconds = answered.good() ? asked.answers().good : asked.answers().bad;
    seconds.add(answered.at() - asked.since());
  }

  /** Takes a call that has ended; on the loop, too. */
  public void ended(PastCall call) {
    ringing.add(call.ringDuration().toNanos());
    if (!call.talkDuration().isZero()) talking.add(call.talkDuration().toNanos());
  }

  /** Returns where a code is counted; there are few, so looking is quicker than hashing. */
  private static int place(int code) {
    int place = 0;
    while (place < CODES.length && CODES[place] != code) place++;
    return place;
  }

  // ---- telling

  void write(Exposition to) {
    to.gauge("ozml_calls_active", "Calls in progress, by state.");
    for (CallState state : CallState.values()) {
      boolean lasts = !state.terminal() && state != CallState.ANSWERED;
      if (lasts) to.sample(in(state).now, "state", word(state));
    }
    to.counter("ozml_calls_ended_total", "Calls that have ended, by the state in which they did.");
    for (CallState state : CallState.values()) {
      if (state.terminal()) to.sample(in(state).now, "outcome", word(state));
    }
    to.histogram("ozml_call_ring_seconds", "How long calls rang.").samples(ringing);
    to.histogram("ozml_call_talk_seconds", "How long calls that were answered lasted.")
        .samples(talking);
    to.counter("ozml_commands_total", "Commands that are over, by name and code.");
    commands.forEach((name, codes) -> write(to, codes, "command", name));
    write(to, otherCommands, "command", OTHER);
    to.counter("ozml_scripts_started_total", "Documents that began to run.").sample(started);
    to.counter("ozml_scripts_finished_total", "Runs that ended, by code.");
    write(to, scripts);
    to.counter("ozml_scripts_aborted_total", "Runs that were stopped.").sample(aborted);
    to.counter("ozml_script_warnings_total", "Warnings of running scripts.").sample(warnings);
    to.counter("ozml_notifications_total", "Notifications that were sent, by name.");
    answers.forEach((name, one) -> to.sample(one.asked, "notification", name));
    to.histogram(
        "ozml_notification_seconds", "How long the answers to notifications took, by outcome.");
    answers.forEach(
        (name, one) ->
            to.samples(one.good, "notification", name, "outcome", "good")
                .samples(one.bad, "notification", name, "outcome", "failed"));
    to.counter("ozml_messages_handed_over_total", "Messages that scripts sent.")
        .sample(messagesSent);
    to.counter("ozml_messages_arrived_total", "Messages that came in.").sample(messagesArrived);
    to.counter("ozml_alarms_received_total", "Alarms that were taken.").sample(alarmsReceived);
  }

  /** Only codes that have occurred: most commands know three of them. */
  private static void write(Exposition to, long[] codes, String... labels) {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == 0) continue;
      String code = i < CODES.length ? Integer.toString(CODES[i]) : OTHER;
      String[] all = Arrays.copyOf(labels, labels.length + 2);
      all[labels.length] = "code";
      all[labels.length + 1] = code;
      to.sample(codes[i], all);
    }
  }

  private static String word(CallState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
