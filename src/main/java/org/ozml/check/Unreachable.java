package org.ozml.check;

import java.util.List;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Element;
import org.ozml.document.Exit;
import org.ozml.document.Hangup;
import org.ozml.document.OtherCommand;
import org.ozml.document.Reject;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;
import org.ozml.document.WaitForMsg;

/**
 * Commands that nothing leads to: behind one that ends the script, or a menu that is never left. Of
 * those that follow each other only the first is named, of those inside only the outermost.
 */
final class Unreachable implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof Block block) || block instanceof OtherCommand) return;
    List<Command> commands = block.commands();
    for (int i = 0; i + 1 < commands.size(); i++) {
      Command last = commands.get(i);
      Command next = commands.get(i + 1);
      if (goesOn(last) || !script.paths().run(last) || script.paths().run(next)) continue;
      int more = more(commands.subList(i + 2, commands.size()), script);
      findings.add(
          Rule.OZ303,
          (Element) next,
          "%s%s can never run"
              .formatted(
                  next.name(), more == 0 ? "" : " and what follows it (%d more)".formatted(more)),
          reason(last));
    }
  }

  /** Most commands; to ask the flow of each would double the time that checking takes. */
  private static boolean goesOn(Command command) {
    return !(command instanceof UserInput
        || command instanceof WaitForMsg
        || command instanceof Exit
        || command instanceof Hangup
        || command instanceof Reject);
  }

  private static int more(List<Command> commands, Script script) {
    int more = 0;
    while (more < commands.size() && !script.paths().run(commands.get(more))) more++;
    return more;
  }

  private static String reason(Command last) {
    String ends =
        last instanceof UserInput
            ? "the menu in line %2$d starts over after every entry and never goes on"
            : last instanceof WaitForMsg
                ? "every way out of %s in line %d ends the script"
                : "%s in line %d ends the script";
    return ends.formatted(last.name(), last.position().line());
  }
}
