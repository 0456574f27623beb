package org.ozml.exploration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.call.CallEvent;
import org.ozml.call.Report;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.document.Document;
import org.ozml.document.Source;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Json;
import org.ozml.service.message.Messages;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.World;

/** Writes the world of a path as a scenario has it: with the outcomes that were chosen. */
final class WorldText {
  private final Ground ground;
  private final Walk walk;
  private final Path folder;
  private final World world;

  WorldText(Ground ground, Walk walk, Path folder) {
    this.ground = ground;
    this.walk = walk;
    this.folder = folder;
    this.world = ground.scene().world();
  }

  static String time(Duration time) {
    return Notification.seconds(time) + "s";
  }

  static String message(World.Arriving message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!message.after().isZero()) fields.put("after", time(message.after()));
    fields.put("connection", message.connection());
    fields.put("from", message.from());
    if (!message.to().isEmpty()) fields.put("to", message.to());
    fields.put("text", message.text());
    return Json.line(fields);
  }

  /** Returns the lines that name the script, or have it. */
  List<String> script() {
    Document script = ground.scene().document();
    if (script == null) return List.of("script: " + Json.line(ground.scene().name()));
    Source source = script.source();
    String file = file(source.name(), source.text());
    List<String> lines = new ArrayList<>();
    if (file != null) {
      lines.add("script: " + Json.line(file));
    } else {
      lines.add("script: |");
      source.text().lines().forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** The name of a file with that text, relative to where the scenario will be; null: none. */
  private @Nullable String file(String name, String text) {
    try {
      Path file = Path.of(name);
      if (!name.endsWith(".xml") || !Files.isRegularFile(file)) return null;
      if (!Files.readString(file).equals(text)) return null;
      Path from = folder.toAbsolutePath().normalize();
      return from.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    } catch (InvalidPathException | IOException e) {
      return null;
    } catch (IllegalArgumentException e) {
      return null; // on another drive
    }
  }

  /** Returns the lines of the world. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("world:");
    lines.add("  others: " + words(world.others()));
    section("people", people(), lines);
    if (!world.calls().isEmpty()) {
      lines.add("  calls:");
      world.calls().forEach(call -> lines.add("    - " + call(call)));
    }
    section("web", web(), lines);
    section("files", files(), lines);
    section("connections", connections(), lines);
    if (!world.post().arriving().isEmpty()) {
      lines.add("  messages:");
      world.post().arriving().forEach(message -> lines.add("    - " + message(message)));
    }
    section("voicemails", voicemails(), lines);
    section("sql", tables(), lines);
    section("notifications", new LinkedHashMap<>(world.notifications()), lines);
    return lines;
  }

  private static void section(String name, Map<String, ?> entries, List<String> lines) {
    if (entries.isEmpty()) return;
    lines.add("  " + name + ":");
    entries.forEach((key, value) -> lines.add("    " + Json.line(key) + ": " + Json.line(value)));
  }

  private static String words(World.Answering how) {
    String words = how.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return how.after().isZero() && how.kind() != World.Answering.Kind.ANSWERS
        ? words
        : words + " after " + time(how.after());
  }

  private static String call(World.Standing call) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", call.id());
    fields.put("caller", call.caller());
    fields.put("callee", call.callee());
    if (call.held()) fields.put("state", "Hold");
    if (call.ringing()) fields.put("state", "Ringing");
    return Json.line(fields);
  }

  private Map<String, Object> people() {
    Map<String, Object> people = new LinkedHashMap<>();
    world.people().forEach((number, person) -> people.put(number, person(person)));
    for (Walk.Taken taken : walk.taken()) {
      if (taken.choice() instanceof Choice.Takes takes) {
        people.put(takes.number(), words(takes.how()));
      }
    }
    return people;
  }

  private static Object person(World.Person person) {
    boolean plain =
        person.acts().isEmpty()
            && person.talks().isEmpty()
            && person.media()
            && person.device() == null;
    if (plain) return words(person.answering());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answering", words(person.answering()));
    if (!person.acts().isEmpty()) {
      fields.put("does", person.acts().stream().map(WorldText::act).toList());
    }
    if (!person.talks().isEmpty()) {
      fields.put(
          "talks",
          person.talks().stream().map(one -> time(one.from()) + " - " + time(one.to())).toList());
    }
    if (!person.media()) fields.put("media", "fails");
    if (person.device() instanceof World.Device.Panel panel) fields.put("panel", panel(panel));
    if (person.device() instanceof World.Device.Centre centre) {
      fields.put(
          "centre",
          Map.of(
              "withholds", centre.withholds(), "deaf", centre.deaf(), "silent", centre.silent()));
    }
    return fields;
  }

  private static Map<String, Object> act(World.Act act) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (act.hears() != null) fields.put("hears", act.hears());
    if (!act.after().isZero()) fields.put("after", time(act.after()));
    if (act.what() instanceof World.Doing.Press press) fields.put("press", press.keys());
    if (act.what() instanceof World.Doing.HangUp) fields.put("hang up", "");
    if (act.what() instanceof World.Doing.DeviceHold hold) fields.put("hold", hold.on());
    return fields;
  }

  private static Map<String, Object> panel(World.Device.Panel panel) {
    ContactId alarm = panel.alarm();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", alarm.account());
    fields.put("qualifier", alarm.qualifier().word());
    fields.put("event", alarm.event());
    fields.put("partition", alarm.partition());
    fields.put("zone", alarm.zone());
    fields.put("corrupts", panel.corrupts());
    fields.put("loses", panel.loses());
    fields.put("misses", panel.misses());
    fields.put("silent", panel.silent());
    fields.put("hangs up after", panel.hangsUpAfter());
    return fields;
  }

  private Map<String, Object> web() {
    Set<String> asked = new HashSet<>();
    for (TraceEvent event : walk.events()) {
      if (event instanceof ScriptEvent.Requested e) asked.add(e.url());
    }
    Map<String, Object> web = new LinkedHashMap<>();
    world
        .web()
        .forEach(
            (url, answers) -> {
              boolean wanted = asked.stream().anyMatch(one -> one.startsWith(url));
              if (wanted) web.put(url, answers.stream().map(this::answer).toList());
            });
    Map<String, List<Object>> chosen = new LinkedHashMap<>();
    for (Walk.Taken taken : walk.taken()) {
      if (taken.choice() instanceof Choice.Answers answers) {
        chosen
            .computeIfAbsent(answers.url(), url -> new ArrayList<>())
            .add(answer(answers.answer()));
      }
    }
    web.putAll(chosen);
    return web;
  }

  private Object answer(World.WebAnswer answer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (answer.status() != 200 && answer.fault() == null) fields.put("status", answer.status());
    if (!answer.delay().isZero()) fields.put("after", time(answer.delay()));
    if (answer.fault() != null) fields.put("fault", answer.fault());
    String file = answer.file() == null ? null : file(answer.file(), answer.body());
    String body = Objects.requireNonNullElse(file, answer.body());
    if (fields.isEmpty()) return body;
    if (!body.isEmpty()) fields.put("answer", body);
    return fields;
  }

  /** Files of the world, and those on disk that the path plays. */
  private Map<String, Object> files() {
    Map<String, Object> files = new LinkedHashMap<>();
    world.files().forEach((name, length) -> files.put(name, time(length)));
    SoundLength disk = new SoundLength(ground.audio(), name -> null);
    Map<Long, Sound.File> played = new LinkedHashMap<>();
    for (TraceEvent event : walk.events()) {
      if (event instanceof CallEvent.PlayStarted e && e.sound() instanceof Sound.File file) {
        played.put(e.play(), file);
      } else if (event instanceof CallEvent.PlayEnded e && e.end() == Report.Played.End.FAILED) {
        played.remove(e.play());
      }
    }
    for (Sound.File file : played.values()) {
      boolean remote = file.file().regionMatches(true, 0, "http", 0, 4);
      Duration length = remote ? null : disk.of(file);
      if (length != null) files.putIfAbsent(file.file(), time(length));
    }
    return files;
  }

  private Map<String, Object> connections() {
    Map<String, Object> connections = new LinkedHashMap<>();
    world.post().connections().forEach((name, how) -> connections.put(name, words(how)));
    World.Taking others = world.post().others();
    if (others == null) return connections;
    for (TraceEvent event : walk.events()) {
      if (event instanceof ScriptEvent.MessageSent e) {
        Messages.Outgoing message = e.message();
        String name =
            switch (message.kind()) {
              case EMAIL -> "email";
              case SMS -> "sms";
              case CONNECTION -> message.connection();
            };
        connections.putIfAbsent(name, words(others));
      }
    }
    return connections;
  }

  private static String words(World.Taking how) {
    String words = (how.accepts() ? "accepts after " : "refuses after ") + time(how.after());
    return how.report() == null
        ? words
        : words + " and reports %s after %s".formatted(how.report(), time(how.reportAfter()));
  }

  private Map<String, Object> voicemails() {
    Map<String, Object> boxes = new LinkedHashMap<>();
    world
        .voicemails()
        .forEach(
            (extension, all) ->
                boxes.put(extension, all.stream().map(WorldText::voicemail).toList()));
    return boxes;
  }

  private static Map<String, Object> voicemail(World.Voicemail one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("from", one.from());
    fields.put("date", one.date());
    fields.put("lasts", time(one.length()));
    fields.put("old", one.old());
    return fields;
  }

  private Map<String, Object> tables() {
    Map<String, Object> tables = new LinkedHashMap<>();
    world
        .tables()
        .forEach(
            (name, table) -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("rows", table.rows());
              fields.put("after", time(table.delay()));
              if (table.fault() != null) fields.put("fault", table.fault());
              tables.put(name, fields);
            });
    return tables;
  }
}
