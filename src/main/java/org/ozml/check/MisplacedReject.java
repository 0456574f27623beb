package org.ozml.check;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import org.ozml.document.Reject;
import org.ozml.document.Rule;

/** Reject comes too late once the call is answered (OzML language notes, section 3). */
final class MisplacedReject implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof Reject) || site.first()) return;
    @Nullable Context context = script.context(site);
    if (context != null && context != Context.EXTENSION) return; // wrong there anyway
    findings.add(
        Rule.OZ201,
        site.element(),
        "Reject is not the first command of the script",
        "the call is answered before any other command, so Reject answers 303; Hangup ends an"
            + " answered call");
  }
}
