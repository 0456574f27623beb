package org.ozml.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Input;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;

/** Keys that a caller can never choose (OzML language notes, section 5). */
final class MenuKeys implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu)) return;
    String back = Script.constant(menu.backKey());
    Integer most = MenuDigits.most(menu);
    Map<String, Input> seen = new HashMap<>();
    for (Input input : menu.inputs()) {
      String key = Script.constant(input.key());
      if (key == null) continue;
      Input earlier = seen.putIfAbsent(key, input);
      if (earlier != null) {
        findings.add(
            Rule.OZ202,
            input,
            "Key",
            "key %s is used twice in this menu".formatted(key),
            "the Input of line %d takes it; give this one another key"
                .formatted(earlier.position().line()));
      }
      if (back != null && key.startsWith(back)) {
        findings.add(
            Rule.OZ204,
            input,
            "Key",
            key.equals(back)
                ? "key %s is the menu's BackKey".formatted(key)
                : "key %s begins with the menu's BackKey %s".formatted(key, back),
            "BackKey as the first key leaves the menu; give one of them another key");
      } else if (most != null && key.length() > most) {
        tooLong(menu, input, key, most, findings);
      }
    }
  }

  private static void tooLong(
      UserInput menu, Input input, String key, @Nullable Integer most, Findings findings) {
    findings.add(
        Rule.OZ203,
        input,
        "Key",
        "key %s can never be entered: the menu takes %s".formatted(key, keys(most)),
        "an entry is complete at %s; set it to %d"
            .formatted(menu.maxDigits() == null ? "Digits" : "MaxDigits", key.length()));
  }

  private static String keys(@Nullable Integer most) {
    return most != null && most == 1 ? "one key" : most + " keys";
  }
}
