package org.ozml.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that exist without a Var or an Array (OzML language notes, 2.4 and section 6). */
final class Predefined {
  /** The parameters of all notifications, as the table of section 6 spells them. */
  private static final List<String> NOTIFICATION =
      List.of(
          "NotificationName",
          "CallId",
          "CallState",
          "CallerId",
          "CallerDisplayName",
          "Dialed",
          "ApiExtension",
          "OriginalDialedNumber",
          "LastDialedNumber",
          "LastCalledExtension",
          "LastCallState",
          "CallerExtension",
          "PreviousState",
          "Duration",
          "DtmfDigits",
          "RecordURL",
          "Format",
          "Caller",
          "Callee",
          "State",
          "MessageId",
          "Sender",
          "Recipient",
          "Message",
          "ReceivedTime",
          "SmsId",
          "Status",
          "Time",
          "PhoneNumber",
          "AccountNumber",
          "EventCode",
          "Result",
          "Code",
          "Command",
          "Url");

  /** What a script can use anywhere. */
  static final List<String> EVERYWHERE =
      Stream.concat(NOTIFICATION.stream(), Stream.of("oldmessagepath", "username", "EmailId"))
          .toList();

  /** What a block Received can use. */
  static final List<String> IN_RECEIVED =
      List.of("account", "eventqualifier", "eventcode", "eventname", "partition", "zone");

  /** What a block OnMessage can use. */
  static final List<String> IN_ON_MESSAGE = List.of("FromConnection", "FromAddress", "Text");

  static final Set<String> ARRAYS = Set.of("voicemails", "oldvoicemails");

  /** What an item of these arrays has. */
  static final List<String> VOICEMAIL = List.of("message", "date", "from");

  private static final Set<String> LOWER_EVERYWHERE = lower(EVERYWHERE);
  private static final Set<String> LOWER_IN_RECEIVED = lower(IN_RECEIVED);
  private static final Set<String> LOWER_IN_ON_MESSAGE = lower(IN_ON_MESSAGE);

  private Predefined() {}

  private static Set<String> lower(List<String> names) {
    return names.stream().map(Script::lower).collect(Collectors.toUnmodifiableSet());
  }

  static boolean everywhere(String lowerName) {
    return LOWER_EVERYWHERE.contains(lowerName);
  }

  static boolean inReceived(String lowerName) {
    return LOWER_IN_RECEIVED.contains(lowerName);
  }

  static boolean inOnMessage(String lowerName) {
    return LOWER_IN_ON_MESSAGE.contains(lowerName);
  }
}
