package org.ozml.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.check.ContextOf;
import org.ozml.check.Flow;
import org.ozml.check.Links;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.GoTo;
import org.ozml.picture.Chart.Target;

/** Makes the chart of scripts and of those that they lead to. */
public final class Charts {
  private final @Nullable Links links;
  private final @Nullable Context context;
  private final Map<String, Document> named = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Flow> flows = new HashMap<>();

  private Charts(@Nullable Links links, @Nullable Context context) {
    this.links = links;
    this.context = context;
  }

  /**
   * Draws up a chart.
   *
   * @param documents those that are asked for, at least one
   * @param links finds the scripts that are linked; null: they are left out
   * @param context what the script answers; null: what its commands have in common
   * @param taken what runs took of a document, to be drawn over it; null: nothing is
   */
  public static Chart of(
      List<Document> documents,
      @Nullable Links links,
      @Nullable Context context,
      @Nullable Function<Document, Flow.Taken> taken) {
    Context all = context == null ? ContextOf.document(documents.get(0)).context() : context;
    return new Charts(links, all).draw(documents, taken);
  }

  private Chart draw(List<Document> asked, @Nullable Function<Document, Flow.Taken> taken) {
    List<Document> documents = new ArrayList<>();
    for (Document document : asked) {
      named.putIfAbsent(id(document), document);
      add(document, documents);
    }
    for (int i = 0; i < documents.size(); i++) {
      Document from = documents.get(i);
      for (Flow.Node node : flow(from).nodes()) {
        Document to = node instanceof Flow.Node.Jump jump ? follow(from, jump.command()) : null;
        if (to != null) add(to, documents);
      }
    }
    List<Chart.Script> scripts = new ArrayList<>();
    for (Document one : documents) {
      int number = scripts.size() + 1;
      Flow.Taken its = taken == null ? null : taken.apply(one);
      scripts.add(
          new ChartBuilder(flow(one), number, jump -> target(one, jump), its).build(name(one)));
    }
    return new Chart(scripts, taken != null);
  }

  private void add(Document document, List<Document> documents) {
    if (numbers.putIfAbsent(id(document), numbers.size() + 1) == null) documents.add(document);
  }

  private Flow flow(Document document) {
    return flows.computeIfAbsent(id(document), id -> Flow.of(document, context));
  }

  private Target target(Document from, GoTo jump) {
    Document to = follow(from, jump);
    Integer number = to == null ? null : numbers.get(id(to));
    if (to == null || number == null) return new Target.Away(Wording.text(jump.target()));
    return new Target.Into(number, name(to));
  }

  private @Nullable Document follow(Document from, GoTo jump) {
    if (links == null || jump.fault() != null) return null;
    if (!(jump.target().constant() instanceof GoTo.Target.Url url)) return null;
    Document to = links.follow(from, url.url());
    if (to == null || to.response() == null) return null;
    return named.getOrDefault(id(to), to); // the first one was read by somebody else
  }

  private static String id(Document document) {
    return document.source().name();
  }

  private static String name(Document document) {
    String name = document.source().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
