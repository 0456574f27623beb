package org.ozml.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ozml.document.XmlText;

/** The stories of {@code http/commands.txt}, told to a real server with simulated telephones. */
@Timeout(120)
class HttpApiTest {
  private static final Map<String, String> ANY =
      Map.of(
          "guid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
          "time", "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d",
          "iso", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d",
          "n", "\\d+",
          "decimal", "\\d+\\.\\d{3}",
          "text", "[^<>]+");

  private static final Map<String, String> CONFIGURATIONS =
      Map.of(
          "plain", "",
          "denied", "  deny: [127.0.0.0/8]\n",
          "told", "notifications: {CallChanged: http://app.example.com/changed}\n");

  @TempDir static Path folder;
  private static Phones phones;

  @BeforeAll
  static void open() throws IOException {
    phones = new Phones(folder, "");
    phones.network().register("1009");
  }

  @AfterAll
  static void close() {
    phones.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    phones.configure("");
    phones.hangUpAll();
    phones.forget();
  }

  static Stream<Arguments> stories() throws IOException {
    List<Story> all = Story.all();
    return Stream.of(Generation.values())
        .flatMap(
            generation ->
                Stream.of(Client.Form.values())
                    .flatMap(form -> all.stream().map(one -> Arguments.of(one, generation, form))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("stories")
  void shouldAnswerAsTheManualSays(Story story, Generation generation, Client.Form form)
      throws Exception {
    new Telling(generation, form).tell(story);
  }

  @Test
  void shouldHaveAStoryForEveryCode() throws IOException {
    TreeSet<Integer> codes = new TreeSet<>();
    for (Story story : Story.all()) {
      for (Story.Line line : story.lines()) {
        Matcher code = Pattern.compile("(\\d{3}) .*").matcher(line.text());
        if (line.word().equals("<") && code.matches()) codes.add(Integer.valueOf(code.group(1)));
      }
    }
    // 701 to 703 are about configuring the system over HTTP, which this one does not offer (301).
    assertThat(codes)
        .containsExactly(200, 300, 301, 302, 303, 304, 305, 306, 307, 401, 402, 501, 601);
  }

  @Test
  void shouldHaveAStoryForEveryCommand() throws IOException {
    String told = Files.readString(Path.of("src/test/resources/http/commands.txt"));
    assertThat(
            HttpCommandsTest.COMMANDS.stream()
                .filter(name -> !told.matches("(?is).*> command=" + name + "\\b.*")))
        .isEmpty();
  }

  /** One telling of a story. */
  private static final class Telling {
    private final Generation generation;
    private final Client client;
    private final Map<String, String> calls = new HashMap<>();
    private String who = "admin";
    private @Nullable HttpResponse<String> answer;
    private String head = "";
    private String payload = "";
    private Story.@Nullable Line asked;

    Telling(Generation generation, Client.Form form) {
      this.generation = generation;
      this.client = new Client(phones.url(generation), form);
    }

    void tell(Story story) throws Exception {
      for (Story.Line line : story.lines()) {
        if (!line.word().equals("<")) check();
        switch (line.word()) {
          case "call" -> call(line.text().split(" "));
          case "ring" -> ring(line.text().split(" "));
          case "as" -> who = line.text();
          case "config" -> phones.configure(CONFIGURATIONS.get(line.text()));
          case "await" -> {
            phones.awaitCommand(line.text());
            phones.forget();
          }
          case ">" -> {
            asked = line;
            answer = client.send(credentials(filled(line.text())));
          }
          case "<" -> expect(line.text());
          default -> throw new IllegalArgumentException("line " + line.number());
        }
      }
      check();
    }

    private void call(String[] words) throws Exception {
      phones.forget();
      client.send(credentials("command=CallSetup & Caller=" + words[1] + " & Callee=" + words[2]));
      calls.put(words[0], phones.newCall());
    }

    private void ring(String[] words) throws Exception {
      phones.forget();
      CompletableFuture<HttpResponse<String>> unused =
          client.begin(credentials("command=Call & Dialed=" + words[1]));
      assertThat(unused).isNotCompletedExceptionally();
      calls.put(words[0], phones.newCall());
    }

    private String credentials(String parameters) {
      if (who.equals("nobody")) return parameters;
      String user = who.equals("wrong") ? "admin" : who;
      String password = who.equals("wrong") ? "wrong" : Phones.PASSWORD;
      return parameters + " & Username=" + user + " & Password=" + password;
    }

    private String filled(String text) {
      String filled = text;
      for (Map.Entry<String, String> call : calls.entrySet()) {
        filled = filled.replace("{" + call.getKey() + "}", call.getValue());
      }
      return filled;
    }

    private void expect(String text) {
      String[] parts = filled(text).split(" ", 2);
      if (parts[0].matches("\\d{3}")) {
        head =
            "<Code>%s</Code><Message>%s</Message>".formatted(parts[0], XmlText.escaped(parts[1]));
      } else if (parts[0].equals("both") || parts[0].equalsIgnoreCase(generation.name())) {
        payload = parts[1];
      }
    }

    /** Compares the latest answer with all that was said of it. */
    private void check() {
      if (answer == null || asked == null) return;
      StringBuilder pattern = new StringBuilder(Pattern.quote(generation.begin() + head));
      Matcher any = Pattern.compile("\\{(\\w+)}").matcher(payload);
      int done = 0;
      while (any.find()) {
        pattern.append(Pattern.quote(payload.substring(done, any.start())));
        pattern.append(ANY.get(any.group(1)));
        done = any.end();
      }
      pattern.append(Pattern.quote(payload.substring(done) + "</Response>"));
      assertThat(answer.body()).as("line %d", asked.number()).matches(pattern.toString());
      assertThat(answer.statusCode()).as("line %d", asked.number()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
      answer = null;
      head = "";
      payload = "";
    }
  }
}
