package org.ozml.check;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Document;
import org.ozml.document.GoTo;
import org.ozml.document.UserInput;
import org.ozml.document.Value;

/** The scripts in the folder of a script, as far as its URLs lead to them. */
final class Neighbours {
  private final Document document;
  private final Links links = new Links();

  /** Where URLs begin that lead to files beside the script. */
  private final Set<String> served = new HashSet<>();

  Neighbours(Document document, List<Site> sites) {
    this.document = document;
    for (Site site : sites) {
      String url = null;
      if (site.element() instanceof GoTo jump) url = url(jump);
      if (site.element() instanceof UserInput menu) url = forward(menu);
      if (url != null && Links.file(document, url) != null) served.add(folder(url));
    }
  }

  /** Returns where a GoTo leads; null when only the run knows, or a database. */
  static @Nullable String url(GoTo jump) {
    return Script.constant(jump.target()) instanceof GoTo.Target.Url target ? target.url() : null;
  }

  /** Returns where a menu sends its entries; null when nowhere, or only the run knows. */
  static @Nullable String forward(UserInput menu) {
    Value<String> url = menu.forwardToUrl();
    return Script.constant(url);
  }

  private static String folder(String url) {
    String path = Links.path(url);
    return path.substring(0, path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name of a script that should stand beside this one, as other URLs show that lead to
   * the same place, and does not; null when it does, or nobody can tell.
   */
  @Nullable String missing(String url) {
    String name = Links.name(url);
    String lower = name.toLowerCase(Locale.ROOT);
    boolean script = lower.endsWith(".xml") || lower.endsWith(".ozml");
    boolean here = script && served.contains(folder(url));
    return here && Links.file(document, url) == null ? name : null;
  }

  /** Returns the script that a GoTo leads to; null when there is none beside this one. */
  @Nullable Document follow(Document from, GoTo jump) {
    String url = url(jump);
    if (url == null || url.indexOf('?') >= 0) return null; // a query asks for one script of many
    return links.follow(from, url);
  }

  /** Returns the names of the files beside the script. */
  List<String> names() {
    Path script = Links.script(document);
    String[] names =
        script == null ? null : script.toAbsolutePath().resolveSibling("").toFile().list();
    return names == null ? List.of() : List.of(names);
  }
}
