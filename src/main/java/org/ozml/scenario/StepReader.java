package org.ozml.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Yaml;
import org.ozml.scenario.Sentence.Names;
import org.ozml.scenario.Sentence.Said;

/** Reads the steps of a scenario: each is one of the {@link Sentences}. */
final class StepReader {
  private StepReader() {}

  static Step step(Yaml yaml, Names names) {
    if (!yaml.isMap()) return step(yaml, yaml.text(), null, names);
    Map<String, Yaml> entries = yaml.map();
    if (entries.size() != 1) throw yaml.wrong("a step is one sentence");
    Map.Entry<String, Yaml> entry = entries.entrySet().iterator().next();
    return step(yaml, entry.getKey(), entry.getValue(), names);
  }

  private static Step step(Yaml yaml, String sentence, @Nullable Yaml value, Names names) {
    boolean known = false;
    for (Sentence one : Sentences.ALL) {
      List<String> varying = one.varying(sentence);
      if (varying == null) continue;
      if (one.isOpen() == (value != null)) {
        return one.step(new Said(yaml.line(), words(sentence, value), varying, value, names));
      }
      known = true;
    }
    if (!known) {
      String near = Sentences.near(sentence, value != null);
      throw yaml.wrong("'%s' is no step; %s".formatted(sentence, near));
    }
    if (value == null) throw yaml.wrong("this step needs ': ' and what is meant behind it");
    throw value.wrong("'%s' is complete; nothing stands behind it".formatted(sentence));
  }

  /** The step in a line: a script is not repeated. */
  private static String words(String sentence, @Nullable Yaml value) {
    if (value == null || !value.isText() || value.text().contains("\n")) return sentence;
    return sentence + ": " + value.text();
  }
}
