package org.ozml.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Delay;
import org.ozml.document.Play;
import org.ozml.document.Record;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;
import org.ozml.document.WaitForMsg;

/**
 * A menu that goes on or starts over at once, because without a Timeout there is no wait for the
 * first key (OzML language notes, 5.5). A Delay among its prompts is a pause, too, and so is music.
 */
final class MenuPause implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu) || waits(menu)) return;
    Boolean repeats = Script.constant(menu.repeat());
    if (repeats == null || (!repeats && !asks(menu))) return;
    String parameter = menu.timeout().given() || !repeats ? "Timeout" : "Repeat";
    findings.add(
        repeats ? Rule.OZ304 : Rule.OZ317,
        menu,
        parameter,
        repeats
            ? "the menu repeats without a pause"
            : "the menu does not wait for a key: a Timeout of 0 is no time",
        "nobody has time to press a key behind the prompts; set Timeout, such as Timeout=\"5\"");
  }

  /** Whether there is time to press a key, or only the run knows. */
  static boolean waits(UserInput menu) {
    return !Duration.ZERO.equals(menu.timeout().constant()) || pauses(menu.initialCommands());
  }

  /** Whether something comes of a key. Without, it is an announcement that a key cuts short. */
  static boolean asks(UserInput menu) {
    return !menu.inputs().isEmpty() || menu.forwardToUrl() != null || menu.executeSql() != null;
  }

  private static boolean pauses(@Nullable Block prompts) {
    return prompts != null && prompts.commands().stream().anyMatch(MenuPause::takesTime);
  }

  private static boolean takesTime(Command command) {
    return command instanceof Delay
        || command instanceof UserInput
        || command instanceof Record
        || command instanceof WaitForMsg
        || (command instanceof Play play && (play.timeout() != null || play.repeat().given()));
  }
}
