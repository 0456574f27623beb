package org.ozml.ccgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.CallEvent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;
import org.ozml.configuration.Configuration;
import org.ozml.server.access.PasswordHash;

/** A whole installation with a contact centre: customers call, desktops are told. */
@Timeout(60)
class CentreAtWorkTest {
  @TempDir private Path folder;

  /** Polls until an event comes; returns all that came, the last of which is that one. */
  private static List<String> until(Desk desk, String awaited) throws Exception {
    List<String> told = new ArrayList<>();
    while (!told.contains(awaited)) {
      Answer answer = desk.poll();
      assertThat(answer.retcode()).as(told.toString()).isEqualTo("0");
      if (answer.event() != null) told.add(answer.eventType());
    }
    return told;
  }

  /** Also where a web application is asked first that does not answer. */
  @ParameterizedTest
  @ValueSource(strings = {"", "notifications: {RoutingInterception: 'http://127.0.0.1:9/'}"})
  void shouldGiveACustomersCallToAnAgent(String more) throws Exception {
    try (House house = House.open(folder, "plain: true", more)) {
      Desk ann = house.signedIn("101", "2001");
      house.installation().network().incoming("13800138000", "10086");
      assertThat(until(ann, "AgentEvent_Talking"))
          .containsSubsequence(
              "AgentOther_InService", "AgentState_Ready", "AgentState_Busy", "AgentEvent_Talking");
      house
          .installation()
          .story()
          .await(AgentEvent.class, event -> event.eventType().equals("AgentEvent_Talking"));
      assertThat(ann.order("DELETE", "voicecall/101/release", "").retcode()).isEqualTo("0");
      assertThat(until(ann, "AgentState_Ready")).contains("AgentEvent_Call_Release");
    }
  }

  @Test
  void shouldLetAScriptAnswerForAnAccessCode() throws Exception {
    Files.writeString(folder.resolve("menu.xml"), "<Response><Delay>600</Delay></Response>");
    String yaml =
        """
        extensions: {2001: phone}
        centre:
          gateway: {port: 0, plain: true}
          ivr: {30001: {script: menu.xml}}
          access-codes: {10010: {ivr: 30001}}
        """;
    try (House house = House.of(folder, yaml)) {
      house.installation().network().incoming("13800138000", "10010");
      house
          .installation()
          .story()
          .await(CallEvent.StateChanged.class, change -> change.state().name().equals("IN_CALL"));
    }
  }

  @Test
  void shouldTakeOnAnotherPasswordWhileItRuns() throws Exception {
    try (House house = House.open(folder)) {
      Path file = folder.resolve("ozml.yaml");
      String other = PasswordHash.of("another".toCharArray(), 1000).text();
      Files.writeString(file, Files.readString(file).replaceFirst("pbkdf2[^\"]*", quoted(other)));
      assertThat(house.installation().installation().configure(Configuration.read(file, Map.of())))
          .as("what counts after a restart")
          .containsExactly("centre");
      assertThat(house.desk("101").signIn("2001", "").retcode()).isEqualTo("100-004");
      Answer answer =
          house
              .desk("101")
              .order("PUT", "onlineagent/101", "{\"password\":\"another\",\"phonenum\":\"2001\"}");
      assertThat(answer.retcode()).isEqualTo("0");
    }
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  @Test
  void shouldAnswerOnlyFromWhereItMay() throws Exception {
    try (House house = House.open(folder, "plain: true", "access: {allow: [192.0.2.0/24]}")) {
      URI uri = URI.create(house.url() + GatewaySite.DESCRIPTION);
      HttpResponse<String> answer =
          House.CLIENT.send(
              HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(House.read(answer).retcode()).isEqualTo("000-003");
    }
  }

  @Test
  void shouldHaveNoGatewayWithoutACentre() throws Exception {
    try (House house = House.of(folder, "extensions: {2001: phone}")) {
      assertThat(house.installation().installation().gatewayUrl()).isNull();
    }
  }
}
