package org.ozml.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

  private final String before;
  private final String after;
  private final boolean varies;
  private final boolean phrase;
  private final boolean open;
  private final String example;
  private final Function<Said, Step> meaning;

  /**
   * Makes one.
   *
   * @param written an example, with what varies before the colon in angle brackets: {@code <1001>
   *     hears: text} is any word and "hears", and a value has to stand behind it. {@code <file
   *     name>}, with a blank, may be several words.
   */
  Sentence(String written, Function<Said, Step> meaning) {
    String[] parts = written.split(": ", 2);
    int begin = parts[0].indexOf('<');
    int end = parts[0].indexOf('>');
    this.varies = begin >= 0;
    this.before = varies ? parts[0].substring(0, begin) : parts[0];
    this.after = varies ? parts[0].substring(end + 1) : "";
    this.phrase = varies && parts[0].substring(begin, end).contains(" ");
    this.open = parts.length > 1;
    this.example = written.replace("<", "").replace(">", "");
    this.meaning = meaning;
  }

  /** A sentence as it stands in a scenario: what varies in it, and the value behind it. */
  record Said(int line, String words, String varying, @Nullable Yaml behind, Names names) {
    /** Returns whose number is meant by what varies. */
    String number() {
      return names.number(varying);
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

  /** Returns what varies in a sentence, empty where nothing does; null: it is not this one. */
  @Nullable String varying(String sentence) {
    if (!varies) return sentence.equals(before) ? "" : null;
    int end = sentence.length() - after.length();
    boolean around = sentence.startsWith(before) && sentence.endsWith(after);
    if (!around || end <= before.length()) return null;
    String word = sentence.substring(before.length(), end);
    return phrase || word.chars().noneMatch(Character::isWhitespace) ? word : null;
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
    return words(before + " " + after);
  }

  /** The words of a sentence, without the one that would be what varies. */
  private List<String> given(String sentence) {
    List<String> given = new ArrayList<>(words(sentence));
    int free = words(before).size();
    if (varies && free < given.size()) given.remove(free);
    return given;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
