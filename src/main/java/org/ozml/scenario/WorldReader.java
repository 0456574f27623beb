package org.ozml.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.configuration.Yaml;
import org.ozml.document.Spelling;
import org.ozml.service.file.ScriptPath;
import org.ozml.simulator.WebFault;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/** Reads worlds from YAML: what stands under {@code world} in a scenario. */
final class WorldReader {
  private static final Pattern ANSWERING =
      Pattern.compile(
          "(?<kind>answers|busy|rejects|no answer|not found|fails)(?: after (?<after>.+))?");
  private static final Pattern TAKING =
      Pattern.compile(
          "(?<verb>accepts|refuses)(?: after (?<after>[^ ]+))?(?: and reports (?<report>\\w+)(?: after (?<later>[^ ]+))?)?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern SPAN = Pattern.compile("(.+?)\\s*-\\s*(.+)");

  private WorldReader() {}

  /**
   * Reads a world, or the file that is named instead. A world that is {@code like} a file's has
   * what that has, but for what it says itself.
   *
   * @param usual how those behave of whom it does not say
   * @param folder where documents and worlds are looked for that it names
   */
  static World read(Yaml yaml, Answering usual, @Nullable Path folder) throws IOException {
    return read(yaml, usual, folder, Set.of());
  }

  private static World read(Yaml yaml, Answering usual, @Nullable Path folder, Set<Path> likes)
      throws IOException {
    if (yaml.isText()) return like(yaml, usual, folder, likes);
    Map<String, Yaml> entries =
        yaml.map(
            "like",
            "time",
            "people",
            "others",
            "calls",
            "web",
            "files",
            "connections",
            "messages",
            "voicemails",
            "sql",
            "notifications",
            "callers",
            "agents",
            "centre");
    Yaml like = entries.get("like");
    World base = like == null ? World.where(usual) : like(like, usual, folder, likes);
    Yaml others = entries.get("others");
    Map<String, World.Person> people = new LinkedHashMap<>(base.people());
    if (entries.containsKey("people")) {
      entries.get("people").map().forEach((number, person) -> people.put(number, person(person)));
    }
    List<World.Standing> calls = new ArrayList<>(base.calls());
    if (entries.containsKey("calls")) {
      calls.clear();
      for (Yaml call : entries.get("calls").list()) calls.add(standing(call));
    }
    Map<String, List<World.WebAnswer>> web = new HashMap<>(base.web());
    if (entries.containsKey("web")) {
      for (Map.Entry<String, Yaml> site : entries.get("web").map().entrySet()) {
        List<World.WebAnswer> answers = new ArrayList<>();
        for (Yaml answer : site.getValue().list()) answers.add(answer(answer, folder));
        web.put(site.getKey(), answers);
      }
    }
    Map<String, Duration> files = new HashMap<>(base.files());
    if (entries.containsKey("files")) {
      entries
          .get("files")
          .map()
          .forEach((name, length) -> files.put(file(name, length), length.duration()));
    }
    Map<String, String> notifications = new HashMap<>(base.notifications());
    if (entries.containsKey("notifications")) {
      entries
          .get("notifications")
          .map("CallChanged", "RoutingInterception", "IncomingSMS")
          .forEach((name, url) -> notifications.put(name, url.text()));
    }
    Map<String, List<World.Voicemail>> voicemails = new HashMap<>(base.voicemails());
    voicemails.putAll(voicemails(entries.get("voicemails")));
    Map<String, World.Table> tables = new LinkedHashMap<>(base.tables());
    tables.putAll(tables(entries.get("sql")));
    Yaml time = entries.get("time");
    return World.where(others == null ? base.others() : answering(others))
        .begin(time == null ? base.begin() : time(time))
        .people(people)
        .calls(calls)
        .web(web)
        .files(files)
        .post(post(base.post(), entries.get("connections"), entries.get("messages")))
        .voicemails(voicemails)
        .tables(tables)
        .notifications(notifications)
        .traffic(TrafficReader.read(base.traffic(), entries, folder));
  }

  private static World like(Yaml yaml, Answering usual, @Nullable Path folder, Set<Path> likes)
      throws IOException {
    String name = yaml.text().strip();
    Path file = folder == null ? Path.of(name) : folder.resolve(name).normalize();
    if (!Files.isRegularFile(file)) throw yaml.wrong("there is no world " + name);
    Set<Path> more = new HashSet<>(likes);
    if (!more.add(file.toAbsolutePath())) throw yaml.wrong("%s is like itself".formatted(name));
    Yaml world = Yaml.read(file.toString(), Files.readString(file));
    return read(world, usual, ScenarioReader.folder(file), more);
  }

  private static LocalDateTime time(Yaml yaml) {
    try {
      return LocalDateTime.parse(yaml.text().strip(), TIME);
    } catch (DateTimeParseException e) {
      throw yaml.wrong(
          "'%s' is no date and time; expected 2026-11-21 18:30".formatted(yaml.text()));
    }
  }

  private static String file(String name, Yaml yaml) {
    try {
      ScriptPath.read(name, Map.of());
      return name;
    } catch (ScriptPath.Refused e) {
      throw yaml.wrong(e.reason());
    }
  }

  private static World.Post post(
      World.Post base, @Nullable Yaml connections, @Nullable Yaml messages) {
    Map<String, World.Taking> takings = new HashMap<>(base.connections());
    if (connections != null) {
      connections.map().forEach((name, how) -> takings.put(name, taking(how)));
    }
    List<World.Arriving> arriving = new ArrayList<>(base.arriving());
    if (messages != null) {
      arriving.clear();
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

  static World.Arriving arriving(Yaml yaml) {
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

  static String needed(Yaml yaml, Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    if (entry == null) throw yaml.wrong("'%s' is missing here".formatted(name));
    return entry.text();
  }

  private static World.WebAnswer answer(Yaml yaml, @Nullable Path folder) throws IOException {
    if (yaml.isText()) return plain(yaml, folder);
    Map<String, Yaml> entries = yaml.map("status", "answer", "after", "fault");
    Yaml status = entries.get("status");
    Yaml body = entries.get("answer");
    Yaml after = entries.get("after");
    Yaml fault = entries.get("fault");
    World.WebAnswer answer = body == null ? World.WebAnswer.of("") : document(body, folder);
    if (fault != null) answer = fault(fault);
    if (status != null) answer = answer.status(status.number());
    return after == null ? answer : answer.after(after.duration());
  }

  /** One of the words, or what went wrong in words of its own. */
  private static World.WebAnswer fault(Yaml yaml) {
    World.WebAnswer known = WebFault.answer(yaml.text());
    if (known != null) return known;
    String meant = Spelling.didYouMean(yaml.text(), WebFault.words());
    if (meant.isEmpty()) return World.WebAnswer.unreachable(yaml.text());
    throw yaml.wrong("'%s' is no fault%s".formatted(yaml.text(), meant));
  }

  private static World.WebAnswer plain(Yaml yaml, @Nullable Path folder) throws IOException {
    String text = yaml.text().strip();
    World.WebAnswer fault = WebFault.answer(text);
    if (fault != null) return fault;
    if (text.isEmpty() || text.contains("<") || text.endsWith(".xml")) {
      return document(yaml, folder);
    }
    throw yaml.wrong(
        "'%s' is no answer; expected a document, a file *.xml, a status such as 404, or %s. Any other text stands behind 'answer:'"
            .formatted(Spelling.shorten(text), String.join(", ", WebFault.words())));
  }

  private static World.WebAnswer document(Yaml yaml, @Nullable Path folder) throws IOException {
    String text = yaml.text();
    if (folder == null || text.contains("<") || !text.strip().endsWith(".xml")) {
      return World.WebAnswer.of(text);
    }
    Path file = folder.resolve(text.strip());
    if (!Files.isRegularFile(file)) throw yaml.wrong("there is no file " + text.strip());
    return World.WebAnswer.of(Files.readString(file)).from(text.strip());
  }
}
