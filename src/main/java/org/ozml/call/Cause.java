package org.ozml.call;

/** Why a leg ended or is to end. */
public enum Cause {
  /** Somebody hung up. */
  NORMAL,
  /** Refused, or in another call. */
  BUSY,
  /** Rang too long. */
  NO_ANSWER,
  /** No such number. */
  NOT_FOUND,
  /** No longer wanted: somebody else answered, or the caller gave up. */
  CANCELLED,
  /** Line, media or host failed. */
  FAILED;

  /** Returns the state in which a call ends that was left for this cause. */
  CallState callState() {
    return this == FAILED ? CallState.ERROR : CallState.COMPLETED;
  }

  Failure failure() {
    return switch (this) {
      case BUSY, NORMAL, CANCELLED -> Failure.BUSY;
      case NO_ANSWER -> Failure.NO_ANSWER;
      case NOT_FOUND -> Failure.NOT_FOUND;
      case FAILED -> Failure.ERROR;
    };
  }
}
