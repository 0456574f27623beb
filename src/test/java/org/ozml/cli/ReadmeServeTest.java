package org.ozml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of the server, on other ports: somebody may use the usual ones here. */
@Timeout(120)
class ReadmeServeTest {
  @TempDir private Path folder;

  private static Matcher shown(String pattern) throws Exception {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of("README.md")));
    assertThat(found.find()).as(pattern).isTrue();
    return found;
  }

  @Test
  void shouldServeTheSampleAndTakeTheCommand() throws Exception {
    List<String> arguments = new ArrayList<>();
    for (String word : shown("```sh\nscripts/ozml (serve .*)\n```").group(1).split(" ", -1)) {
      boolean path = word.startsWith("examples/");
      arguments.add(path ? Path.of(word).toAbsolutePath().toString() : word);
    }
    arguments.addAll(List.of("--port", "0"));
    try (ServerProcess server = ServerProcess.start(folder, arguments)) {
      assertThat(server.command("ListExtensions"))
          .contains("<PhoneNumber>2001</PhoneNumber>", "<PhoneNumber>9994</PhoneNumber>");

      String query = shown("curl -u admin:PASSWORD \'http://127.0.0.1:9509(/api[^\']*)\'").group(1);
      String who =
          Base64.getEncoder().encodeToString(("admin:" + server.password()).getBytes(UTF_8));
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.url() + query))
                      .header("Authorization", "Basic " + who)
                      .timeout(ServerProcess.PATIENCE)
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(shown("```xml\n(<\\?xml.*<Code>200.*)\n```").group(1));
    }
  }
}
