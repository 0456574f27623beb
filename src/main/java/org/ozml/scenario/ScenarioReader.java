package org.ozml.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.configuration.Yaml;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.file.ScriptPath;
import org.ozml.service.message.Messages;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/**
 * Reads scenarios and worlds from YAML. What is wrong is said with file, line and column, what was
 * expected, and what there is to choose from.
 */
public final class ScenarioReader {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?<who>\\S+) (?<verb>never hears|hears the file|hears a beep|hears ringing"
              + "|hears hold music|hears nobody|hears|talks to|is called|is called by"
              + "|is never called|receives the alarm|presses|is sent the e-mail|is sent the SMS|is sent the message|is never sent anything|is sent|hangs up|is hung up|holds|resumes|answers|never runs|is asked|is never asked)");
  private static final Pattern CALL =
      Pattern.compile("(?:call (?<id>\\S+)|the call) (?<never>never )?is");
  private static final Pattern ANSWERING =
      Pattern.compile(
          "(?<kind>answers|busy|rejects|no answer|not found|fails)(?: after (?<after>.+))?");
  private static final Pattern TAKING =
      Pattern.compile(
          "(?<verb>accepts|refuses)(?: after (?<after>[^ ]+))?(?: and reports (?<report>\\w+)(?: after (?<later>[^ ]+))?)?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  private static final Pattern FILE =
      Pattern.compile("the file (?<file>.+?) is (?<never>never )?(?<what>moved|deleted)( to)?");
  private static final Pattern SPAN = Pattern.compile("(.+?)\\s*-\\s*(.+)");

  private final DocumentReader documents = new DocumentReader(Limits.DEFAULT);

  /** Reads a scenario file; scripts that it names are looked for beside it. */
  public Scenario read(Path file) throws IOException {
    return read(file.getFileName().toString(), Files.readString(file), file.getParent());
  }

  /** Reads a world file: what stands under {@code world} in a scenario. */
  public World readWorld(Path file) throws IOException {
    Yaml yaml = Yaml.read(file.toString(), Files.readString(file));
    return world(yaml, Answering.after(3), file.getParent());
  }

  /**
   * Reads a scenario.
   *
   * @param folder where scripts are looked for that it names
   */
  public Scenario read(String name, String text, @Nullable Path folder) throws IOException {
    Yaml root = Yaml.read(name, text);
    Map<String, Yaml> top =
        root.map(
            "title",
            "script",
            "context",
            "call",
            "variables",
            "extensions",
            "world",
            "steps",
            "racy");
    Yaml script = top.get("script");
    if (script == null) throw root.wrong("expected 'script: ' with an OzML document or a file");
    Document document = document(script, folder);
    Yaml worldYaml = top.get("world");
    Answering nobody = Answering.of(Answering.Kind.NOT_FOUND);
    World world = worldYaml == null ? World.where(nobody) : world(worldYaml, nobody, folder);
    Scene scene = scene(top, document, world, folder);
    List<Step> steps = new ArrayList<>();
    Yaml stepList = top.get("steps");
    if (stepList != null) {
      Names names = new Names(scene);
      for (Yaml step : stepList.list()) steps.add(step(step, names));
    }
    Yaml racy = top.get("racy");
    return new Scenario(name, scene, steps, racy != null && racy.flag());
  }

  private Document document(Yaml yaml, @Nullable Path folder) throws IOException {
    String text = yaml.text();
    boolean inline = text.isBlank() || text.contains("<") || text.contains("\n");
    if (inline || folder == null) return documents.read("script.xml", text);
    Path file = folder.resolve(text.strip());
    if (!Files.isRegularFile(file)) throw yaml.wrong("there is no script " + text.strip());
    return documents.read(text.strip(), Files.readAllBytes(file));
  }

  private Scene scene(Map<String, Yaml> top, Document document, World world, @Nullable Path folder)
      throws IOException {
    Context context = context(top.get("context"), world);
    String caller = Scene.CALLER;
    String dialed = Scene.EXTENSION;
    String callId = null;
    Yaml call = top.get("call");
    if (call != null && call.isText()) {
      callId = call.text();
    } else if (call != null) {
      Map<String, Yaml> entries = call.map("caller", "dialed");
      if (entries.containsKey("caller")) caller = entries.get("caller").text();
      if (entries.containsKey("dialed")) dialed = entries.get("dialed").text();
    }
    Map<String, Document> extensions = new HashMap<>();
    Yaml others = top.get("extensions");
    if (others != null) {
      for (Map.Entry<String, Yaml> other : others.map().entrySet()) {
        extensions.put(other.getKey(), document(other.getValue(), folder));
      }
    }
    Map<String, String> variables = new LinkedHashMap<>();
    Yaml given = top.get("variables");
    if (given != null) given.map().forEach((key, value) -> variables.put(key, value.text()));
    return new Scene(document, context, caller, dialed, callId, world, extensions, variables);
  }

  private static Context context(@Nullable Yaml yaml, World world) {
    if (yaml == null) return world.calls().isEmpty() ? Context.EXTENSION : Context.THIRD_PARTY;
    return switch (yaml.text()) {
      case "extension" -> Context.EXTENSION;
      case "third-party" -> Context.THIRD_PARTY;
      case "routing" -> Context.ROUTING;
      case "message" -> Context.MESSAGE;
      default ->
          throw yaml.wrong(
              "unknown context '%s'; expected extension, third-party, routing or message"
                  .formatted(yaml.text()));
    };
  }

  // ---- the world

  private World world(Yaml yaml, Answering usual, @Nullable Path folder) throws IOException {
    Map<String, Yaml> entries =
        yaml.map(
            "people",
            "others",
            "calls",
            "web",
            "files",
            "connections",
            "messages",
            "voicemails",
            "sql",
            "notifications");
    Yaml others = entries.get("others");
    Answering rest = others == null ? usual : answering(others);
    Map<String, World.Person> people = new LinkedHashMap<>();
    if (entries.containsKey("people")) {
      entries.get("people").map().forEach((number, person) -> people.put(number, person(person)));
    }
    List<World.Standing> calls = new ArrayList<>();
    if (entries.containsKey("calls")) {
      for (Yaml call : entries.get("calls").list()) calls.add(standing(call));
    }
    Map<String, List<World.WebAnswer>> web = new HashMap<>();
    if (entries.containsKey("web")) {
      for (Map.Entry<String, Yaml> site : entries.get("web").map().entrySet()) {
        List<World.WebAnswer> answers = new ArrayList<>();
        for (Yaml answer : site.getValue().list()) answers.add(answer(answer, folder));
        web.put(site.getKey(), answers);
      }
    }
    Map<String, Duration> files = new HashMap<>();
    if (entries.containsKey("files")) {
      entries
          .get("files")
          .map()
          .forEach((name, length) -> files.put(file(name, length), length.duration()));
    }
    Map<String, String> notifications = new HashMap<>();
    if (entries.containsKey("notifications")) {
      entries
          .get("notifications")
          .map("CallChanged", "RoutingInterception", "IncomingSMS")
          .forEach((name, url) -> notifications.put(name, url.text()));
    }
    return World.where(rest)
        .people(people)
        .calls(calls)
        .web(web)
        .files(files)
        .post(post(entries.get("connections"), entries.get("messages")))
        .voicemails(voicemails(entries.get("voicemails")))
        .tables(tables(entries.get("sql")))
        .notifications(notifications);
  }

  private static String file(String name, Yaml yaml) {
    try {
      ScriptPath.read(name, Map.of());
      return name;
    } catch (ScriptPath.Refused e) {
      throw yaml.wrong(e.reason());
    }
  }

  private static World.Post post(@Nullable Yaml connections, @Nullable Yaml messages) {
    Map<String, World.Taking> takings = new HashMap<>();
    if (connections != null) {
      connections.map().forEach((name, how) -> takings.put(name, taking(how)));
    }
    List<World.Arriving> arriving = new ArrayList<>();
    if (messages != null) {
      for (Yaml message : messages.list()) arriving.add(arriving(message));
    }
    return new World.Post(takings, null, arriving);
  }

  private static World.Taking taking(Yaml yaml) {
    Matcher matcher = TAKING.matcher(yaml.text());
    if (!matcher.matches()) {
      throw yaml.wrong(
          "'%s' is no way to take a message; expected accepts, accepts after 2s, refuses,"
                  .formatted(yaml.text())
              + " or accepts and reports Delivered after 5s");
    }
    return new World.Taking(
        matcher.group("verb").equals("accepts"),
        after(yaml, matcher.group("after")),
        matcher.group("report"),
        after(yaml, matcher.group("later")));
  }

  private static Duration after(Yaml yaml, @Nullable String text) {
    if (text == null) return Duration.ZERO;
    Duration time = Yaml.duration(text);
    if (time == null) throw yaml.wrong("'%s' is no time; expected 3s, 0.5s, 200ms".formatted(text));
    return time;
  }

  private static World.Arriving arriving(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("after", "connection", "from", "to", "text");
    Yaml after = entries.get("after");
    Yaml from = entries.get("from");
    Yaml to = entries.get("to");
    return new World.Arriving(
        after == null ? Duration.ZERO : after.duration(),
        needed(yaml, entries, "connection"),
        from == null ? "" : from.text(),
        to == null ? "" : to.text(),
        needed(yaml, entries, "text"));
  }

  private static Map<String, List<World.Voicemail>> voicemails(@Nullable Yaml yaml) {
    Map<String, List<World.Voicemail>> all = new HashMap<>();
    if (yaml == null) return all;
    for (Map.Entry<String, Yaml> box : yaml.map().entrySet()) {
      List<World.Voicemail> messages = new ArrayList<>();
      for (Yaml message : box.getValue().list()) {
        Map<String, Yaml> entries = message.map("from", "date", "lasts", "old");
        Yaml lasts = entries.get("lasts");
        Yaml old = entries.get("old");
        messages.add(
            new World.Voicemail(
                needed(message, entries, "from"),
                date(message, entries),
                lasts == null ? Duration.ofSeconds(5) : lasts.duration(),
                old != null && old.flag()));
      }
      all.put(box.getKey(), messages);
    }
    return all;
  }

  private static String date(Yaml message, Map<String, Yaml> entries) {
    String date = needed(message, entries, "date");
    if (DATE.matcher(date).matches()) return date;
    throw message.wrong("'%s' is no date; expected 2026-11-20 10:12:00".formatted(date));
  }

  private static Map<String, World.Table> tables(@Nullable Yaml yaml) {
    Map<String, World.Table> all = new LinkedHashMap<>();
    if (yaml == null) return all;
    yaml.map().forEach((name, table) -> all.put(name, table(table)));
    return all;
  }

  private static World.Table table(Yaml yaml) {
    Duration delay = Duration.ZERO;
    String fault = null;
    List<Yaml> written = List.of();
    if (yaml.isMap()) {
      Map<String, Yaml> entries = yaml.map("rows", "after", "fault");
      if (entries.containsKey("rows")) written = entries.get("rows").list();
      if (entries.containsKey("after")) delay = entries.get("after").duration();
      if (entries.containsKey("fault")) fault = entries.get("fault").text();
    } else {
      written = yaml.list();
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (Yaml row : written) {
      Map<String, String> columns = new LinkedHashMap<>();
      row.map().forEach((name, value) -> columns.put(name, value.text()));
      rows.add(columns);
    }
    return new World.Table(rows, delay, fault);
  }

  private static Answering answering(Yaml yaml) {
    Matcher matcher = ANSWERING.matcher(yaml.text());
    String after = matcher.matches() ? matcher.group("after") : null;
    Duration time = after == null ? null : Yaml.duration(after);
    if (!matcher.matches() || (after != null && time == null)) {
      throw yaml.wrong(
          "'%s' is no way to take a call; expected answers after 3s, busy, rejects after 2s, no answer, not found, fails"
              .formatted(yaml.text()));
    }
    Answering.Kind kind =
        switch (matcher.group("kind")) {
          case "answers" -> Answering.Kind.ANSWERS;
          case "busy" -> Answering.Kind.BUSY;
          case "rejects" -> Answering.Kind.REJECTS;
          case "no answer" -> Answering.Kind.NO_ANSWER;
          case "not found" -> Answering.Kind.NOT_FOUND;
          default -> Answering.Kind.FAILS;
        };
    Duration usual = kind == Answering.Kind.ANSWERS ? Duration.ofSeconds(3) : Duration.ZERO;
    return new Answering(kind, time == null ? usual : time);
  }

  private static World.Person person(Yaml yaml) {
    if (yaml.isText()) return new World.Person(answering(yaml), List.of(), List.of(), true);
    Map<String, Yaml> entries = yaml.map("answering", "does", "talks", "media", "panel", "centre");
    Yaml answering = entries.get("answering");
    List<World.Act> acts = new ArrayList<>();
    if (entries.containsKey("does")) {
      for (Yaml act : entries.get("does").list()) acts.add(act(act));
    }
    List<World.Talk> talks = new ArrayList<>();
    if (entries.containsKey("talks")) {
      for (Yaml talk : entries.get("talks").list()) talks.add(talk(talk));
    }
    Yaml media = entries.get("media");
    return new World.Person(
        answering == null ? Answering.after(3) : answering(answering),
        acts,
        talks,
        media == null || !media.text().equals("fails"),
        device(entries.get("panel"), entries.get("centre")));
  }

  private static World.@Nullable Device device(@Nullable Yaml panel, @Nullable Yaml centre) {
    if (panel != null && centre != null) throw centre.wrong("it is a panel already");
    if (panel != null) return panel(panel);
    return centre == null ? null : centre(centre);
  }

  private static World.Device panel(Yaml yaml) {
    Map<String, Yaml> entries =
        yaml.map(
            "account",
            "qualifier",
            "event",
            "partition",
            "zone",
            "corrupts",
            "loses",
            "misses",
            "silent",
            "hangs up after");
    ContactId alarm =
        new ContactId(
            hex(yaml, entries, "account", 4),
            qualifier(entries.get("qualifier")),
            hex(yaml, entries, "event", 3),
            hex(yaml, entries, "partition", 2),
            hex(yaml, entries, "zone", 3));
    return new World.Device.Panel(
        alarm,
        count(entries, "corrupts"),
        count(entries, "loses"),
        count(entries, "misses"),
        flag(entries, "silent"),
        count(entries, "hangs up after"));
  }

  private static World.Device centre(Yaml yaml) {
    if (yaml.isText() && yaml.text().equals("good")) return World.Device.Centre.GOOD;
    Map<String, Yaml> entries = yaml.map("withholds", "deaf", "silent");
    return new World.Device.Centre(
        count(entries, "withholds"), flag(entries, "deaf"), flag(entries, "silent"));
  }

  private static String hex(Yaml yaml, Map<String, Yaml> entries, String name, int most) {
    String text = needed(yaml, entries, name);
    Yaml entry = entries.getOrDefault(name, yaml);
    if (text.matches("[0-9A-Fa-f]{1,%d}".formatted(most))) return text;
    throw entry.wrong("expected up to %d hexadecimal digits".formatted(most));
  }

  private static ContactId.Qualifier qualifier(@Nullable Yaml yaml) {
    if (yaml == null) return ContactId.Qualifier.NEW_EVENT;
    for (ContactId.Qualifier one : ContactId.Qualifier.values()) {
      if (one.word().equals(yaml.text())) return one;
    }
    throw yaml.wrong("expected NewEvent, NewRestore or StatusReport");
  }

  private static int count(Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    return entry == null ? 0 : entry.number();
  }

  private static boolean flag(Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    return entry != null && entry.flag();
  }

  private static World.Talk talk(Yaml yaml) {
    Matcher span = SPAN.matcher(yaml.text());
    Duration from = span.matches() ? Yaml.duration(span.group(1)) : null;
    Duration to = span.matches() ? Yaml.duration(span.group(2)) : null;
    if (from == null || to == null) throw yaml.wrong("expected a span such as 0s - 5s");
    return new World.Talk(from, to);
  }

  private static World.Act act(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("hears", "after", "press", "hang up", "hold");
    Yaml hears = entries.get("hears");
    Yaml after = entries.get("after");
    Duration time = after == null ? Duration.ZERO : after.duration();
    World.Doing what;
    if (entries.containsKey("press")) {
      what = new World.Doing.Press(entries.get("press").text());
    } else if (entries.containsKey("hang up")) {
      what = new World.Doing.HangUp();
    } else if (entries.containsKey("hold")) {
      what = new World.Doing.DeviceHold(entries.get("hold").flag());
    } else {
      throw yaml.wrong("expected press, hang up or hold");
    }
    return new World.Act(hears == null ? null : hears.text(), time, what);
  }

  private static World.Standing standing(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("id", "caller", "callee", "state");
    Yaml given = entries.get("state");
    String state = given == null ? "InCall" : given.text();
    if (!List.of("InCall", "Hold", "Ringing").contains(state)) {
      throw yaml.wrong("'%s' is no state; expected InCall, Hold or Ringing".formatted(state));
    }
    return new World.Standing(
        needed(yaml, entries, "id"),
        needed(yaml, entries, "caller"),
        needed(yaml, entries, "callee"),
        state.equals("Hold"),
        state.equals("Ringing"));
  }

  private static String needed(Yaml yaml, Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    if (entry == null) throw yaml.wrong("'%s' is missing here".formatted(name));
    return entry.text();
  }

  private static World.WebAnswer answer(Yaml yaml, @Nullable Path folder) throws IOException {
    if (yaml.isText()) return World.WebAnswer.of(body(yaml, folder));
    Map<String, Yaml> entries = yaml.map("status", "answer", "after", "fault");
    Yaml body = entries.get("answer");
    Yaml after = entries.get("after");
    Yaml fault = entries.get("fault");
    return new World.WebAnswer(
        entries.containsKey("status") ? entries.get("status").number() : 200,
        body == null ? "" : body(body, folder),
        after == null ? Duration.ZERO : after.duration(),
        fault == null ? null : fault.text());
  }

  private static String body(Yaml yaml, @Nullable Path folder) throws IOException {
    String text = yaml.text();
    if (folder == null || text.contains("<") || !text.strip().endsWith(".xml")) return text;
    Path file = folder.resolve(text.strip());
    if (!Files.isRegularFile(file)) throw yaml.wrong("there is no file " + text.strip());
    return Files.readString(file);
  }

  // ---- the steps

  /** What "caller" and "callee" mean in a scenario. */
  private record Names(Scene scene) {
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

  private static Step step(Yaml yaml, Names names) {
    String sentence;
    Yaml value = null;
    if (yaml.isMap()) {
      Map<String, Yaml> entries = yaml.map();
      if (entries.size() != 1) throw yaml.wrong("a step is one sentence");
      Map.Entry<String, Yaml> entry = entries.entrySet().iterator().next();
      sentence = entry.getKey();
      value = entry.getValue();
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
        return new Step.Arrives(line, words, arriving(need(yaml, value)));
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
    Map<String, String> fields = value != null && value.isMap() ? texts(value) : Map.of();
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
