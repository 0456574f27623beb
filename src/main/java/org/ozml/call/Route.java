package org.ozml.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a call goes to: what dial plan, routing script or queue answers. */
public sealed interface Route {
  /**
   * Ring these devices together; the first to answer wins.
   *
   * @param numbers what the host dials
   * @param ringTime null for the operation's own
   * @param shown what the called party sees; null for the caller's own
   */
  record Ring(List<String> numbers, @Nullable Duration ringTime, @Nullable ShownId shown)
      implements Route {}

  /** Ring a script. */
  record ToScript(Script script) implements Route {}

  /** Nothing is left to try. */
  record Nothing(Failure why) implements Route {}
}
