package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Standing;

class PlausibleWorldTest {
  private static World world(Context context, String commands) {
    Document document =
        new DocumentReader(Limits.DEFAULT).read("x", "<Response>" + commands + "</Response>");
    return PlausibleWorld.of(
        document, new PlausibleWorld.Circumstances(context, "1001", "1002", true));
  }

  private static List<Standing> calls(String commands) {
    return world(Context.THIRD_PARTY, commands).calls();
  }

  @Test
  void shouldHaveTheCallsOfAnAttendedTransfer() {
    assertThat(calls("<AttendedTransfer TargetCallId='B' TransferorParty='caller'/>"))
        .containsExactly(
            new Standing("A1", "1001", "1002", true, false),
            new Standing("B", "1002", "1003", false, false));
    assertThat(
            calls(
                "<AttendedTransfer TransferredCallId='A' TargetCallId='B' TransferorParty='callee'/>"))
        .containsExactly(
            new Standing("A", "1001", "1002", true, false),
            new Standing("B", "1001", "1003", false, false));
  }

  @Test
  void shouldHaveTheCallThatAnExtensionTransfersTo() {
    assertThat(world(Context.EXTENSION, "<AttendedTransfer TargetCallId='B'/>").calls())
        .containsExactly(new Standing("B", "1002", "1003", false, false));
  }

  @Test
  void shouldHaveEveryCallThatIsNamed() {
    assertThat(
            calls(
                "<Speak>Hi</Speak><Hangup CallId='X'/><ForEach Source='a'><Beep CallId='Y'/></ForEach>"))
        .extracting(Standing::id)
        .containsExactly("A1", "X", "Y");
    assertThat(calls("<Speak CallId='X'>Hi</Speak><Hangup CallId='X'/>"))
        .extracting(Standing::id)
        .containsExactly("X");
    assertThat(calls("<Hangup CallId='$CallId'/>")).extracting(Standing::id).containsExactly("A1");
  }

  @Test
  void shouldPutCallsIntoTheStateThatTheirFirstCommandNeeds() {
    assertThat(calls("<Speak>x</Speak><Hold/><Unhold/>").get(0).held()).isFalse();
    assertThat(calls("<Unhold/>").get(0).held()).isTrue();
    assertThat(calls("<Hold/><AttendedTransfer TargetCallId='B'/>").get(0).held()).isFalse();
    World ringing = world(Context.THIRD_PARTY, "<ForwardCall>1003</ForwardCall>");
    assertThat(ringing.calls().get(0).ringing()).isTrue();
    assertThat(ringing.person("1002").answering().kind()).isEqualTo(World.Answering.Kind.NO_ANSWER);
  }

  @Test
  void shouldHaveAPanelThatReportsAndACentreThatTakes() {
    World reports = world(Context.EXTENSION, "<ReceiveAlarmNotification/>");
    assertThat(reports.person("1001").device()).isInstanceOf(World.Device.Panel.class);
    World takes =
        world(
            Context.MESSAGE,
            "<SendAlarmNotification PhoneNumber='7000' AccountNumber='1' EventCode='110'"
                + " PartitionNumber='1' ZoneNumber='1'/>");
    assertThat(takes.person("7000").device()).isEqualTo(World.Device.Centre.GOOD);
    assertThat(takes.person("7001").device()).isNull();
  }

  @Test
  void shouldNotGiveNumbersAwayThatTheScriptUses() {
    assertThat(calls("<AttendedTransfer TargetCallId='B'/><BlindTransfer Target='1003'/>").get(1))
        .isEqualTo(new Standing("B", "1002", "1004", false, false));
  }

  @Test
  void shouldHaveVoicemailsForALoopOverThem() {
    String loop = "<ForEach Source='VoiceMails'><Play>$item</Play></ForEach>";
    assertThat(world(Context.EXTENSION, loop).voicemails().get("1002"))
        .extracting(World.Voicemail::old)
        .containsExactly(false, false, true);
    assertThat(world(Context.MESSAGE, loop).voicemails()).isEmpty();
    assertThat(world(Context.EXTENSION, "<Beep/>").voicemails()).isEmpty();
  }

  @Test
  void shouldCopeWithAnything() {
    assertThat(calls("<AttendedTransfer/><Hangup CallId=''/><Nonsense CallId='Z'/>")).hasSize(1);
    assertThat(calls("<AttendedTransfer TransferredCallId='A' TargetCallId='A'/>")).hasSize(1);
    assertThat(calls("")).extracting(Standing::id).containsExactly("A1");
    assertThat(world(Context.MESSAGE, "<Call Dialed='1'/>").calls()).isEmpty();
    assertThat(world(Context.ROUTING, "<Route Destination='1'/>").calls()).isEmpty();
  }
}
