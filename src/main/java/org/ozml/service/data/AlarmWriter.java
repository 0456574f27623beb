package org.ozml.service.data;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.ozml.service.data.AlarmTable.Received;
import org.ozml.service.message.GroupCommit;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * Keeps alarms in their table, those of many panels in one transaction. An alarm that cannot be
 * stored at once is refused, not remembered: its panel is not acknowledged, and reports it again.
 */
public final class AlarmWriter implements Alarms, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AlarmWriter.class.getName());

  /** No more alarms can wait: later ones would be stored when their panels have given up. */
  private static final int WAITING = 10_000;

  private static final int TOGETHER = 500;

  private record Pending(Received alarm, Consumer<Answer> answer) {}

  private final AlarmTable alarms;
  private final InstantSource clock;
  private final GroupCommit<Pending> writer =
      new GroupCommit<>("ozml-alarms", WAITING, TOGETHER, this::store, AlarmWriter::refuse);

  /** Writes to a table. */
  public AlarmWriter(AlarmTable alarms, InstantSource clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public void keep(Alarm alarm, Consumer<Answer> answer) {
    writer.add(new Pending(new Received(clock.instant(), alarm), answer));
  }

  private void store(List<Pending> group) {
    Answer answer = new Answer.Kept();
    try {
      alarms.add(group.stream().map(Pending::alarm).toList());
    } catch (StoreException e) {
      answer = new Answer.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
      answer = new Answer.Failed("internal error");
    }
    for (Pending each : group) {
      answer(each, answer);
    }
  }

  private static void refuse(Pending alarm, String reason) {
    answer(alarm, new Answer.Failed("cannot store alarms: " + reason));
  }

  private static void answer(Pending alarm, Answer answer) {
    if (answer instanceof Answer.Failed failed) {
      // Whoever runs the system must be able to find out, whatever becomes of the call.
      LOG.log(
          Level.ERROR, "an alarm is not acknowledged: " + failed.reason() + ": " + alarm.alarm());
    }
    try {
      alarm.answer().accept(answer);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "internal error", e);
    }
  }

  /** Stores what is waiting, for which there are 5 seconds. */
  @Override
  public void close() {
    writer.close();
  }
}
