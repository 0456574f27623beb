package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ozml.call.TraceEvent;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.ScriptEvent;

/**
 * Which command may stand in the answer to which notification: every command in every answer, held
 * against the table of the OzML language notes, section 3, which stands here once more.
 */
class AnswersTest {
  /** The contexts of section 3: E extension call, P third party, R routing, M without a call. */
  private static final String COMMANDS =
      """
      EP   <AttendedTransfer TargetCallId="B2"/>
      EP   <BlindTransfer>1003</BlindTransfer>
      P    <ForwardCall>1003</ForwardCall>
      EPM  <Call RingTime="1">1003</Call>
      EPM  <CallSetup Caller="1003" Callee="1004"/>
      EPM  <Request DialedAddress="1003" RingTime="1"/>
      EP   <Hangup/>
      EP   <Hold/>
      EP   <Unhold/>
      E    <Reject/>
      R    <Route>1003</Route>
      EPRM <Exit/>
      EP   <Speak>Hello</Speak>
      EP   <Play>none.wav</Play>
      EP   <Record Duration="1"/>
      EP   <Beep/>
      EP   <SendDTMF>1</SendDTMF>
      EPRM <Delay>0.1</Delay>
      E    <UserInput/>
      EPRM <Var ID="x" Value="1"/>
      EPRM <Array ID="x"/>
      EPRM <ForEach Source="x"/>
      EPRM <GoTo>http://nowhere/</GoTo>
      EPRM <MoveFile SourceFile="a" TargetDirectory="b"/>
      EPRM <DeleteFile SourceFile="a"/>
      EPRM <SendEmail Recipient="a@example.com" Message="x"/>
      EPRM <SendSms Recipient="36301" Message="x"/>
      EPRM <SendMsg ToConnection="admin">x</SendMsg>
      E    <WaitForMsg FromConnection="admin" Timeout="1"/>
      EPRM <SendAlarmNotification PhoneNumber="7000" AccountNumber="1" EventCode="110" PartitionNumber="1" ZoneNumber="1"/>
      E    <ReceiveAlarmNotification/>
      -    <SendMessage MessageData="x" Recipient="1"/>
      -    <ReceiveMessage/>
      -    <ListActiveCalls/>
      -    <ListCallHistory/>
      -    <ListExtensions/>
      -    <ListExtensionTypes/>
      -    <ListAddressbookContacts AddressbookName="x"/>
      -    <ListAddressbookNames/>
      """;

  /** These may answer 303 for the state that the call is in. */
  private static final Set<String> BY_STATE =
      Set.of("AttendedTransfer", "ForwardCall", "Unhold", "Hold", "Reject");

  /** A notification, the context of its answer, and a scenario in which it is told. */
  private static final String[][] NOTIFICATIONS = {
    {"GoTo", "E", "script: <GoTo>http://app/</GoTo>"},
    {
      "DtmfEntered",
      "E",
      """
      script: <UserInput Timeout='9' ForwardToUrl='http://app/'/>
      steps: [the call is: InCall, wait: 1s, caller presses: 1]
      """
    },
    {
      "RecordCompleted",
      "E",
      """
      script: <Record Duration='1' FinishedUrl='http://app/'/>
      """
    },
    {
      "RecordCompleted",
      "M",
      """
      script: <Record FinishedUrl='http://app/'/>
      steps: [the call is: InCall, wait: 1s, caller hangs up]
      """
    },
    {"CallConnected", "E", "script: <Call Url='http://app/'>1005</Call>"},
    {"CallFinished", "M", "script: <Call ResponseOzML='x' FinishedUrl='http://app/'>1005</Call>"},
    {
      "TransferFinished",
      "M",
      """
      script: <BlindTransfer CallId='A1' FinishedUrl='http://app/'>1005</BlindTransfer>
      steps: [wait: 5s, 1005 hangs up]
      world:
        calls: [{id: A1, caller: 1001, callee: 1002}]
      """
    },
    {
      "CallChanged",
      "P",
      """
      script: <Hold CallId='A1'/>
      world:
        calls: [{id: A1, caller: 1001, callee: 1002}]
        notifications: {CallChanged: http://app/}
      """
    },
    {
      "CallChanged",
      "M",
      """
      script: <Hangup CallId='A1'/>
      world:
        calls: [{id: A1, caller: 1001, callee: 1002}]
        notifications: {CallChanged: http://app/}
      """
    },
    {
      "RoutingInterception",
      "R",
      """
      script: <Exit/>
      call: {caller: 1001, dialed: 9994}
      world:
        notifications: {RoutingInterception: http://app/}
      """
    },
    {
      "SMSDeliveryReport",
      "M",
      """
      script: <SendSms Recipient='36301' Message='x' DeliveryReportURL='http://app/'/>
      world:
        connections: {sms: accepts and reports Delivered after 1s}
      """
    },
    {
      "IncomingSMS",
      "M",
      """
      script: <Delay>1</Delay>
      world:
        messages: [{connection: sms, from: 1, text: x}]
        notifications: {IncomingSMS: http://app/}
      """
    },
    {
      "AlarmResult",
      "M",
      """
      script: <SendAlarmNotification PhoneNumber='7000' AccountNumber='1' EventCode='110' PartitionNumber='1' ZoneNumber='1' ResultUrl='http://app/'/>
      """
    },
  };

