package org.ozml.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.EventTypes;
import org.ozml.configuration.Yaml;
import org.ozml.document.Spelling;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Sentence.Said;
import org.ozml.service.message.Messages;
import org.ozml.simulator.World;

/**
 * All sentences that steps can be. A new one is a row here and its pattern in {@code
 * schema/scenario.schema.json}.
 */
final class Sentences {
  /** In the order in which messages show them. Where several fit, the first is meant. */
  static final List<Sentence> ALL =
      List.of(
          // what people hear and do
          expect("<1001> hears: text", s -> speech(s.number(), s.text())),
          expect("<1001> hears the file: name", s -> file(s.number(), s.text())),
          expect("<1001> hears a beep", s -> played(s.number(), Sound.Tone.class::isInstance)),
          expect("<1001> hears ringing", s -> hears(s.number(), Hearing.Kind.RINGBACK)),
          expect("<1001> hears hold music", s -> hears(s.number(), Hearing.Kind.HOLD_MUSIC)),
          expect("<1001> hears nobody", s -> hears(s.number(), Hearing.Kind.SILENCE)),
          never("<1001> never hears: text", s -> speech(s.number(), s.text())),
          expect("<1001> talks to: 1002", s -> talks(s.number(), s.names().number(s.text()))),
          expect("<1001> is called", s -> called(s.number())),
          expect("<1001> is called by: number or name", s -> calledBy(s)),
          never("<1001> is never called", s -> called(s.number())),
          new Sentence(
              "<1001> calls: 10086",
              s -> new Step.Call(s.line(), s.words(), s.number(), s.names().number(s.text()))),
          act("<1001> presses: keys", s -> new World.Doing.Press(s.text())),
          expect("<1001> is sent: keys", s -> keys(s.number(), s.text())),
          expect("<7000> receives the alarm: 1234 1110 01 015", s -> alarmAt(s.number(), s.text())),
          act("<1001> hangs up", s -> new World.Doing.HangUp()),
          expect("<1001> is hung up", s -> hungUp(s.number())),
          act("<1001> holds", s -> new World.Doing.DeviceHold(true)),
          act("<1001> resumes", s -> new World.Doing.DeviceHold(false)),
          expect("the sound is stopped", s -> Sentences::stopped),
          expect("the recording lasts: 3s", s -> recorded(s.value())),
          new Sentence("wait: 3s", s -> new Step.Pass(s.line(), s.words(), s.value().duration())),

          // what agents do and are told
          expect("agent <101> gets: AgentEvent_Talking", s -> told(s.varying(), s.value())),
          never("agent <101> never gets: AgentEvent_Talking", s -> told(s.varying(), s.value())),
          new Sentence("agent <101> is refused <200-012>: {transfer: {mode: 0}}", s -> refused(s)),
          new Sentence("agent <101> <sayfree>", s -> orders(s, Map.of())),
          new Sentence("agent <101> <login>: {phonenum: 2001}", s -> orders(s, texts(s.value()))),

          // alarms
          expect("alarm received: {account: 1234, eventcode: 110}", s -> alarmTaken(s.value())),
          expect("alarm sent: {account: 1234, eventcode: 110}", s -> alarmSent(s.value())),
          never("no alarm is received", s -> ScriptEvent.AlarmReceived.class::isInstance),

          // what the script does
          expect("<Speak> answers: 200", s -> answers(s.varying(), s.text())),
          never("<Speak> never runs", s -> runs(s.varying())),
          expect("call <A1> is: InCall", s -> state(s.varying(), s.value())),
          never("call <A1> never is: InCall", s -> state(s.varying(), s.value())),
          expect("the call is: Completed", s -> state(null, s.value())),
          never("the call never is: Completed", s -> state(null, s.value())),
          expect("<http://...> is asked: {Field: value}", s -> asked(s.varying(), s.value())),
          expect("<http://...> is asked", s -> asked(s.varying(), null)),
          never("<http://...> is never asked", s -> asked(s.varying(), null)),

          // messages, tables, files
          expect(
              "<boss@example.com> is sent the e-mail: text",
              s -> sent(Messages.Kind.EMAIL, s.number(), s.text())),
          expect(
              "<+3620123> is sent the SMS: text",
              s -> sent(Messages.Kind.SMS, s.number(), s.text())),
          expect(
              "<admin@localhost> is sent the message: text",
              s -> sent(Messages.Kind.CONNECTION, s.number(), s.text())),
          never("<boss@example.com> is never sent anything", s -> sentTo(s.number())),
          new Sentence(
              "a message arrives: {connection: admin@localhost, from: address, text: text}",
              s -> new Step.Arrives(s.line(), s.words(), WorldReader.arriving(s.value()))),
          expect("the database is asked: part of a SELECT", s -> selected(s.value())),
          never("the database is never asked", s -> ScriptEvent.Selected.class::isInstance),
          never("the file <the name> is never moved", s -> moved(s.varying(), null)),
          never("the file <the name> is never moved to: path", s -> moved(s.varying(), s.text())),
          never("the file <the name> is never deleted", s -> deleted(s.varying())),
          expect("the file <the name> is moved", s -> moved(s.varying(), null)),
          expect("the file <the name> is moved to: path", s -> moved(s.varying(), s.text())),
          expect("the file <the name> is deleted", s -> deleted(s.varying())),

          // how it ends
          expect("warning: text", s -> warned(s.text())),
          new Sentence("order: script", s -> new Step.Order(s.line(), s.words(), s.text())),
          expect("script ends: 200", s -> finished(s.value().number())),
          expect("script is aborted", s -> aborted("")),
          expect("script is aborted: text", s -> aborted(s.text())),
          new Sentence("nobody is left", s -> new Step.NobodyLeft(s.line(), s.words(), false)),
          new Sentence(
              "nobody is left at once", s -> new Step.NobodyLeft(s.line(), s.words(), true)));

