package org.ozml.debugger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;

/**
 * Where a run has been stopped.
 *
 * @param view what is seen there
 * @param happened what has happened since the stop before; nothing when the run went back
 * @param breakpoint the one that it came to; null: none
 * @param undone what the user had let people do later than here, and they have not done now
 */
public record Stop(
    View view, List<TraceEvent> happened, @Nullable Breakpoint breakpoint, List<Act> undone) {
  /** Copies the lists. */
  public Stop {
    happened = List.copyOf(happened);
    undone = List.copyOf(undone);
  }
}
