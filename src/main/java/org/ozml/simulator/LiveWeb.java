package org.ozml.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.Fetcher;

/**
 * The world's web applications in real time, and others behind them; from any thread. What the
 * world names answers on the network's thread.
 */
final class LiveWeb implements Fetcher {
  private final WebTable table;
  private final Timeline time;
  private final Fetcher behind;
  private final Set<Asked> open = new HashSet<>();
  private volatile boolean closed;

  LiveWeb(World world, Timeline time, Fetcher behind) {
    this.table = new WebTable(world, time, Chance.NONE, null);
    this.time = time;
    this.behind = behind;
  }

  @Override
  public Exchange fetch(Request request, Consumer<Answer> answer) {
    if (!table.names(request.url())) return behind.fetch(request, answer);
    Asked asked = new Asked(request, answer);
    time.bring(asked::begin);
    if (closed) asked.end(Asked.CANCELLED); // perhaps nobody takes it any more
    return asked;
  }

  /** Nothing answers any more; on the network's thread. */
  void close() {
    closed = true;
    List.copyOf(open).forEach(Asked::cancelNow);
  }

  private final class Asked implements Exchange {
    private static final Answer CANCELLED =
        new Answer.Failed(Answer.Failed.Kind.CANCELLED, "it is not wanted any more");

    private final Request request;
    private final Consumer<Answer> answer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private @Nullable Exchange exchange;

    private Asked(Request request, Consumer<Answer> answer) {
      this.request = request;
      this.answer = answer;
    }

    private void begin() {
      if (closed || answered.get()) {
        end(CANCELLED);
        return;
      }
      open.add(this);
      exchange =
          table.fetch(
              request,
              what -> {
                open.remove(this);
                end(what);
              });
    }

    private void end(Answer what) {
      if (answered.compareAndSet(false, true)) answer.accept(what);
    }

    @Override
    public void cancel() {
      time.bring(this::cancelNow);
    }

    private void cancelNow() {
      open.remove(this);
      if (exchange != null) exchange.cancel();
      end(CANCELLED);
    }
  }
}
