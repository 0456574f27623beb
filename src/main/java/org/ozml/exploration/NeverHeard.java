package org.ozml.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.Element;
import org.ozml.document.Input;
import org.ozml.document.Place;
import org.ozml.document.Play;
import org.ozml.document.Speak;

/** Prompts and Inputs that no path comes to; of those one behind another the first. */
final class NeverHeard {
  private final Set<Place> reached;
  private final List<Missed> missed = new ArrayList<>();

  /**
   * What no path comes to.
   *
   * @param before the nearest element before or around it that one does
   */
  record Missed(Element element, @Nullable Place before) {}

  private NeverHeard(Set<Place> reached) {
    this.reached = reached;
  }

  static List<Missed> of(Library library, Set<Place> reached) {
    NeverHeard search = new NeverHeard(reached);
    for (Document document : library.documents()) {
      if (document.response() != null && reached.contains(document.response().place())) {
        search.block(document.response(), null);
      }
    }
    return search.missed;
  }

  private void block(Block block, @Nullable Place around) {
    Place before = reached.contains(block.place()) ? block.place() : around;
    boolean behind = false;
    for (Command command : block.commands()) {
      Element element = (Element) command;
      if (reached.contains(element.place())) {
        before = element.place();
        behind = false;
        inside(element, before);
      } else if (!behind) {
        Element prompt = prompt(element);
        if (prompt != null) missed.add(new Missed(prompt, before));
        behind = prompt != null;
      }
    }
  }

  private void inside(Element element, @Nullable Place before) {
    if (element instanceof Block block) {
      block(block, before);
      return;
    }
    for (Element inner : element.inner()) {
      if (inner instanceof Input && !reached.contains(inner.place())) {
        missed.add(new Missed(inner, before));
      } else {
        inside(inner, before);
      }
    }
  }

  private static @Nullable Element prompt(Element element) {
    if (element instanceof Speak || element instanceof Play) return element;
    List<Element> inner = new ArrayList<>();
    if (element instanceof Block block) {
      for (Command command : block.commands()) inner.add((Element) command);
    }
    inner.addAll(element.inner());
    for (Element one : inner) {
      Element prompt = prompt(one);
      if (prompt != null) return prompt;
    }
    return null;
  }
}
