package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.sound;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts in the style of the vendor's manuals, in our own words: all of them read. */
class VendorStyleTest {
  @Test
  void shouldReadTheSeed() {
    List<Command> commands =
        sound(
                """
                <?xml version="1.0"?>
                <Response>
                  <Speak Party="all">The caller will be attended transfered to call ID HL1bE.</Speak>
                  <AttendedTransfer TargetCallId="HL1bE" TransferorParty="caller"></AttendedTransfer>
                </Response>
                """)
            .commands();
    Speak speak = (Speak) commands.get(0);
    assertThat(speak.party().constant()).isEqualTo(Party.ALL);
    assertThat(speak.text().constant())
        .isEqualTo("The caller will be attended transfered to call ID HL1bE.");
    AttendedTransfer transfer = (AttendedTransfer) commands.get(1);
    assertThat(transfer.targetCallId().constant()).isEqualTo("HL1bE");
    assertThat(transfer.transferredCallId()).isNull();
    Value<Party> party = transfer.transferorParty();
    assertThat(party).isNotNull();
    assertThat(party.constant()).isEqualTo(Party.CALLER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <response>
          <var id="greeting">Hello</var>
          <speak>$greeting</speak>
        </response>
        """,
        """
        <Response>
          <array id="sampleArray"><item>First</item><item>Second</item></array>
          <ForEach source ='sampleArray'><speak>$item</speak></ForEach>
        </Response>
        """,
        """
        <Response>
          <UserInput repeat ='true' digits ='1'>
            <InitialCommands><Speak>Press one for your messages, $username .</Speak></InitialCommands>
            <Inputs>
              <Input key ='1'>
                <ForEach source ='voicemails'>
                  <Speak>On $item.date , from $item.from .</Speak>
                  <Play>$item.message</Play>
                  <MoveFile SourceFile="$item.message" TargetDirectory="$oldmessagepath"/>
                </ForEach>
                <Speak>No new messages.</Speak>
              </Input>
            </Inputs>
          </UserInput>
        </Response>
        """,
        """
        <OzML>
          <ReceiveAlarmNotification>
            <Received>
              <SendEmail Recipient="guard@example.com" Subject="Alarm">
                Account $account, zone $zone: $eventname
              </SendEmail>
            </Received>
          </ReceiveAlarmNotification>
        </OzML>
        """,
        """
        <Response>
          <SendAlarmNotification PhoneNumber="061" AccountNumber="1234" EventCode="130"
            PartitionNumber="01" ZoneNumber="015" EventQualifier="NewEvent"/>
        </Response>
        """,
        """
        <WaitForMsg FromConnection="SMS line" Timeout="30">
          <Execute><Play Repeat="true">wait.mp3</Play></Execute>
          <OnMessge><Speak>$FromConnection says $Text</Speak></OnMessge>
          <OnTimeout><Hangup></Hangup></OnTimeout>
        </WaitForMsg>
        """,
        """
        <Request DialedAddress="2001" ExtensionAddress="9000">
          <OnSetup><SendMessageToConn ToConnection="Chat" ToAddress="boss">Calling (now</SendMessageToConn></OnSetup>
          <OnError><SendMsg ToConnection="Chat" ToAddress="boss" Text="No luck"/></OnError>
        </Request>
        """,
        """
        <Response>
          <UserInput Digits="4" Timeout="5" BackKey="*" enteredUrl="http://localhost/entered.php">
            <InitialCommands><Speak>Enter your PIN.</Speak></InitialCommands>
          </UserInput>
          <GoTo>select ozml from scripts where id = 5</GoTo>
        </Response>
        """,
        """
        <Response>
          <Record Format="wav" Duration="60" FinishDigits="#" FinishedURL="http://localhost/done.php"/>
          <SendSMS Recipient="+36201234567" DelivaryReportURL="http://localhost/report.php">Thank you</SendSMS>
          <Hangup></Hangup>
        </Response>
        """,
        """
        <Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
          <BlindTransfer Target="2001" TranferorParty="Callee" Username="admin" Password="abc123"></BlindTransfer>
        </Response>
        """,
      })
  void shouldReadScriptsLikeTheManuals(String script) {
    assertThat(sound(script).commands()).isNotEmpty();
  }
}
