package org.ozml.exploration;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** All documents that paths have come to, and their elements by place. */
final class Library {
  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
  private final Map<Source, Document> documents = new LinkedHashMap<>();
  private final Map<Place, Element> elements = new HashMap<>();
  private boolean places;

  /** Adds what a web application or the database answered. */
  void add(String name, String text) {
    Source source = new Source(name, text);
    if (!documents.containsKey(source) && !text.isBlank()) add(reader.read(name, text));
  }

  /** Adds a document. */
  void add(Document document) {
    if (documents.put(document.source(), document) != null) return;
    if (document.response() != null) add(document.response());
  }

  private void add(Element element) {
    elements.put(element.place(), element);
    if (element instanceof Request) places = true;
    if (element instanceof Block block) {
      for (Command command : block.commands()) add((Element) command);
    }
    element.inner().forEach(this::add);
  }

  /** Returns the documents, in the order in which paths came to them. */
  Collection<Document> documents() {
    return documents.values();
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
