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
   * @param confirm whether a device that has answered is in only after {@link Switchboard#confirm},
   *     because its user takes calls elsewhere, as on an agent's desktop
   */
  record Ring(
      List<String> numbers, @Nullable Duration ringTime, @Nullable ShownId shown, boolean confirm)
      implements Route {
    /** Whoever answers is in at once. */
    public Ring(List<String> numbers, @Nullable Duration ringTime, @Nullable ShownId shown) {
      this(numbers, ringTime, shown, false);
    }
  }

  /**
   * Somebody will be found later: the caller hears that it rings, and the question stays open until
   * it is answered again.
   */
  record Queued() implements Route {}

  /** Ring a script. */
  record ToScript(Script script) implements Route {}

  /** Nothing is left to try. */
  record Nothing(Failure why) implements Route {}
}
