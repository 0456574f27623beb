package org.ozml.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Setting;
import org.ozml.service.message.Messages;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/**
 * Tells a trace as a scenario: the world as far as the trace tells it, what people did, what was
 * heard, asked and called, and how it ended.
 *
 * <p>A scenario says less than a trace: a telephone takes each call in the same way, and what a
 * SELECT finds has to be added under {@code sql:}.
 */
public final class Retelling {
  private static final String NEVER = "1h";

  /** A person's keys come one every 0.2 seconds. */
  private static final long KEY = Duration.ofMillis(200).toNanos();

  private final TraceFile trace;
  private final List<TraceEvent> events;
  private final Tape tape;
  private final List<Object> steps = new ArrayList<>();

  /** The time that the story has come to. */
  private long now;

  private long lastKey;

  private Retelling(TraceFile trace) {
    this.trace = trace;
    events = trace.events();
    tape = new Tape(trace, trace.tolerance());
    now = trace.begin();
  }

  /**
   * Returns the scenario, as YAML.
   *
   * @param script what stands behind {@code script:}, a file as seen from the scenario's folder, or
   *     the document
   * @param extensions likewise the scripts of other API extensions
   */
  public static String of(TraceFile trace, String script, Map<String, String> extensions) {
    return YamlText.of(new Retelling(trace).scenario(script, extensions));
  }

  private Map<String, Object> scenario(String script, Map<String, String> extensions) {
    Setting setting = trace.setting();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("title", "As in " + trace.name());
    all.put("script", script);
    switch (setting.context()) {
      case EXTENSION, ROUTING -> {
        all.put("context", setting.context().name().toLowerCase(Locale.ROOT));
        all.put("call", map("caller", setting.caller(), "dialed", setting.dialed()));
      }
      case THIRD_PARTY -> {
        all.put("context", "third-party");
        if (setting.callId() != null) all.put("call", setting.callId());
      }
      case MESSAGE, HTTP -> all.put("context", "message");
    }
    put(all, "variables", setting.variables());
    put(all, "extensions", extensions);
    put(all, "world", world());
    for (int i = 0; i < events.size(); i++) {
      if (tape.isFromOutside(i)) acts(i);
      else tells(events.get(i));
    }
    all.put("steps", steps);
    return all;
  }

  private static void put(Map<String, Object> all, String name, Map<String, ?> entries) {
    if (!entries.isEmpty()) all.put(name, entries);
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return map;
  }

  // ---- the world

  private Map<String, Object> world() {
    Map<String, Object> world = new LinkedHashMap<>();
    put(world, "people", people());
    List<Object> calls = new ArrayList<>();
    for (World.Standing one : trace.setting().calls()) {
      String state = one.ringing() ? "Ringing" : one.held() ? "Hold" : "InCall";
      calls.add(
          map("id", one.id(), "caller", one.caller(), "callee", one.callee(), "state", state));
    }
    if (!calls.isEmpty()) world.put("calls", calls);
    put(world, "web", web());
    put(world, "files", files());
    put(world, "connections", connections());
    put(world, "voicemails", voicemails());
    put(world, "notifications", trace.setting().notifications());
    return world;
  }

  private Map<String, Object> people() {
    Map<String, Object> people = new TreeMap<>();
    tape.telephones().forEach((number, answering) -> people.put(number, words(answering)));
    for (TraceEvent event : events) {
      if (event instanceof CallEvent.ToneHeard e) {
        Object known = people.get(e.number());
        people.put(
            e.number(),
            known instanceof String answering
                ? map("answering", answering, "centre", "good")
                : known == null ? map("centre", "good") : known);
      }
    }
    return people;
  }

  private static String words(Answering answering) {
    String kind = answering.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean timed =
        answering.kind() == Answering.Kind.ANSWERS
            || (!answering.after().isZero() && answering.kind() != Answering.Kind.NO_ANSWER);
    return timed ? kind + " after " + time(answering.after()) : kind;
  }

