package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.CallEvent;

/** Recordings are given out, and nothing else is; one installation for all. */
class RecordingsTest {
  @TempDir private static Path folder;
  private static Running system;

  @BeforeAll
  static void open() throws IOException {
    system = new Running(folder);
    recording("sales/a.wav", "secret");
    recording("sales/.b.wav", "secret");
    recording(".b.wav.part", "secret");
    Files.createDirectories(folder.resolve("content"));
    Files.writeString(folder.resolve("content/c.wav"), "secret");
    Path root = folder.resolve("recordings");
    Files.createSymbolicLink(root.resolve("out"), folder);
    Files.createSymbolicLink(root.resolve("content.wav"), folder.resolve("content/c.wav"));
  }

  @AfterAll
  static void close() {
    system.close();
  }

  private static void recording(String path, String text) throws IOException {
    Path file = folder.resolve("recordings").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void shouldGiveOutARecordingWholeAndInPart() throws Exception {
    recording("sales/a b.wav", "0123456789");
    String path = "/recordings/sales/a%20b.wav";
    HttpResponse<String> whole = system.send(system.asAdmin(path));
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo("0123456789");
    assertThat(whole.headers().map())
        .containsEntry("content-type", List.of("audio/wav"))
        .containsEntry("content-length", List.of("10"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry(
            "content-disposition",
            List.of("inline; filename=\"a b.wav\"; filename*=UTF-8''a%20b.wav"));
    HttpResponse<String> part = system.send(system.asAdmin(path).header("Range", "bytes=2-4"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(system.send(system.asAdmin(path).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    HttpResponse<String> older =
        system.send(
            system.asAdmin(path).header("Range", "bytes=2-4").header("If-Range", "\"another\""));
    assertThat(older.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGiveOutWhatWasRecordedAtTheUrlThatNotificationsName() throws Exception {
    CompletableFuture<String> recorded = new CompletableFuture<>();
    system
        .installation
        .system()
        .listen(
            event -> {
              if (event instanceof CallEvent.RecordEnded ended) recorded.complete(ended.url());
            });
    system.incoming("2001", "9995");
    String url = recorded.get(20, TimeUnit.SECONDS);
    String server = system.installation.server().url();
    assertThat(url).startsWith(server + "/recordings/");
    HttpResponse<String> answer = system.send(system.asAdmin(url.substring(server.length())));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("RIFF");
  }

  @Test
  void shouldEncodeWhatAUrlCannotHold() {
    assertThat(Recordings.url("http://pbx", "sales/a b+\u00e9?.wav"))
        .isEqualTo("http://pbx/recordings/sales/a%20b%2B%C3%A9%3F.wav");
  }

  @ParameterizedTest
  @CsvSource({"bytes=-3,206,789", "bytes=8-,206,89", "bytes=0-0,206,0", "bytes=5-99,206,56789"})
  void shouldUnderstandRanges(String range, int status, String body) throws Exception {
    recording("a.mp3", "0123456789");
    HttpResponse<String> answer =
        system.send(system.asAdmin("/recordings/a.mp3").header("Range", range));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/mpeg");
  }

  @Test
  void shouldSayWhatCannotBeGiven() throws Exception {
    recording("a.wav", "0123456789");
    HttpResponse<String> beyond =
        system.send(system.asAdmin("/recordings/a.wav").header("Range", "bytes=10-20"));
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */10");
    HttpResponse<String> post =
        system.send(system.asAdmin("/recordings/a.wav").POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(post.statusCode()).isEqualTo(405);
    HttpResponse<String> head =
        system.send(
            system
                .asAdmin("/recordings/a.wav")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("10");
    assertThat(head.body()).isEmpty();
    assertThat(system.send(system.request("/recordings/a.wav")).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldSendALongRecordingInFull() throws Exception {
    recording("long.wav", "0123456789abcdef".repeat(1 << 19)); // 8 MiB
    HttpResponse<String> answer = system.send(system.asAdmin("/recordings/long.wav"));
    assertThat(answer.body()).hasSize(8 << 20).endsWith("cdef");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/recordings/",
        "/recordings",
        "/recordings/sales",
        "/recordings/no.wav",
        "/recordings/..%2fozml.yaml",
        "/recordings/%2e%2e/ozml.yaml",
        "/recordings/..%5cozml.yaml",
        "/recordings/%2fetc%2fpasswd",
        "/recordings//etc/passwd",
        "/recordings/C:%5cwindows%5cwin.ini",
        "/recordings/.b.wav.part",
        "/recordings/sales/.b.wav",
        "/recordings/out/ozml.yaml",
        "/recordings/content.wav",
        "/recordings/a.wav%00.txt"
      })
  void shouldGiveOutNothingElse(String path) throws Exception {
    HttpResponse<String> answer = system.send(system.asAdmin(path));
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("extensions:");
  }
}
