package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void shouldReadWhatJsonHas() throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "\"\\/\b\f\n\r\t\u20ac \ud83d\ude00");
    map.put("list", Arrays.asList(new BigDecimal("-1.5e3"), true, false, null, List.of()));
    map.put("", Map.of());
    String text =
        """
        { "text" : "\\"\\\\\\/\\b\\f\\n\\r\\t\\u20Ac \\ud83d\\ude00",
          "list":[-1.5e3,true , false,null,[]],"":{} }
        """;
    assertThat(JsonReader.read(text)).isEqualTo(map).isEqualTo(JsonText.read(text));
    assertThat(JsonReader.read(Json.indented(map))).isEqualTo(map);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "1 2",
        "01",
        "+1",
        ".5",
        "1.",
        "'x'",
        "nul",
        "\"",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\" 1}",
        "NaN",
        "// x"
      })
  void shouldRefuseWhatIsOnlyLikeJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(JsonReader.NotJson.class)
        .hasMessageMatching("not JSON: expected .+ at column \\d+");
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(JsonReader.NotJson.class)
        .hasMessageContaining("no more than 100 levels");
  }
}
