package org.ozml.check;

import org.jspecify.annotations.Nullable;
import org.ozml.check.Flow.Node;
import org.ozml.document.Command;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;

/**
 * A menu that nobody gets out of, though the script goes on elsewhere: no key, no silence and no
 * outcome leads to its end, to another document, or back to the menu outside. A script that is one
 * endless menu as a whole is meant so.
 */
final class Trap implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu) || menu.fault() != null) return;
    if (Boolean.FALSE.equals(menu.repeat().constant())) return;
    Paths paths = script.paths();
    if (paths.leaves(Paths.keys(menu)) || !paths.run(menu) || cutsOff(site, paths)) return;
    UserInput outer = site.outer(UserInput.class);
    boolean inTrap = outer != null && !paths.leaves(Paths.keys(outer));
    boolean elsewhere = (outer != null && inTrap) ? !leads(paths, menu, outer) : leaves(paths);
    if (!elsewhere) return;
    findings.add(
        Rule.OZ310,
        menu,
        "Repeat",
        "nobody gets out of this menu: it starts over after every key and every silence",
        outer == null
            ? "callers can only hang up; let a key go on, such as <Input Key=\"0\"><Hangup/></Input>"
            : "callers can only hang up; BackKey=\"*\" leads back to the menu of line %d"
                .formatted(outer.position().line()));
  }

  private static boolean leaves(Paths paths) {
    return paths.leaves(paths.flow().start());
  }

  private static boolean leads(Paths paths, UserInput from, UserInput to) {
    return paths.from(new Node.Step(from)).contains(new Node.Step(to));
  }

  /** Whether {@link Unreachable} says so already, of what stands behind the menu. */
  private static boolean cutsOff(Site site, Paths paths) {
    @Nullable Command next = site.next();
    return next != null && !paths.run(next);
  }
}
