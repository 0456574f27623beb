package org.ozml.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.alarm.Reception;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Operation;
import org.ozml.call.Result;
import org.ozml.call.Sound;
import org.ozml.document.Branch;
import org.ozml.document.ReceiveAlarmNotification;
import org.ozml.document.Variable;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;
import org.ozml.service.data.Alarms;

/**
 * Takes an alarm from an alarm panel, and acknowledges it when it is kept. Its block runs behind
 * the kiss-off, which nothing may drown, and it runs to its end even if the panel hangs up: what
 * has been acknowledged must not be lost.
 */
final class ReceiveAlarmNotificationHandler implements Handler, Reception.Line {
  private final ReceiveAlarmNotification command;
  private final Session session;
  private final Reception reception = new Reception(this);

  /** Of the block: what the alarm says. */
  private final Map<String, Variable> variables = new HashMap<>();

  private @Nullable Operation sound;
  private Step next = Step.WAIT;
  private boolean acknowledged;
  private boolean inBlock;
  private long timer;
  private long errand;

  ReceiveAlarmNotificationHandler(ReceiveAlarmNotification command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    if (session.rings()) return new Step.Next(Result.inappropriate(command.name()));
    reception.begin();
    return Step.WAIT;
  }

  @Override
  public Step on(Event event) {
    boolean key = event instanceof Event.KeyPressed;
    if (event instanceof Event.KeyPressed pressed) {
      reception.pressed(pressed.key());
    } else if (event instanceof Event.TimerFired fired && fired.timer() == timer) {
      reception.timeOver();
    } else if (event instanceof Event.Answered answered && answered.errand() == errand) {
      answered((Alarms.Answer) answered.answer());
    } else if (event instanceof Event.Ended ended && ended.operation() == sound) {
      sound = null;
      if (acknowledged && !inBlock) return block();
    }
    Step step = next;
    next = Step.WAIT;
    // A key is for the panel's centre and no menu outside; what runs in the block is not stopped.
    return step == Step.WAIT && key && !inBlock ? Step.TAKE : step;
  }

  // ---- on the line

  @Override
  public void play(Sound what) {
    Operation begun =
        session.board().play(session.callId(null), null, what, false, command.name(), session);
    sound = begun.result() == null ? begun : null;
  }

  @Override
  public void startTimer(Duration after) {
    session.cancelTimer(timer);
    timer = session.startTimer(after);
  }

  @Override
  public void keep(ContactId alarm) {
    Alarms alarms = session.services().alarms();
    if (alarms == Alarms.NONE) {
      reception
          .kept(); // an answer from outside would be one more step, of a run that has no outside
    } else {
      errand = session.<Alarms.Answer>ask(answer -> alarms.keep(row(alarm), answer));
    }
  }

  private Alarms.Alarm row(ContactId alarm) {
    Call call = session.call();
    return new Alarms.Alarm(
        session.callId(null),
        call == null ? "" : call.shown().number(),
        session.extension(),
        alarm.account(),
        alarm.qualifier().word(),
        alarm.event(),
        alarm.eventName(),
        alarm.partition(),
        alarm.zone());
  }

  private void answered(Alarms.Answer answer) {
    if (answer instanceof Alarms.Answer.Failed failed) {
      session.warn("an alarm is not kept and not acknowledged: " + failed.reason());
      reception.unkept();
    } else {
      reception.kept();
    }
  }

  @Override
  public void late() {
    session.warn("an alarm is not kept in time and not acknowledged");
  }

  @Override
  public void received(ContactId alarm) {
    String call = session.callId(null);
    Map<String, String> fields = alarm.fields();
    session.trace(new ScriptEvent.AlarmReceived(session.now(), session.number(), call, fields));
    for (Map.Entry<String, String> field : fields.entrySet()) {
      variables.put(field.getKey(), new Variable(field.getValue()));
    }
    acknowledged = true;
    if (sound == null) next = block();
  }

  @Override
  public void refused(String digits) {
    session.warn("an alarm is wrong or incomplete and not acknowledged: " + digits);
  }

  @Override
  public void gaveUp() {
    String other = session.call() == null ? "" : session.call().shown().number();
    next = new Step.Next(Result.connectFailed(other, Failure.ERROR));
  }

  // ---- the block

  private Step block() {
    inBlock = true;
    return new Step.Enter(
        command.received() == null ? Branch.EMPTY : command.received(), variables);
  }

  @Override
  public boolean outlivesCall() {
    return acknowledged;
  }

  @Override
  public Step resumed() {
    session.cancelTimer(timer);
    return session.deserted() ? new Step.End(Result.OK) : Step.OK;
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public void stop() {
    session.cancelTimer(timer);
    if (!acknowledged) session.forget();
    if (sound != null) session.board().stop(sound);
  }
}
