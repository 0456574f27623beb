package org.ozml.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Delay;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;

/**
 * A menu that starts over at once, because without a Timeout there is no wait for the first key
 * (OzML language notes, 5.5). A Delay among its prompts is a pause, too.
 */
final class EndlessMenu implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu)) return;
    boolean repeats = Boolean.TRUE.equals(menu.repeat().constant());
    boolean pauses = !Duration.ZERO.equals(menu.timeout().constant());
    if (!repeats || pauses || hasDelay(menu.initialCommands())) return;
    String parameter = menu.timeout().given() ? "Timeout" : "Repeat";
    findings.add(
        Rule.OZ304,
        menu,
        parameter,
        "the menu repeats without a pause",
        "nobody has time to press a key behind the prompts; set Timeout, such as Timeout=\"5\"");
  }

  private static boolean hasDelay(@Nullable Block prompts) {
    return prompts != null && prompts.commands().stream().anyMatch(Delay.class::isInstance);
  }
}
