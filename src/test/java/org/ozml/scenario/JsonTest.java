package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Sound;

class JsonTest {
  @Property(tries = 500)
  void shouldWriteWhatOthersRead(@ForAll List<String> values, @ForAll String name) {
    Map<String, Object> object = Map.of(name, values);
    assertThat(JsonText.read(Json.line(object))).isEqualTo(object);
    assertThat(JsonText.read(Json.indented(object))).isEqualTo(object);
  }

  @Test
  void shouldWriteEvents() {
    assertThat(
            TraceJson.line(
                new CallEvent.StateChanged(
                    4_400_000_000L, "A", CallState.IN_CALL, CallState.ANSWERED, "1", "2")))
        .isEqualTo(
            "{\"at\":4.4,\"event\":\"StateChanged\",\"call\":\"A\",\"state\":\"InCall\",\"previous\":\"Answered\",\"caller\":\"1\",\"callee\":\"2\"}");
    assertThat(
            TraceJson.line(
                new CallEvent.PlayStarted(
                    100_000_000_000L,
                    "A",
                    7,
                    List.of("1"),
                    new Sound.Tone(1000, Duration.ofMillis(200)),
                    false)))
        .isEqualTo(
            "{\"at\":100,\"event\":\"PlayStarted\",\"call\":\"A\",\"play\":7,\"numbers\":[\"1\"],\"sound\":{\"kind\":\"Tone\",\"hertz\":1000,\"length\":0.2},\"repeat\":false}");
  }
}
