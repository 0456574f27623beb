package org.ozml.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;

/**
 * Everything that is wrong or suspicious in a document: what its reader noticed, and the rules that
 * need to know more than one element. All of it in one pass, in the order of the text.
 *
 * <p>{@link SchemaCheck} is a further opinion, which costs more.
 */
public final class Checks {
  private static final List<Check> RULES =
      List.of(
          new WrongContext(),
          new MisplacedReject(),
          new MenuKeys(),
          new MenuDigits(),
          new MenuPause(),
          new SlowKey(),
          new UnsetVariable(),
          new UnknownArray(),
          new Unreachable(),
          new UnnamedParty(),
          new Trap(),
          new ForgottenHold(),
          new EndlessRecord(),
          new SilentEnd(),
          new BrokenLink(),
          new JumpCycle());

  private Checks() {}

  /** Checks a document in the context that its commands share. */
  public static List<Diagnostic> check(Document document) {
    return check(document, null);
  }

  /**
   * Checks a document.
   *
   * @param context what the document answers; null: the context that its commands share
   * @return the reader's findings and the rules', in the order of the text, without those that a
   *     comment silences
   */
  public static List<Diagnostic> check(Document document, @Nullable Context context) {
    if (document.response() == null) return document.diagnostics();
    List<Site> sites = Site.all(document.response());
    ContextOf inferred =
        context == null ? ContextOf.of(document, sites) : new ContextOf(context, List.of());
    Script script = new Script(document, sites, inferred.context());
    Findings findings = new Findings(document);
    for (Site site : sites) {
      if (site.other()) continue;
      for (Check rule : RULES) rule.judge(site, script, findings);
    }
    List<Diagnostic> all = new ArrayList<>(document.diagnostics());
    all.addAll(inferred.diagnostics());
    all.addAll(findings.found());
    Ignores.apply(document, all);
    return sorted(all);
  }

  static List<Diagnostic> sorted(List<Diagnostic> findings) {
    return findings.stream().sorted(Diagnostic::inOrder).toList();
  }
}
