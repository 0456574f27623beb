package org.ozml.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ozml.call.CallEvent;

/** What a request and its answer are besides commands: headers, statuses, browsers, clients. */
@Timeout(120)
class HttpApiSiteTest {
  private static final String WITHOUT_PASSWORD = "  older-without-password: true\n";
  private static final String LIST = "command=ListActiveCalls";
  private static final String ADMIN = " & Username=admin & Password=" + Phones.PASSWORD;

  @TempDir static Path folder;
  private static Phones phones;

  private final Client older = client(Generation.OLDER, Client.Form.GET);
  private final Client newer = client(Generation.NEWER, Client.Form.GET);

  @BeforeAll
  static void open() throws IOException {
    phones = new Phones(folder, WITHOUT_PASSWORD);
  }

  @AfterAll
  static void close() {
    phones.close();
  }

  private static Client client(Generation generation, Client.Form form) {
    return new Client(phones.url(generation), form);
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  // ---- who may

  @Test
  void shouldTakeCredentialsAsHttpHasThem() throws Exception {
    HttpResponse<String> answer =
        newer.send(LIST, "Authorization", basic("admin", Phones.PASSWORD));
    assertThat(answer.body()).contains("<Code>200</Code>");
  }

  @Test
  void shouldAnswerOnlyTheOlderGenerationWithoutPassword() throws Exception {
    assertThat(older.send(LIST).body()).contains("<Code>200</Code>");
    assertThat(newer.send(LIST).body()).contains("<Code>304</Code>");
  }

  @Test
  void shouldCheckCredentialsAlsoWhereNoneAreNeeded() throws Exception {
    HttpResponse<String> answer = older.send(LIST, "Authorization", basic("admin", "wrong"));
    assertThat(answer.body()).contains("<Code>305</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example, 307",
    "Origin, null, 307",
    "Sec-Fetch-Site, cross-site, 307",
    "Sec-Fetch-Site, same-site, 307",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, none, 200"
  })
  void shouldDoNothingForThePageOfAnotherSite(String header, String value, int code)
      throws Exception {
    assertThat(older.send(LIST, header, value).body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void shouldDoForThePageOfAnotherSiteWhatItHasCredentialsFor() throws Exception {
    HttpResponse<String> answer = older.send(LIST + ADMIN, "Origin", "http://crm.example.com");
    assertThat(answer.body()).contains("<Code>200</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7780, 200",
    "[::1]:7780, 200",
    "localhost:7780, 200",
    "pbx.example.com, 200",
    "rebound.evil.example, 307"
  })
  void shouldAnswerToItsOwnNamesOnly(String host, int code) throws Exception {
    String answer = Raw.exchange(phones.url(Generation.OLDER), "GET /?" + LIST, host, "");
    assertThat(answer).contains("<Code>" + code + "</Code>");
  }

  @Test
  void shouldTellWhoGuessesPasswordsWhenToComeAgain(@TempDir Path other) throws Exception {
    try (Phones guarded = new Phones(other, "")) {
      Client client = new Client(guarded.url(Generation.NEWER), Client.Form.POST);
      for (int i = 0; i < 10; i++) {
        HttpResponse<String> answer = client.send(LIST + " & Username=admin & Password=" + i);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<Code>305</Code>");
      }
      HttpResponse<String> answer = client.send(LIST + ADMIN);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 30L);
      assertThat(answer.body()).contains("<Code>305</Code>");
    }
  }

  // ---- what cannot be understood

  @ParameterizedTest
  @EnumSource(Client.Form.class)
  void shouldSayThatARequestCannotBeDecoded(Client.Form form) throws Exception {
    Raw.Answer answer = Raw.send(phones.url(Generation.NEWER), form, "command=Speak&Text=%zz");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<Code>300</Code><Message>Error occured during parsing message: '");
  }

  @Test
  void shouldSayThatARequestIsTooLarge() throws Exception {
    Raw.Answer answer =
        Raw.send(
            phones.url(Generation.NEWER),
            Client.Form.POST,
            "command=Speak&Text=" + "x".repeat(1 << 20));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("<Code>300</Code>");
  }

  @Test
  void shouldTakeGetAndPostOnly() throws Exception {
    String answer = Raw.exchange(phones.url(Generation.OLDER), "DELETE /?" + LIST, "localhost", "");
    assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: GET, POST");
  }

  @Test
  void shouldTakeTheQueryBeforeTheForm() throws Exception {
    Raw.Answer answer =
        Raw.send(
            phones.url(Generation.OLDER) + "?command=ListExtensionTypes",
            Client.Form.POST,
            "command=Hangup&CallId=x");
    assertThat(answer.body()).contains("<ExtensionTypes>");
  }

  // ---- pages

  @Test
  void shouldAnswerWithAPageWhereScriptsAreText() throws Exception {
    HttpResponse<String> answer =
        older.send(
            "command=SendMessage & MessageData=x & Recipient=<script>alert(1)</script>"
                + " & ResponseFormat=html & ContinueUrl=http://crm.example.com/?a=\"b\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'");
    assertThat(answer.body())
        .contains(
            "Status code: 501",
            "&lt;script&gt;",
            "href=\"http://crm.example.com/?a=&quot;b&quot;\"")
        .doesNotContain("<script>");
  }

  @Test
  void shouldNotContinueWithAScript() throws Exception {
    HttpResponse<String> answer =
        older.send(
            "command=SendMessage & MessageData=x & Recipient=+361 & ResponseFormat=html"
                + " & ContinueUrl=javascript:alert(1)");
    assertThat(answer.body()).contains("Status code: 0").doesNotContain("javascript", "href");
  }

  // ---- when the answer comes

  @Test
  void shouldCallOnWhenItsClientHasGone() throws Exception {
    phones.forget();
    CompletableFuture<HttpResponse<String>> answer =
        older.begin("command=Call & Dialed=1006 & RingTime=3600");
    String call = phones.newCall();
    answer.cancel(true);
    assertThat(older.send(LIST).body()).contains(call);
    assertThat(older.send("command=Hangup & CallId=" + call).body()).contains("<Code>200</Code>");
  }

  @Test
  void shouldAnswerTheCallWhoseRingingACommandEnds() throws Exception {
    phones.forget();
    CompletableFuture<HttpResponse<String>> answer = older.begin("command=Call & Dialed=1006");
    String call = phones.newCall();
    assertThat(older.send("command=Hangup & CallId=" + call).body()).contains("<Code>200</Code>");
    assertThat(answer.join().body())
        .contains("<Code>402</Code><Message>Call connect to '1006' failed with result state");
  }

  @Test
  void shouldHaveACallInTheHistoryWhenItsHangupIsAnswered() throws Exception {
    for (int i = 0; i < 20; i++) {
      phones.forget();
      assertThat(older.send("command=CallSetup & Caller=1001 & Callee=1002").statusCode())
          .isEqualTo(200);
      String call = phones.newCall();
      assertThat(older.send("command=Hangup & CallId=" + call).statusCode()).isEqualTo(200);
      assertThat(older.send("command=GetCallHistory & CallId=" + call).body())
          .contains("<NumberOfCalls>1</NumberOfCalls>");
    }
  }

  @Test
  void shouldSpeakValuesAsTheyAreWritten() throws Exception {
    phones.forget();
    assertThat(older.send("command=CallSetup & Caller=1001 & Callee=1002").statusCode())
        .isEqualTo(200);
    String call = phones.newCall();
    String speak = "command=Speak & Text=costs $5, $$ and $CallId <b> & CallId=" + call;
    assertThat(older.send(speak).body()).contains("<Code>200</Code>");
    CallEvent.PlayStarted heard = phones.await(CallEvent.PlayStarted.class, play -> true);
    assertThat(heard.sound().toString()).contains("costs $5, $$ and $CallId <b>");
  }
}
