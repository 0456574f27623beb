package org.ozml.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Form;

class HttpCommandsTest {
  /** Every command that the language notes mark with H. */
  static final Set<String> COMMANDS =
      Set.of(
          "AttendedTransfer",
          "BlindTransfer",
          "ForwardCall",
          "Call",
          "CallSetup",
          "Request",
          "Hangup",
          "Hold",
          "Unhold",
          "Speak",
          "Play",
          "Record",
          "Beep",
          "SendDTMF",
          "SendEmail",
          "SendSms",
          "SendAlarmNotification",
          "SendMessage",
          "ReceiveMessage",
          "ListActiveCalls",
          "ListCallHistory",
          "ListExtensions",
          "ListExtensionTypes",
          "ListAddressbookContacts",
          "ListAddressbookNames");

  @Test
  void shouldBeTheCommandsThatTheLanguageHasOverHttp() {
    List<String> http =
        Arrays.stream(Command.class.getPermittedSubclasses())
            .filter(type -> !type.getSimpleName().equals("OtherCommand"))
            .map(type -> type.asSubclass(Command.class))
            .filter(type -> Form.read(type, Map.of()).contexts().contains(Context.HTTP))
            .map(Class::getSimpleName)
            .collect(Collectors.toList());
    assertThat(http).containsExactlyInAnyOrderElementsOf(COMMANDS);
  }
}
