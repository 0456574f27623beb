package org.ozml.check;

import org.ozml.check.Flow.Edge;
import org.ozml.check.Flow.Node;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Input;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;
import org.ozml.document.WaitForMsg;
import org.ozml.document.Way;

/**
 * Callers who are hung up on without a word, because the end of a script ends an API extension call
 * (OzML language notes, section 3): who presses nothing, who presses a key that does nothing, whose
 * transfer fails. A Hangup or Exit says that it is meant so, except behind a transfer, where many
 * believe it to be needed.
 */
final class SilentEnd implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    Command command = site.command();
    if (command == null || !canEnd(command) || command.fault() != null) return;
    if (script.context(site) != Context.EXTENSION || script.isPart()) return;
    Paths paths = script.paths();
    if (!paths.run(command)) return;
    if (command instanceof UserInput menu) {
      boolean once = Boolean.FALSE.equals(menu.repeat().constant());
      if (once && MenuPause.asks(menu)) menu(menu, paths, findings);
    } else if (command instanceof WaitForMsg wait) {
      message(wait, paths, findings);
    } else {
      transfer(site, command, paths, findings);
    }
  }

  private static boolean canEnd(Command command) {
    return command instanceof UserInput
        || command instanceof WaitForMsg
        || command instanceof BlindTransfer
        || command instanceof AttendedTransfer;
  }

  private static void menu(UserInput menu, Paths paths, Findings findings) {
    for (Edge edge : paths.flow().from(Paths.keys(menu))) {
      if (!paths.fallsSilent(edge)) continue;
      if (edge.way() == Way.NO_INPUT && MenuPause.waits(menu)) {
        findings.add(
            Rule.OZ314,
            menu,
            "callers who press no key%s are hung up on without a word"
                .formatted(menu.inputs().isEmpty() ? "" : ", or a wrong one,"),
            "say something behind the menu, or let it repeat: Repeat=\"true\"");
      } else if (edge.block() instanceof Input input && input.fault() == null) {
        findings.add(
            Rule.OZ316,
            input,
            "key %s hangs up on the caller without a word".formatted(input.key().written()),
            "let the key do something; if it is to end the call, write <Hangup/>");
      }
    }
  }

  private static void message(WaitForMsg wait, Paths paths, Findings findings) {
    for (Edge edge : paths.flow().from(new Node.Waits(wait))) {
      if (edge.way() != Way.NO_INPUT || !paths.fallsSilent(edge)) continue;
      findings.add(
          Rule.OZ314,
          wait,
          "when no message comes, the caller is hung up on without a word",
          "say something in OnTimeout");
    }
  }

  private static void transfer(Site site, Command command, Paths paths, Findings findings) {
    for (Edge edge : paths.flow().from(new Node.Step(command))) {
      if (edge.way() != Way.FAILED || !paths.hangsUpSilently(edge)) continue;
      findings.add(
          Rule.OZ315,
          site.element(),
          "when %s fails, the caller is hung up on without a word".formatted(command.name()),
          "the script goes on behind a transfer that fails; say there that nobody can be reached,"
              + " or try another number");
    }
  }
}
