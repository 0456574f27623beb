package org.ozml.service.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Outgoing;

/**
 * Sends stored messages over one connection. Its methods may block and are for worker threads; each
 * ends within the time-outs of its connection.
 *
 * <p>A message {@link Stored#inDoubt} may have arrived before: the sender marks it, so that the
 * receiver can tell.
 */
interface Sender extends AutoCloseable {
  /** Returns why a message can never go out this way; null when it may. */
  @Nullable Refused refusal(Outgoing message);

  /** Sends a message, or as much of it as {@link Stored#references} does not name as taken. */
  Outcome send(Stored message);

  /** Returns how many messages may be sent at a time. */
  default int parallel() {
    return 1;
  }

  /** There is nothing to send at the moment. */
  default void rest() {}

  @Override
  default void close() {}

  /** What came of an attempt. Reasons are one sentence, without secrets. */
  sealed interface Outcome {
    /**
     * The neighbour has taken it over.
     *
     * @param references what the neighbour calls it, a part each; empty where it gives no names
     */
    record Sent(List<String> references) implements Outcome {}

    /**
     * It has not arrived, and may later.
     *
     * @param all whether it is the connection's state, not this message's, so that others must wait
     *     too
     * @param references the parts that were taken, from the first on
     */
    record Later(String reason, boolean all, List<String> references) implements Outcome {}

    /** It has not arrived and never will. */
    record Never(String reason) implements Outcome {}

    /**
     * The link was cut after the neighbour may have taken it.
     *
     * @param references the parts that were taken for certain, from the first on
     */
    record Doubt(String reason, List<String> references) implements Outcome {}
  }
}
