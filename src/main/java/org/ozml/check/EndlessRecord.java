package org.ozml.check;

import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Record;
import org.ozml.document.Rule;

/**
 * A Record that waits for nothing but a hang-up: where the script is a party of the call, the
 * command behind it has to wait for one of its limits (OzML language notes, section 3).
 */
final class EndlessRecord implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof Record record)) return;
    if (script.context(site) != Context.EXTENSION || record.fault() != null) return;
    boolean limited =
        record.duration() != null || record.inactivity() != null || record.finishDigits() != null;
    if (limited) return;
    Command next = site.next();
    findings.add(
        Rule.OZ313,
        record,
        next == null
            ? "nothing ends the recording but a hang-up"
            : "nothing ends the recording but a hang-up, and %s in line %d waits for its end"
                .formatted(next.name(), next.position().line()),
        "set Duration, Inactivity or FinishDigits, such as Duration=\"60\" FinishDigits=\"#\"");
  }
}