  /** As many as a reader takes in at a glance. */
  private static final int FEW = 4;

  private Sentences() {}

  /** Something that has to happen. */
  private static Sentence expect(String written, Function<Said, Predicate<TraceEvent>> event) {
    return new Sentence(written, s -> new Step.Expect(s.line(), s.words(), event.apply(s)));
  }

  /** Something that must not happen. */
  private static Sentence never(String written, Function<Said, Predicate<TraceEvent>> event) {
    return new Sentence(written, s -> new Step.Never(s.line(), s.words(), event.apply(s)));
  }

  /** Something that somebody does. */
  private static Sentence act(String written, Function<Said, World.Doing> what) {
    return new Sentence(written, s -> new Step.Act(s.line(), s.words(), s.number(), what.apply(s)));
  }

  /** Returns what to do about a sentence that is none, for a message. */
  static String near(String sentence, boolean withValue) {
    Comparator<Sentence> nearest = Comparator.comparing(one -> one.distance(sentence, withValue));
    List<Sentence> few = ALL.stream().sorted(nearest).limit(FEW).toList();
    if (few.get(0).isNear(sentence)) {
      String others = listed(few.subList(1, FEW));
      return "did you mean '%s'? Others are:%s".formatted(few.get(0).example(), others);
    }
    return "there are, for example:" + listed(few);
  }

  private static String listed(List<Sentence> sentences) {
    StringBuilder list = new StringBuilder();
    for (Sentence one : sentences) list.append("\n  ").append(one.example());
    return list.toString();
  }

  // ---- what people hear

  private static Predicate<TraceEvent> played(String who, Predicate<Sound> sound) {
    return e ->
        e instanceof CallEvent.PlayStarted p && p.numbers().contains(who) && sound.test(p.sound());
  }

