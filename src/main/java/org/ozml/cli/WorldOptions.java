package org.ozml.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.scenario.Scene;
import org.ozml.simulator.WebFault;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say what is there when a script runs. */
final class WorldOptions {
  private final OptionSpec caller =
      Options.text("--caller", "NUMBER", "Who calls; 1001 unless given.");

  private final OptionSpec dialed =
      Options.text(
          "--dialed",
          "NUMBER",
          "What is called: the API extension whose script this is; 9994 unless given.");

  private final OptionSpec keys =
      Options.text(
          "--keys",
          "KEYS[,KEYS...]",
          "What the other party presses: each group answers the next menu that listens (UserInput, or a Record with"
              + " FinishDigits), one second after its prompts begin. A menu that starts over takes the next group.");

  private final OptionSpec answers =
      Options.texts(
          "--answer",
          "URL=FILE",
          "What a web application answers: a file; or an HTTP status such as 404; or what is wrong: %s. Several for"
                  .formatted(String.join(", ", WebFault.words()))
              + " one URL are its answers one after another, the last one stays. A URL without a query stands for all"
              + " its queries.");

  private final OptionSpec parties =
      Options.texts(
          "--party",
          "NUMBER=HOW",
          "How a number takes calls: answers, answers:SECONDS, busy, rejects, no-answer, not-found or fails."
              + " Everybody else answers after 3 seconds.");

  private final OptionSpec hangUps =
      Options.texts(
          "--hangup-at",
          "TIME[:NUMBER]",
          "When somebody hangs up: the caller, or the party with that number. For example 12s or 2.5s:1003.");

  private final OptionSpec files =
      Options.texts("--file", "NAME=SECONDS", "An audio file that exists, and how long it is.");

  private final OptionSpec world =
      Options.text(
          "--world",
          "FILE",
          "A YAML file with all of it: people, calls, web, files. Nothing else is there then, except what the options"
              + " above add.");

  /** Adds the options to a command. */
  void define(CommandSpec command) {
    List.of(caller, dialed, keys, answers, parties, hangUps, files, world)
        .forEach(command::addOption);
  }

  /** Adds those that say what there is, and not what somebody does. */
  void defineWorld(CommandSpec command) {
    List.of(caller, dialed, answers, parties, files, world).forEach(command::addOption);
  }

  /** Somebody hangs up. */
  record HangUp(Duration at, @Nullable String number) {}

  /** Returns who calls. */
  String caller() {
    String given = Options.textOf(caller);
    return given == null ? Scene.CALLER : given;
  }

  /** Returns what is called; null when not given. */
  @Nullable String dialed() {
    return Options.textOf(dialed);
  }

  /** Returns the file that describes the world; null when not given. */
  @Nullable String file() {
    return Options.textOf(world);
  }

  /** Returns the groups of keys, in order. */
  Deque<String> keys() throws Unusable {
    Deque<String> groups = new ArrayDeque<>();
    String given = Options.textOf(keys);
    if (given == null) return groups;
    for (String group : given.split(",", -1)) {
      String pressed = group.strip().toUpperCase(Locale.ROOT);
      if (pressed.isEmpty() || !pressed.matches("[0-9*#A-D]+")) {
        throw new Unusable(
            "--keys %s: '%s' is no group of keys; expected 0-9 * # A-D, for example --keys 1234,5#"
                .formatted(given, group));
      }
      groups.add(pressed);
    }
    return groups;
  }

  /** Returns who hangs up when. */
  List<HangUp> hangUps() throws Unusable {
    List<HangUp> all = new ArrayList<>();
    for (String written : Options.textsOf(hangUps)) {
      int colon = written.indexOf(':');
      String time = colon < 0 ? written : written.substring(0, colon);
      String number = colon < 0 ? null : written.substring(colon + 1);
      all.add(new HangUp(seconds("--hangup-at " + written, time), number));
    }
    return all;
  }

