package org.ozml.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.CallEvent;
import org.ozml.installation.TestInstallation;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.simulator.World;

@Timeout(90)
class ConsoleTest {
  private static final String SCRIPT =
      """
      <Response>
        <Speak>Welcome to the test.</Speak>
        <Play>content/tune.wav</Play>
        <Speak>Goodbye.</Speak>
      </Response>
      """;

  @TempDir Path folder;
  private TestInstallation pbx;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("menu.xml"), SCRIPT);
    Files.createDirectories(folder.resolve("content"));
    Files.write(folder.resolve("content/tune.wav"), silence());
    pbx =
        TestInstallation.open(
            folder,
            """
            store: {url: "jdbc:h2:mem:console"}
            extensions: {1001: phone, 1002: phone, 9994: {script: menu.xml}}
            """,
            World.friendly());
    browser = new Browser(pbx.newer());
  }

  /** A second of it, as far as its length is asked for: 16,000 bytes a second. */
  private static byte[] silence() {
    byte[] wav = new byte[16_044];
    wav[28] = (byte) 0x80;
    wav[29] = 0x3E;
    return wav;
  }

  @AfterEach
  void close() {
    pbx.close();
  }

  private void logIn() throws Exception {
    assertThat(browser.logIn("admin", pbx.password()).statusCode()).isEqualTo(200);
  }

  // ---- who may come in

  @Test
  void shouldGiveACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
    HttpResponse<String> answer = browser.logIn("admin", pbx.password());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .contains("Path=/console", "HttpOnly", "SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(browser.get("/console/session").body()).isEqualTo("{\"user\":\"admin\"}");
  }

  @Test
  void shouldRefuseAWrongPasswordInWords() throws Exception {
    HttpResponse<String> answer = browser.logIn("admin", "guess");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("do not belong together");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session",
        "events",
        "scripts",
        "history",
        "messages",
        "picture",
        "timers",
        "audio?play=1"
      })
  void shouldShowNothingWithoutALogin(String what) throws Exception {
    assertThat(browser.get("/console/" + what).statusCode()).isEqualTo(401);
  }

  @Test
  void shouldRefuseAPostThatDoesNotComeFromItsPage() throws Exception {
    Map<String, String> fields = Map.of("user", "admin", "password", pbx.password());

    assertThat(status("Origin", "http://elsewhere.example", fields)).isEqualTo(403);
    assertThat(status("Origin", "null", fields)).isEqualTo(403);
    assertThat(status("X-None", "there is no origin", fields)).isEqualTo(403);
    assertThat(
            browser
                .send(
                    browser
                        .form("/console/login", fields)
                        .header("Origin", pbx.newer())
                        .header("Sec-Fetch-Site", "same-site"))
                .statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/console/session").statusCode()).isEqualTo(401);
  }

  private int status(String header, String value, Map<String, String> fields) throws Exception {
    return browser.send(browser.form("/console/login", fields).header(header, value)).statusCode();
  }

  @Test
  void shouldLetAnInvitationInOnce() throws Exception {
    String url = pbx.installation().invitation();
    assertThat(url).startsWith(pbx.newer() + "/console/#invitation=");
    Map<String, String> code = Map.of("code", url.replaceFirst(".*=", ""));

    assertThat(browser.post("/console/invitation", code).statusCode()).isEqualTo(200);
    assertThat(browser.get("/console/session").body()).contains("admin");
    Browser other = new Browser(pbx.newer());
    HttpResponse<String> again = other.post("/console/invitation", code);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("used already");
    assertThat(other.get("/console/session").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldEndTheLoginAndItsPagesWhenSomebodyLogsOut() throws Exception {
    logIn();
    Browser.Page page = browser.open();

    assertThat(browser.post("/console/logout", Map.of()).statusCode()).isEqualTo(200);

    page.awaitEnd();
    assertThat(browser.get("/console/session").statusCode()).isEqualTo(401);
  }

  // ---- the page

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/console.js", "/console/session", "/console/no.js"})
  void shouldForbidWhatAPageMightBeMadeToDo(String path) throws Exception {
    var headers = browser.get(path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
  }

  @Test
  void shouldTellWhatACallWaitsFor() throws Exception {
    logIn();
    Files.writeString(
        folder.resolve("menu.xml"),
        "<Response>\n<UserInput Timeout='60'><Inputs><Input Key='1'/></Inputs></UserInput></Response>");
    pbx.system().scripts().look();
    pbx.network().incoming("2001", "9994");
    ScriptEvent.KeysAwaited menu = pbx.story().await(ScriptEvent.KeysAwaited.class, one -> true);
    assertThat(browser.get("/console/timers?call=" + menu.call()).body())
        .matches("\\[\\{.*\"command\":\"UserInput\".*}]")
        .contains("\"line\":2")
        .containsPattern("\"left\":[1-5]\\d\\.");
    assertThat(browser.get("/console/timers?call=nobody").body()).isEqualTo("[]");
  }

  @Test
  void shouldNotSendAFileThatTheBrowserHas() throws Exception {
    String tag = browser.get("/console/console.css").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again =
        browser.send(browser.request("/console/console.css").header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void shouldHaveNothingInlineInItsPage() throws Exception {
    String page = browser.get("/console/").body();

    assertThat(page).contains("<script type=\"module\" src=\"/console/console.js\"></script>");
    assertThat(page).doesNotContain("<style", " style=", "onclick", "http://", "https://");
  }

  // ---- what it shows

  @Test
  void shouldTellACallAsItHappens() throws Exception {
    logIn();
    Browser.Page page = browser.open();
    assertThat(browser.phone(page, "1001", "register", "")).isTrue();
    page.await("event: phones", "\"number\":\"1001\",\"what\":\"telephone\"", "\"taken\":true");
    assertThat(browser.phone(page, "1001", "call", "9994")).isTrue();

    page.await("event: phone ", "\"event\":\"PlayStarted\"", "Welcome to the test.");
    page.await("event: calls", "\"caller\":\"1001\",\"callee\":\"9994\"", "menu.xml\",\"line\":2");

    String call = call();
    String story =
        browser.post("/console/watch", Map.of("viewer", page.viewer(), "call", call)).body();
    assertThat(story).contains("1001 calls 9994", "1001 hears \\\"Welcome to the test.\\\"");
    String picture =
        browser
            .get("/console/picture?call=" + call + "&document=" + folder.resolve("menu.xml"))
            .body();
    assertThat(picture).contains("data-line=\"2\"", "box taken").doesNotContain("<style");
    assertThat(browser.get("/console/picture?document=/etc/passwd").statusCode()).isEqualTo(204);
    browser.phone(page, "1001", "hangup", "");
    page.await("event: event", "1001 hangs up");
    page.await("event: calls", "\"live\":0");
    pbx.story().await(CallEvent.StateChanged.class, one -> one.state().terminal());
  }

  private String call() throws Exception {
    return pbx.story().await(CallEvent.StateChanged.class, one -> true).call();
  }

  @Test
  void shouldHandOutAFileOnlyWhileItIsPlayed() throws Exception {
    logIn();
    assertThat(browser.get("/console/audio?play=1").statusCode()).isEqualTo(404);
    Browser.Page page = browser.open();
    browser.phone(page, "1001", "register", "");
    browser.phone(page, "1001", "call", "9994");
    long speech = pbx.story().await(CallEvent.PlayStarted.class, one -> true).play();
    browser.phone(page, "1001", "heard", Long.toString(speech));
    long file = pbx.story().await(CallEvent.PlayStarted.class, one -> one.play() != speech).play();

    assertThat(browser.get("/console/audio?play=" + speech).statusCode()).isEqualTo(404);
    HttpResponse<String> part =
        browser.send(browser.request("/console/audio?play=" + file).header("Range", "bytes=44-63"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 44-63/16044");
    assertThat(part.body()).hasSize(20);
    assertThat(browser.get("/console/audio?play=" + file).body()).hasSize(16_044);
    assertThat(
            browser
                .send(
                    browser.request("/console/audio?play=" + file).header("Range", "bytes=99999-"))
                .statusCode())
        .isEqualTo(416);
    browser.phone(page, "1001", "hangup", "");
    pbx.story().await(CallEvent.PlayEnded.class, one -> one.play() == file);
    assertThat(browser.get("/console/audio?play=" + file).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListWhatHasBeenAndTheScripts() throws Exception {
    logIn();
    Browser.Page page = browser.open();
    browser.phone(page, "1001", "register", "");
    browser.phone(page, "1001", "call", "9994");
    pbx.story().await(CallEvent.PlayStarted.class, one -> true);
    browser.phone(page, "1001", "hangup", "");
    pbx.story().await(CallEvent.StateChanged.class, one -> one.state().terminal());

    String history = browser.get("/console/history").body();
    // It is stored a moment later.
    while (history.contains("\"total\":0")) history = browser.get("/console/history").body();
    assertThat(history)
        .contains(call(), "\"total\":1", "\"source\":\"1001\"", "\"state\":\"CallerHungUp\"");
    assertThat(browser.get("/console/history?source=1002").body()).contains("\"total\":0");
    assertThat(browser.get("/console/messages").body()).contains("\"rows\":[]");
    Post.keep("jdbc:h2:mem:console");
    assertThat(browser.get("/console/messages").body())
        .contains("Is my bicycle ready?", "\"state\":\"failed\"", "Ready <b>today</b>");
    assertThat(browser.get("/console/scripts").body())
        .contains("menu.xml", "\"usable\":true", "\"numbers\":[\"9994\"]");
  }

  // ---- telephones

  @Test
  void shouldHangUpWhenItsPageIsGone() throws Exception {
    logIn();
    Browser.Page page = browser.open();
    browser.phone(page, "1001", "register", "");
    browser.phone(page, "1001", "call", "9994");
    pbx.story().await(CallEvent.PlayStarted.class, one -> true);

    browser.post("/console/leave", Map.of("viewer", page.viewer()));

    page.awaitEnd();
    pbx.story().await(CallEvent.StateChanged.class, one -> one.state().terminal());
    Browser.Page next = browser.open();
    assertThat(browser.phone(next, "1001", "register", "")).isTrue();
  }

  @Test
  void shouldLetNobodyTouchATelephoneOfAnotherPage() throws Exception {
    logIn();
    Browser.Page page = browser.open();
    Browser.Page other = browser.open();
    assertThat(browser.phone(page, "1001", "register", "")).isTrue();

    assertThat(browser.phone(other, "1001", "register", "")).isFalse();
    assertThat(browser.phone(other, "1001", "call", "9994")).isFalse();
    assertThat(browser.phone(other, "1001", "unregister", "")).isFalse();
    assertThat(browser.phone(other, "9994", "register", "")).isFalse();
    Browser stranger = new Browser(pbx.newer());
    assertThat(stranger.logIn("admin", pbx.password()).statusCode()).isEqualTo(200);
    // Another login does not own the page, even if it knew its name.
    assertThat(
            stranger
                .post(
                    "/console/phone",
                    Map.of("viewer", page.viewer(), "number", "1001", "act", "unregister"))
                .statusCode())
        .isEqualTo(409);
    assertThat(browser.phone(page, "1001", "unregister", "")).isTrue();
  }

  // ---- bounds

  @Test
  void shouldRefuseMorePagesThanItCanServe() throws Exception {
    logIn();
    List<HttpURLConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < Viewers.MOST; i++) {
        HttpURLConnection one = browser.connect();
        assertThat(one.getResponseCode()).isEqualTo(200);
        open.add(one);
      }
      HttpURLConnection more = browser.connect();
      assertThat(more.getResponseCode()).isEqualTo(503);
      assertThat(more.getHeaderField("Retry-After")).isEqualTo("10");
    } finally {
      open.forEach(HttpURLConnection::disconnect);
    }
  }
}
