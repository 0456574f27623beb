package org.ozml.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.configuration.Yaml;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.message.Messages;
import org.ozml.simulator.World;

/** Reads the steps of a scenario: sentences about what happens, must happen or must not. */
final class StepReader {
  static final Pattern SENTENCE =
      Pattern.compile(
          "(?<who>\\S+) (?<verb>never hears|hears the file|hears a beep|hears ringing"
              + "|hears hold music|hears nobody|hears|talks to|is called|is called by"
              + "|is never called|receives the alarm|presses|is sent the e-mail|is sent the SMS|is sent the message|is never sent anything|is sent|hangs up|is hung up|holds|resumes|answers|never runs|is asked|is never asked)");

  /** Sentences that are complete without anything behind them. */
  private static final Pattern COMPLETE =
      Pattern.compile(
          "nobody is left( at once)?|the sound is stopped|no alarm is received"
              + "|the database is never asked|the file .+ is (never )?deleted"
              + "|\\S+ (hears a beep|hears ringing|hears hold music|hears nobody|is called"
              + "|is never called|hangs up|is hung up|holds|resumes|never runs|is never asked"
              + "|is never sent anything)");

  private static final Pattern CALL =
      Pattern.compile("(?:call (?<id>\\S+)|the call) (?<never>never )?is");
  private static final Pattern FILE =
      Pattern.compile("the file (?<file>.+?) is (?<never>never )?(?<what>moved( to)?|deleted)");

  private StepReader() {}

  /** What "caller" and "callee" mean in a scenario. */
  record Names(Scene scene) {
    String number(String who) {
      World.Standing call =
          scene.world().calls().stream()
              .filter(one -> scene.callId() == null || one.id().equals(scene.callId()))
              .findFirst()
              .orElse(null);
      return switch (who) {
        case "caller" -> call == null ? scene.caller() : call.caller();
        case "callee" -> call == null ? scene.dialed() : call.callee();
        default -> who;
      };
    }
  }

  static Step step(Yaml yaml, Names names) {
    String sentence;
    Yaml value = null;
    if (yaml.isMap()) {
      Map<String, Yaml> entries = yaml.map();
      if (entries.size() != 1) throw yaml.wrong("a step is one sentence");
      Map.Entry<String, Yaml> entry = entries.entrySet().iterator().next();
      sentence = entry.getKey();
      value = entry.getValue();
      if (COMPLETE.matcher(sentence).matches()) {
        throw value.wrong("'%s' is complete; nothing stands behind it".formatted(sentence));
      }
    } else {
      sentence = yaml.text();
    }
    String words = value == null || !value.isText() ? sentence : sentence + ": " + value.text();
    return step(yaml, names, sentence, words, value);
  }

