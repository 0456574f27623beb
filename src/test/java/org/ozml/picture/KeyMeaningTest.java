package org.ozml.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMeaningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | For sales, press 1. For repairs, press 2. | sales",
        "2 | Press 1 for the opening hours, 2 for the sales desk. | sales desk",
        "1 | Press 1 for the opening hours, 2 for the sales desk. | opening hours",
        "* | For the main menu, press star. | main menu",
        "# | To hear it again press hash. | hear it again",
        "12 | Anna is 11. Ben, workshop, is 12. | Ben, workshop",
        "4 | If you know the extension, press 4. | know the extension",
        "1 | Press 12 for tea. | ''",
        "3 | Drücken Sie die 3. | ''",
      })
  void shouldFindWhatThePromptSaysOfAKey(String key, String prompt, String meaning) {
    assertThat(KeyMeaning.of(key, List.of(prompt))).isEqualTo(meaning);
  }
}
