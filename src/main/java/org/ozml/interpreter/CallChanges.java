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
  private final Engine engine;
  private final String url;

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
    engine.ask(0, url, changed, (id, answer) -> run(call, changed, answer));
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
