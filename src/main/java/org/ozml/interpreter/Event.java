package org.ozml.interpreter;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.document.Document;
import org.ozml.service.message.Messages;

/** Something that a running script may wait for. */
public interface Event {
  /** An operation on a call is over; its result says how. */
  record Ended(Operation operation) implements Event {}

  /** A timer is over. */
  record TimerFired(long timer) implements Event {}

  /** The other party pressed a key. */
  record KeyPressed(char key) implements Event {}

  /**
   * A web application has answered, or the database.
   *
   * @param request what {@link Session#request} or {@link Session#select} returned
   * @param document the answer, which may turn out to be unreadable; null when none came
   */
  record Fetched(long request, @Nullable Document document) implements Event {
    /** Returns whether there is a script to run. */
    public boolean good() {
      return document != null && document.response() != null;
    }
  }

  /**
   * A service has answered.
   *
   * @param errand what {@link Session#ask} returned
   * @param answer of the type that the service answers with
   */
  record Answered(long errand, Object answer) implements Event {}

  /** The call that this run placed has got somewhere. */
  enum Progress implements Event {
    /** It rings. */
    RINGING,
    /** Somebody has answered. */
    ANSWERED,
    /** Whoever answered is gone. */
    OVER
  }

  /**
   * A message has arrived.
   *
   * @param awaited what {@link Session#awaitMessage} returned
   */
  record MessageArrived(long awaited, Messages.Incoming message) implements Event {}

  /** Somebody pressed the back key of a menu: the menu outside starts over. */
  record Back() implements Event {}
}
