package org.ozml.interpreter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Watcher;
import org.ozml.document.Document;

/**
 * Tells a web application of each state of each call, of one call's after the other: the next when
 * the one before was answered, so that they arrive in order. What it answers acts on that call;
 * when the call has ended meanwhile, it runs without one.
 */
final class CallChanges implements Watcher {
  private final Engine engine;
  private final String url;

  /** What each call that is being told of is to tell next. */
  private final Map<Call, Queue<Notification>> waiting = new HashMap<>();

  CallChanges(Engine engine, String url) {
    this.engine = engine;
    this.url = url;
  }

  @Override
  public void changed(Call call, @Nullable CallState previous) {
    Notification changed =
        Notification.of("CallChanged", call, "")
            .with("PreviousState", previous == null ? "" : previous.word())
            .with("Duration", Duration.ofNanos(call.talkNanos()));
    Queue<Notification> behind = waiting.get(call);
    if (behind != null) {
      behind.add(changed);
      return;
    }
    waiting.put(call, new ArrayDeque<>(2));
    tell(call, changed);
  }

  private void tell(Call call, Notification changed) {
    boolean told =
        engine.ask(
            0,
            url,
            changed,
            (id, answer) -> {
              run(call, changed, answer);
              next(call);
            });
    if (!told) waiting.remove(call);
  }

  private void next(Call call) {
    Queue<Notification> behind = waiting.get(call);
    Notification next = behind == null ? null : behind.poll();
    if (next == null) waiting.remove(call);
    else tell(call, next);
  }

  private void run(Call call, Notification changed, @Nullable Document answer) {
    if (answer == null || answer.response() == null) return;
    if (call.state().terminal()) {
      engine.message(answer, changed, session -> {});
    } else {
      engine.thirdParty(answer, call, changed.variables(), session -> {});
    }
  }
}
