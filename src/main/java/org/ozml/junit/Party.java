package org.ozml.junit;

import java.time.Duration;
import org.ozml.simulator.World.Answering;

/**
 * Somebody with a telephone: how calls to it are taken is said before the call begins, the rest is
 * what happens in it.
 */
public final class Party {
  private final SimulatedCall call;
  private final String number;

  Party(SimulatedCall call, String number) {
    this.call = call;
    this.number = number;
  }

  // ---- the world, before the call begins

  /** Answers when it is called, after some time. */
  public Party answersAfter(Duration time) {
    return takes(new Answering(Answering.Kind.ANSWERS, time));
  }

  /** Is busy. */
  public Party isBusy() {
    return takes(Answering.of(Answering.Kind.BUSY));
  }

  /** Rejects calls, after some time. */
  public Party rejectsAfter(Duration time) {
    return takes(new Answering(Answering.Kind.REJECTS, time));
  }

  /** Rings and is never answered. */
  public Party doesNotAnswer() {
    return takes(Answering.of(Answering.Kind.NO_ANSWER));
  }

  /** Is a number that nobody has. */
  public Party doesNotExist() {
    return takes(Answering.of(Answering.Kind.NOT_FOUND));
  }

  private Party takes(Answering answering) {
    call.person(number, person -> person.answering(answering));
    return this;
  }

  // ---- what happens

  /** Hears a text, or a part of it; large and small letters are the same. */
  public Party hears(String text) {
    return tell("hears", text);
  }

  /** Never hears a text, before or after. */
  public Party neverHears(String text) {
    return tell("never hears", text);
  }

  /** Hears an audio file. */
  public Party hearsFile(String name) {
    return tell("hears the file", name);
  }

  /** Talks to somebody. */
  public Party talksTo(String other) {
    return tell("talks to", other);
  }

  /** Is called. */
  public Party isCalled() {
    return tell("is called");
  }

  /** Is never called, before or after. */
  public Party isNeverCalled() {
    return tell("is never called");
  }

  /** Presses keys, one every 0.2 seconds. */
  public Party presses(String keys) {
    return tell("presses", keys);
  }

  /** Hangs up. */
  public Party hangsUp() {
    return tell("hangs up");
  }

  /** Is hung up by the script or the other party. */
  public Party isHungUp() {
    return tell("is hung up");
  }

  private Party tell(String verb) {
    call.tell(number + " " + verb);
    return this;
  }

  private Party tell(String verb, String value) {
    call.tell(number + " " + verb, value);
    return this;
  }
}
