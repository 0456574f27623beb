package org.ozml.exploration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Links;
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
  private final Set<String> hosts = new HashSet<>();

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
              number, kind == Kind.ANSWERS ? World.Answering.after(3) : World.Answering.of(kind)));
    }
    return all;
  }

  /** Returns what a web application may answer: each script that there is for it, and a failure. */
  List<Choice> answers(String url, List<World.WebAnswer> said) {
    return answers.computeIfAbsent(url, key -> choices(key, said));
  }

  /** Reads all scripts that the world has or that stand beside the script, linked ones as well. */
  void readAhead() {
    world.web().forEach(this::answers);
    Set<String> seen = new HashSet<>();
    List<String> urls = List.copyOf(library.urls());
    while (!urls.isEmpty()) {
      for (String url : urls) {
        if (seen.add(url) && !world.web().containsKey(url) && linked(url) != null) {
          answers(url, List.of());
        }
      }
      urls = library.urls().stream().filter(url -> !seen.contains(url)).toList();
    }
  }

  private static boolean stands(String url, World.WebAnswer answer) {
    return answer.file() != null && url.endsWith("/" + Path.of(answer.file()).getFileName());
  }

  /** Returns whether a URL leads to a script that stands beside the others. */
  boolean isLinked(String url) {
    List<Choice> choices = answers.getOrDefault(url, List.of());
    return !choices.isEmpty() && choices.get(0) instanceof Choice.Answers one && one.linked();
  }

  /** Returns whether nothing is at a URL where scripts stand that others lead to. */
  boolean isDangling(String url) {
    return unknown.contains(url) && hosts.contains(URI.create(url).getHost());
  }

  private List<Choice> choices(String url, List<World.WebAnswer> said) {
    List<World.WebAnswer> all = new ArrayList<>();
    for (World.WebAnswer answer : new LinkedHashSet<>(said)) all.add(named(url, answer, all));
    World.WebAnswer linked = said.isEmpty() ? linked(url) : null;
    if (linked != null) all.add(linked);
    if (all.isEmpty()) {
      unknown.add(url);
      String reason = "nobody says what %s answers".formatted(url);
      return List.of(new Choice.Answers(url, World.WebAnswer.unreachable(reason), false));
    }
    List<Choice> choices = new ArrayList<>();
    boolean fails = false;
    boolean stands = all.stream().anyMatch(answer -> stands(url, answer));
    if (stands) hosts.add(URI.create(url).getHost());
    for (World.WebAnswer answer : all) {
      Choice.Answers choice = new Choice.Answers(url, answer, stands);
      choices.add(choice);
      fails |= !choice.isScript();
      if (choice.isScript())
        library.add(answer.file() == null ? url : answer.file(), answer.body());
    }
    if (!fails) choices.add(new Choice.Answers(url, FAILURE, stands));
    return choices;
  }

  /** Two answers of one URL are two documents, whose places must not be taken for each other's. */
  private World.WebAnswer named(String url, World.WebAnswer answer, List<World.WebAnswer> before) {
    if (answer.file() != null) return renamed(answer, placed(answer, answer.file()));
    if (before.isEmpty()) return answer;
    return renamed(answer, "%s (answer %d)".formatted(url, before.size() + 1));
  }

  /** The world names files relative to itself; a script beside the others is called as they are. */
  private String placed(World.WebAnswer answer, String name) {
    if (script == null) return name;
    try {
      Path file = script.resolveSibling(name);
      boolean same = Files.isRegularFile(file) && Files.readString(file).equals(answer.body());
      return same ? file.toString() : name;
    } catch (IOException e) {
      return name;
    }
  }

  private static World.WebAnswer renamed(World.WebAnswer answer, String name) {
    return new World.WebAnswer(
        answer.status(), answer.body(), answer.delay(), answer.fault(), name);
  }

  private World.@Nullable WebAnswer linked(String url) {
    Path file = script == null ? null : Links.file(script, url);
    if (file == null) return null;
    try {
      return new World.WebAnswer(200, Files.readString(file), Duration.ZERO, null, file.toString());
    } catch (IOException e) {
      return null; // not UTF-8: as if it were not there
    }
  }

  /** Returns the URLs of which nobody knows what they answer. */
  List<String> unknown() {
    return unknown.stream().filter(url -> !isDangling(url)).toList();
  }
}
