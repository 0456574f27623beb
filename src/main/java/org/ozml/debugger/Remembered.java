package org.ozml.debugger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.Fetcher;

/**
 * Real web applications that are asked each thing once: when a run happens anew, they answer what
 * they answered then, and are not even asked. From any thread.
 */
public final class Remembered {
  private final Fetcher real;
  private final Map<Question, Reply> replies = new HashMap<>();

  /**
   * A request in a run.
   *
   * @param turn how often the same has been asked before in that run
   */
  private record Question(Fetcher.Request request, int turn) {}

  /** An answer, which may not have come yet. */
  private static final class Reply implements Consumer<Fetcher.Answer> {
    private final List<Consumer<Fetcher.Answer>> waiting = new ArrayList<>();
    private Fetcher.@Nullable Answer answer;

    @Override
    public void accept(Fetcher.Answer came) {
      List<Consumer<Fetcher.Answer>> told;
      synchronized (this) {
        answer = came;
        told = List.copyOf(waiting);
      }
      told.forEach(one -> one.accept(came));
    }

    private void tell(Consumer<Fetcher.Answer> listener) {
      Fetcher.Answer known;
      synchronized (this) {
        known = answer;
        if (known == null) waiting.add(listener);
      }
      if (known != null) listener.accept(known);
    }
  }

  /** Asks these at first. */
  public Remembered(Fetcher real) {
    this.real = real;
  }

  /** Returns what one run asks; the next run asks another one. */
  public Fetcher run() {
    Map<Fetcher.Request, Integer> turns = new HashMap<>();
    return (request, answer) -> fetch(request, turns.merge(request, 1, Integer::sum), answer);
  }

  /** An exchange that is given up goes on all the same: another run may wait for its answer. */
  private Fetcher.Exchange fetch(
      Fetcher.Request request, int turn, Consumer<Fetcher.Answer> answer) {
    Reply reply;
    boolean asked;
    synchronized (replies) {
      Question question = new Question(request, turn);
      reply = replies.get(question);
      asked = reply != null;
      if (reply == null) {
        reply = new Reply();
        replies.put(question, reply);
      }
    }
    reply.tell(answer);
    if (!asked) real.fetch(request, reply);
    return () -> {};
  }
}
