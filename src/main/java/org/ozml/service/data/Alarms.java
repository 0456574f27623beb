package org.ozml.service.data;

import java.util.function.Consumer;

/**
 * The port to where alarms are kept: ReceiveAlarmNotification acknowledges an alarm to its panel
 * when this has said that it is on disk, and not before.
 *
 * <p>Nothing here blocks, and nothing is thrown: the answer comes on any thread, exactly once.
 */
@FunctionalInterface
public interface Alarms {
  /** They are not kept: what the script does with an alarm is all. */
  Alarms NONE = (alarm, answer) -> answer.accept(new Answer.Kept());

  /**
   * Keeps an alarm.
   *
   * @param answer told when it is stored, or that it cannot be
   */
  void keep(Alarm alarm, Consumer<Answer> answer);

  /**
   * An alarm as its panel reported it (Ademco Contact ID).
   *
   * @param callId the call that it came in
   * @param caller the number that the call showed
   * @param extension the API extension that took it
   * @param account four digits
   * @param qualifier NewEvent, NewRestore, StatusReport
   * @param event three digits
   * @param eventName what they mean
   * @param partition two digits
   * @param zone three digits, a zone or a user
   */
  record Alarm(
      String callId,
      String caller,
      String extension,
      String account,
      String qualifier,
      String event,
      String eventName,
      String partition,
      String zone) {}

  /** What became of it. */
  sealed interface Answer {
    /** It is on disk. */
    record Kept() implements Answer {}

    /**
     * It is not stored.
     *
     * @param reason one sentence for trace and log, without secrets
     */
    record Failed(String reason) implements Answer {}
  }
}
