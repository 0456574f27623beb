package org.ozml.interpreter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Switchboard;
import org.ozml.document.Document;

/**
 * Tells a web application of each state of each call. What it answers acts on that call; when the
 * call has ended meanwhile, it runs without one.
 */
final class CallChanges implements Switchboard.Watcher {
  /** An answer that changes the call is told, too, and might do so for ever. */
  private static final int MOST_AT_ONCE = 100;

  private final Engine engine;
  private final String url;
  private long instant;
  private int told;

  CallChanges(Engine engine, String url) {
    this.engine = engine;
    this.url = url;
  }

  @Override
  public void changed(Call call, @Nullable CallState previous) {
    long now = engine.board().now();
    told = now == instant ? told + 1 : 1;
    instant = now;
    if (told > MOST_AT_ONCE) {
      String text = "CallChanged was told %d times without any time passing, and is not any more";
      if (told == MOST_AT_ONCE + 1) {
        engine.trace().on(new ScriptEvent.Warned(now, 0, text.formatted(MOST_AT_ONCE)));
      }
      return;
    }
    Notification changed =
        Notification.of("CallChanged", call, "")
            .with("PreviousState", previous == null ? "" : previous.word())
            .with("Duration", Duration.ofNanos(call.talkNanos()));
    new Request(engine, 0, url, changed).send((id, answer) -> run(call, changed, answer));
  }

  private void run(Call call, Notification changed, @Nullable Document answer) {
    if (answer == null || answer.response() == null) return;
    if (call.state().terminal()) {
      engine.message(answer, changed.variables(), session -> {});
    } else {
      engine.thirdParty(answer, call, changed.variables(), session -> {});
    }
  }
}
