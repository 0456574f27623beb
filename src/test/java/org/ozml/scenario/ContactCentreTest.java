package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.configuration.YamlException;
import org.ozml.scenario.ScenarioRunner.Outcome;

/** Scenarios with a contact centre: who calls it, who works there, what desktops do. */
class ContactCentreTest {
  private static final String CENTRE =
      """
        centre:
          queues: {20: {wait: 1min}, 21: {}}
          agents: {101: {skills: [20]}, 102: {skills: [21]}}
          access-codes: {10086: {queue: 20}, 10087: {queue: 21}}
        others: answers after 3s
      """;

  @TempDir private Path folder;

  private Outcome told(String more, String steps) throws IOException {
    Files.writeString(folder.resolve("ivr.xml"), "<Response><Speak>Hello</Speak></Response>");
    String text = "world:\n" + CENTRE + more + "steps:\n" + steps;
    return ScenarioRunner.run(new ScenarioReader().read("story.yaml", text, folder));
  }

  private static List<String> lines(Outcome outcome, String part) {
    return outcome.transcript().stream().filter(line -> line.contains(part)).toList();
  }

  private static String failure(Outcome outcome) {
    return outcome.failure() == null ? "" : outcome.failure().toString();
  }

  // ---- desktops

  @Test
  void shouldOrderWhatADesktopOrdersAndTellWhatItIsTold() throws IOException {
    Outcome outcome =
        told(
            "",
            """
              - agent 101 login: {phonenum: "2001", status: "4"}
              - agent 101 gets: AgentState_Ready
              - 13800138000 calls: 10086
              - agent 101 gets: {eventType: AgentEvent_Talking, content: {caller: 13800138000, type: main}}
              - agent 101 transfer: {devicetype: 1, mode: 0, address: 21}
              - agent 101 gets: AgentEvent_Call_Release
              - agent 102 LOGIN: {phonenum: "2002"}
              - agent 102 gets: {eventType: AgentEvent_Talking}
              - agent 102 release
              - 13800138000 is hung up
              - agent 102 never gets: AgentEvent_Hold
              - nobody is left
            """);
    assertThat(failure(outcome)).isEmpty();
    assertThat(outcome.transcript())
        .contains(
            "   0.000  agent 101 gets AgentOther_InService",
            "   3.000  agent 101 gets AgentEvent_Talking 1767254400-1",
            "   3.000  agent 101 gets AgentOther_PhoneOffhook type=main");
  }

  @Test
  void shouldSayWhatIsRefusedAndWhatIsNot() throws IOException {
    assertThat(failure(told("", "  - agent 101 is refused 100-006: {sayfree: {}}\n"))).isEmpty();
    assertThat(failure(told("", "  - agent 101 sayfree\n")))
        .contains("that it is done", "it is refused with 100-006: agent not login");
    assertThat(failure(told("", "  - agent 101 is refused 100-002: {login: {phonenum: 1}}\n")))
        .contains("that it is refused with 100-002", "it is done");
    assertThat(failure(told("", "  - agent 101 is refused 000-002: {login: {}}\n")))
        .contains("it is refused with 100-001: phonenum is missing");
    assertThat(failure(told("", "  - agent 101 dance\n")))
        .contains("an interface of the gateway", "there are login, forceLogin");
    assertThat(failure(told("", "  - agent 101 is refused 000-002: {dance: {}}\n")))
        .contains("an interface of the gateway");
  }

  @Test
  void shouldNotTakeAnEventForAnotherOne() throws IOException {
    String begin = "  - agent 101 login: {phonenum: 2001, status: 3}\n";
    String busy = "AgentState_SetNotReady_Success";
    assertThat(failure(told("", begin + "  - agent 101 gets: " + busy))).isEmpty();
    assertThat(failure(told("", begin + "  - agent 102 gets: " + busy))).contains("did not happen");
    assertThat(
            failure(
                told(
                    "",
                    begin
                        + "  - agent 101 gets: {eventType: %s, content: {reason: 2}}"
                            .formatted(busy))))
        .contains("did not happen");
    assertThat(
            failure(
                told(
                    "",
                    begin + "  - agent 101 gets: {eventType: %s, content: none}".formatted(busy))))
        .contains("did not happen");
    assertThat(failure(told("", begin + "  - agent 101 never gets: " + busy)))
        .contains("it happened at 0.000 s");
  }

