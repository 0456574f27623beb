package org.ozml.command;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.call.Recording;
import org.ozml.call.Result;
import org.ozml.document.Context;
import org.ozml.document.Record;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;
import org.ozml.service.file.ScriptPath;

/**
 * Records a call. In an API extension call it waits for one of its limits, tells FinishedUrl and
 * runs the answer here; elsewhere the recording ends with the call. An answer that comes after a
 * hang-up runs without a call.
 */
final class RecordHandler implements Handler, Operation.Listener {
  private final Record command;
  private final Session session;
  private final @Nullable String finishedUrl;
  private @Nullable Operation recording;
  private Result result = Result.OK;
  private long timer;
  private long request;
  private @Nullable Notification told;
  private boolean waiting;

  RecordHandler(Record command, Session session) {
    this.command = command;
    this.session = session;
    this.finishedUrl = session.optional(command.finishedUrl());
  }

  @Override
  public Step start() {
    boolean own = session.context() == Context.EXTENSION;
    String folder;
    try {
      folder = folder(session.optional(command.recordPath()));
    } catch (ScriptPath.Refused e) {
      return new Step.Next(Result.invalidParameter("RecordPath", command.name()));
    }
    Operation begun =
        session
            .board()
            .record(
                session.callId(command.callId()),
                session.value(command.format()).name().toLowerCase(Locale.ROOT),
                folder,
                own ? session.optional(command.inactivity()) : null,
                this);
    if (begun.result() != null) return new Step.Next(begun.result());
    recording = begun;
    if (!own) return Step.OK;
    waiting = true;
    Duration longest = session.optional(command.duration());
    if (longest != null) timer = session.startTimer(longest);
    if (command.finishDigits() != null) session.awaitsKeys(command);
    return Step.WAIT;
  }

  private static @Nullable String folder(@Nullable String path) throws ScriptPath.Refused {
    if (path == null) return null;
    return String.join("/", ScriptPath.read(ScriptPath.Root.RECORDINGS, path).names());
  }

  @Override
  public Step on(Event event) {
    if (event instanceof Event.KeyPressed pressed) {
      String keys = session.optional(command.finishDigits());
      if (recording == null || request != 0 || keys == null || keys.indexOf(pressed.key()) < 0) {
        return Step.WAIT;
      }
      session.board().stop(recording);
      return Step.TAKE;
    }
    if (event instanceof Event.TimerFired fired && fired.timer() == timer && recording != null) {
      session.board().stop(recording);
      return Step.TAKE;
    }
    if (event instanceof Event.Ended ended && ended.operation() == recording)
      return recorded(ended);
    if (event instanceof Event.Fetched fetched && fetched.request() == request) {
      return fetched.good() && fetched.document() != null && fetched.document().response() != null
          ? new Step.Enter(fetched.document().response())
          : new Step.Next(result);
    }
    return Step.WAIT;
  }

  private Step recorded(Event.Ended ended) {
    session.cancelTimer(timer);
    if (ended.operation().result() != null) result = ended.operation().result();
    if (finishedUrl == null || !result.ok()) return new Step.Next(result);
    Notification done = completed((Recording) ended.operation());
    done.fields().forEach(session::set);
    told = done;
    request = session.request(finishedUrl, done);
    return Step.WAIT;
  }

  @Override
  public Step resumed() {
    return new Step.Next(result);
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public String state() {
    return request == 0 ? "records" : "asks what to do";
  }

  @Override
  public void stop() {
    waiting = false;
    session.cancelTimer(timer);
    if (told != null) session.leaveRequest(told);
    if (recording != null) session.board().stop(recording);
  }

  /**
   * The recording is stored: part of the run while that waits for it, otherwise told on its own.
   */
  @Override
  public void ended(Operation operation) {
    if (waiting) session.ended(operation);
    else if (Result.OK.equals(operation.result())) {
      session.tell(finishedUrl, completed((Recording) operation));
    }
  }

  private Notification completed(Recording done) {
    String url = done.url() == null ? "" : done.url();
    return Notification.of("RecordCompleted", done.call(), session.extension())
        .with("RecordURL", url)
        .with("Duration", done.length())
        .with("Format", done.format());
  }
}