  private static Step step(
      Yaml yaml, Names names, String sentence, String words, @Nullable Yaml value) {
    int line = yaml.line();
    switch (sentence) {
      case "wait" -> {
        return new Step.Pass(line, words, need(yaml, value).duration());
      }
      case "warning" -> {
        String text = need(yaml, value).text();
        return new Step.Expect(
            line, words, e -> e instanceof ScriptEvent.Warned w && w.text().contains(text));
      }
      case "a message arrives" -> {
        return new Step.Arrives(line, words, WorldReader.arriving(need(yaml, value)));
      }
      case "order" -> {
        return new Step.Order(line, sentence, need(yaml, value).text());
      }
      case "script ends" -> {
        int code = need(yaml, value).number();
        return new Step.Expect(
            line, words, e -> e instanceof ScriptEvent.Finished f && f.result().code() == code);
      }
      case "script is aborted" -> {
        String text = value == null ? "" : value.text();
        return new Step.Expect(
            line, words, e -> e instanceof ScriptEvent.Aborted a && a.reason().contains(text));
      }
      case "the sound is stopped" -> {
        return new Step.Expect(
            line,
            words,
            e -> e instanceof CallEvent.PlayEnded p && p.end() == Report.Played.End.STOPPED);
      }
      case "the recording lasts" -> {
        Duration length = need(yaml, value).duration();
        return new Step.Expect(
            line, words, e -> e instanceof CallEvent.RecordEnded r && r.length().equals(length));
      }
      case "the database is asked" -> {
        return new Step.Expect(line, words, selected(need(yaml, value)));
      }
      case "the database is never asked" -> {
        return new Step.Never(line, words, ScriptEvent.Selected.class::isInstance);
      }
      case "alarm received" -> {
        Map<String, String> fields = texts(need(yaml, value));
        return new Step.Expect(
            line, words, e -> e instanceof ScriptEvent.AlarmReceived a && has(a.alarm(), fields));
      }
      case "alarm sent" -> {
        Map<String, String> fields = texts(need(yaml, value));
        return new Step.Expect(
            line, words, e -> e instanceof ScriptEvent.AlarmSent a && has(a.alarm(), fields));
      }
      case "no alarm is received" -> {
        return new Step.Never(line, words, ScriptEvent.AlarmReceived.class::isInstance);
      }
      case "nobody is left", "nobody is left at once" -> {
        return new Step.NobodyLeft(line, words, sentence.endsWith("at once"));
      }
      default -> {}
    }
    Matcher call = CALL.matcher(sentence);
    if (call.matches()) return callIs(yaml, call, words, need(yaml, value));
    Matcher file = FILE.matcher(sentence);
    if (file.matches()) {
      Predicate<TraceEvent> event = touched(file, value);
      return file.group("never") == null
          ? new Step.Expect(line, words, event)
          : new Step.Never(line, words, event);
    }
    Matcher matcher = SENTENCE.matcher(sentence);
    if (!matcher.matches()) {
      throw yaml.wrong(
          "'%s' is no step; expected one of:\n  %s"
              .formatted(sentence, String.join("\n  ", Step.sentences())));
    }
    String who = names.number(matcher.group("who"));
    Predicate<TraceEvent> event;
    switch (matcher.group("verb")) {
      case "presses" -> {
        return new Step.Act(line, words, who, new World.Doing.Press(need(yaml, value).text()));
      }
      case "hangs up" -> {
        return new Step.Act(line, words, who, new World.Doing.HangUp());
      }
      case "holds" -> {
        return new Step.Act(line, words, who, new World.Doing.DeviceHold(true));
      }
      case "resumes" -> {
        return new Step.Act(line, words, who, new World.Doing.DeviceHold(false));
      }
      case "never hears" -> {
        return new Step.Never(line, words, speech(who, need(yaml, value).text()));
      }
      case "never runs" -> {
        return new Step.Never(
            line,
            words,
            e -> e instanceof ScriptEvent.CommandStarted c && c.command().equalsIgnoreCase(who));
      }
      case "is never called" -> {
        return new Step.Never(line, words, called(who));
      }
      case "is never asked" -> {
        return new Step.Never(
            line, words, e -> e instanceof ScriptEvent.Requested r && r.url().equals(who));
      }
      case "hears" -> event = speech(who, need(yaml, value).text());
      case "hears the file" -> event = file(who, need(yaml, value).text());
      case "hears a beep" ->
          event =
              e ->
                  e instanceof CallEvent.PlayStarted p
                      && p.numbers().contains(who)
                      && p.sound() instanceof Sound.Tone;
      case "hears ringing" -> event = hears(who, Hearing.Kind.RINGBACK);
      case "hears hold music" -> event = hears(who, Hearing.Kind.HOLD_MUSIC);
      case "hears nobody" -> event = hears(who, Hearing.Kind.SILENCE);
      case "talks to" -> {
        String other = names.number(need(yaml, value).text());
        event =
            e ->
                e instanceof CallEvent.Hears h
                    && h.number().equals(who)
                    && h.others().contains(other);
      }
      case "is called" -> event = called(who);
      case "is called by" -> {
        String caller = names.number(need(yaml, value).text());
        event =
            e ->
                e instanceof CallEvent.Dialled d
                    && d.number().equals(who)
                    && (d.shown().number().equals(caller) || d.shown().name().equals(caller));
      }
      case "receives the alarm" -> event = takes(who, need(yaml, value).text());
      case "is sent" -> {
        String keys = need(yaml, value).text();
        event =
            e ->
                e instanceof CallEvent.KeysSent k
                    && k.number().equals(who)
                    && k.keys().equals(keys);
      }
      case "is sent the e-mail" -> event = sent(Messages.Kind.EMAIL, who, need(yaml, value).text());
      case "is sent the SMS" -> event = sent(Messages.Kind.SMS, who, need(yaml, value).text());
      case "is sent the message" ->
          event = sent(Messages.Kind.CONNECTION, who, need(yaml, value).text());
      case "is never sent anything" -> {
        return new Step.Never(
            line, words, e -> e instanceof ScriptEvent.MessageSent m && to(m.message(), who));
      }
      case "is hung up" ->
          event = e -> e instanceof CallEvent.LegEnded l && l.number().equals(who) && !l.byItself();
      case "answers" -> event = answers(who, need(yaml, value).text());
      default -> event = asked(who, value);
    }
    return new Step.Expect(line, words, event);
  }

