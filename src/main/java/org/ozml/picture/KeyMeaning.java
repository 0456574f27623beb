package org.ozml.picture;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key of a menu is for, as the prompts say it: "for sales, press 1", "press 2 for support, 3
 * for anything else". A help to the reader; of other wordings and languages it knows nothing.
 */
final class KeyMeaning {
  private static final String WORDS = "([^.,;:?!]{2,40}?)";

  private static final String PRESS = "(?:press|dial|enter) ";

  private KeyMeaning() {}

  /** Returns the words for a key; empty when the prompts do not say. */
  static String of(String key, List<String> prompts) {
    String spoken = spoken(key);
    List<Pattern> patterns =
        List.of(
            pattern("\\b(?:for|to) " + WORDS + ",? (?:please )?" + PRESS + spoken),
            pattern("\\b" + spoken + " (?:for|to) " + WORDS + "(?=[.,;:?!]| or | and |$)"),
            pattern("(?:^|[.,;:?!] |\\bor |\\band )" + WORDS + ",? (?:please )?" + PRESS + spoken),
            pattern("(?:^|[.;:?!] )([^.;:?!]{2,40}?),? is " + spoken));
    String all = String.join(" ", prompts).replaceAll("\\s+", " ");
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(all);
      if (matcher.find()) return shortened(matcher.group(1));
    }
    return "";
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile("(?i)" + regex + "(?![0-9A-Za-z])");
  }

  /** Of "the desk or to hear it" only what is next to the key, and no article. */
  private static String shortened(String words) {
    String last = words.strip().replaceFirst("(?i)^.*\\b(?:or|and) (?:for|to) (?=\\S)", "");
    return last.replaceFirst("(?i)^(?:the|an|a|your|our|if you) (?=\\S)", "");
  }

  private static String spoken(String key) {
    return switch (key) {
      case "*" -> "(?:star|asterisk|\\*)";
      case "#" -> "(?:hash|pound|#)";
      default -> "(?<![0-9])" + Pattern.quote(key);
    };
  }
}