  /** Returns a world with what the options add. */
  World on(World base) throws Unusable {
    Map<String, World.Person> people = new LinkedHashMap<>(base.people());
    for (String written : Options.textsOf(parties)) {
      String[] pair = pair("--party", written, "NUMBER=HOW, for example --party 1001=busy");
      people.put(pair[0], base.person(pair[0]).answering(answering(written, pair[1])));
    }
    Map<String, Duration> lengths = new LinkedHashMap<>(base.files());
    for (String written : Options.textsOf(files)) {
      String[] pair = pair("--file", written, "NAME=SECONDS, for example --file welcome.wav=4");
      lengths.put(pair[0], seconds("--file " + written, pair[1]));
    }
    return base.people(people).web(web(base)).files(lengths);
  }

  private Map<String, List<World.WebAnswer>> web(World base) throws Unusable {
    Map<String, List<World.WebAnswer>> given = new LinkedHashMap<>();
    for (String written : Options.textsOf(answers)) {
      String[] pair =
          pair("--answer", written, "URL=FILE, for example --answer http://localhost/pin=good.xml");
      given.computeIfAbsent(pair[0], url -> new ArrayList<>()).add(answer(written, pair[1]));
    }
    Map<String, List<World.WebAnswer>> all = new LinkedHashMap<>(base.web());
    all.putAll(given);
    return all;
  }

  private static World.WebAnswer answer(String written, String answer) throws Unusable {
    Path file = Input.path(answer);
    World.WebAnswer fault = Files.exists(file) ? null : WebFault.answer(answer);
    if (fault != null) return fault;
    try {
      String body = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return World.WebAnswer.of(body).from(answer);
    } catch (NoSuchFileException e) {
      throw new Unusable(
          "--answer %s: there is no file %s; expected a file, a status such as 404, or %s"
              .formatted(written, answer, String.join(", ", WebFault.words())));
    } catch (IOException e) {
      throw new Unusable("--answer %s: %s".formatted(written, Input.reason(answer, e)));
    }
  }

  private static Answering answering(String written, String how) throws Unusable {
    int colon = how.indexOf(':');
    String kind = colon < 0 ? how : how.substring(0, colon);
    if (kind.equals("answers")) {
      return colon < 0
          ? Answering.after(3)
          : new Answering(
              Answering.Kind.ANSWERS, seconds("--party " + written, how.substring(colon + 1)));
    }
    return switch (how) {
      case "busy" -> Answering.of(Answering.Kind.BUSY);
      case "rejects" -> Answering.of(Answering.Kind.REJECTS);
      case "no-answer" -> Answering.of(Answering.Kind.NO_ANSWER);
      case "not-found" -> Answering.of(Answering.Kind.NOT_FOUND);
      case "fails" -> Answering.of(Answering.Kind.FAILS);
      default ->
          throw new Unusable(
              "--party %s: '%s' is nothing that a telephone does; expected answers, answers:SECONDS,"
                      .formatted(written, how)
                  + " busy, rejects, no-answer, not-found or fails");
    };
  }

  /** Splits at the last equals sign: URLs may have some in their query. */
  private static String[] pair(String option, String written, String expected) throws Unusable {
    int equals = written.lastIndexOf('=');
    if (equals < 1 || equals == written.length() - 1) {
      throw new Unusable("%s %s: expected %s".formatted(option, written, expected));
    }
    return new String[] {written.substring(0, equals), written.substring(equals + 1)};
  }

  /** Reads 12, 12s, 2.5s, 500ms, 2m. */
  static Duration seconds(String where, String written) throws Unusable {
    String text = written.strip().toLowerCase(Locale.ROOT);
    long unit = 1_000_000_000L;
    if (text.endsWith("ms")) {
      unit = 1_000_000L;
      text = text.substring(0, text.length() - 2);
    } else if (text.endsWith("s")) {
      text = text.substring(0, text.length() - 1);
    } else if (text.endsWith("m")) {
      unit *= 60;
      text = text.substring(0, text.length() - 1);
    }
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new Unusable(
          "%s: '%s' is no time; expected seconds, such as 12s or 2.5s".formatted(where, written));
    }
    return Duration.ofNanos(new BigDecimal(text).multiply(BigDecimal.valueOf(unit)).longValue());
  }
}
