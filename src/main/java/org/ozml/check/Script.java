package org.ozml.check;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Array;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.Value;
import org.ozml.document.Var;

/** What rules need to know of the whole document: its elements, its context, its names. */
final class Script {
  private final Document document;
  private final List<Site> sites;
  private final @Nullable Context context;

  /** By the name in lower case, as the script writes it. */
  private final Map<String, String> variables = new LinkedHashMap<>();

  private final Set<String> arrays = new HashSet<>();
  private final boolean references;
  private boolean computedVariable;
  private boolean computedArray;
  private @Nullable Paths paths;
  private @Nullable Neighbours neighbours;
  private @Nullable Boolean part;

  Script(Document document, List<Site> sites, @Nullable Context context) {
    this.document = document;
    this.sites = sites;
    this.references = document.source().text().indexOf('$') >= 0;
    this.context = context;
    for (Site site : sites) {
      if (site.element() instanceof Var var) {
        String name = constant(var.id());
        if (name == null) computedVariable = true;
        else variables.putIfAbsent(lower(name), name);
      } else if (site.element() instanceof Array array) {
        String name = constant(array.id());
        if (name == null) computedArray = true;
        else arrays.add(lower(name));
      }
    }
  }

  /** Returns a parameter's value when the document alone says what it is. */
  static <T> @Nullable T constant(@Nullable Value<T> value) {
    return value == null ? null : value.constant();
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  Document document() {
    return document;
  }

  /**
   * Returns whether the document is run inside another, which goes on behind it: the answer to an
   * entry or a recording. Only what it asks for tells.
   */
  boolean isPart() {
    if (part == null) {
      String text = references ? lower(document.source().text()) : "";
      part = text.contains("$dtmfdigits") || text.contains("$recordurl");
    }
    return part;
  }

  List<Site> sites() {
    return sites;
  }

  /** Returns what can follow what; it is found out when the first rule asks. */
  Paths paths() {
    if (paths == null) paths = new Paths(requireNonNull(document.response()), context);
    return paths;
  }

  /** Returns the files beside this script that its URLs mean. */
  Neighbours neighbours() {
    if (neighbours == null) neighbours = new Neighbours(document, sites);
    return neighbours;
  }

  /** Returns the context of an element; null when the document has none. */
  @Nullable Context context(Site site) {
    return site.newCall() ? Context.EXTENSION : context;
  }

  /** Returns whether a reference may stand anywhere: most elements have none to look for. */
  boolean hasReferences() {
    return references;
  }

  /** Returns the names that a Var sets, by their lower case. */
  Map<String, String> variables() {
    return variables;
  }

  /** Returns the names of the arrays that the document declares, in lower case. */
  Set<String> arrays() {
    return arrays;
  }

  /** Returns whether the name of some variable is known only when the script runs. */
  boolean hasComputedVariable() {
    return computedVariable;
  }

  /** Returns whether the name of some array is known only when the script runs. */
  boolean hasComputedArray() {
    return computedArray;
  }
}
