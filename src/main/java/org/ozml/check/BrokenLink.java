package org.ozml.check;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Element;
import org.ozml.document.GoTo;
import org.ozml.document.Rule;
import org.ozml.document.Spelling;
import org.ozml.document.UserInput;

/**
 * A URL to a script that is not there. What is at a URL only its server knows; but when others in
 * this script lead from the same folder to the files beside it, this one most likely should, too.
 */
final class BrokenLink implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (site.element() instanceof GoTo jump) {
      judge(jump, "Url", Neighbours.url(jump), script, findings);
    } else if (site.element() instanceof UserInput menu) {
      judge(menu, "ForwardToUrl", Neighbours.forward(menu), script, findings);
    }
  }

  private static void judge(
      Element element, String parameter, @Nullable String url, Script script, Findings findings) {
    String name = url == null ? null : script.neighbours().missing(url);
    if (name == null) return;
    findings.add(
        Rule.OZ318,
        element,
        parameter,
        "there is no %s beside this script".formatted(name),
        "other URLs of the same folder lead to files beside it"
            + Spelling.didYouMean(name, script.neighbours().names()));
  }
}
