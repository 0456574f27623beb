package org.ozml.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.simulator.World;

/** What a running system tells web applications, and what their answers do. */
@Timeout(60)
class NotificationsTest {
  private static final String APPLICATION = "http://app.example.com/";

  @TempDir Path folder;

  private TestInstallation open(String more, Map<String, String> answers) throws Exception {
    Map<String, List<World.WebAnswer>> web = new HashMap<>();
    answers.forEach(
        (path, answer) ->
            web.put(
                APPLICATION + path,
                List.of(World.WebAnswer.of("<Response>" + answer + "</Response>"))));
    String yaml =
        """
        extensions:
          1001: phone
          1002: phone
          9996: {url: http://app.example.com/ozml}
        """;
    return TestInstallation.open(
        folder, yaml + more, World.where(World.Answering.after(0)).web(web));
  }

  private static ScriptEvent.Requested told(TestInstallation pbx, String name) throws Exception {
    return pbx.story().await(ScriptEvent.Requested.class, one -> one.notification().equals(name));
  }

  @Test
  void shouldAskWhereACallGoes() throws Exception {
    try (TestInstallation pbx =
        open(
            "notifications: {RoutingInterception: http://app.example.com/route}\n",
            Map.of("route", "<Route Destination='1002'/>"))) {
      pbx.network().incoming("2001", "777");
      assertThat(told(pbx, "RoutingInterception").form())
          .containsEntry("CallerID", "2001")
          .containsEntry("OriginalDialedNumber", "777")
          .containsEntry("LastCallState", "Calling");
      pbx.story().await(CallEvent.Dialled.class, dialled -> dialled.number().equals("1002"));
    }
  }

  @Test
  void shouldTellOfEachStateAndActOnTheAnswer() throws Exception {
    try (TestInstallation pbx =
        open(
            "notifications: {CallChanged: http://app.example.com/changed}\n",
            Map.of("changed", "<Hangup/>"))) {
      pbx.network().incoming("2001", "1002");
      assertThat(told(pbx, "CallChanged").form())
          .containsEntry("CallState", "Ringing")
          .containsEntry("PreviousState", "");
      pbx.story().await(CallEvent.StateChanged.class, change -> change.state().terminal());
    }
  }

  @Test
  void shouldAnswerWithTheApplicationsScript() throws Exception {
    try (TestInstallation pbx =
        open("", Map.of("ozml", "<Speak>Hello</Speak><Delay>600</Delay>"))) {
      pbx.network().incoming("2001", "9996");
      assertThat(told(pbx, "IncomingCall").form())
          .containsEntry("ApiExtension", "9996")
          .containsEntry("CallerId", "2001");
      CallEvent.StateChanged up =
          pbx.story()
              .await(CallEvent.StateChanged.class, change -> change.state() == CallState.IN_CALL);
      assertThat(pbx.command("ListActiveCalls"))
          .contains(up.call(), "<CallState>InCall</CallState>");
      assertThat(pbx.command("Hangup&CallId=" + up.call())).contains("<Code>200</Code>");
      assertThat(pbx.command("ListCallHistory")).contains(up.call(), "CalleeHungUp");
    }
  }

  @Test
  void shouldRefuseACallWhoseApplicationDoesNotAnswer() throws Exception {
    try (TestInstallation pbx = open("", Map.of())) {
      pbx.network().incoming("2001", "9996");
      CallEvent.StateChanged end =
          pbx.story().await(CallEvent.StateChanged.class, change -> change.state().terminal());
      assertThat(end.state()).isEqualTo(CallState.ERROR);
    }
  }

  @Test
  void shouldLeadWhoBringsNoCommandToTheConsole() throws Exception {
    try (TestInstallation pbx = open("", Map.of())) {
      var root = TestInstallation.get(pbx.older() + "/");
      assertThat(root.statusCode()).isEqualTo(302);
      assertThat(root.headers().firstValue("Location")).hasValue("/console/");
      assertThat(TestInstallation.get(pbx.older() + "/?command=").body())
          .contains("<Code>302</Code>", "'command'");
      assertThat(TestInstallation.get(pbx.older() + "/elsewhere").statusCode()).isEqualTo(404);
    }
  }
}
