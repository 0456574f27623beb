package org.ozml.interpreter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.Place;
import org.ozml.document.Way;
import org.ozml.service.message.Messages;

/**
 * What happens in scripts, for the trace. {@code script} numbers the runs from 1; {@code call} is
 * empty without a call.
 */
public sealed interface ScriptEvent extends TraceEvent {
  /** Returns the number of the run. */
  int script();

  /** A script begins, or goes on with another document. */
  record Started(long at, int script, String call, Context context, String source)
      implements ScriptEvent {}

  /** A command begins. */
  record CommandStarted(long at, int script, String call, String command, Place place)
      implements ScriptEvent {}

  /** A command is over. */
  record CommandEnded(long at, int script, String call, String command, Place place, Result result)
      implements ScriptEvent {}

  /** A command begins to take the keys of the other party: a menu, or a recording that they end. */
  record KeysAwaited(long at, int script, String call, Place place) implements ScriptEvent {}

  /** What stands in an element begins: a document, an Input, a block such as OnBusy. */
  record BlockEntered(long at, int script, String call, String block, Place place)
      implements ScriptEvent {}

  /** A command that waited goes on, in a way for which no block stands in the document. */
  record WentOn(long at, int script, String call, String command, Place place, Way way)
      implements ScriptEvent {}

  /** Something that the author should know, such as a reference to a variable that is not set. */
  record Warned(long at, int script, String text) implements ScriptEvent {}

  /** A web application is asked. */
  record Requested(
      long at, int script, long request, String notification, String url, Map<String, String> form)
      implements ScriptEvent {}

  /** The database is asked. */
  record Selected(long at, int script, long request, String sql, List<String> parameters)
      implements ScriptEvent {
    /** Copies the list. */
    public Selected {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A web application has answered, or the database.
   *
   * @param good whether there is a script to run
   * @param answer says how in words
   * @param text the document, also one that cannot be read; null: none came
   * @param source what it is called, see {@link Place}; null: none came
   */
  record Answered(
      long at,
      int script,
      long request,
      boolean good,
      String answer,
      @Nullable String text,
      @Nullable String source)
      implements ScriptEvent {
    /** Of a document, or of null: none came. */
    static Answered of(
        long at, int script, long request, String answer, @Nullable Document document) {
      return document == null
          ? new Answered(at, script, request, false, answer, null, null)
          : new Answered(
              at,
              script,
              request,
              document.response() != null,
              answer,
              document.source().text(),
              document.source().name());
    }
  }

  /** A message is handed over to be sent. */
  record MessageSent(long at, int script, Messages.Outgoing message) implements ScriptEvent {}

  /** A message has arrived; {@code script} is 0. */
  record MessageArrived(long at, int script, Messages.Incoming message) implements ScriptEvent {}

  /** It is known whether a message was delivered; {@code script} is 0. */
  record MessageReported(long at, int script, Messages.DeliveryReport report)
      implements ScriptEvent {}

  /** A file is in another folder now. */
  record FileMoved(long at, int script, String file, String to) implements ScriptEvent {}

  /** A file is gone. */
  record FileDeleted(long at, int script, String file) implements ScriptEvent {}

  /**
   * An alarm was taken from the other party and acknowledged.
   *
   * @param alarm its fields, by the names of the variables
   */
  record AlarmReceived(long at, int script, String call, Map<String, String> alarm)
      implements ScriptEvent {}

  /**
   * A call to deliver an alarm is over.
   *
   * @param number the centre's
   * @param digits as they are usually written: 1234 1131 01 015
   * @param alarm its fields, as in {@link AlarmReceived}
   * @param result 200: it was acknowledged
   */
  record AlarmSent(
      long at, int script, String number, String digits, Map<String, String> alarm, Result result)
      implements ScriptEvent {}

  /**
   * A script is over. {@code result}: the first other than 200, else 200; {@code reason} in words.
   */
  record Finished(long at, int script, String call, Result result, String reason)
      implements ScriptEvent {}

  /**
   * A script was stopped because it would not have ended by itself, or because of a fault of ours.
   */
  record Aborted(long at, int script, String call, String reason) implements ScriptEvent {}
}
