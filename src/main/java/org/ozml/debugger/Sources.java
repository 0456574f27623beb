package org.ozml.debugger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Element;
import org.ozml.document.Limits;
import org.ozml.document.Place;
import org.ozml.document.Source;
import org.ozml.document.Spelling;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;

/** The documents that a run goes through: those of the scene, and those that it has fetched. */
public final class Sources {
  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final String first;

  /** Knows the documents of a scene, and those that its web applications answer with. */
  public Sources(Scene scene) {
    first = scene.name();
    if (scene.document() != null) add(scene.document());
    new TreeMap<>(scene.extensions()).values().forEach(this::add);
    new TreeMap<>(scene.world().web())
        .forEach((url, answers) -> answers.forEach(answer -> add(url, answer)));
  }

  private void add(Document document) {
    if (document.response() != null) documents.putIfAbsent(document.source().name(), document);
  }

  private void add(String url, World.WebAnswer answer) {
    String name = answer.file() == null ? url : answer.file();
    if (!answer.body().isBlank()) add(reader.read(name, answer.body()));
  }

  /** Gets to know what a run has fetched: its name is told when it is entered. */
  void learn(List<TraceEvent> events) {
    Map<Integer, String> texts = new HashMap<>();
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Answered answered && answered.text() != null) {
        texts.put(answered.script(), answered.text());
      } else if (event instanceof ScriptEvent.BlockEntered entered) {
        String text = texts.remove(entered.script());
        String name = entered.place().document();
        if (text != null && !documents.containsKey(name)) add(reader.read(name, text));
      }
    }
  }

  /** Returns the document that a run begins with. */
  public Document first() {
    Document document = documents.get(first);
    if (document == null) throw new IllegalStateException(first + " has no commands");
    return document;
  }

  /** Returns a document by its whole name; null when it is not known. */
  public @Nullable Document document(String name) {
    return documents.get(name);
  }

  /** Finds a document by its name or the last part of it. */
  public Document find(String written) throws Refusal {
    for (Document document : documents.values()) {
      String name = document.source().name();
      if (name.equals(written) || brief(name).equals(written)) return document;
    }
    List<String> names = documents.keySet().stream().map(this::brief).distinct().toList();
    String near = Spelling.didYouMean(written, names);
    String all = names.size() == 1 ? "; there is only " : "; there are: ";
    throw new Refusal(
        "there is no document %s%s"
            .formatted(written, near.isEmpty() ? all + String.join(", ", names) : near));
  }

  /** Returns the name of a document as it is shown: a file without its folder, if that suffices. */
  public String brief(String name) {
    String last = last(name);
    boolean clear =
        !last.isEmpty()
            && !name.contains("://")
            && documents.values().stream()
                    .filter(one -> last(one.source().name()).equals(last))
                    .map(one -> one.source().text())
                    .distinct()
                    .count()
                <= 1;
    return clear ? last : name;
  }

  /** Returns all names of a document: that of the script, and that which a world has for it. */
  List<String> names(Document document) {
    String last = last(document.source().name());
    return documents.values().stream()
        .map(Document::source)
        .filter(one -> last(one.name()).equals(last))
        .filter(one -> one.text().equals(document.source().text()))
        .map(Source::name)
        .toList();
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** Returns a place as it is shown: menu.xml:5. */
  public String words(Place place) {
    return brief(place.document()) + ":" + place.line();
  }

  /** Returns the text of a line from its column on; empty when the document is not known. */
  public String line(Place place) {
    Document document = documents.get(place.document());
    if (document == null) return "";
    String line = document.source().line(place.line());
    return line.substring(Math.min(place.column() - 1, line.length())).strip();
  }

  /** Returns the line itself, or the next one, on which a command begins. */
  int commandLine(Document document, int line) throws Refusal {
    TreeSet<Integer> lines = new TreeSet<>();
    for (Command command : commands(document)) lines.add(command.position().line());
    Integer found = lines.ceiling(line);
    if (found != null) return found;
    String name = brief(document.source().name());
    throw new Refusal(
        lines.isEmpty()
            ? "%s has no command".formatted(name)
            : "%s has no command in line %d or below; the last one begins in line %d"
                .formatted(name, line, lines.last()));
  }

  /** Returns the commands of a document, those inside others, too. */
  public static List<Command> commands(Document document) {
    List<Command> all = new ArrayList<>();
    if (document.response() != null) collect(document.response(), all);
    return all;
  }

  private static void collect(Element element, List<Command> all) {
    if (element instanceof Command command) all.add(command);
    if (element instanceof Block block) {
      for (Command command : block.commands()) collect((Element) command, all);
    }
    for (Element inner : element.inner()) collect(inner, all);
  }
}
