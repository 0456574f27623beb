package org.ozml.ccgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;

/** Desktops that reach a running gateway over HTTP. */
@Timeout(60)
class GatewayTest {
  private static final String GUID =
      "JSESSIONID=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.AgentGateway0";

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = House.open(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  // ---- signing in

  @Test
  void shouldSignInAndTellWhichGuidToShow() throws Exception {
    Answer answer =
        house.desk("101").signIn("2001", ",\"status\":\"4\",\"releasephone\":\"false\"");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.retcode()).isEqualTo("0");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(answer.header("Set-GUID")).matches(GUID);
    assertThat(answer.response().body()).contains("\"workno\":\"101\"", "\"mediatype\":\"TTF\"");
  }

  @Test
  void shouldTellEventsInTheirOrderOneAReply() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    Answer first = ann.poll();
    assertThat(first.response().body())
        .isEqualTo(
            "{\"message\":\"\",\"retcode\":\"0\",\"event\":{\"eventType\":"
                + "\"AgentOther_InService\",\"workNo\":\"101\",\"content\":null}}");
    assertThat(ann.poll().eventType()).isEqualTo("AgentState_Ready");
  }

  @Test
  void shouldNotTellWhetherThereIsAnAgent() throws Exception {
    Desk stranger = house.desk("999");
    Answer unknown =
        stranger.order("PUT", "onlineagent/999", "{\"password\":\"x\",\"phonenum\":\"2001\"}");
    Answer wrong =
        house
            .desk("101")
            .order("PUT", "onlineagent/101", "{\"password\":\"x\",\"phonenum\":\"2001\"}");
    assertThat(unknown.retcode()).isEqualTo("100-004");
    assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
    assertThat(wrong.header("Set-GUID")).isEmpty();
  }

  @Test
  void shouldSlowDownWhoGuessesAPassword() throws Exception {
    Desk desk = house.desk("101");
    for (int i = 0; i < 10; i++) {
      String guess = "{\"password\":\"guess%d\",\"phonenum\":\"2001\"}".formatted(i);
      assertThat(desk.order("PUT", "onlineagent/101", guess).retcode()).isEqualTo("100-004");
    }
    Answer braked = desk.signIn("2001", "");
    assertThat(braked.retcode()).isEqualTo("100-004");
    assertThat(braked.message()).contains("too many wrong ones", "try again in");
  }

  @Test
  void shouldNameTheParameterOfASignInThatIsWrong() throws Exception {
    Answer answer = house.desk("101").signIn("2001", ",\"status\":9");
    assertThat(answer.retcode()).isEqualTo("100-001");
    assertThat(answer.message()).contains("status");
    assertThat(house.desk("101").signIn("2001", ",\"serviceToken\":\"a\\r\\nX: 1\"").retcode())
        .isEqualTo("100-001");
  }

  @Test
  void shouldRefuseASecondSignInAndLetAForcedOneTakeOver() throws Exception {
    Desk first = house.signedIn("101", "2001");
    Desk second = house.desk("101");
    assertThat(second.signIn("2001", "").retcode()).isEqualTo("100-002");
    CompletableFuture<Answer> waiting = heldPoll(first);
    Answer forced =
        second.order(
            "PUT",
            "onlineagent/101/forcelogin",
            "{\"password\":\"%s\",\"phonenum\":\"2001\"}".formatted(House.PASSWORD));
    assertThat(forced.retcode()).isEqualTo("0");
    Answer let = waiting.get(5, TimeUnit.SECONDS);
    assertThat(let.event()).as("whichever came first").isNull();
    assertThat(let.retcode()).isIn("0", "000-003");
    assertThat(first.poll().retcode()).isEqualTo("000-003");
    assertThat(second.poll().eventType()).isEqualTo("AgentOther_InService");
  }

  /** A poll that nothing is told any more. */
  private static CompletableFuture<Answer> heldPoll(Desk desk) throws Exception {
    assertThat(desk.poll().eventType()).isEqualTo("AgentOther_InService");
    assertThat(desk.poll().eventType()).isEqualTo("AgentState_Ready");
    return desk.polling();
  }

  // ---- who may

  @Test
  void shouldRefuseWhoShowsNoGuidOrAnothersOne() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    Desk ben = house.signedIn("102", "2002");
    for (String guid : new String[] {"", "x", ann.guid(), "JSESSIONID=", ben.guid() + " "}) {
      Desk stranger = house.desk("102");
      stranger.guid(guid);
      String expected = guid.strip().equals(ben.guid()) ? "0" : "000-003";
      assertThat(stranger.order("POST", "onlineagent/102/sayfree", "").retcode())
          .as(guid)
          .isEqualTo(expected);
      assertThat(stranger.order("GET", "agentevent/102", "").retcode()).isEqualTo(expected);
    }
    ben.guid("JSESSIONID=" + ben.guid());
    assertThat(ben.order("POST", "onlineagent/102/saybusy", "").retcode()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "103, 100-006",
    "999999, 100-006",
    "0, 000-002",
    "007, 000-002",
    "1000000, 000-002",
    "x, 000-002",
    "-1, 000-002"
  })
  void shouldKnowWhoIsNotSignedInAndWhatIsNoAgentId(String id, String retcode) throws Exception {
    Desk ann = house.signedIn("101", "2001");
    Answer answer = ann.order("POST", "onlineagent/" + id + "/sayfree", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.retcode()).isEqualTo(retcode);
    if (retcode.equals("000-002")) assertThat(answer.message()).contains("agentid");
  }

  @Test
  void shouldRenewTheGuidWhenAsked() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    String old = ann.guid();
    Answer answer = ann.order("PUT", "onlineagent/101/updateGuid", "");
    Map<?, ?> result = (Map<?, ?>) answer.body().get("result");
    ann.guid(String.valueOf(result.get("guid")));
    assertThat(ann.guid()).isNotEqualTo(old);
    assertThat(ann.order("POST", "onlineagent/101/saybusy", "").retcode()).isEqualTo("0");
  }

  @Test
  void shouldEndWithTheSignOut() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    CompletableFuture<Answer> waiting = heldPoll(ann);
    assertThat(ann.order("DELETE", "onlineagent/101/logout", "").retcode()).isEqualTo("0");
    Answer let = waiting.get(5, TimeUnit.SECONDS);
    assertThat(List.of(let.eventType(), let.retcode()))
        .as("whichever came first")
        .isIn(List.of("AgentOther_ShutdownService", "0"), List.of("", "100-006"));
    assertThat(ann.poll().retcode()).isEqualTo("100-006");
    assertThat(ann.signIn("2001", "").retcode()).isEqualTo("0");
    assertThat(ann.poll().eventType()).isEqualTo("AgentOther_InService");
  }

  // ---- polls

  @Test
  void shouldHoldAPollUntilThereIsAnEvent() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    CompletableFuture<Answer> waiting = heldPoll(ann);
    assertThat(ann.order("POST", "onlineagent/101/saybusy?reason=201", "").retcode())
        .isEqualTo("0");
    assertThat(waiting.get(5, TimeUnit.SECONDS).response().body())
        .contains("AgentState_SetNotReady_Success", "\"content\":{\"reason\":\"201\"}");
  }

  @Test
  void shouldLetTheFirstPollGoWhenASecondComes() throws Exception {
    Desk ann = house.signedIn("101", "2001");
    CompletableFuture<Answer> first = heldPoll(ann);
    CompletableFuture<Answer> second = ann.polling();
    Object earlier = CompletableFuture.anyOf(first, second).get(5, TimeUnit.SECONDS);
    CompletableFuture<Answer> later = first.isDone() ? second : first;
    assertThat(((Answer) earlier).response().body())
        .isEqualTo("{\"message\":\"\",\"retcode\":\"0\",\"event\":null}");
    ann.order("POST", "onlineagent/101/saybusy", "");
    assertThat(later.get(5, TimeUnit.SECONDS).eventType())
        .isEqualTo("AgentState_SetNotReady_Success");
  }

  // ---- what is no order

  @ParameterizedTest
  @CsvSource({
    "GET, onlineagent/101/sayfree, POST", "POST, onlineagent/101, PUT",
    "POST, agentevent/101, GET", "PATCH, agentevent/101, GET",
    "OPTIONS, onlineagent/101/logout, DELETE"
  })
  void shouldSayWhichMethodIsRight(String method, String path, String right) throws Exception {
    Answer answer = house.desk("101").order(method, path, "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo(right);
    assertThat(answer.retcode()).isEqualTo("000-002");
    assertThat(answer.message()).contains(right);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/agentgateway",
        "/agentgateway/resource/",
        "/agentgateway/resource/onlineagent",
        "/agentgateway/resource/voicecall/101/nothing",
        "/agentgateway/resource/onlineagent/101/",
        "/api?command=ListActiveCalls",
        "/agentgateway/resource/onlineagent/101/x/y/z"
      })
  void shouldAnswerNothingElse(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(house.url() + path)).build();
    Answer answer = House.read(House.CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.retcode()).isEqualTo("000-002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]| no JSON object",
        "{\"a\":}| not JSON",
        "{\"a\":1,\"a\":2}| again",
        "{| not JSON",
        "{\"phonenum\":{}}| phonenum",
        "{\"phonenum\":[\"2001\"]}| phonenum"
      })
  void shouldSayWhatIsWrongWithABody(String body, String said) throws Exception {
    Answer answer = house.desk("101").order("PUT", "onlineagent/101", body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.retcode()).isEqualTo("000-002");
    assertThat(answer.message()).contains(said);
  }

  @Test
  void shouldTakeNoForm() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(house.url() + "/agentgateway/resource/onlineagent/101"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .PUT(HttpRequest.BodyPublishers.ofString("password=x&phonenum=2001"))
            .build();
    Answer answer = House.read(House.CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    assertThat(answer.retcode()).isEqualTo("000-002");
    assertThat(answer.message()).contains("form", "JSON");
  }
}
