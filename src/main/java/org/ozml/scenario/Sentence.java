package org.ozml.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Yaml;
import org.ozml.document.Spelling;
import org.ozml.simulator.World;

/** One of the sentences that a step can be: how it is written, and what it means. */
final class Sentence {
  // How far sentences are from each other: a word too many, one that is missing, one misspelled,
  // and a value where none belongs or none where one does.
  private static final int FOREIGN = 4;
  private static final int MISSING = 3;
  private static final int MISSPELLED = 2;
  private static final int VALUE = 1;

  /** What varies, such as 1001 in {@code <1001> hears}. */
  private static final Pattern VARYING = Pattern.compile("<([^>]*)>");

  private static final String FREE = "<>";

  private final Pattern pattern;
  private final List<String> words;
  private final boolean open;
  private final String example;
  private final Function<Said, Step> meaning;

  /**
   * Makes one.
   *
   * @param written an example, with what varies before the colon in angle brackets: {@code <1001>
   *     hears: text} is any word and "hears", and a value has to stand behind it. {@code <the
   *     file>}, with a blank, may be several words. Two words may vary.
   */
  Sentence(String written, Function<Said, Step> meaning) {
    String[] parts = written.split(": ", 2);
    this.pattern = pattern(parts[0]);
    this.words = words(VARYING.matcher(parts[0]).replaceAll(FREE));
    this.open = parts.length > 1;
    this.example = written.replace("<", "").replace(">", "");
    this.meaning = meaning;
  }

  private static Pattern pattern(String sentence) {
    StringBuilder pattern = new StringBuilder();
    Matcher free = VARYING.matcher(sentence);
    int from = 0;
    while (free.find()) {
      pattern.append(Pattern.quote(sentence.substring(from, free.start())));
      pattern.append(free.group(1).contains(" ") ? "(.+)" : "(\\S+)");
      from = free.end();
    }
    pattern.append(Pattern.quote(sentence.substring(from)));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  /**
   * A sentence as it stands in a scenario: what varies in it, in order, and the value behind it.
   */
  record Said(int line, String words, List<String> parts, @Nullable Yaml behind, Names names) {
    /** Returns what varies. */
    String varying() {
      return parts.get(0);
    }

    /** Returns what varies where two words do. */
    String second() {
      return parts.get(1);
    }

    /** Returns whose number is meant by what varies. */
    String number() {
      return names.number(varying());
    }

    Yaml value() {
      if (behind == null) throw new IllegalStateException(words); // the sentence is not open
      return behind;
    }

    String text() {
      return value().text();
    }
  }

  /** What "caller" and "callee" mean in a scenario. */
  record Names(Scene scene) {
    String number(String who) {
      World.Standing call =
          scene.world().calls().stream()
              .filter(one -> scene.callId() == null || one.id().equals(scene.callId()))
              .findFirst()
              .orElse(null);
      return switch (who) {
        case "caller" -> call == null ? scene.caller() : call.caller();
        case "callee" -> call == null ? scene.dialed() : call.callee();
        default -> who;
      };
    }
  }

  /** Returns an example, for messages. */
  String example() {
    return example;
  }

  /** Returns whether a value stands behind it. */
  boolean isOpen() {
    return open;
  }

  Step step(Said said) {
    return meaning.apply(said);
  }

  /** Returns what varies in a sentence, in order; null: it is not this one. */
  @Nullable List<String> varying(String sentence) {
    Matcher matcher = pattern.matcher(sentence);
    if (!matcher.matches()) return null;
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) parts.add(matcher.group(i));
    return parts;
  }

  // ---- for one that nobody understands

  /** Returns whether it has at least one word in common with a sentence, or much like it. */
  boolean isNear(String sentence) {
    List<String> given = given(sentence);
    return fixed().stream().anyMatch(own -> given.stream().anyMatch(one -> isLike(own, one)));
  }

  /** Returns how far a sentence is from this one. */
  int distance(String sentence, boolean withValue) {
    List<String> given = given(sentence);
    int all = FOREIGN * given.size() + (withValue == open ? 0 : VALUE);
    for (String own : fixed()) {
      if (given.contains(own)) all -= FOREIGN;
      else if (given.stream().anyMatch(one -> isLike(own, one))) all += MISSPELLED - FOREIGN;
      else all += MISSING;
    }
    return all;
  }

  private static boolean isLike(String a, String b) {
    return a.equals(b) || !Spelling.didYouMean(a, List.of(b)).isEmpty();
  }

  private List<String> fixed() {
    return words.stream().filter(word -> !word.equals(FREE)).toList();
  }

  /** The words of a sentence, without those that would be what varies. */
  private List<String> given(String sentence) {
    List<String> given = new ArrayList<>(words(sentence));
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.get(i).equals(FREE) && i < given.size()) given.remove(i);
    }
    return given;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
