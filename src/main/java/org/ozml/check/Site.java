package org.ozml.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Element;
import org.ozml.document.OtherCommand;
import org.ozml.document.Request;
import org.ozml.document.Response;

/**
 * An element and where it stands.
 *
 * @param parent the element around it; null for the whole script
 * @param index its place among its parent's commands, or among the elements that are none
 * @param newCall whether it belongs to a Request's blocks, which are the new call's own script
 *     (OzML language notes, section 3)
 * @param other whether it stands in an element that is no OzML command: nobody knows what it does
 */
record Site(Element element, @Nullable Site parent, int index, boolean newCall, boolean other) {

  /** Returns every element of a script, outer ones before inner ones. */
  static List<Site> all(Response response) {
    List<Site> all = new ArrayList<>();
    new Site(response, null, 0, false, false).collect(all);
    return all;
  }

  private void collect(List<Site> all) {
    all.add(this);
    if (element instanceof Block block) collect(block.commands(), all);
    collect(element.inner(), all);
  }

  private void collect(List<?> children, List<Site> all) {
    boolean call = newCall || element instanceof Request;
    boolean unknown = other || element instanceof OtherCommand;
    int at = 0;
    for (Object child : children) {
      new Site((Element) child, this, at++, call, unknown).collect(all);
    }
  }

  /** Returns the command that stands here; null for the script itself and for blocks. */
  @Nullable Command command() {
    return element instanceof Command command ? command : null;
  }

  /** Returns whether an element of a class stands around this one. */
  boolean inside(Class<? extends Element> type) {
    return outer(type) != null;
  }

  /** Returns the nearest element of a class around this one; null when there is none. */
  <T extends Element> @Nullable T outer(Class<T> type) {
    for (Site outer = parent; outer != null; outer = outer.parent) {
      if (type.isInstance(outer.element)) return type.cast(outer.element);
    }
    return null;
  }

  /** Returns the command behind this one in its block; null when it is the last. */
  @Nullable Command next() {
    if (parent == null || !(parent.element instanceof Block block) || command() == null)
      return null;
    return index + 1 < block.commands().size() ? block.commands().get(index + 1) : null;
  }

  /** Returns whether this stands in a block. */
  boolean inside(@Nullable Block block) {
    for (Site outer = parent; outer != null; outer = outer.parent) {
      if (outer.element == block) return true;
    }
    return false;
  }

  /** Returns whether this is the script's first command. */
  boolean first() {
    return index == 0 && parent != null && parent.parent == null;
  }
}