  private static Predicate<TraceEvent> speech(String who, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return played(
        who,
        sound ->
            sound instanceof Sound.Speech speech
                && speech.text().toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Predicate<TraceEvent> file(String who, String name) {
    return played(who, sound -> sound instanceof Sound.File file && file.file().equals(name));
  }

  private static Predicate<TraceEvent> hears(String who, Hearing.Kind kind) {
    return e -> e instanceof CallEvent.Hears h && h.number().equals(who) && h.kind() == kind;
  }

  private static Predicate<TraceEvent> talks(String who, String other) {
    return e ->
        e instanceof CallEvent.Hears h && h.number().equals(who) && h.others().contains(other);
  }

  private static boolean stopped(TraceEvent event) {
    return event instanceof CallEvent.PlayEnded p && p.end() == Report.Played.End.STOPPED;
  }

  private static Predicate<TraceEvent> recorded(Yaml value) {
    Duration length = value.duration();
    return e -> e instanceof CallEvent.RecordEnded r && r.length().equals(length);
  }

  // ---- what becomes of calls

  private static Predicate<TraceEvent> called(String who) {
    return e -> e instanceof CallEvent.Dialled d && d.number().equals(who);
  }

  private static Predicate<TraceEvent> calledBy(Said said) {
    String who = said.number();
    String caller = said.names().number(said.text());
    return e ->
        e instanceof CallEvent.Dialled d
            && d.number().equals(who)
            && (d.shown().number().equals(caller) || d.shown().name().equals(caller));
  }

  private static Predicate<TraceEvent> keys(String who, String keys) {
    return e ->
        e instanceof CallEvent.KeysSent k && k.number().equals(who) && k.keys().equals(keys);
  }

  private static Predicate<TraceEvent> hungUp(String who) {
    return e -> e instanceof CallEvent.LegEnded l && l.number().equals(who) && !l.byItself();
  }

  /** A call, any where no id is given, comes into a state. */
  private static Predicate<TraceEvent> state(@Nullable String id, Yaml value) {
    String state = value.text();
    boolean known = false;
    for (CallState one : CallState.values()) known |= one.word().equals(state);
    if (!known) throw value.wrong("'%s' is no state of a call".formatted(state));
    return e ->
        e instanceof CallEvent.StateChanged s
            && (id == null || s.call().equals(id))
            && s.state().word().equals(state);
  }

  // ---- what agents do and are told

  private static Step orders(Said said, Map<String, String> fields) {
    return new Step.Desktop(said.line(), said.words(), said.varying(), said.second(), fields, null);
  }

  private static Step refused(Said said) {
    Map<String, Yaml> order = said.value().isMap() ? said.value().map() : Map.of();
    if (order.size() != 1) {
      throw said.value().wrong("expected what is ordered, such as {transfer: {mode: 0}}");
    }
    Map.Entry<String, Yaml> one = order.entrySet().iterator().next();
    return new Step.Desktop(
        said.line(),
        said.words() + ": " + one.getKey(),
        said.varying(),
        one.getKey(),
        texts(one.getValue()),
        said.second());
  }

  /** An event by its type, or with a part of what it says. */
  private static Predicate<TraceEvent> told(String agent, Yaml value) {
    Map<String, Yaml> entries =
        value.isMap() ? value.map("eventType", "content") : Map.of("eventType", value);
    Yaml type = entries.get("eventType");
    if (type == null) throw value.wrong("'eventType' is missing here");
    String wanted = type.text();
    if (!EventTypes.ALL.containsKey(wanted)) {
      String near = Spelling.didYouMean(wanted, List.copyOf(EventTypes.ALL.keySet()));
      throw type.wrong("no agent is ever told '%s'%s".formatted(wanted, near));
    }
    Yaml part = entries.get("content");
    Object content = part == null ? Map.of() : plain(part);
    return e ->
        e instanceof AgentEvent a
            && a.workNo().equals(agent)
            && a.eventType().equals(wanted)
            && (part == null || isPart(content, a.content()));
  }

  private static Object plain(Yaml yaml) {
    if (!yaml.isMap()) return yaml.text();
    Map<String, Object> fields = new LinkedHashMap<>();
    yaml.map().forEach((name, value) -> fields.put(name, plain(value)));
    return fields;
  }

  private static boolean isPart(Object wanted, @Nullable Object all) {
    if (!(wanted instanceof Map<?, ?> fields)) return wanted.equals(String.valueOf(all));
    if (!(all instanceof Map<?, ?> told)) return false;
    for (Map.Entry<?, ?> one : fields.entrySet()) {
      Object value = one.getValue();
      if (value == null || !isPart(value, told.get(one.getKey()))) return false;
    }
    return true;
  }

  // ---- what scripts do

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

  private static Predicate<TraceEvent> runs(String command) {
    return e -> e instanceof ScriptEvent.CommandStarted c && c.command().equalsIgnoreCase(command);
  }

  private static Predicate<TraceEvent> asked(String url, @Nullable Yaml value) {
    Map<String, String> fields = value == null ? Map.of() : texts(value);
    return e ->
        e instanceof ScriptEvent.Requested r && r.url().equals(url) && has(r.form(), fields);
  }

  private static Predicate<TraceEvent> warned(String text) {
    return e -> e instanceof ScriptEvent.Warned w && w.text().contains(text);
  }

  private static Predicate<TraceEvent> finished(int code) {
    return e -> e instanceof ScriptEvent.Finished f && f.result().code() == code;
  }

  private static Predicate<TraceEvent> aborted(String text) {
    return e -> e instanceof ScriptEvent.Aborted a && a.reason().contains(text);
  }

  // ---- alarms

  private static Predicate<TraceEvent> alarmTaken(Yaml value) {
    Map<String, String> fields = texts(value);
    return e -> e instanceof ScriptEvent.AlarmReceived a && has(a.alarm(), fields);
  }

  private static Predicate<TraceEvent> alarmSent(Yaml value) {
    Map<String, String> fields = texts(value);
    return e -> e instanceof ScriptEvent.AlarmSent a && has(a.alarm(), fields);
  }

  /** An alarm that is acknowledged; blanks between its digits do not count. */
  private static Predicate<TraceEvent> alarmAt(String who, String alarm) {
    String digits = alarm.replace(" ", "");
    return e ->
        e instanceof ScriptEvent.AlarmSent a
            && a.number().equals(who)
            && a.result().ok()
            && a.digits().replace(" ", "").equals(digits);
  }

  // ---- messages, tables, files

  private static Predicate<TraceEvent> sent(Messages.Kind kind, String who, String text) {
    return sentTo(who)
        .and(
            e ->
                e instanceof ScriptEvent.MessageSent m
                    && m.message().kind() == kind
                    && (m.message().subject() + "\n" + m.message().text()).contains(text));
  }

  private static Predicate<TraceEvent> sentTo(String who) {
    return e ->
        e instanceof ScriptEvent.MessageSent m
            && (m.message().recipient().equals(who) || m.message().connection().equals(who));
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

  private static Predicate<TraceEvent> moved(String file, @Nullable String to) {
    return e ->
        e instanceof ScriptEvent.FileMoved m
            && m.file().equals(file)
            && (to == null || m.to().equals(to));
  }

  private static Predicate<TraceEvent> deleted(String file) {
    return e -> e instanceof ScriptEvent.FileDeleted d && d.file().equals(file);
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