  @Test
  void shouldWriteAndReadWhatAgentsAreTold() throws Exception {
    Map<String, Object> content = Map.of("callid", "1-1", "deep", Map.of("reason", "2"));
    for (Object each : new Object[] {"1-1", content}) {
      AgentEvent event = new AgentEvent(3_000_000_000L, "101", "AgentEvent_Hold", each);
      String line = TraceJson.line(event);
      assertThat(line).contains("\"event\":\"AgentEvent\",\"workNo\":\"101\"");
      assertThat(TraceReader.event(line)).isEqualTo(event);
    }
    AgentEvent bare = new AgentEvent(0, "101", "AgentState_Ready", null);
    assertThat(TraceReader.event(TraceJson.line(bare))).isEqualTo(bare);
  }

  // ---- callers

  @Test
  void shouldCallAgainAndAgainUntilTheStoryIsTold() throws IOException {
    Outcome outcome =
        told(
            "  callers: [{from: 1, to: 2, at: 5s, every: 10s, stays: 4s}]\n",
            """
              - wait: 31s
              - nobody is left
            """);
    assertThat(failure(outcome)).isEmpty();
    assertThat(lines(outcome, ": 1 calls 2"))
        .extracting(line -> line.substring(0, 8).strip())
        .containsExactly("5.000", "15.000", "25.000");
    assertThat(lines(outcome, "  1 hangs up"))
        .extracting(line -> line.substring(0, 8).strip())
        .containsExactly("12.000", "22.000", "32.000");
  }

  @Test
  void shouldLetTheTurnPassOfWhoIsStillInACall() throws IOException {
    Outcome outcome =
        told("  callers: {from: 1, to: 2, every: 10s, stays: 10s}\n", "  - wait: 30s\n");
    assertThat(lines(outcome, ": 1 calls 2"))
        .extracting(line -> line.substring(0, 8).strip())
        .containsExactly("0.000", "20.000");
  }

  @Test
  void shouldCallOnceUnlessToldOtherwiseAndDoWhatThePersonDoes() throws IOException {
    Outcome outcome =
        told(
            """
              callers: {from: 1, to: 2}
              people: {1: {does: {after: 2s, press: 5}}, 2: {does: {after: 6s, hang up: true}}}
            """,
            "  - 1 is hung up\n  - nobody is left\n");
    assertThat(failure(outcome)).isEmpty();
    assertThat(lines(outcome, "1 presses 5")).hasSize(1);
    assertThat(lines(outcome, "1 calls 2")).hasSize(1);
  }

  // ---- agents without a desktop

  @Test
  void shouldWorkWithoutADesktop() throws IOException {
    Outcome outcome =
        told(
            """
              callers: {from: 1, to: 10086, at: 5s, stays: 30s}
              agents:
                101:
                  phone: 2001
                  signs-in: 1s
                  does:
                    - {on: AgentEvent_Auto_Answer, after: 5s, order: hold}
                    - {on: AgentEvent_Hold, after: 2s, order: gethold}
                    - {after: 1min, order: rest, with: {time: 60, restcause: 1}}
            """,
            """
              - agent 101 gets: AgentEvent_Hold
              - agent 101 gets: AgentEvent_Talking
              - agent 101 gets: AgentEvent_Customer_Release
              - agent 101 gets: AgentState_SetRest_Success
              - agent 101 gets: AgentState_Rest_Timeout
              - nobody is left
            """);
    assertThat(failure(outcome)).isEmpty();
    assertThat(outcome.transcript())
        .contains(
            "   1.000  agent 101 gets AgentState_Ready",
            "  13.000  agent 101 gets AgentEvent_Hold 1767254405-1",
            "  61.000  agent 101 gets AgentState_SetRest_Success");
  }

