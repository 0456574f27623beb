package org.ozml.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Makes options. By hand, because picocli takes 100 ms of a cold JVM to look for annotations, which
 * is as long as the rest of a short run.
 */
final class Options {
  private Options() {}

  /** An option that is there or not. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** An option with a text, at most once. */
  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with a text, any number of times. */
  static OptionSpec texts(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with one of some words. */
  static <T extends Enum<T>> OptionSpec choice(
      String name, String label, Class<T> type, List<T> choices, String description) {
    Map<String, T> words = new LinkedHashMap<>();
    for (T choice : choices) words.put(word(choice), choice);
    ITypeConverter<T> converter = written -> choose(words, written);
    return OptionSpec.builder(name)
        .type(type)
        .converters(converter)
        .completionCandidates(words.keySet())
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** What has to stand on the command line once. */
  static PositionalParamSpec parameter(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .paramLabel(label)
        .type(String.class)
        .required(true)
        .description(description)
        .build();
  }

  /** What may stand behind that once. */
  static PositionalParamSpec optional(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index("1")
        .arity("0..1")
        .type(String.class)
        .description(description)
        .build();
  }

  /** What may stand on the command line any number of times. */
  static PositionalParamSpec parameters(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity(arity)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .required(!arity.startsWith("0"))
        .description(description)
        .build();
  }

  /** The option that says what a script stands in for. */
  static OptionSpec context() {
    return choice(
        "--context",
        "CONTEXT",
        Context.class,
        List.of(Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE),
        "What the script stands in for: extension (it is one party of the call), third-party (it acts on a call"
            + " between two others), routing (it says where a call goes) or message (there is no call). Otherwise"
            + " what its commands have in common.");
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> T choose(Map<String, T> words, String written) {
    T choice = words.get(written.toLowerCase(Locale.ROOT));
    if (choice != null) return choice;
    List<String> all = new ArrayList<>(words.keySet());
    String last = all.remove(all.size() - 1);
    throw new TypeConversionException(
        "expected %s or %s, but was '%s'".formatted(String.join(", ", all), last, written));
  }

  /** Returns a text, or null when the option is not given. */
  static @Nullable String textOf(ArgSpec option) {
    return option.getValue();
  }

  /** Returns the texts of an option, in order. */
  static List<String> textsOf(ArgSpec option) {
    List<String> values = option.getValue();
    return values == null ? List.of() : values;
  }

  /** Returns whether a flag is given. */
  static boolean isGiven(OptionSpec option) {
    return Boolean.TRUE.equals(option.getValue());
  }

  /** Returns what was chosen, or something else. */
  static <T> T chosenOr(T otherwise, OptionSpec option) {
    T chosen = option.getValue();
    return chosen == null ? otherwise : chosen;
  }

  /** Returns the constants of an enumeration as choices. */
  static <T extends Enum<T>> List<T> all(Class<T> type) {
    return Arrays.asList(type.getEnumConstants());
  }
}
