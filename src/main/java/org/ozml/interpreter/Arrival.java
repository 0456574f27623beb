package org.ozml.interpreter;

import java.time.Duration;
import java.util.function.Consumer;
import org.ozml.call.Switchboard;

/**
 * Brings one answer of the world outside onto the loop. An answer comes on any thread and brings no
 * time along: the host says what time it is when a timer is over at once.
 */
final class Arrival<T> implements Consumer<T> {
  private final Switchboard board;
  private final Consumer<T> then;
  private boolean over;

  /**
   * @param then told on the loop, unless nobody wants to know any more
   */
  Arrival(Switchboard board, Consumer<T> then) {
    this.board = board;
    this.then = then;
  }

  @Override
  public void accept(T answer) {
    board.loop().execute(() -> arrived(answer));
  }

  private void arrived(T answer) {
    if (!over) board.startTimer(Duration.ZERO, timer -> told(answer));
  }

  private void told(T answer) {
    if (over) return;
    over = true;
    then.accept(answer);
  }

  /** Nobody wants the answer any more; false when it has been told. */
  boolean forget() {
    boolean waited = !over;
    over = true;
    return waited;
  }
}
