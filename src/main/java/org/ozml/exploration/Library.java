package org.ozml.exploration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Element;
import org.ozml.document.Limits;
import org.ozml.document.Place;
import org.ozml.document.Request;
import org.ozml.document.Source;
import org.ozml.document.Value;
import org.ozml.interpreter.ScriptEvent;

/** All documents that paths have come to, and their elements by place. */
final class Library {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\w+)");

  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
  private final Map<Source, Document> documents = new LinkedHashMap<>();
  private final Map<Place, Element> elements = new HashMap<>();
  private final Set<Long> selects = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> urls = new LinkedHashSet<>();
  private boolean places;
  private boolean oldVoicemails;

  /** The database is asked: what it answers stands in no table of the world. */
  void asked(ScriptEvent.Selected select) {
    selects.add(select.request());
  }

  /** Adds what the database has answered. */
  void answered(ScriptEvent.Answered answer) {
    String text = selects.remove(answer.request()) ? answer.text() : null;
    if (text != null) add("the selected script", text);
  }

  /** Adds what a web application may answer. */
  void add(String name, String text) {
    Source source = new Source(name, text);
    if (!documents.containsKey(source) && !text.isBlank()) add(reader.read(name, text));
  }

  /** Adds a document. */
  void add(Document document) {
    if (documents.put(document.source(), document) != null) return;
    String text = document.source().text().toLowerCase(Locale.ROOT);
    oldVoicemails |= text.contains("oldvoicemails");
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) used.add(reference.group(1));
    if (document.response() != null) add(document.response());
  }

  private void add(Element element) {
    elements.put(element.place(), element);
    if (element instanceof Request) places = true;
    for (Value<?> value : element.parameters().values()) {
      boolean url = value.template() == null && value.written().strip().startsWith("http");
      if (url) urls.add(value.written().strip());
    }
    if (element instanceof Block block) {
      for (Command command : block.commands()) add((Element) command);
    }
    element.inner().forEach(this::add);
  }

  /** Returns the documents, in the order in which paths came to them. */
  Collection<Document> documents() {
    return documents.values();
  }

  /** Returns the variables that the documents use, in lower case. */
  Set<String> used() {
    return used;
  }

  /** Returns whether a script goes through the voicemails that were heard. */
  boolean usesOldVoicemails() {
    return oldVoicemails;
  }

  /** Returns the URLs that stand in the documents. */
  Set<String> urls() {
    return urls;
  }

  /** Returns the element that begins at a place; null when no document has one there. */
  @Nullable Element element(Place place) {
    return elements.get(place);
  }

  /** Returns whether a script has branches for every way in which a call can fail. */
  boolean placesCalls() {
    return places;
  }

  /** Returns the line of a script. */
  String line(Place place) {
    for (Document document : documents.values()) {
      if (document.source().name().equals(place.document())) {
        return document.source().line(place.line());
      }
    }
    return "";
  }
}
