package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.configuration.YamlException;

/** What is said about steps that nobody understands. */
class SentencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'caller hear: Welcome' | 1001 hears: text",
        "'caller heard: Welcome' | 1001 hears: text",
        "'1002 hears file: a.wav' | 1001 hears the file: name",
        "'caller hears beep' | 1001 hears a beep",
        "'caller hang up' | 1001 hangs up",
        "'caller pushes keys: 1' | ",
        "'caller press: 1' | 1001 presses: keys",
        "'caller talk to: 1002' | 1001 talks to: 1002",
        "'script end: 200' | script ends: 200",
        "'script aborts: text' | script is aborted: text",
        "'nobody left' | nobody is left",
        "'file a.wav is deleted' | the file the name is deleted",
        "'http://app/pin asked: {A: b}' | http://... is asked: {Field: value}"
      })
  void shouldNameTheNearestSentence(String step, String nearest) {
    String problem = problem(step);
    if (nearest == null) assertThat(problem).doesNotContain("did you mean");
    else assertThat(problem).contains("did you mean '%s'? Others are:".formatted(nearest));
  }

  @Test
  void shouldShowOnlyAFewOthers() {
    assertThat(problem("caller sings").lines()).hasSize(5);
    assertThat(problem("caller hear: a").lines()).hasSize(4);
  }

  @Test
  void shouldSayWhetherAValueIsMissingOrTooMuch() {
    assertThat(problem("caller hears")).contains("this step needs ': ' and what is meant");
    assertThat(problem("caller hangs up: now")).contains("'caller hangs up' is complete");
  }

  @Test
  void shouldReadEachExampleAsItself() {
    for (Sentence one : Sentences.ALL) {
      String key = one.example().replaceAll(":( .*)?$", "");
      List<Sentence> taken =
          Sentences.ALL.stream()
              .filter(other -> other.isOpen() == one.isOpen() && other.varying(key) != null)
              .toList();
      assertThat(taken.get(0)).as(key).isSameAs(one);
    }
  }

  private static String problem(String step) {
    String[] message = {""};
    assertThatThrownBy(
            () ->
                new ScenarioReader()
                    .read("a.yaml", "script: <Response/>\nsteps:\n  - " + step + "\n", null))
        .isInstanceOfSatisfying(
            YamlException.class, e -> message[0] = String.valueOf(e.getMessage()));
    return message[0];
  }
}
