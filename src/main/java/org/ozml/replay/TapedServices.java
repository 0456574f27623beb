package org.ozml.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.Services;
import org.ozml.service.data.Database;
import org.ozml.service.message.Messages;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.Timeline;

/**
 * Web applications, a database and a post office that answer as they did in a trace, after the same
 * time. What was never asked then, nobody answers now.
 */
final class TapedServices {
  private static final Pattern PARAMETER = Pattern.compile("parameter '([^']*)'");
  private static final String UNKNOWN = "the trace does not tell what is answered here";

  private final Map<String, Deque<Asked>> web = new HashMap<>();
  private final Map<String, Deque<Asked>> selects = new HashMap<>();
  private final Map<List<Object>, Deque<Sent>> sent = new HashMap<>();
  private Messages.@Nullable Listener listener;
  private int ids;

  /** A question, and the answer; null: none came while the trace goes. */
  private record Asked(long at, ScriptEvent.@Nullable Answered answer) {}

  /** What became of a message after some time; null: it was accepted. */
  record Sent(Duration after, Messages.@Nullable Acceptance acceptance) {
    boolean isAccepted() {
      return acceptance == null;
    }
  }

  TapedServices(List<TraceEvent> events) {
    Map<Long, ScriptEvent.Answered> answers = new HashMap<>();
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Answered e) answers.put(e.request(), e);
    }
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      if (event instanceof ScriptEvent.Requested e) {
        Tape.put(web, e.url(), new Asked(e.at(), answers.get(e.request())));
      } else if (event instanceof ScriptEvent.Selected e) {
        Tape.put(selects, e.sql(), new Asked(e.at(), answers.get(e.request())));
      } else if (event instanceof ScriptEvent.MessageSent e) {
        Tape.put(sent, key(e.message()), sent(e, events.subList(i, events.size())));
      }
    }
  }

  private static List<Object> key(Messages.Outgoing message) {
    return List.of(message.kind(), message.connection(), message.recipient());
  }

  /** What became of a message is what its command answers, and what its author was warned of. */
  static Sent sent(ScriptEvent.MessageSent sent, List<TraceEvent> rest) {
    String warning = UNKNOWN;
    for (TraceEvent event : rest) {
      if (event instanceof ScriptEvent.Warned e && e.script() == sent.script()) {
        warning = e.text().substring(e.text().indexOf(": ") + 1).strip();
      }
      if (!(event instanceof ScriptEvent.CommandEnded end) || end.script() != sent.script())
        continue;
      Duration after = Duration.ofNanos(end.at() - sent.at());
      if (end.result().ok()) return new Sent(after, null);
      Matcher parameter = PARAMETER.matcher(end.result().message());
      String at = end.result().code() == 302 && parameter.find() ? parameter.group(1) : "";
      return new Sent(after, new Messages.Acceptance.Refused(at, warning));
    }
    return new Sent(Tape.NEVER, null); // the script ended before
  }

  /** Returns the services in a time; those of the world are left that no trace tells of. */
  Services on(Services world, Timeline time) {
    return world.with(web(time)).with(post(time)).with(database(time));
  }

  private Fetcher web(Timeline time) {
    return (request, answer) -> {
      Asked asked = Tape.take(web, request.url());
      Fetcher.Answer reply = asked == null ? failed(UNKNOWN) : reply(asked.answer(), request.url());
      return plan(time, asked, () -> answer.accept(reply))::cancel;
    };
  }

  private static Fetcher.Answer reply(ScriptEvent.@Nullable Answered answer, String url) {
    if (answer == null || answer.text() == null) {
      return failed(answer == null ? UNKNOWN : answer.answer());
    }
    String source = answer.source() == null ? url : answer.source();
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    return new Fetcher.Answer.Document(200, body, "application/xml", source);
  }

  private static Fetcher.Answer failed(String reason) {
    return new Fetcher.Answer.Failed(Fetcher.Answer.Failed.Kind.UNREACHABLE, reason);
  }

  /** What was asked and not answered is answered when nobody waits any more. */
  private Timeline.Due plan(Timeline time, @Nullable Asked asked, Runnable what) {
    Duration after = Duration.ZERO;
    if (asked != null) {
      after =
          asked.answer() == null ? Tape.NEVER : Duration.ofNanos(asked.answer().at() - asked.at());
    }
    return time.plan(this, after, what);
  }

  private Database database(Timeline time) {
    return (sql, parameters, answer) -> {
      Asked asked = Tape.take(selects, sql);
      plan(time, asked, () -> answer.accept(found(asked == null ? null : asked.answer())));
    };
  }

  private static Database.Answer found(ScriptEvent.@Nullable Answered answer) {
    if (answer == null) return new Database.Answer.Failed(UNKNOWN);
    return answer.text() == null
        ? new Database.Answer.Failed(answer.answer())
        : new Database.Answer.Found(answer.text());
  }

  private Messages post(Timeline time) {
    return new Messages() {
      @Override
      public void send(Outgoing message, Consumer<Acceptance> answer) {
        Sent then = Tape.take(sent, key(message));
        Acceptance acceptance =
            then == null ? Acceptance.Refused.noDestination(UNKNOWN) : then.acceptance();
        if (acceptance == null) acceptance = new Acceptance.Accepted(newId());
        Acceptance outcome = acceptance;
        Duration after = then == null ? Duration.ZERO : then.after();
        time.plan(this, after, () -> answer.accept(outcome));
      }

      @Override
      public void listen(Listener next) {
        listener = next;
      }
    };
  }

  private String newId() {
    return new UUID(0x4000, 0x8000000000000000L + ++ids).toString();
  }

  /** A message arrives, or a report about one. */
  void brings(TraceEvent event) {
    if (listener == null) return;
    if (event instanceof ScriptEvent.MessageArrived e) {
      ids++;
      listener.arrived(e.message(), () -> {});
    }
    if (event instanceof ScriptEvent.MessageReported e) listener.reported(e.report(), () -> {});
  }
}