  @Test
  void shouldSignInAsItSays() throws IOException {
    Outcome outcome =
        told(
            """
              callers: {from: 1, to: 10086, stays: 5s, at: 1s}
              agents:
                101: {phone: 2001, auto-answer: false, does: {on: AgentEvent_Ringing, after: 4s, order: answer}}
                102: {phone: 2002, status: work}
            """,
            """
              - agent 102 gets: AgentState_Work
              - agent 101 gets: AgentEvent_Ringing
              - agent 101 gets: AgentEvent_Talking
            """);
    assertThat(failure(outcome)).isEmpty();
    assertThat(lines(outcome, "AgentEvent_Talking")).first().asString().startsWith("   8.000");
  }

  @Test
  void shouldLeaveWhatConcernsACallThatIsOver() throws IOException {
    Outcome outcome =
        told(
            """
              callers: {from: 1, to: 10086, at: 1s, every: 20s, stays: 3s}
              agents: {101: {phone: 2001, does: {on: AgentEvent_Talking, after: 25s, order: release}}}
            """,
            "  - wait: 60s\n  - agent 101 never gets: AgentEvent_Hold\n");
    assertThat(failure(outcome)).isEmpty();
    assertThat(lines(outcome, "AgentEvent_Talking")).hasSize(3);
    assertThat(lines(outcome, "warning")).isEmpty();
  }

  @Test
  void shouldLeaveThePlaceToADesktopThatSignsInByForce() throws IOException {
    Outcome outcome =
        told(
            """
              agents:
                101: {phone: 2001, does: [{after: 10s, order: saybusy}, {on: AgentState_Work, order: cancelwork}]}
            """,
            """
              - wait: 5s
              - agent 101 is refused 100-002: {login: {phonenum: 2001}}
              - agent 101 forceLogin: {phonenum: 2001, status: 5}
              - agent 101 gets: AgentState_Work
              - wait: 30s
              - agent 101 never gets: AgentState_CancelWork_Success
              - agent 101 never gets: AgentState_SetNotReady_Success
            """);
    assertThat(failure(outcome)).isEmpty();
  }

  @Test
  void shouldNotTakeThePlaceOfADesktopThatIsThereAlready() throws IOException {
    Outcome outcome =
        told(
            """
              agents:
                101: {phone: 2001, signs-in: 10s, does: [{order: saybusy}, {on: AgentState_Work, order: cancelwork}]}
            """,
            """
              - agent 101 login: {phonenum: 2009, status: 5}
              - warning: "agent 101: login is refused with 100-002"
              - wait: 10s
              - agent 101 sayfree
              - agent 101 never gets: AgentState_CancelWork_Success
              - agent 101 never gets: AgentState_SetNotReady_Success
            """);
    assertThat(failure(outcome)).isEmpty();
  }

  @Test
  void shouldWarnOfWhatAnAgentCannotDo() throws IOException {
    Outcome outcome =
        told(
            "  agents: {101: {phone: 1, does: [{order: gethold}, {after: 1s, order: dance}]}}\n",
            "  - warning: there is no interface dance\n");
    assertThat(failure(outcome)).isEmpty();
    assertThat(lines(outcome, "warning"))
        .containsExactly(
            "   0.000  warning: agent 101: gethold is refused with 200-015 no held call",
            "   1.000  warning: agent 101: there is no interface dance");
  }

  // ---- how it is written

