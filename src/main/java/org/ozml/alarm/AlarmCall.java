package org.ozml.alarm;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Operation;
import org.ozml.call.Role;
import org.ozml.call.Script;
import org.ozml.call.ShownId;
import org.ozml.call.Switchboard;

/**
 * Calls a receiving centre and delivers an alarm. It is the call's own script, so that the alarm
 * goes out whatever becomes of who ordered it. Use it on the switchboard's loop.
 */
public final class AlarmCall implements Script, Transmission.Line {
  private static final Duration RING_TIME = Duration.ofSeconds(60);

  private final Switchboard board;
  private final String owner;
  private final String centre;
  private final Transmission transmission;
  private final Consumer<AlarmCall> told;
  private @Nullable Operation dial;
  private boolean acknowledged;
  private long timer;

  /**
   * Makes a call that has not begun.
   *
   * @param owner the API extension that calls, or whatever else is shown to the centre
   * @param centre the number to be called
   * @param told once, when the call has ended
   */
  public AlarmCall(
      Switchboard board, String owner, String centre, ContactId alarm, Consumer<AlarmCall> told) {
    this.board = board;
    this.owner = owner;
    this.centre = centre;
    this.transmission = new Transmission(alarm, this);
    this.told = told;
  }

  /** Places the call. */
  public void place() {
    dial = board.call(this, centre, new ShownId(owner, owner), RING_TIME, dialled -> {});
  }

  /** Returns the call; null before it is placed. */
  public @Nullable Call call() {
    return dial == null ? null : dial.call();
  }

  /**
   * Returns why the alarm was not delivered: the outcome of the routing, or Error when nobody
   * acknowledged it; null when it was.
   */
  public @Nullable Failure failure() {
    if (acknowledged) return null;
    Failure unreached = dial == null ? null : dial.failure();
    return unreached == null ? Failure.ERROR : unreached;
  }

  // ---- in the seat

  @Override
  public String owner() {
    return owner;
  }

  @Override
  public String number() {
    return owner;
  }

  @Override
  public void ring(Call call) {
    board.reject(this, Failure.BUSY); // nobody can call it
  }

  @Override
  public void connected(Call call) {
    transmission.begin();
  }

  @Override
  public void key(Call call, char key) {}

  @Override
  public void tone(Call call, int hertz, Duration length) {
    transmission.heard(hertz, length);
  }

  @Override
  public void left(Call call, Leaving why) {
    board.cancelTimer(timer);
    told.accept(this);
  }

  // ---- on the line

  @Override
  public void send(String keys) {
    Call call = call();
    if (call == null) return;
    board.sendKeys(call.id(), Role.CALLEE, keys, sent -> transmission.sent());
  }

  @Override
  public void startTimer(Duration after) {
    board.cancelTimer(timer);
    timer = board.startTimer(after, fired -> transmission.timeOver());
  }

  @Override
  public void over(boolean done) {
    acknowledged = done;
    Call call = call();
    if (call != null) board.hangUp(call.id());
  }
}
