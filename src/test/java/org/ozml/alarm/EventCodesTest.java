package org.ozml.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCodesTest {
  @ParameterizedTest
  @CsvSource({
    "100, Medical",
    "110, Fire",
    "130, Burglary",
    "301, Mains power lost",
    "401, Open or close by user",
    "602, Periodic test report",
    "654, System inactive",
    "7B1, Unknown event 7B1"
  })
  void namesEvents(String code, String name) {
    assertThat(EventCodes.name(code)).isEqualTo(name);
  }
}
