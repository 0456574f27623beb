package org.ozml.check;

import org.ozml.document.BlindTransfer;
import org.ozml.document.Context;
import org.ozml.document.Rule;

/**
 * A transfer of third-party control that does not say whom it moves (OzML language notes, section
 * 4).
 */
final class UnnamedParty implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof BlindTransfer transfer)) return;
    if (transfer.transferorParty() != null || script.context(site) != Context.THIRD_PARTY) return;
    findings.add(
        Rule.OZ305,
        transfer,
        "BlindTransfer does not say which party is moved",
        "it moves the caller; write TransferorParty=\"caller\" or \"callee\"");
  }
}
