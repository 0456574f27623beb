package org.ozml.exploration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ozml.scenario.Links;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering.Kind;

/** How telephones and web applications may behave in a world. */
final class Outcomes {
  private static final World.WebAnswer FAILURE =
      new World.WebAnswer(500, "", Duration.ZERO, null, null);

  private final World world;
  private final @Nullable Path script;
  private final Library library;
  private final Map<String, List<Choice>> answers = new HashMap<>();
  private final Set<String> unknown = new TreeSet<>();

  /**
   * Makes them.
   *
   * @param script the script's file, beside which linked scripts are; null: there are none
   * @param library is given every script that can be answered
   */
  Outcomes(World world, @Nullable Path script, Library library) {
    this.world = world;
    this.script = script;
    this.library = library;
  }

  /** Returns how a telephone may take a call: as the world says, where it says something. */
  List<Choice> takes(String number, World.Person person) {
    if (world.people().containsKey(number)) {
      return List.of(new Choice.Takes(number, person.answering()));
    }
    List<Choice> all = new ArrayList<>();
    all.add(new Choice.Takes(number, person.answering()));
    List<Kind> kinds =
        library.placesCalls()
            ? List.of(Kind.ANSWERS, Kind.BUSY, Kind.NO_ANSWER, Kind.NOT_FOUND, Kind.FAILS)
            : List.of(Kind.ANSWERS, Kind.BUSY, Kind.NO_ANSWER);
    for (Kind kind : kinds) {
      if (kind == person.answering().kind()) continue;
      all.add(
          new Choice.Takes(
              number,
              kind == Kind.ANSWERS ? World.Answering.after(3) : World.Answering.of(kind)));
    }
    return all;
  }

  /** Returns what a web application may answer: each script that there is for it, and a failure. */
  List<Choice> answers(String url, List<World.WebAnswer> said) {
    return answers.computeIfAbsent(url, key -> choices(key, said));
  }

  private List<Choice> choices(String url, List<World.WebAnswer> said) {
    List<World.WebAnswer> all = new ArrayList<>();
    for (World.WebAnswer answer : new LinkedHashSet<>(said)) all.add(named(url, answer, all));
    World.WebAnswer linked = said.isEmpty() ? linked(url) : null;
    if (linked != null) all.add(linked);
    if (all.isEmpty()) {
      unknown.add(url);
      String reason = "nobody says what %s answers".formatted(url);
      return List.of(new Choice.Answers(url, World.WebAnswer.unreachable(reason)));
    }
    List<Choice> choices = new ArrayList<>();
    boolean fails = false;
    for (World.WebAnswer answer : all) {
      Choice.Answers choice = new Choice.Answers(url, answer);
      choices.add(choice);
      fails |= !choice.isScript();
      if (choice.isScript()) library.add(answer.file() == null ? url : answer.file(), answer.body());
    }
    if (!fails) choices.add(new Choice.Answers(url, FAILURE));
    return choices;
  }

  /** Two answers of one URL are two documents, whose places must not be taken for each other's. */
  private static World.WebAnswer named(
      String url, World.WebAnswer answer, List<World.WebAnswer> before) {
    if (answer.file() != null || before.isEmpty()) return answer;
    String name = "%s (answer %d)".formatted(url, before.size() + 1);
    return new World.WebAnswer(
        answer.status(), answer.body(), answer.delay(), answer.fault(), name);
  }

  private World.@Nullable WebAnswer linked(String url) {
    Path file = script == null ? null : Links.file(script, url);
    if (file == null) return null;
    try {
      return new World.WebAnswer(
          200, Files.readString(file), Duration.ZERO, null, file.toString());
    } catch (IOException e) {
      return null; // not UTF-8: as if it were not there
    }
  }

  /** Returns the URLs of which nobody knows what they answer. */
  Set<String> unknown() {
    return unknown;
  }
}
