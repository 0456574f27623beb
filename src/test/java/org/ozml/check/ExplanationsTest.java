package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.readBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.Reading;
import org.ozml.document.Rule;

class ExplanationsTest {
  @ParameterizedTest
  @EnumSource(Rule.class)
  void shouldExplainEveryRule(Rule rule) {
    assertThat(Explanations.of(rule).text()).hasSizeGreaterThan(150).doesNotContain("\n## ");
  }

  @ParameterizedTest
  @EnumSource(
      value = Rule.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OZ004", "OZ318", "OZ319"}) // too large to show; about the files beside a script
  void shouldShowExamplesThatHoldWhatTheySay(Rule rule) {
    Explanations.Explanation explanation = Explanations.of(rule);
    assertThat(explanation.wrong()).isNotNull();
    assertThat(explanation.right()).isNotNull();
    assertThat(found(rule, explanation.wrong())).as("wrong").contains(rule.name());
    assertThat(codes(all(explanation.right()))).as("right").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Rule.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OZ004", "OZ109", "OZ318", "OZ319"})
  void shouldShowNothingElseWrongInTheWrongExample(Rule rule) {
    assertThat(codes(all(String.valueOf(Explanations.of(rule).wrong()))))
        .allMatch(rule.name()::equals);
  }

  private static List<String> found(Rule rule, String text) {
    Document document = readBytes(text);
    return rule == Rule.OZ109
        ? codes(new SchemaCheck(Reading.READER).check(document, new ArrayList<>()))
        : codes(Checks.check(document));
  }

  private static List<Diagnostic> all(String text) {
    Document document = readBytes(text);
    return new SchemaCheck(Reading.READER).check(document, Checks.check(document));
  }
}