  private static Step callIs(Yaml yaml, Matcher call, String words, Yaml value) {
    String id = call.group("id");
    String state = value.text();
    boolean known = false;
    for (CallState one : CallState.values()) known |= one.word().equals(state);
    if (!known) throw value.wrong("'%s' is no state of a call".formatted(state));
    Predicate<TraceEvent> event =
        e ->
            e instanceof CallEvent.StateChanged s
                && (id == null || s.call().equals(id))
                && s.state().word().equals(state);
    return call.group("never") == null
        ? new Step.Expect(yaml.line(), words, event)
        : new Step.Never(yaml.line(), words, event);
  }

  private static Yaml need(Yaml step, @Nullable Yaml value) {
    if (value == null) throw step.wrong("this step needs ': ' and what is meant behind it");
    return value;
  }

  private static Predicate<TraceEvent> speech(String who, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return e ->
        e instanceof CallEvent.PlayStarted p
            && p.numbers().contains(who)
            && p.sound() instanceof Sound.Speech speech
            && speech.text().toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static Predicate<TraceEvent> file(String who, String name) {
    return e ->
        e instanceof CallEvent.PlayStarted p
            && p.numbers().contains(who)
            && p.sound() instanceof Sound.File file
            && file.file().equals(name);
  }

  /** A file is moved, to a certain path where one is given, or deleted. */
  private static Predicate<TraceEvent> touched(Matcher sentence, @Nullable Yaml value) {
    String name = sentence.group("file");
    String to = value == null ? null : value.text();
    if (sentence.group("what").equals("deleted")) {
      return e -> e instanceof ScriptEvent.FileDeleted d && d.file().equals(name);
    }
    return e ->
        e instanceof ScriptEvent.FileMoved m
            && m.file().equals(name)
            && (to == null || m.to().equals(to));
  }

  /** A part of a SELECT; or that under "sql", and the parameters in order. */
  private static Predicate<TraceEvent> selected(Yaml value) {
    Map<String, Yaml> entries = value.isMap() ? value.map("sql", "with") : Map.of("sql", value);
    Yaml part = entries.get("sql");
    String sql = part == null ? "" : part.text();
    Yaml with = entries.get("with");
    List<String> parameters = with == null ? null : with.list().stream().map(Yaml::text).toList();
    return e ->
        e instanceof ScriptEvent.Selected s
            && s.sql().contains(sql)
            && (parameters == null || s.parameters().equals(parameters));
  }

  private static Predicate<TraceEvent> called(String who) {
    return e -> e instanceof CallEvent.Dialled d && d.number().equals(who);
  }

  private static Predicate<TraceEvent> hears(String who, Hearing.Kind kind) {
    return e -> e instanceof CallEvent.Hears h && h.number().equals(who) && h.kind() == kind;
  }

  private static Predicate<TraceEvent> answers(String command, String outcome) {
    int blank = outcome.indexOf(' ');
    String code = blank < 0 ? outcome : outcome.substring(0, blank);
    String rest = blank < 0 ? "" : outcome.substring(blank + 1);
    return e ->
        e instanceof ScriptEvent.CommandEnded c
            && c.command().equalsIgnoreCase(command)
            && Integer.toString(c.result().code()).equals(code)
            && c.result().message().contains(rest);
  }

  private static Predicate<TraceEvent> sent(Messages.Kind kind, String who, String text) {
    return e ->
        e instanceof ScriptEvent.MessageSent m
            && m.message().kind() == kind
            && to(m.message(), who)
            && (m.message().subject() + "\n" + m.message().text()).contains(text);
  }

  private static boolean to(Messages.Outgoing message, String who) {
    return message.recipient().equals(who) || message.connection().equals(who);
  }

  private static Predicate<TraceEvent> asked(String url, @Nullable Yaml value) {
    Map<String, String> fields = value == null ? Map.of() : texts(value);
    return e ->
        e instanceof ScriptEvent.Requested r && r.url().equals(url) && has(r.form(), fields);
  }

  /** An alarm that is acknowledged; blanks between its digits do not count. */
  private static Predicate<TraceEvent> takes(String who, String alarm) {
    String digits = alarm.replace(" ", "");
    return e ->
        e instanceof ScriptEvent.AlarmSent a
            && a.number().equals(who)
            && a.result().ok()
            && a.digits().replace(" ", "").equals(digits);
  }

  private static Map<String, String> texts(Yaml yaml) {
    Map<String, String> texts = new LinkedHashMap<>();
    yaml.map().forEach((name, text) -> texts.put(name, text.text()));
    return texts;
  }

  private static boolean has(Map<String, String> all, Map<String, String> wanted) {
    return wanted.entrySet().stream().allMatch(one -> one.getValue().equals(all.get(one.getKey())));
  }
}
