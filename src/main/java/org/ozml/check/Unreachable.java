package org.ozml.check;

import java.util.List;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Element;
import org.ozml.document.Exit;
import org.ozml.document.Hangup;
import org.ozml.document.OtherCommand;
import org.ozml.document.Reject;
import org.ozml.document.Response;
import org.ozml.document.Rule;

/**
 * Commands behind one that ends the script (OzML language notes, section 3). GoTo is none: when
 * fetching fails, the next command runs.
 */
final class Unreachable implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof Block block) || block instanceof OtherCommand) return;
    List<Command> commands = block.commands();
    boolean extension = script.context(site) == Context.EXTENSION;
    for (int i = 0; i + 1 < commands.size(); i++) {
      Command end = commands.get(i);
      boolean first = i == 0 && block instanceof Response;
      if (!ends(end, extension, first)) continue;
      int more = commands.size() - i - 2;
      findings.add(
          Rule.OZ303,
          (Element) commands.get(i + 1),
          "%s%s can never run"
              .formatted(
                  commands.get(i + 1).name(),
                  more == 0 ? "" : " and what follows it (%d more)".formatted(more)),
          "%s in line %d ends the script".formatted(end.name(), end.position().line()));
      return;
    }
  }

  private static boolean ends(Command command, boolean extension, boolean first) {
    if (command instanceof Exit) return true;
    if (!extension) return false; // elsewhere the script outlives the call
    return command instanceof Hangup || (command instanceof Reject && first);
  }
}