  @TestFactory
  Stream<DynamicTest> everyCommandInEveryAnswer() {
    return Arrays.stream(NOTIFICATIONS)
        .flatMap(
            told ->
                COMMANDS
                    .lines()
                    .map(
                        row ->
                            dynamicTest(
                                "%s (%s): %s".formatted(told[0], told[1], row),
                                () -> judge(told, row))));
  }

  private static void judge(String[] told, String row) throws IOException {
    String element = row.substring(5);
    String command = element.substring(1).split("[ />]", 2)[0];
    List<TraceEvent> events = events(told[2], element);
    assertThat(events)
        .as("%s is told", told[0])
        .anyMatch(e -> e instanceof ScriptEvent.Requested r && r.notification().equals(told[0]));
    List<Integer> codes = codes(events, command);
    assertThat(codes).as("%s in the answer ran", command).isNotEmpty();
    if (!row.substring(0, 4).contains(told[1])) {
      assertThat(codes).containsOnly(303);
    } else if (!BY_STATE.contains(command)) {
      assertThat(codes).doesNotContain(303);
    }
  }

  /**
   * Tells the scenario, in whose world the application answers with the command, once: who orders a
   * call whenever a call changes never comes to an end.
   */
  private static List<TraceEvent> events(String scenario, String element) throws IOException {
    String web = "  web: {\"http://app/\": ['%s', '']}\n".formatted(element);
    String people = "  others: answers after 1s\n";
    String text =
        scenario.contains("world:")
            ? scenario.replace("world:\n", "world:\n" + people + web)
            : scenario.stripTrailing() + "\nworld:\n" + people + web;
    Scenario told = new ScenarioReader().read("answers.yaml", text, null);
    List<TraceEvent> events = new ArrayList<>();
    StagePerformance performance = new StagePerformance(told.scene());
    ScenarioRunner.Outcome outcome = ScenarioRunner.run(told, performance);
    assertThat(outcome.failure()).as(() -> String.join("\n", outcome.transcript())).isNull();
    events.addAll(performance.events());
    return events;
  }

  /** The codes of a command in those runs that come from the application. */
  private static List<Integer> codes(List<TraceEvent> events, String command) {
    Set<Integer> answers = new java.util.HashSet<>();
    List<Integer> codes = new ArrayList<>();
    boolean inAnswer = false;
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.Started s && s.source().equals("http://app/")) {
        answers.add(s.script());
      }
      if (event instanceof ScriptEvent.Answered) inAnswer = true;
      boolean run =
          event instanceof ScriptEvent.CommandEnded e
              && e.command().equals(command)
              && (answers.contains(e.script()) || inAnswer);
      if (run) codes.add(((ScriptEvent.CommandEnded) event).result().code());
    }
    return codes;
  }

  /** The rows are the language: each command once. */
  @TestFactory
  Stream<DynamicTest> everyRowIsACommand() {
    return COMMANDS
        .lines()
        .map(
            row ->
                dynamicTest(
                    row,
                    () -> {
                      Document document =
                          new DocumentReader(Limits.DEFAULT).read("row.xml", row.substring(5));
                      assertThat(document.response()).isNotNull();
                      assertThat(document.response().commands()).hasSize(1);
                    }));
  }
}
