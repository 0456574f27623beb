package org.ozml.check;

import java.util.ArrayList;
import java.util.List;
import org.ozml.document.ForEach;
import org.ozml.document.Rule;
import org.ozml.document.Spelling;

/**
 * A loop over an array that the document does not declare (OzML language notes, 2.4 and section 3).
 * It is a warning only: arrays survive GoTo, so an earlier document may have declared it.
 */
final class UnknownArray implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof ForEach loop) || script.hasComputedArray()) return;
    String source = Script.constant(loop.source());
    if (source == null) return;
    String name = Script.lower(source);
    if (script.arrays().contains(name) || Predefined.ARRAYS.contains(name)) return;
    List<String> names = new ArrayList<>(script.arrays());
    names.addAll(Predefined.ARRAYS);
    findings.add(
        Rule.OZ302,
        loop,
        "Source",
        "no Array declares '%s'".formatted(source),
        "ForEach answers 302, unless a document before a GoTo declares it"
            + Spelling.didYouMean(source, names));
  }
}