  private Map<String, Object> web() {
    Map<String, Object> web = new LinkedHashMap<>();
    Map<Long, ScriptEvent.Answered> answers = new HashMap<>();
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Answered e) answers.put(e.request(), e);
    }
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Requested e) {
        Object list = web.computeIfAbsent(e.url(), url -> new ArrayList<>());
        @SuppressWarnings("unchecked")
        List<Object> all = (List<Object>) list;
        all.add(answer(e, answers.get(e.request())));
      }
    }
    return web;
  }

  private static Map<String, Object> answer(
      ScriptEvent.Requested request, ScriptEvent.@Nullable Answered answered) {
    if (answered == null) return map("after", NEVER);
    String text = answered.text();
    Map<String, Object> answer =
        text == null ? map("fault", answered.answer()) : map("answer", text);
    long after = answered.at() - request.at();
    if (after > 0) answer.put("after", time(Duration.ofNanos(after)));
    return answer;
  }

  private Map<String, Object> files() {
    Map<String, Object> files = new TreeMap<>();
    trace.files().forEach((name, length) -> files.put(name, time(length)));
    Setting setting = trace.setting();
    if (!setting.files().isEmpty() || !setting.voicemails().isEmpty())
      return files; // all there are
    for (int i = 0; i < events.size(); i++) {
      if (!(events.get(i) instanceof CallEvent.PlayStarted play)) continue;
      if (!(play.sound() instanceof Sound.File file)) continue;
      Duration length = length(play, i);
      if (length != null) files.putIfAbsent(file.file(), time(length));
    }
    return files;
  }

  private @Nullable Duration length(CallEvent.PlayStarted play, int index) {
    for (TraceEvent event : events.subList(index, events.size())) {
      if (event instanceof CallEvent.PlayEnded end && end.play() == play.play()) {
        boolean whole = end.end() == Report.Played.End.COMPLETED;
        return whole ? Duration.ofNanos(end.at() - play.at()) : null;
      }
    }
    return null;
  }

  private Map<String, Object> voicemails() {
    Map<String, Object> boxes = new TreeMap<>();
    trace
        .setting()
        .voicemails()
        .forEach(
            (extension, messages) ->
                boxes.put(
                    extension,
                    messages.stream()
                        .map(
                            one ->
                                map(
                                    "from",
                                    one.from(),
                                    "date",
                                    one.date(),
                                    "lasts",
                                    time(one.length()),
                                    "old",
                                    Boolean.toString(one.old())))
                        .toList()));
    return boxes;
  }

  /** Each takes all messages alike; what nobody could take is refused anyway. */
  private Map<String, Object> connections() {
    Map<String, Object> connections = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      if (!(events.get(i) instanceof ScriptEvent.MessageSent sent)) continue;
      Messages.Outgoing message = sent.message();
      String name =
          switch (message.kind()) {
            case EMAIL -> "email";
            case SMS -> "sms";
            case CONNECTION -> message.connection();
          };
      List<TraceEvent> rest = events.subList(i, events.size());
      TapedServices.Sent outcome = TapedServices.sent(sent, rest);
      String verb = outcome.isAccepted() ? "accepts" : "refuses";
      String taking = verb + after(outcome.after().toNanos()) + report(sent, outcome, rest);
      if (outcome.isAccepted()) connections.merge(name, taking, Retelling::better);
      else connections.putIfAbsent(name, taking);
    }
    return connections;
  }

  private static Object better(Object known, Object taking) {
    return known.toString().startsWith("refuses") ? taking : known;
  }

  private static String report(
      ScriptEvent.MessageSent sent, TapedServices.Sent outcome, List<TraceEvent> rest) {
    for (TraceEvent event : rest) {
      if (event instanceof ScriptEvent.MessageReported e
          && e.report().recipient().equals(sent.message().recipient())) {
        long after = e.at() - sent.at() - outcome.after().toNanos();
        return " and reports " + e.report().status() + after(after);
      }
    }
    return "";
  }

  private static String after(long nanos) {
    if (nanos >= Tape.NEVER.toNanos()) return " after " + NEVER;
    return nanos <= 0 ? "" : " after " + time(Duration.ofNanos(nanos));
  }

  // ---- the steps

  private void acts(int index) {
    TraceEvent event = events.get(index);
    if (event instanceof CallEvent.ToneHeard) return; // the centre does that itself
    if (event instanceof ScriptEvent.MessageReported) return; // so does the connection
    if (event instanceof CallEvent.KeyPressed e && goesOn(e)) return;
    if (event.at() > now) steps.add(map("wait", time(Duration.ofNanos(event.at() - now))));
    now = event.at();
    if (event instanceof CallEvent.KeyPressed e) {
      steps.add(map(e.number() + " presses", String.valueOf(e.key())));
      lastKey = e.at();
    } else if (event instanceof CallEvent.LegEnded e) {
      steps.add(e.number() + " hangs up");
    } else if (event instanceof CallEvent.DeviceHeld e) {
      steps.add(e.number() + (e.on() ? " holds" : " resumes"));
    } else if (event instanceof ScriptEvent.MessageArrived e) {
      Messages.Incoming message = e.message();
      Map<String, Object> arriving = map("connection", message.connection());
      if (!message.from().isEmpty()) arriving.put("from", message.from());
      if (!message.to().isEmpty()) arriving.put("to", message.to());
      arriving.put("text", message.text());
      steps.add(map("a message arrives", arriving));
    }
  }

  /** A key that follows at once belongs to the keys before. */
  private boolean goesOn(CallEvent.KeyPressed key) {
    Object last = steps.isEmpty() ? "" : steps.get(steps.size() - 1);
    if (!(last instanceof Map<?, ?> step) || key.at() - lastKey != KEY) return false;
    Object keys = step.get(key.number() + " presses");
    if (keys == null) return false;
    steps.set(steps.size() - 1, map(key.number() + " presses", keys.toString() + key.key()));
    lastKey = key.at();
    return true;
  }

  private void tell(TraceEvent event, String sentence) {
    now = Math.max(now, event.at());
    steps.add(sentence);
  }

  private void tell(TraceEvent event, String sentence, Object value) {
    now = Math.max(now, event.at());
    steps.add(map(sentence, value));
  }

  private void tells(TraceEvent event) {
    if (event instanceof CallEvent.PlayStarted e) {
      for (String number : e.numbers()) heard(e, number);
    } else if (event instanceof CallEvent.Hears e) {
      hears(e);
    } else if (event instanceof CallEvent.Dialled e) {
      tell(e, e.number() + " is called");
    } else if (event instanceof CallEvent.KeysSent e) {
      tell(e, e.number() + " is sent", e.keys());
    } else if (event instanceof CallEvent.LegEnded e) {
      if (!e.byItself()) tell(e, e.number() + " is hung up");
    } else if (event instanceof CallEvent.StateChanged e) {
      boolean stood = trace.setting().calls().stream().anyMatch(one -> one.id().equals(e.call()));
      String call = stood ? "call " + e.call() : "the call";
      if (e.state().terminal()) tell(e, call + " is", e.state().word());
    } else if (event instanceof ScriptEvent script) {
      tellsOfScripts(script);
    }
  }

  private void heard(CallEvent.PlayStarted play, String number) {
    if (play.sound() instanceof Sound.Speech speech) {
      if (!speech.text().isBlank()) tell(play, number + " hears", speech.text());
    } else if (play.sound() instanceof Sound.File file) {
      tell(play, number + " hears the file", file.file());
    } else if (play.sound() instanceof Sound.Tone) {
      tell(play, number + " hears a beep");
    }
  }

  private void hears(CallEvent.Hears event) {
    if (event.kind() == Hearing.Kind.RINGBACK) tell(event, event.number() + " hears ringing");
    if (event.kind() == Hearing.Kind.HOLD_MUSIC) tell(event, event.number() + " hears hold music");
    for (String other : event.others()) tell(event, event.number() + " talks to", other);
  }

  private void tellsOfScripts(ScriptEvent event) {
    if (event instanceof ScriptEvent.Requested e) {
      tell(e, e.url() + " is asked", map("NotificationName", e.notification()));
    } else if (event instanceof ScriptEvent.Selected e) {
      tell(e, "the database is asked", map("sql", e.sql(), "with", e.parameters()));
    } else if (event instanceof ScriptEvent.MessageSent e) {
      sent(e);
    } else if (event instanceof ScriptEvent.FileMoved e) {
      tell(e, "the file " + e.file() + " is moved to", e.to());
    } else if (event instanceof ScriptEvent.FileDeleted e) {
      tell(e, "the file " + e.file() + " is deleted");
    } else if (event instanceof ScriptEvent.AlarmReceived e) {
      tell(e, "alarm received", e.alarm());
    } else if (event instanceof ScriptEvent.AlarmSent e) {
      tell(e, "alarm sent", e.alarm());
    } else if (event instanceof ScriptEvent.CommandEnded e) {
      if (!e.result().ok()) tell(e, e.command() + " answers", Integer.toString(e.result().code()));
    } else if (event instanceof ScriptEvent.Finished e) {
      tell(e, "script ends", Integer.toString(e.result().code()));
    } else if (event instanceof ScriptEvent.Aborted e) {
      tell(e, "script is aborted", e.reason());
    }
  }

  private void sent(ScriptEvent.MessageSent event) {
    Messages.Outgoing message = event.message();
    String to = message.recipient().isEmpty() ? message.connection() : message.recipient();
    if (to.isEmpty() || to.chars().anyMatch(Character::isWhitespace)) return;
    String what =
        switch (message.kind()) {
          case EMAIL -> "e-mail";
          case SMS -> "SMS";
          case CONNECTION -> "message";
        };
    tell(event, "%s is sent the %s".formatted(to, what), message.text());
  }

  private static String time(Duration time) {
    BigDecimal millis = BigDecimal.valueOf(Math.round(time.toNanos() / 1e6), 3);
    return millis.stripTrailingZeros().toPlainString() + "s";
  }
}
