package org.ozml.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Rule;

/** What each {@link Rule} means, why it matters, and how it is put right. */
public final class Explanations {
  private static final Pattern WRONG = example("wrong");
  private static final Pattern RIGHT = example("right");
  private static final String MEANT =
      "\nWhere it is meant so, say why in front of the element: `<!-- ozml:ignore %s reason -->`.\n";

  /**
   * One rule explained.
   *
   * @param rule the rule
   * @param text the whole explanation, as Markdown: prose, a wrong script, a right one
   * @param wrong a script that has the finding; null where one would be too long to show
   * @param right a script that has none
   */
  public record Explanation(
      Rule rule, String text, @Nullable String wrong, @Nullable String right) {}

  private Explanations() {}

  /** Explains a rule. */
  public static Explanation of(Rule rule) {
    String section = section(rule);
    String text = rule.canBeIgnored() ? section + MEANT.formatted(rule) : section;
    return new Explanation(rule, text, first(WRONG, section), first(RIGHT, section));
  }

  private static Pattern example(String kind) {
    return Pattern.compile("(?ms)^```xml " + kind + "\n(.*?)^```$");
  }

  private static String section(Rule rule) {
    String all = load();
    Matcher heading = Pattern.compile("(?m)^## " + rule + "\n").matcher(all);
    if (!heading.find()) throw new IllegalStateException("no explanation of " + rule);
    int end = all.indexOf("\n## ", heading.end());
    return all.substring(heading.end(), end < 0 ? all.length() : end).strip() + "\n";
  }

  private static @Nullable String first(Pattern pattern, String section) {
    Matcher matcher = pattern.matcher(section);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static String load() {
    try (InputStream resource = Explanations.class.getResourceAsStream("explanations.md")) {
      if (resource == null) throw new IllegalStateException("explanations.md is missing");
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
