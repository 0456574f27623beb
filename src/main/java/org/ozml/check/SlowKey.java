package org.ozml.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Input;
import org.ozml.document.Rule;
import org.ozml.document.UserInput;

/**
 * A key that a longer one begins with, such as 1 beside 12: it counts only when no further key came
 * in time (OzML language notes, section 5, rules 2 and 5). A short wait hurts nobody.
 */
final class SlowKey implements Check {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_KEYS = Duration.ofSeconds(5);

  /** Who gives keys longer names than this does not dial them. */
  private static final int LONGEST = 20;

  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!(site.element() instanceof UserInput menu)) return;
    Duration timeout = menu.timeout().constant();
    Integer most = MenuDigits.most(menu);
    if (timeout == null || most == null || most < 2) return;
    Duration wait = timeout.isZero() ? BETWEEN_KEYS : timeout;
    if (wait.compareTo(SHORT) <= 0) return;
    Map<String, Input> keys = new HashMap<>();
    for (Input input : menu.inputs()) {
      String key = Script.constant(input.key());
      if (key != null && key.length() <= most) keys.putIfAbsent(key, input);
    }
    Set<Input> named = new HashSet<>();
    for (Input input : menu.inputs()) {
      @Nullable String key = Script.constant(input.key());
      if (key == null || keys.get(key) != input) continue;
      for (int length = 1; length < Math.min(key.length(), LONGEST); length++) {
        Input shorter = keys.get(key.substring(0, length));
        if (shorter != null && named.add(shorter)) report(shorter, input, wait, findings);
      }
    }
  }

  private static void report(Input input, Input longer, Duration wait, Findings findings) {
    findings.add(
        Rule.OZ311,
        input,
        "Key",
        "key %s takes %s seconds: key %s begins with it"
            .formatted(input.key().constant(), seconds(wait), longer.key().constant()),
        "the menu must wait whether the key of line %d is meant; give one of them another key"
            .formatted(longer.position().line()));
  }

  private static String seconds(Duration wait) {
    return BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
