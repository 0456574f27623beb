package org.ozml.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.check.Links;
import org.ozml.document.Document;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;

/**
 * What tests have run of which scripts. Any number of threads may add to it at once.
 *
 * <p>What counts are files: the scripts that scenarios name, whether they ran or not, and those
 * that {@link #add(Path)} names. A script that stands in a scenario itself is no file.
 */
public final class Coverage {
  private final ConcurrentMap<Path, Counts> counts = new ConcurrentHashMap<>();
  private final ConcurrentMap<Path, Optional<ScriptFile>> files = new ConcurrentHashMap<>();
  private final ConcurrentMap<Path, ScriptFile> scripts = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<Path, String> unusable = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<Named, Found> found = new ConcurrentHashMap<>();
  private final AtomicInteger inline = new AtomicInteger();

  /** A script as scenarios in a folder name it. */
  private record Named(Path folder, String name) {}

  /** The file that is meant. */
  private record Found(ScriptFile script, Counts counts) {}

  /** Adds what happened when a scenario was told. */
  public void add(Scenario scenario, List<TraceEvent> events) {
    Map<String, Counts> named = new HashMap<>();
    Path folder = ScriptFile.path(Path.of(scenario.name())).getParent();
    if (folder != null) name(scenario.scene(), folder, named);
    for (TraceEvent event : events) {
      Mark.Told told = Mark.told(event);
      if (told == null) continue;
      Counts own = named.get(told.place().document());
      if (own != null) count(own, told);
    }
  }

  private static void count(Counts counts, Mark.Told told) {
    int line = told.place().line();
    counts.add(new Counts.Spot(line, told.place().column(), told.mark()), 1);
  }

  /** Finds the files behind the names that the trace of a scene has. */
  private void name(Scene scene, Path folder, Map<String, Counts> named) {
    scene.world().web().values().stream()
        .flatMap(List::stream)
        .filter(answer -> answer.file() != null)
        .forEach(answer -> name(answer, folder, named));
    List<Document> given = new ArrayList<>(scene.extensions().values());
    if (scene.document() != null) given.add(scene.document());
    boolean all = true;
    for (Document document : given) {
      all &= name(document.source().name(), document.source().text(), folder, named);
    }
    if (!all) inline.incrementAndGet();
  }

  private void name(World.WebAnswer answer, Path folder, Map<String, Counts> named) {
    String name = answer.file();
    if (name != null) name(name, answer.body(), folder, named);
  }

  private boolean name(String name, String text, Path folder, Map<String, Counts> named) {
    Named key = new Named(folder, name);
    Found known = found.get(key);
    if (known == null || !known.script().is(text)) known = find(key, text);
    if (known == null) return false;
    named.put(name, known.counts());
    return true;
  }

  /**
   * A name is relative to the scenario, or to a world that the scenario shares with others and that
   * lies above it; the text tells whether it is the right file.
   */
  private @Nullable Found find(Named key, String text) {
    for (Path from = key.folder(); from != null; from = from.getParent()) {
      Path file = file(from, key.name());
      ScriptFile script = file == null ? null : script(file);
      if (script == null || file == null || !script.is(text)) continue;
      scripts.put(file, script);
      Found now = new Found(script, counts(file));
      found.put(key, now);
      return now;
    }
    return null;
  }

  private static @Nullable Path file(Path folder, String name) {
    try {
      return ScriptFile.path(folder.resolve(name));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private @Nullable ScriptFile script(Path file) {
    return files.computeIfAbsent(file, Coverage::read).orElse(null);
  }

  private static Optional<ScriptFile> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(ScriptFile.read(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Counts counts(Path named) {
    Path file = ScriptFile.path(named);
    Counts known = counts.get(file);
    return known == null ? counts.computeIfAbsent(file, one -> new Counts()) : known;
  }

  /**
   * Adds a file that has to be covered even if no scenario names it, provided that it is OzML; one
   * with errors is only mentioned.
   */
  public void add(Path named) {
    Path file = ScriptFile.path(named);
    ScriptFile script = script(file);
    if (script == null || !script.isScript()) return;
    if (script.document().response() == null) {
      unusable.put(file, script.document().reason());
    } else if (script.document().hasErrors()) {
      unusable.put(file, "it has errors, which ozml validate shows");
    } else {
      scripts.put(file, script);
    }
  }

  /** Returns how often things happened in a script; its name is its file. */
  public Counts counts(Document document) {
    try {
      Path file = ScriptFile.path(Path.of(document.source().name()));
      return counts.getOrDefault(file, new Counts());
    } catch (InvalidPathException e) {
      return new Counts();
    }
  }

  /** Returns what has come of it so far. */
  public Report report() {
    List<Report.Script> all = new ArrayList<>();
    scripts.forEach((file, script) -> all.add(Report.Script.of(script, counts(file))));
    List<String> left = new ArrayList<>();
    unusable.forEach(
        (file, why) -> {
          if (!scripts.containsKey(file)) left.add(ScriptFile.name(file) + ": " + why);
        });
    return new Report(all, left, inline.get());
  }

  /**
   * Reads what the trace of one run tells, without looking at any script: only {@link #counts} of
   * it are of use.
   *
   * @param events in any number and order; what they name are files, as seen from the working
   *     directory or from beside the script that begins first, or URLs that mean such files
   */
  public static Coverage ofTrace(Iterable<? extends TraceEvent> events) {
    Coverage coverage = new Coverage();
    Path script = null;
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Started started && script == null) {
        script = regular(Path.of(""), started.source());
      }
      Mark.Told told = Mark.told(event);
      if (told == null) continue;
      String name = told.place().document();
      Path file = regular(Path.of(""), name);
      if (file == null && script != null) file = regular(script.resolveSibling(""), name);
      if (file == null && script != null) file = Links.file(script, name);
      if (file != null) count(coverage.counts(ScriptFile.path(file)), told);
    }
    return coverage;
  }

  /**
   * Returns how often things happened in one document, as the trace of a run tells.
   *
   * @param document its name in the trace, which need not be a file's
   */
  public static Counts counts(Iterable<? extends TraceEvent> events, String document) {
    Counts counts = new Counts();
    for (TraceEvent event : events) {
      Mark.Told told = Mark.told(event);
      if (told != null && told.place().document().equals(document)) count(counts, told);
    }
    return counts;
  }

  private static @Nullable Path regular(Path folder, String name) {
    Path file = file(folder, name);
    return file != null && Files.isRegularFile(file) ? file : null;
  }
}
