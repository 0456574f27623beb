package org.ozml.document;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;

/** A sequence of commands: a whole script, a loop's body, a menu's prompts. */
@XmlTransient
public abstract class Block extends Element {

  @XmlElements({
    @XmlElement(name = "Array", type = Array.class),
    @XmlElement(name = "AttendedTransfer", type = AttendedTransfer.class),
    @XmlElement(name = "Beep", type = Beep.class),
    @XmlElement(name = "BlindTransfer", type = BlindTransfer.class),
    @XmlElement(name = "Call", type = Call.class),
    @XmlElement(name = "CallSetup", type = CallSetup.class),
    @XmlElement(name = "Delay", type = Delay.class),
    @XmlElement(name = "DeleteFile", type = DeleteFile.class),
    @XmlElement(name = "Exit", type = Exit.class),
    @XmlElement(name = "ForEach", type = ForEach.class),
    @XmlElement(name = "ForwardCall", type = ForwardCall.class),
    @XmlElement(name = "GoTo", type = GoTo.class),
    @XmlElement(name = "Hangup", type = Hangup.class),
    @XmlElement(name = "Hold", type = Hold.class),
    @XmlElement(name = "ListActiveCalls", type = ListActiveCalls.class),
    @XmlElement(name = "ListAddressbookContacts", type = ListAddressbookContacts.class),
    @XmlElement(name = "ListAddressbookNames", type = ListAddressbookNames.class),
    @XmlElement(name = "ListCallHistory", type = ListCallHistory.class),
    @XmlElement(name = "ListExtensionTypes", type = ListExtensionTypes.class),
    @XmlElement(name = "ListExtensions", type = ListExtensions.class),
    @XmlElement(name = "MoveFile", type = MoveFile.class),
    @XmlElement(name = "Play", type = Play.class),
    @XmlElement(name = "ReceiveAlarmNotification", type = ReceiveAlarmNotification.class),
    @XmlElement(name = "ReceiveMessage", type = ReceiveMessage.class),
    @XmlElement(name = "Record", type = Record.class),
    @XmlElement(name = "Reject", type = Reject.class),
    @XmlElement(name = "Request", type = Request.class),
    @XmlElement(name = "Route", type = Route.class),
    @XmlElement(name = "SendAlarmNotification", type = SendAlarmNotification.class),
    @XmlElement(name = "SendDTMF", type = SendDTMF.class),
    @XmlElement(name = "SendEmail", type = SendEmail.class),
    @XmlElement(name = "SendMessage", type = SendMessage.class),
    @XmlElement(name = "SendMsg", type = SendMsg.class),
    @XmlElement(name = "SendSms", type = SendSms.class),
    @XmlElement(name = "Speak", type = Speak.class),
    @XmlElement(name = "Unhold", type = Unhold.class),
    @XmlElement(name = "UserInput", type = UserInput.class),
    @XmlElement(name = "Var", type = Var.class),
    @XmlElement(name = "WaitForMsg", type = WaitForMsg.class),
    @XmlElement(name = "OtherCommand", type = OtherCommand.class)
  })
  private List<Command> commands = new ArrayList<>();

  Block() {}

  /** Returns the commands in document order; the list cannot be changed. */
  public List<Command> commands() {
    return commands;
  }

  void add(Command command) {
    commands.add(command);
  }

  @Override
  void seal() {
    commands = List.copyOf(commands);
  }
}
