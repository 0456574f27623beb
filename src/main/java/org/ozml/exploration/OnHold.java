package org.ozml.exploration;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.Hearing;
import org.ozml.call.Seat;
import org.ozml.call.TraceEvent;
import org.ozml.document.Place;
import org.ozml.exploration.Evidence.Shown;
import org.ozml.interpreter.ScriptEvent;

/** The scripts are over, and somebody whom they put on hold still hears the music. */
final class OnHold {
  private OnHold() {}

  static void find(Walk walk, Consumer<Evidence> found) {
    if (walk.fork() != null) return;
    for (Call call : walk.stage().board().calls()) {
      for (Seat seat : List.of(call.caller(), call.callee())) {
        String who = seat.number();
        Place place = lastHold(walk.events());
        if (place == null || walk.watch().hears(who) != Hearing.Kind.HOLD_MUSIC) continue;
        found.accept(
            Evidence.of(
                    Finding.Kind.ON_HOLD,
                    "the script is over, %s is still on hold, and nobody fetches him"
                        .formatted(who),
                    place,
                    new Shown(who + " hears hold music", null))
                .at(lastHeard(walk.events(), who)));
        break; // the other one of this call, too
      }
    }
  }

  private static int lastHeard(List<TraceEvent> events, String who) {
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      boolean hears = events.get(i) instanceof CallEvent.Hears e && e.number().equals(who);
      if (hears) last = i;
    }
    return last;
  }

  private static @Nullable Place lastHold(List<TraceEvent> events) {
    Place hold = null;
    for (TraceEvent event : events) {
      if (event instanceof ScriptEvent.CommandStarted e) {
        boolean holds = e.command().equals("Hold");
        if (holds || hold == null) hold = e.place();
      }
    }
    return hold;
  }
}
