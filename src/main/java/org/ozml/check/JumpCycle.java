package org.ozml.check;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Array;
import org.ozml.document.Beep;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.GoTo;
import org.ozml.document.Hold;
import org.ozml.document.Rule;
import org.ozml.document.Speak;
import org.ozml.document.Unhold;
import org.ozml.document.Var;

/**
 * Scripts that lead to each other by GoTo, and on the way round nobody can do anything about it: no
 * key, no message, no transfer is waited for, no time passes but that of prompts. After 100 jumps
 * the call gives up (OzML language notes, section 6).
 */
final class JumpCycle implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof GoTo jump) || jump != first(script.document())) return;
    Set<String> way = wayBack(script.document(), jump, script.neighbours());
    if (way == null) return;
    findings.add(
        Rule.OZ319,
        jump,
        way.isEmpty()
            ? "the script starts over for ever, and nothing in it waits for the caller"
            : "%s leads back here for ever, and nothing on the way waits for the caller"
                .formatted(String.join(", then ", way)),
        "after 100 jumps a GoTo fails; let a menu, a transfer or a Hangup stand in between");
  }

  /** Returns the files between a script and its being run again; null when it is not. */
  private static @Nullable Set<String> wayBack(Document here, GoTo from, Neighbours neighbours) {
    Set<String> way = new LinkedHashSet<>();
    Document at = here;
    for (GoTo jump = from; jump != null; jump = first(at)) {
      at = neighbours.follow(at, jump);
      if (at == null) return null;
      if (at.source().name().equals(here.source().name())) return way;
      if (!way.add(Links.name(at.source().name()))) return null; // a round without this script
    }
    return null;
  }

  /** Returns the jump that a script comes to without waiting for anybody; null: there is none. */
  private static @Nullable GoTo first(Document document) {
    if (document.response() == null) return null;
    for (Command command : document.response().commands()) {
      if (command instanceof GoTo jump) return jump;
      if (waits(command)) return null;
    }
    return null;
  }

  /** Music counts as waiting: who plays it in a loop means it so. */
  private static boolean waits(Command command) {
    return !(command instanceof Speak
        || command instanceof Beep
        || command instanceof Var
        || command instanceof Array
        || command instanceof Hold
        || command instanceof Unhold);
  }
}
