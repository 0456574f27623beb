package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.configuration.YamlException;

/** What is wrong with an alarm panel or a receiving centre is said where it stands. */
class AlarmPeopleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          panel: {account: 12345, event: 110, partition: 1, zone: 1} | 4:29: expected up to 4 hexadecimal digits
          panel: {account: 1234, event: fire, partition: 1, zone: 1} | 4:42: expected up to 3 hexadecimal digits
          panel: {account: 1234, event: 110, zone: 1}                | 4:19: 'partition' is missing here
          panel: {account: 1, event: 1, partition: 1, zone: 1, qualifier: No} | 4:76: expected NewEvent, NewRestore
          panel: {account: 1, event: 1, partition: 1, zone: 1, breaks: 1}     | 4:73: unknown entry 'breaks'
          centre: {deaf: 7}                                          | 4:27: '7' is neither true nor false
          centre: {withholds: all}                                   | 4:32: 'all' is no number
          """)
  void saysWhereAndWhatIsWrong(String device, String message) {
    String text = "script: <Response/>\nworld:\n  people:\n    7000: {" + device + "}\n";
    assertThatThrownBy(() -> new ScenarioReader().read("a.yaml", text, null))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("a.yaml:" + message);
  }
}
