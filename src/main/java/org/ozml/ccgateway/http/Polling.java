package org.ozml.ccgateway.http;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.Mailbox;

/**
 * A desktop that asks for each event. A poll is held until there is one; there is one poll at a
 * time. The next event is given out only when it is known what has become of the one before, so
 * that one that could not be written comes again before all others. On the loop.
 */
final class Polling implements Delivery {
  /** How long a poll is held. */
  static final Duration HELD = Duration.ofSeconds(10);

  private final Switchboard board;
  private final Mailbox mailbox;
  private final Runnable lost;
  private @Nullable Poll held;
  private long holding;
  private boolean writing;
  private boolean over;
  private long heard;
  private long watch;

  /** One request for an event. */
  @FunctionalInterface
  interface Poll {
    /**
     * Answers it, once.
     *
     * @param event null: there is none
     * @param written to be told on the loop, once, whether all of the answer could be written
     */
    void answer(@Nullable AgentEvent event, Consumer<Boolean> written);
  }

  /**
   * Begins to wait for polls.
   *
   * @param lost is told when there has been none for two minutes
   */
  Polling(Switchboard board, Mailbox mailbox, Runnable lost) {
    this.board = board;
    this.mailbox = mailbox;
    this.lost = lost;
    heard = board.now();
    watch(PATIENCE);
  }

  /** Somebody polls; whoever waited before goes without an event. */
  void poll(Poll poll) {
    withdraw();
    heard = board.now();
    held = poll;
    holding = board.startTimer(HELD, timer -> withdraw(poll));
    ask();
  }

  /** The poll is not waited for any more. */
  void withdraw(Poll poll) {
    if (held == poll) withdraw();
  }

  private void withdraw() {
    Poll poll = held;
    if (poll == null) return;
    if (writing) answer(poll, null);
    else mailbox.nothing();
  }

  private void ask() {
    Poll poll = held;
    if (poll != null && !writing && !over) mailbox.take(event -> answer(poll, event));
  }

  private void answer(Poll poll, @Nullable AgentEvent event) {
    if (held == poll) {
      held = null;
      board.cancelTimer(holding);
    }
    heard = board.now();
    writing |= event != null;
    poll.answer(
        event,
        ok -> {
          if (event != null) written(event, ok);
        });
  }

  private void written(AgentEvent event, boolean ok) {
    writing = false;
    if (over) return;
    if (!ok) mailbox.returned(event);
    ask();
  }

  private void watch(Duration time) {
    watch = board.startTimer(time, timer -> look());
  }

  private void look() {
    Duration left = held != null ? PATIENCE : PATIENCE.minusNanos(board.now() - heard);
    if (left.isNegative() || left.isZero()) lost.run();
    else watch(left);
  }

  @Override
  public void end() {
    withdraw();
    over = true;
    board.cancelTimer(watch);
  }
}
