package org.ozml.check;

import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.OtherCommand;
import org.ozml.document.Rule;

/** A command that the context does not know (OzML language notes, sections 1.8 and 3). */
final class WrongContext implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    Command command = site.command();
    if (command == null || command instanceof OtherCommand) return;
    Context context = script.context(site);
    if (!ContextOf.inScripts(command)) {
      findings.add(
          Rule.OZ106,
          site.element(),
          "%s is no command for scripts".formatted(command.name()),
          "it exists only as an HTTP request; here it answers 303");
    } else if (context != null && !command.contexts().contains(context)) {
      findings.add(
          Rule.OZ106,
          site.element(),
          "%s cannot stand in %s".formatted(command.name(), words(site, context)),
          "it works in %s; here it answers 303".formatted(ContextOf.words(command)));
    }
  }

  private static String words(Site site, Context context) {
    return site.newCall()
        ? "a Request's block, which is the script of " + context.words()
        : context.words();
  }
}