  @Test
  void shouldRunTheScriptOfAnIvr() throws IOException {
    String codes = "    ivr: {30001: {script: ivr.xml}}\n    access-codes: {10010: {ivr: 30001}}\n";
    String world = "world:\n  centre:\n" + codes + "  others: answers after 3s\n";
    Files.writeString(folder.resolve("ivr.xml"), "<Response><Speak>Hello</Speak></Response>");
    Outcome outcome =
        ScenarioRunner.run(
            new ScenarioReader()
                .read(
                    "story.yaml",
                    world + "steps: [1 calls: 10010, '1 hears': Hello, nobody is left]",
                    folder));
    assertThat(failure(outcome)).isEmpty();
    Outcome direct =
        ScenarioRunner.run(
            new ScenarioReader()
                .read("story.yaml", world + "steps: [1 calls: 30001, 30001 is called]", folder));
    assertThat(failure(direct)).as("an IVR access code is no number").isEmpty();
    Files.delete(folder.resolve("ivr.xml"));
    assertThatThrownBy(() -> new ScenarioReader().read("story.yaml", world, folder))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("story.yaml:2:3: there is no script")
        .hasMessageContaining("IVR 30001");
  }

  @Test
  void shouldKnowTheEventsThatThereAre() {
    String story =
        "world: {centre: {agents: {101: {}}}}\nsteps:\n  - agent 101 gets: AgentEvent_Talkin";
    assertThatThrownBy(() -> new ScenarioReader().read("a.yaml", story, folder))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("a.yaml:3:21")
        .hasMessageContaining("did you mean 'AgentEvent_Talking'?");
  }

  @Test
  void shouldTakeTheCentreOfAConfiguration() throws IOException {
    Path main = Files.createDirectories(folder.resolve("centre"));
    Files.writeString(main.resolve("ivr.xml"), "<Response/>");
    Files.writeString(
        main.resolve("ozml.yaml"),
        """
        extensions: {2001: phone}
        centre: {agents: {101: {password: "${SECRET}"}}, ivr: {30001: {script: ivr.xml}}}
        """);
    String text = "world: {centre: centre/%s}\nsteps: ['agent 101 login': {phonenum: 2001}]";
    Scenario scenario = new ScenarioReader().read("a.yaml", text.formatted("ozml.yaml"), folder);
    assertThat(failure(ScenarioRunner.run(scenario))).isEmpty();
    assertThat(scenario.scene().extensions()).containsOnlyKeys("30001");
    assertThatThrownBy(() -> new ScenarioReader().read("a.yaml", text.formatted("no.yaml"), folder))
        .hasMessage("a.yaml:1:17: there is no configuration centre/no.yaml");
    Files.writeString(main.resolve("other.yaml"), "extensions: {2001: phone}");
    assertThatThrownBy(
            () -> new ScenarioReader().read("a.yaml", text.formatted("other.yaml"), folder))
        .hasMessage("a.yaml:1:17: the configuration centre/other.yaml has no 'centre:'");
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(problem("world: {others: busy}\nsteps: nobody is left"))
        .isEqualTo("a.yaml:1:1: expected 'script: ' with an OzML document, a file or a URL");
    assertThat(problem("world: {centre: {}}\ncontext: routing"))
        .isEqualTo("a.yaml:2:10: without a script there is nothing that 'context' could say");
    assertThat(problem("world: {centre: {agents: {101: {}}}, agents: {102: {phone: 1}}}"))
        .isEqualTo("a.yaml:1:52: there is no agent '102'; the centre has 101");
    assertThat(problem("world: {centre: {}, callers: {from: 1, to: 2, every: 0s}}"))
        .isEqualTo("a.yaml:1:54: there must be some time between two calls, such as 30s");
    assertThat(problem("world: {centre: {}}\nsteps: {agent 101 is refused 1: sayfree}"))
        .isEqualTo("a.yaml:2:33: expected what is ordered, such as {transfer: {mode: 0}}");
    assertThat(problem("world: {centre: {agents: {1: {}, 2: {}}}}").lines()).hasSize(2);
  }

  private static String problem(String scenario) {
    try {
      new ScenarioReader().read("a.yaml", scenario, null);
      return "";
    } catch (YamlException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
