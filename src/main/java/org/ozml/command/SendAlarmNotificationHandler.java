package org.ozml.command;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.AlarmCall;
import org.ozml.alarm.ContactId;
import org.ozml.call.Failure;
import org.ozml.call.Result;
import org.ozml.document.SendAlarmNotification;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/**
 * Calls a receiving centre, delivers an alarm and waits until that call is over. ResultUrl is told
 * in any case.
 */
final class SendAlarmNotificationHandler extends Errand<Result> {
  /** What a call shows that no API extension places. */
  private static final String NO_EXTENSION = "alarm";

  private final String number;
  private final ContactId alarm;
  private final @Nullable String given;
  private final String extension;
  private final @Nullable String resultUrl;

  SendAlarmNotificationHandler(SendAlarmNotification command, Session session) {
    super(session, Result.class);
    number = session.value(command.phoneNumber());
    String account = session.value(command.accountNumber());
    String event = session.value(command.eventCode());
    String partition = session.value(command.partitionNumber());
    String zone = session.value(command.zoneNumber());
    ContactId.Qualifier qualifier =
        ContactId.Qualifier.valueOf(session.value(command.eventQualifier()).name());
    alarm = new ContactId(account, qualifier, event, partition, zone);
    if ((account + event + partition + zone).contains("A")) {
      session.warn("Contact ID has no digit A; the alarm is sent as " + alarm);
    }
    given = session.optional(command.apiExtension());
    extension = given == null ? session.extension() : given;
    resultUrl = session.optional(command.resultUrl());
  }

  @Override
  public Step start() {
    if (given == null || session.engine().hasExtension(given)) return super.start();
    tell(session.notification("AlarmResult"), Failure.ERROR);
    return new Step.Next(Result.extensionUnavailable(given));
  }

  @Override
  void order(Consumer<Result> answer) {
    new AlarmCall(session.board(), owner(), number, alarm, call -> answer.accept(ended(call)))
        .place();
  }

  private String owner() {
    return extension.isEmpty() ? NO_EXTENSION : extension;
  }

  private Result ended(AlarmCall call) {
    Failure failure = call.failure();
    Result result = failure == null ? Result.OK : Result.connectFailed(number, failure);
    session.trace(
        new ScriptEvent.AlarmSent(
            session.now(), session.number(), number, alarm.toString(), alarm.fields(), result));
    tell(Notification.of("AlarmResult", call.call(), owner()), failure);
    return result;
  }

  private void tell(Notification result, @Nullable Failure failure) {
    session.tell(
        resultUrl,
        result
            .with("ApiExtension", extension)
            .with("PhoneNumber", number)
            .with("AccountNumber", alarm.account())
            .with("EventCode", alarm.event())
            .with("Result", failure == null ? "Delivered" : failure.word()));
  }

  @Override
  Result over(Result answer) {
    return answer;
  }
}
