package org.ozml.check;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Input;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;

/** Lengths of an entry that exclude each other (OzML language notes, section 5). */
final class MenuDigits implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu)) return;
    Integer most = most(menu);
    Integer digits = Script.constant(menu.digits());
    Integer least = Script.constant(menu.minDigits());
    if (most == null) return;
    String limit = menu.maxDigits() == null ? "Digits" : "MaxDigits";
    if (digits != null && digits > most) {
      findings.add(
          Rule.OZ206,
          menu,
          "Digits",
          "Digits is %d, MaxDigits only %d".formatted(digits, most),
          "an entry is complete at MaxDigits; leave one of them away");
    }
    if (least != null && least > most) {
      findings.add(
          Rule.OZ206,
          menu,
          "MinDigits",
          "MinDigits is %d, but an entry is complete at %d".formatted(least, most),
          "raise %s, which is the longest entry, or lower MinDigits".formatted(limit));
    }
  }

  /**
   * Returns the length of the longest entry: MaxDigits, which is Digits unless given, which is the
   * longest key's length, or 1 without keys; null when it is known only at run time.
   */
  static @Nullable Integer most(UserInput menu) {
    if (menu.maxDigits() != null) return menu.maxDigits().constant();
    if (menu.digits() != null) return menu.digits().constant();
    int longest = menu.inputs().isEmpty() ? 1 : 0;
    for (Input input : menu.inputs()) {
      String key = Script.constant(input.key());
      if (key == null) return null;
      longest = Math.max(longest, key.length());
    }
    return longest;
  }
}
