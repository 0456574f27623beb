package org.ozml.ccgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;
import org.ozml.installation.TestInstallation;
import org.ozml.server.access.PasswordHash;
import org.ozml.simulator.World;

/** The example of the page "Transferring a Call" (2023-09-27), over HTTP as it is printed there. */
@Timeout(60)
class PublishedExampleTest {
  private static final String REQUEST =
      """
      {
          "devicetype": 2,
          "mode": 3,
          "address": "49998",
          "callappdata": "",
          "caller": "40040",
          "mediaability": 0,
          "holdflag": "true"
      }
      """;

  private static final String RESPONSE =
      """
      {
        "result": {},
        "message": "success",
        "retcode": "0"
      }
      """;

  @TempDir private Path folder;

  @Test
  void shouldAnswerAsPrintedAndBringTheCallToTheAgent() throws Exception {
    String hash = PasswordHash.of(House.PASSWORD.toCharArray(), 1000).text();
    String yaml =
        """
        extensions: {2001: phone, 2002: phone}
        centre:
          gateway: {port: 0, plain: true}
          queues: {20: {name: voice}}
          agents:
            101: {name: Ann, password: "%s", skills: [20]}
            49998: {name: Ben, password: "%s"}
          access-codes: {10086: {queue: 20}}
        """
            .formatted(hash, hash);
    World world = World.where(World.Answering.after(0));
    try (TestInstallation all = TestInstallation.open(folder, yaml, world)) {
      String url = String.valueOf(all.installation().gatewayUrl());
      Desk ann = signedIn("101", "2001", url);
      Desk ben = signedIn("49998", "2002", url);
      all.network().incoming("13800138000", "10086");
      assertThat(content(ann, "AgentEvent_Talking")).containsEntry("caller", "13800138000");

      HttpResponse<String> response = post(url, ann.guid());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(RESPONSE.replaceAll("\\s", ""));
      assertThat(content(ben, "AgentEvent_Auto_Answer"))
          .containsEntry("transfer", "yes")
          .containsEntry("transfrom", "101");
      assertThat(content(ben, "AgentEvent_Talking")).containsEntry("caller", "13800138000");
    }
  }

  private static Desk signedIn(String agent, String phone, String url) throws Exception {
    Desk desk = new Desk(agent, url, House.CLIENT);
    assertThat(desk.signIn(phone, "").retcode()).isEqualTo("0");
    return desk;
  }

  private static HttpResponse<String> post(String url, String guid) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/agentgateway/resource/voicecall/101/transfer"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("Guid", guid)
            .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
            .build();
    return House.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Polls until an event comes; the test's time limit is the bound. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> content(Desk desk, String eventType) throws Exception {
    Answer answer = desk.poll();
    while (!answer.eventType().equals(eventType)) answer = desk.poll();
    Map<String, ?> event = answer.event();
    if (event == null) throw new AssertionError(answer.toString());
    return (Map<String, Object>) event.get("content");
  }
}
